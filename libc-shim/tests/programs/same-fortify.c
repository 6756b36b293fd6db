#define _FORTIFY_SOURCE 2
#pragma GCC optimize "O2"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <sys/wait.h>
#include <assert.h>
#include <error.h>
#include <errno.h>
static char b[8]; static volatile size_t n = 20; static jmp_buf env;
static void __attribute__((noinline)) deeper(void) { if (setjmp(env)) puts("?"); }
static void try(int which)
{
    fflush(stdout);
    pid_t p = fork();
    if (!p) {
        switch (which) {
        case 0: memcpy(b, "0123456789012345678901234567890", n); break;
        case 1: strcpy(b, getenv("LONGTEXT")); break;
        case 2: sprintf(b, "%s", getenv("LONGTEXT")); break;
        case 3: read(0, b, n); break;
        case 4: { struct pollfd f[1]; poll(f, n, 0); break; }
        case 5: strcat(strcpy(b, "abc"), getenv("LONGTEXT")); break;
        case 6: assert(which == 5); break;
        case 7: snprintf(b, n, "x"); break;
        case 8: error(3, ENOENT, "cannot %s", "do"); break;
        case 9: { extern void __stack_chk_fail(void); __stack_chk_fail(); }
        case 10: memset(b, 0, n); break;
        case 11: { char *volatile z = 0; free(z); exit(9); }
        }
        _exit(0);
    }
    int s; waitpid(p, &s, 0);
    printf("%d: %d %d\n", which, WIFSIGNALED(s) ? WTERMSIG(s) : 0, WIFEXITED(s) ? WEXITSTATUS(s) : -1);
}
int main(void)
{
    setenv("LONGTEXT", "much too long a text", 1);
    for (int i = 0; i < 12; i++) try(i);
    char big[64]; sprintf(big, "%s fits", "this"); puts(big); printf("%5.1f|%s\n", 2.0, strncpy(b, "abc", 8));
    return 0;
}
