/* fputs and puts tell how much they wrote, as in glibc: one, and the number of characters. */
#include "apus/musl.h"
#include <limits.h>
#include <stdio.h>
#include <string.h>

int fputs(const char *restrict text, FILE *restrict file)
{
    size_t length = strlen(text);
    return fwrite(text, 1, length, file) == length ? 1 : EOF;
}
int fputs_unlocked(const char *restrict, FILE *restrict) ALIAS(fputs);

int puts(const char *text)
{
    size_t length = strlen(text);
    struct apus_file *file = (struct apus_file *)stdout;
    /* Not flockfile: that would outlast a cancellation. */
    int held = file->lock >= 0 && __lockfile(file);
    int failed = fwrite(text, 1, length, stdout) != length || putc_unlocked('\n', stdout) < 0;
    if (held)
        __unlockfile(file);
    return failed ? EOF : length < INT_MAX ? (int)length + 1 : INT_MAX;
}
