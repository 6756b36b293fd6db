/* strtok_r tells where it stopped even when nothing is left; strxfrm fills what room there is; getsubopt hands back the
   word that it does not know; strverscmp compares numbers within names. */
#include "apus/musl.h"
#include <stdlib.h>
#include <string.h>

char *strtok_r(char *restrict text, const char *restrict separators, char **restrict rest)
{
    if (!text)
        text = *rest;
    text += strspn(text, separators);
    if (!*text) {
        *rest = text;
        return 0;
    }
    char *end = text + strcspn(text, separators);
    *rest = *end ? end + 1 : end;
    *end = 0;
    return text;
}

char *strtok(char *restrict text, const char *restrict separators)
{
    static char *rest;
    return strtok_r(text, separators, &rest);
}

size_t strxfrm(char *restrict to, const char *restrict from, size_t room)
{
    size_t length = strlen(from);
    if (room)
        memcpy(to, from, length < room ? length + 1 : room);
    return length;
}
size_t __strxfrm_l(char *restrict to, const char *restrict from, size_t room, locale_t locale) { return strxfrm(to, from, room); }
size_t strxfrm_l(char *restrict, const char *restrict, size_t, locale_t) ALIAS(__strxfrm_l);

int getsubopt(char **option, char *const *names, char **value)
{
    char *start = *option, *end = strchrnul(start, ',');
    if (!*start) {
        return -1;
    }
    char *equals = memchr(start, '=', (size_t)(end - start));
    size_t length = (size_t)((equals ? equals : end) - start);
    *option = *end ? end + 1 : end;
    if (*end)
        *end = 0;
    for (int i = 0; names[i]; i++)
        if (!strncmp(start, names[i], length) && !names[i][length]) {
            *value = equals ? equals + 1 : 0;
            return i;
        }
    *value = start;
    return -1;
}

static int is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

/* Where the texts part within a number, a number that begins with zeros is a fraction: the one with more zeros is the
   lesser; otherwise the longer one is the greater (strverscmp(3)). */
int strverscmp(const char *left, const char *right)
{
    const unsigned char *a = (const void *)left, *b = (const void *)right;
    size_t at = 0, digits = 0;
    int zeros = 1;
    for (; a[at] == b[at]; at++) {
        if (!a[at])
            return 0;
        if (!is_digit(a[at])) {
            digits = at + 1;
            zeros = 1;
        } else if (a[at] != '0') {
            zeros = 0;
        }
    }
    int difference = a[at] - b[at];
    int is_fraction = at > digits && a[digits] == '0';
    if (is_fraction) {
        /* Within the leading zeros, a digit is less than whatever ends them. */
        if (zeros && is_digit(a[at]) != is_digit(b[at]))
            return is_digit(a[at]) ? -1 : 1;
        return difference;
    }
    if (is_digit(a[at]) && is_digit(b[at])) {
        if (at == digits && (a[at] == '0' || b[at] == '0'))
            return difference;
        size_t x = at, y = at;
        while (is_digit(a[x]))
            x++;
        while (is_digit(b[y]))
            y++;
        return x != y ? (x > y ? 1 : -1) : difference;
    }
    if (at > digits && is_digit(a[at]) != is_digit(b[at]))
        return is_digit(a[at]) ? 1 : -1;
    return difference;
}
