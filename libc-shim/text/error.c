/* error.h: a message about the program, to standard error, and perhaps the end of it. */
#include "apus/musl.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char *program_invocation_name;
unsigned error_message_count;
int error_one_per_line;
void (*error_print_progname)(void);

static void finish(int status, int error, const char *format, va_list arguments)
{
    vfprintf(stderr, format, arguments);
    error_message_count++;
    if (error)
        fprintf(stderr, ": %s", strerror(error));
    fputc('\n', stderr);
    fflush(stderr);
    if (status)
        exit(status);
}

void error(int status, int error, const char *format, ...)
{
    fflush(stdout);
    if (error_print_progname)
        error_print_progname();
    else
        fprintf(stderr, "%s: ", program_invocation_name);
    va_list arguments;
    va_start(arguments, format);
    finish(status, error, format, arguments);
    va_end(arguments);
}

void error_at_line(int status, int error, const char *file, unsigned line, const char *format, ...)
{
    static const char *last_file;
    static unsigned last_line;
    if (error_one_per_line) {
        if (last_line == line && (last_file == file || (last_file && file && !strcmp(last_file, file))))
            return;
        last_file = file;
        last_line = line;
    }
    fflush(stdout);
    if (error_print_progname)
        error_print_progname();
    else
        fprintf(stderr, "%s:", program_invocation_name);
    if (file)
        fprintf(stderr, "%s:%u: ", file, line);
    else
        fputc(' ', stderr);
    va_list arguments;
    va_start(arguments, format);
    finish(status, error, format, arguments);
    va_end(arguments);
}
