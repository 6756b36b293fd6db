/* ecvt, fcvt, gcvt and the long double forms: numbers as digits and the place of the point. Obsolete, and defined by what
   implementations do; this is what glibc's do, which scale by a power of ten before they print. */
#include "apus/musl.h"
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOUBLE_DIGITS = 17, LONG_DIGITS = 21, DOUBLE_ROOM = 326, LONG_ROOM = 4952 };

/* The digits of `value` with `count` of them behind the point, or rounded before it where `count` is negative. */
#define FIXED(name, type, print, floor_of, digits_most) \
    static int fixed_##name(type value, int count, int *point, int *sign, char *text, size_t room) \
    { \
        if (!text) { \
            errno = EINVAL; \
            return -1; \
        } \
        *sign = 0; \
        int left = 0; \
        if (isfinite(value)) { \
            *sign = signbit(value) != 0; \
            if (*sign) \
                value = -value; \
            if (count < 0) { \
                for (; count < 0; count++) { \
                    type tenth = value * (type)0.1; \
                    if (tenth < 1) { \
                        count = 0; \
                        break; \
                    } \
                    value = tenth; \
                    left++; \
                } \
            } \
        } \
        int length = snprintf(text, room, print, count < digits_most ? count : digits_most, value); \
        if (length >= (int)room) \
            return -1; \
        int at = 0; \
        while (at < length && text[at] >= '0' && text[at] <= '9') \
            at++; \
        *point = at; \
        if (at == 0) \
            return 0; /* not a number */ \
        if (at < length) { \
            do \
                at++; \
            while (at < length && !(text[at] >= '0' && text[at] <= '9')); \
            if (*point == 1 && text[0] == '0' && value != 0) { \
                *point = 0; \
                while (at < length && text[at] == '0') { \
                    at++; \
                    --*point; \
                } \
                memmove(text, text + at, (size_t)(length - at) + 1); \
                length -= at; \
            } else { \
                memmove(text + *point, text + at, (size_t)(length - at) + 1); \
            } \
        } \
        if (left) { \
            *point += left; \
            size_t used = strlen(text); \
            while (left-- > 0 && used < room - 1) \
                text[used++] = '0'; \
            text[used] = 0; \
        } \
        return 0; \
    } \
    static int rounded_##name(type value, int count, int *point, int *sign, char *text, size_t room) \
    { \
        int exponent = 0; \
        if (isfinite(value) && value != 0) { \
            type size = signbit(value) ? -value : value, factor = 1; \
            if (size < floor_of) { \
                value /= floor_of; \
                size /= floor_of; \
                exponent += (int)log10l(floor_of); \
            } \
            if (size < 1) { \
                do { \
                    factor *= 10; \
                    exponent--; \
                } while (size * factor < 1); \
                value *= factor; \
            } else if (size >= 10) { \
                do { \
                    factor *= 10; \
                    exponent++; \
                } while (size >= factor * 10); \
                value /= factor; \
            } \
        } \
        if (count <= 0 && room > 0) { \
            text[0] = 0; \
            *point = exponent + 1; \
            *sign = isfinite(value) ? signbit(value) != 0 : 0; \
            return 0; \
        } \
        if (fixed_##name(value, (count < digits_most ? count : digits_most) - 1, point, sign, text, room)) \
            return -1; \
        *point += exponent; \
        return 0; \
    }
FIXED(double, double, "%.*f", 1e-307, DOUBLE_DIGITS)
FIXED(long, long double, "%.*Lf", 1e-4931L, LONG_DIGITS)

static char double_text[DOUBLE_ROOM], long_text[LONG_ROOM];

int fcvt_r(double value, int count, int *point, int *sign, char *text, size_t room) { return fixed_double(value, count, point, sign, text, room); }
int ecvt_r(double value, int count, int *point, int *sign, char *text, size_t room) { return rounded_double(value, count, point, sign, text, room); }
int qfcvt_r(long double value, int count, int *point, int *sign, char *text, size_t room) { return fixed_long(value, count, point, sign, text, room); }
int qecvt_r(long double value, int count, int *point, int *sign, char *text, size_t room) { return rounded_long(value, count, point, sign, text, room); }

char *fcvt(double value, int count, int *point, int *sign)
{
    fixed_double(value, count, point, sign, double_text, sizeof double_text);
    return double_text;
}
char *ecvt(double value, int count, int *point, int *sign)
{
    rounded_double(value, count, point, sign, double_text, sizeof double_text);
    return double_text;
}
char *qfcvt(long double value, int count, int *point, int *sign)
{
    fixed_long(value, count, point, sign, long_text, sizeof long_text);
    return long_text;
}
char *qecvt(long double value, int count, int *point, int *sign)
{
    rounded_long(value, count, point, sign, long_text, sizeof long_text);
    return long_text;
}

char *gcvt(double value, int count, char *text)
{
    sprintf(text, "%.*g", count < DOUBLE_DIGITS ? count : DOUBLE_DIGITS, value);
    return text;
}
char *qgcvt(long double value, int count, char *text)
{
    sprintf(text, "%.*Lg", count < LONG_DIGITS ? count : LONG_DIGITS, value);
    return text;
}
