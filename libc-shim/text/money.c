/* strfmon(3). The locales are C and C.UTF-8, which have neither currency nor grouping: what is left is signs, fill and widths. */
#include "apus/musl.h"
#include <errno.h>
#include <monetary.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct amount {
    char fill;
    int has_parentheses, is_left, width;
    int before, behind; /* digits on both sides of the point, or -1 */
};

static int number(const char **at)
{
    long value = 0;
    while (**at >= '0' && **at <= '9')
        value = value > 100000 ? value : value * 10 + *(*at)++ - '0';
    return (int)value;
}

/* What stands between a % and its conversion. */
static const char *read_amount(const char *at, struct amount *amount)
{
    *amount = (struct amount){.fill = ' ', .before = -1, .behind = -1};
    for (;; at++) {
        if (*at == '=' && at[1])
            amount->fill = *++at;
        else if (*at == '(')
            amount->has_parentheses = 1;
        else if (*at == '-')
            amount->is_left = 1;
        else if (*at != '^' && *at != '+' && *at != '!')
            break;
    }
    amount->width = number(&at);
    if (*at == '#')
        at++, amount->before = number(&at);
    if (*at == '.')
        at++, amount->behind = number(&at);
    return at;
}

/* The amount in memory of its own, or null. */
static char *written(const struct amount *amount, long double value)
{
    char *digits, *text;
    int is_negative = __builtin_signbit(value) != 0;
    if (asprintf(&digits, "%.*Lf", amount->behind < 0 ? 2 : amount->behind, is_negative ? -value : value) < 0)
        return 0;
    int padding = amount->before - (int)strcspn(digits, ".");
    padding = padding < 0 ? 0 : padding;
    /* Where digits are lined up, so are the signs. */
    const char *sign = is_negative ? (amount->has_parentheses ? "(" : "-") : amount->before >= 0 ? " " : "";
    char *fill = malloc((size_t)padding + 1);
    int length = -1;
    if (fill) {
        memset(fill, amount->fill, (size_t)padding);
        fill[padding] = 0;
        length = asprintf(&text, "%s%s%s%s", sign, fill, digits, is_negative && amount->has_parentheses ? ")" : "");
    }
    free(fill);
    free(digits);
    if (length < 0)
        return 0;
    char *padded;
    length = asprintf(&padded, amount->is_left ? "%-*s" : "%*s", amount->width, text);
    free(text);
    return length < 0 ? 0 : padded;
}

static ssize_t format_money(char *out, size_t room, const char *format, va_list values)
{
    size_t used = 0;
    for (const char *at = format; *at; at++) {
        char one[2] = {*at, 0}, *text = one;
        if (*at == '%' && at[1] == '%') {
            at++;
        } else if (*at == '%') {
            struct amount amount;
            at = read_amount(at + 1, &amount);
            int is_long = *at == 'L';
            at += is_long;
            if (*at != 'n' && *at != 'i') {
                errno = EINVAL;
                return -1;
            }
            text = written(&amount, is_long ? va_arg(values, long double) : va_arg(values, double));
            if (!text)
                return -1;
        }
        size_t length = strlen(text);
        int fits = length < room - used && used < room;
        if (fits)
            memcpy(out + used, text, length + 1);
        used += length;
        if (text != one)
            free(text);
        if (!fits) {
            errno = E2BIG;
            return -1;
        }
    }
    if (used < room)
        out[used] = 0;
    return (ssize_t)used;
}

ssize_t strfmon(char *restrict out, size_t room, const char *restrict format, ...)
{
    va_list values;
    va_start(values, format);
    ssize_t length = format_money(out, room, format, values);
    va_end(values);
    return length;
}

ssize_t strfmon_l(char *restrict out, size_t room, locale_t locale, const char *restrict format, ...)
{
    va_list values;
    va_start(values, format);
    ssize_t length = format_money(out, room, format, values);
    va_end(values);
    return length;
}
