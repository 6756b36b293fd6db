/* vfscanf: musl's, but for glibc's modifiers of integers (L and q are long long, Z is size_t), and errno, which stays as it
   was where no number begins. */
#include "apus/musl.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern int __musl_vfscanf(FILE *restrict, const char *restrict, va_list) HIDDEN;

/* The modifier within the conversion behind a '%', or null. */
static char *modifier(char *at)
{
    at += strspn(at, "0123456789$*'Im");
    return strchr("LqZ", *at) && *at && at[1] && strchr("diouxXn", at[1]) ? at : 0;
}

/* With musl's modifiers; null where there is nothing to change, or no memory. */
static char *rewritten(const char *format)
{
    int changes = 0;
    for (const char *at = format; (at = strchr(at, '%'));) {
        changes += modifier((char *)++at) != 0;
        at += *at == '%';
    }
    if (!changes)
        return 0;
    char *copy = malloc(strlen(format) + (size_t)changes + 1), *to = copy;
    if (!copy)
        return 0;
    for (const char *at = format; *at;) {
        char *found = *at == '%' ? modifier((char *)at + 1) : 0;
        size_t length = found ? (size_t)(found - at) : *at == '%' && at[1] ? 2 : 1;
        to = mempcpy(to, at, length);
        at += length;
        if (found) {
            to = stpcpy(to, *at == 'Z' ? "z" : "ll");
            at++;
        }
    }
    *to = 0;
    return copy;
}

int vfscanf(FILE *restrict file, const char *restrict format, va_list arguments)
{
    int before = errno;
    char *changed = strpbrk(format, "LqZ") ? rewritten(format) : 0;
    errno = 0;
    int count = __musl_vfscanf(file, changed ? changed : format, arguments);
    if (errno == 0 || errno == EINVAL)
        errno = before;
    free(changed);
    return count;
}
int __isoc99_vfscanf(FILE *restrict, const char *restrict, va_list) ALIAS(vfscanf);
