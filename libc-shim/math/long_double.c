/* Exponential functions of long double, exact to about a unit in the last place. The logarithm of the base is kept in two
   parts, so that the power of two's fraction is as exact as the argument. */
#include "apus/musl.h"
#include <math.h>

extern long double __musl_scalbnl(long double, int) HIDDEN;

/* The x87 makes 2^f - 1 for |f| <= 1. */
static long double power_less_one(long double f)
{
    long double result;
    __asm__("f2xm1" : "=t"(result) : "0"(f));
    return result;
}

/* x times the logarithm in two parts, as a whole number and a fraction of at most a half. */
static int split(long double x, long double high, long double low, long double *fraction)
{
    long double whole = rintl(x * high);
    *fraction = fmal(x, high, -whole) + x * low;
    return (int)whole;
}

/* Each the nearest long double, and what is missing from it. */
static const long double log2_e = 0xb.8aa3b295c17f0bcp-3L, log2_e_low = -0x8.2f0025f2dc582eep-68L;
static const long double log2_10 = 0xd.49a784bcd1b8afep-2L, log2_10_low = 0x9.257edfe9b5fb69ap-67L;

long double exp10l(long double x)
{
    if (!isfinite(x) || x > 4933 || x < -4970) {
        long double result = isnan(x) ? x : x > 0 ? INFINITY : 0;
        if (isfinite(x))
            errno = ERANGE;
        return result;
    }
    /* Powers that are whole numbers of long double's 64 bits come out exactly. */
    if (x == rintl(x) && x >= 0 && x <= 27) {
        long double result = 1;
        for (int i = 0; i < (int)x; i++)
            result *= 10;
        return result;
    }
    long double fraction;
    int whole = split(x, log2_10, log2_10_low, &fraction);
    long double result = __musl_scalbnl(power_less_one(fraction) + 1, whole);
    if (isinf(result) || result == 0)
        errno = ERANGE;
    return result;
}

long double expm1l(long double x)
{
    if (isnan(x) || x == 0)
        return x;
    if (x > 11357) {
        if (isfinite(x))
            errno = ERANGE;
        return INFINITY;
    }
    if (x < -50)
        return -1;
    long double fraction;
    int whole = split(x, log2_e, log2_e_low, &fraction);
    long double part = power_less_one(fraction);
    if (whole == 0)
        return part;
    /* 2^whole (1 + part) - 1 */
    if (whole > 66)
        return __musl_scalbnl(1 + part, whole);
    return __musl_scalbnl(part, whole) + (__musl_scalbnl(1, whole) - 1);
}

/* From e^x - 1, which is exact near zero. */
long double sinhl(long double x)
{
    long double size = fabsl(x);
    if (!isfinite(x) || size < 0x1p-32L)
        return x;
    long double result;
    if (size < 11350) {
        long double less = expm1l(size);
        result = size < 1 ? (2 * less - less * less / (less + 1)) / 2 : (less + less / (less + 1)) / 2;
    } else {
        long double half = expl(size / 2);
        result = half / 2 * half;
        if (isinf(result))
            errno = ERANGE;
    }
    return copysignl(result, x);
}
