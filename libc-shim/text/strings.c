/* String functions of glibc that musl lacks. */
#include "apus/musl.h"
#include "locale/tables.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

extern uint32_t arc4random(void);

/* The byte must be there: the search has no end of its own. */
void *rawmemchr(const void *from, int byte)
{
    if (byte == 0)
        return (char *)from + strlen(from);
    const unsigned char *at = from;
    while (*at != (unsigned char)byte)
        at++;
    return (void *)at;
}
void *__rawmemchr(const void *, int) ALIAS(rawmemchr);

/* gcc may call this where only equality matters. */
int __memcmpeq(const void *a, const void *b, size_t count) { return memcmp(a, b, count); }

wchar_t *wmempcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count)
{
    return wmemcpy(to, from, count) + count;
}

wchar_t *wcschrnul(const wchar_t *text, wchar_t c)
{
    while (*text && *text != c)
        text++;
    return (wchar_t *)text;
}

void *memfrob(void *memory, size_t count)
{
    for (unsigned char *at = memory; count--; at++)
        *at ^= 42;
    return memory;
}

char *strfry(char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i + 1 < length; i++) {
        size_t other = i + arc4random() % (length - i);
        char c = text[i];
        text[i] = text[other];
        text[other] = c;
    }
    return text;
}

/* Yes, no, or neither: the C locale's answers. */
int rpmatch(const char *answer)
{
    return *answer == 'y' || *answer == 'Y' ? 1 : *answer == 'n' || *answer == 'N' ? 0 : -1;
}

/* strfromd and relatives take one conversion and no more. */
static int from_number(char *to, size_t size, const char *format, long double value, int is_long)
{
    char one[32];
    size_t length = strlen(format);
    if (length < 2 || length > sizeof one - 3)
        abort();
    memcpy(one, format, length - 1);
    one[length - 1] = 'L';
    one[length] = format[length - 1];
    one[length + 1] = 0;
    return is_long ? snprintf(to, size, one, value) : snprintf(to, size, format, (double)value);
}

int strfromd(char *restrict to, size_t size, const char *restrict format, double value)
{
    return from_number(to, size, format, value, 0);
}
int strfromf(char *restrict to, size_t size, const char *restrict format, float value)
{
    return from_number(to, size, format, value, 0);
}
int strfroml(char *restrict to, size_t size, const char *restrict format, long double value)
{
    return from_number(to, size, format, value, 1);
}

int isctype(int c, int classes)
{
    return __apus_ctype_b[128 + c] & classes;
}
int __isctype(int, int) ALIAS(isctype);
