/* vfprintf: musl's, but for the conversions that glibc treats otherwise: %p of a null pointer is
   "(nil)", %b writes binary, L, q and Z modify integers, %a has glibc's digits, and
   what is no conversion at all is written as it stands. A format with none of these, which is
   nearly every one, goes to musl after a quick look. */
#include "stdio/format.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern int __musl_vfprintf(FILE *restrict, const char *restrict, va_list) HIDDEN;

static const char *digits(const char *at, const char **number)
{
    *number = at;
    while (*at >= '0' && *at <= '9')
        at++;
    return at;
}

/* One conversion specification, from behind its '%'. */
const char *__apus_parse_conversion(const char *at, struct conversion *out)
{
    const char *number;
    *out = (struct conversion){.start = at - 1, .flags = at};
    const char *behind = digits(at, &number);
    if (behind != at && *behind == '$') {
        out->positional = 1;
        at = behind + 1;
    }
    out->flags = at;
    at += strspn(at, "-+ #0'I");
    out->flag_count = (int)(at - out->flags);
    if (*at == '*') {
        out->star_width = 1;
        at++;
        behind = digits(at, &number);
        if (*behind == '$' && behind != at)
            out->positional = 1, at = behind + 1;
    } else {
        at = digits(at, &number);
    }
    if (*at == '.') {
        at++;
        if (*at == '*') {
            out->star_precision = 1;
            at++;
            behind = digits(at, &number);
            if (*behind == '$' && behind != at)
                out->positional = 1, at = behind + 1;
        } else {
            at += *at == '-';
            at = digits(at, &number);
        }
    }
    out->length = at;
    at += strspn(at, "hlLqjzZt");
    out->length_count = (int)(at - out->length);
    out->letter = *at;
    if (*at)
        at++;
    out->end = at;
    return at;
}

/* True if musl does what glibc does. */
static int is_common(const struct conversion *c)
{
    if (!c->letter || !strchr("diouxXcseEfFgGnm%", c->letter))
        return 0;
    if (c->letter == '%')
        return c->end - c->start == 2;
    for (int i = 0; i < c->flag_count; i++)
        if (c->flags[i] == 'I' || (c->flags[i] == '#' && c->letter == 'm'))
            return 0;
    for (int i = 0; i < c->length_count; i++) {
        char l = c->length[i];
        if (l == 'q' || l == 'Z' || (l == 'l' && strchr("cs", c->letter)) || (l == 'L' && !strchr("eEfFgG", c->letter)))
            return 0;
    }
    return 1;
}

int vfprintf(FILE *restrict file, const char *restrict format, va_list arguments)
{
    int special = 0;
    if (apus_self()->one_conversion)
        return __musl_vfprintf(file, format, arguments);
    for (const char *at = strchr(format, '%'); at && !special; at = strchr(at, '%')) {
        /* The simplest conversions, without a closer look. */
        char letter = at[1];
        if (letter == 's' || letter == 'd' || letter == '%' || letter == 'c' || letter == 'x' ||
            letter == 'u') {
            at += 2;
            continue;
        }
        struct conversion c;
        at = __apus_parse_conversion(at + 1, &c);
        special = !is_common(&c);
        if (c.positional) {
            special = 0; /* musl's, for better or worse: the arguments are not in order */
            break;
        }
    }
    if (!special)
        return __musl_vfprintf(file, format, arguments);
    char *text = 0;
    va_list copy;
    va_copy(copy, arguments);
    int count = __apus_format(&text, format, copy);
    va_end(copy);
    if (count > 0 && fwrite(text, 1, (size_t)count, file) != (size_t)count)
        count = -1;
    free(text);
    return count;
}
