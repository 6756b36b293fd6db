/* The ends that gcc's and glibc's checks come to, with glibc's texts. */
#include "glibc/fail.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char *__progname;

/* Written past stdio, whose state may be what is broken. */
_Noreturn void __apus_fail(const char *message)
{
    write(2, message, strlen(message));
    abort();
}

_Noreturn void __chk_fail(void)
{
    __apus_fail("*** buffer overflow detected ***: terminated\n");
}

_Noreturn void __stack_chk_fail(void)
{
    __apus_fail("*** stack smashing detected ***: terminated\n");
}
_Noreturn void __stack_chk_fail_local(void) HIDDEN_ALIAS(__stack_chk_fail);

_Noreturn void __fortify_fail(const char *what)
{
    char text[256];
    snprintf(text, sizeof text, "*** %s ***: terminated\n", what);
    __apus_fail(text);
}

_Noreturn void __assert_fail(const char *expression, const char *file, int line, const char *function)
{
    fprintf(stderr, "%s%s%s:%u: %s%sAssertion `%s' failed.\n", __progname, __progname[0] ? ": " : "",
            file, (unsigned)line, function ? function : "", function ? ": " : "", expression);
    fflush(stderr);
    abort();
}

_Noreturn void __assert_perror_fail(int error, const char *file, unsigned line, const char *function)
{
    fprintf(stderr, "%s%s%s:%u: %s%sUnexpected error: %s.\n", __progname, __progname[0] ? ": " : "",
            file, line, function ? function : "", function ? ": " : "", strerror(error));
    fflush(stderr);
    abort();
}

_Noreturn void __assert(const char *expression, const char *file, int line)
{
    __assert_fail(expression, file, line, 0);
}
