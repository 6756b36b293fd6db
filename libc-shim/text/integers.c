/* strtol and relatives, narrow and wide. Unlike musl, glibc leaves errno alone where there are no digits, and the end
   where the base is wrong; its atoi is strtol's. */
#include "apus/musl.h"
#include <inttypes.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <wchar.h>
#include <wctype.h>

static int value_of(unsigned c)
{
    return c >= '0' && c <= '9' ? (int)c - '0' : (c | 32) >= 'a' && (c | 32) <= 'z' ? (int)(c | 32) - 'a' + 10 : 99;
}
static int is_blank(unsigned c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static int is_wide_blank(unsigned c) { return is_blank(c) || (c > 127 && iswspace(c)); }

/* The digits' value as far as 64 bits hold it. `*end` is left alone for a base that is none. */
#define CONVERT(name, type, unit, blank) \
    static unsigned long name(const type *text, type **end, int base, int *negative, int *overflow) \
    { \
        const type *at = text, *digits; \
        unsigned long value = 0; \
        *negative = *overflow = 0; \
        if (base < 0 || base == 1 || base > 36) { \
            errno = EINVAL; \
            return 0; \
        } \
        while (blank((unit)*at)) \
            at++; \
        if (*at == '-' || *at == '+') \
            *negative = *at++ == '-'; \
        if ((base == 0 || base == 16) && at[0] == '0' && (at[1] | 32) == 'x' && value_of((unit)at[2]) < 16) { \
            at += 2; \
            base = 16; \
        } else if (base == 0) { \
            base = *at == '0' ? 8 : 10; \
        } \
        for (digits = at; value_of((unit)*at) < base; at++) { \
            unsigned long more; \
            if (__builtin_mul_overflow(value, (unsigned long)base, &more) || \
                __builtin_add_overflow(more, (unsigned long)value_of((unit)*at), &value)) { \
                *overflow = 1; \
                value = 0; \
            } \
        } \
        if (end) \
            *end = (type *)(at == digits ? text : at); \
        return value; \
    }
CONVERT(convert, char, unsigned char, is_blank)
CONVERT(convert_wide, wchar_t, unsigned, is_wide_blank)

static long as_signed(unsigned long value, int negative, int overflow)
{
    if (overflow || value > (unsigned long)LONG_MAX + (unsigned long)negative) {
        errno = ERANGE;
        return negative ? LONG_MIN : LONG_MAX;
    }
    return (long)(negative ? -value : value);
}

static unsigned long as_unsigned(unsigned long value, int negative, int overflow)
{
    if (overflow) {
        errno = ERANGE;
        return ULONG_MAX;
    }
    return negative ? -value : value;
}

#define FUNCTIONS(prefix, type, convert) \
    long prefix##l(const type *restrict text, type **restrict end, int base) \
    { \
        int negative, overflow; \
        unsigned long value = convert(text, end, base, &negative, &overflow); \
        return as_signed(value, negative, overflow); \
    } \
    unsigned long prefix##ul(const type *restrict text, type **restrict end, int base) \
    { \
        int negative, overflow; \
        unsigned long value = convert(text, end, base, &negative, &overflow); \
        return as_unsigned(value, negative, overflow); \
    } \
    long long prefix##ll(const type *restrict, type **restrict, int) ALIAS(prefix##l); \
    unsigned long long prefix##ull(const type *restrict, type **restrict, int) ALIAS(prefix##ul); \
    intmax_t prefix##imax(const type *restrict, type **restrict, int) ALIAS(prefix##l); \
    uintmax_t prefix##umax(const type *restrict, type **restrict, int) ALIAS(prefix##ul);

FUNCTIONS(strto, char, convert)
FUNCTIONS(wcsto, wchar_t, convert_wide)

int atoi(const char *text) { return (int)strtol(text, 0, 10); }
long atol(const char *text) { return strtol(text, 0, 10); }
long long atoll(const char *text) ALIAS(atol);

/* glibc's old headers call these; the fourth argument asks for grouped digits, which the locales here have not. */
long __strtol_internal(const char *restrict, char **restrict, int) ALIAS(strtol);
long __strtoll_internal(const char *restrict, char **restrict, int) ALIAS(strtol);
unsigned long __strtoul_internal(const char *restrict, char **restrict, int) ALIAS(strtoul);
unsigned long __strtoull_internal(const char *restrict, char **restrict, int) ALIAS(strtoul);
