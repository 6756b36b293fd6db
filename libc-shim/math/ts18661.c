/* Functions of ISO/IEC TS 18661-1 (now C23, annex F) that musl lacks: rounding to integers of a width, comparison in
   the total order, magnitudes, payloads. */
#include "apus/musl.h"
#include <fenv.h>
#include <math.h>
#include <string.h>

#define FORMS(MAKE) MAKE(double, ) MAKE(float, f) MAKE(long double, l)

/* The larger or smaller in magnitude; the value decides where those are the same. */
#define MAGNITUDE(type, f) \
    type fmaxmag##f(type x, type y) \
    { \
        type a = fabs##f(x), b = fabs##f(y); \
        return a > b ? x : b > a ? y : fmax##f(x, y); \
    } \
    type fminmag##f(type x, type y) \
    { \
        type a = fabs##f(x), b = fabs##f(y); \
        return a < b ? x : b < a ? y : fmin##f(x, y); \
    }
FORMS(MAGNITUDE)

long double roundevenl(long double);

static long double rounded(long double x, int mode)
{
    switch (mode) {
    case 0: return ceill(x);
    case 1: return floorl(x);
    case 2: return truncl(x);
    case 3: return roundl(x);
    default: return roundevenl(x);
    }
}

/* FP_INT_UPWARD 0, DOWNWARD 1, TOWARDZERO 2, TONEARESTFROMZERO 3, TONEAREST 4; what does not fit into `width` bits is a
   domain error, answered with the nearest value that does. */
static intmax_t to_signed(long double x, int mode, unsigned width, int exact)
{
    if (width > 64)
        width = 64;
    long double limit = width ? __builtin_ldexpl(1, (int)width - 1) : 0, whole = rounded(x, mode);
    if (width == 0 || isnan(x) || whole >= limit || whole < -limit) {
        feraiseexcept(FE_INVALID);
        errno = EDOM;
        int64_t most = width ? (int64_t)(((uint64_t)1 << (width - 1)) - 1) : 0;
        return width == 0 ? 0 : signbit(x) ? -most - 1 : most;
    }
    if (exact && whole != x)
        feraiseexcept(FE_INEXACT);
    return (intmax_t)whole;
}

static uintmax_t to_unsigned(long double x, int mode, unsigned width, int exact)
{
    if (width > 64)
        width = 64;
    long double limit = width ? __builtin_ldexpl(1, (int)width) : 0, whole = rounded(x, mode);
    if (width == 0 || isnan(x) || whole >= limit || whole < 0) {
        feraiseexcept(FE_INVALID);
        errno = EDOM;
        return width == 0 || signbit(x) ? 0 : width == 64 ? ~(uint64_t)0 : ((uint64_t)1 << width) - 1;
    }
    if (exact && whole != x)
        feraiseexcept(FE_INEXACT);
    return (uintmax_t)whole;
}

#define INTEGERS(type, f) \
    intmax_t fromfp##f(type x, int mode, unsigned width) { return to_signed(x, mode, width, 0); } \
    intmax_t fromfpx##f(type x, int mode, unsigned width) { return to_signed(x, mode, width, 1); } \
    uintmax_t ufromfp##f(type x, int mode, unsigned width) { return to_unsigned(x, mode, width, 0); } \
    uintmax_t ufromfpx##f(type x, int mode, unsigned width) { return to_unsigned(x, mode, width, 1); }
FORMS(INTEGERS)

/* Sign, exponent and fraction as one number whose order is that of IEC 60559, 5.10. */
static void key(double x, int64_t *high, uint64_t *low)
{
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    *high = bits < 0 ? ~(bits & __LONG_MAX__) : bits;
    *low = 0;
}
static void keyf(float x, int64_t *high, uint64_t *low)
{
    int32_t bits;
    memcpy(&bits, &x, sizeof bits);
    *high = bits < 0 ? ~(bits & 0x7fffffff) : bits;
    *low = 0;
}
static void keyl(long double x, int64_t *high, uint64_t *low)
{
    uint16_t head;
    memcpy(low, &x, 8);
    memcpy(&head, (const char *)&x + 8, 2);
    *high = head & 0x7fff;
    if (head >> 15) {
        *high = ~*high;
        *low = ~*low;
    }
}

#define ORDER(type, f) \
    int totalorder##f(const type *x, const type *y) \
    { \
        int64_t a, b; \
        uint64_t c, d; \
        key##f(*x, &a, &c); \
        key##f(*y, &b, &d); \
        return a < b || (a == b && c <= d); \
    } \
    int totalordermag##f(const type *x, const type *y) \
    { \
        type a = fabs##f(*x), b = fabs##f(*y); \
        return totalorder##f(&a, &b); \
    }
FORMS(ORDER)

/* A number equal to itself is canonical; a signalling NaN becomes a quiet one. The x87 has patterns that are no numbers. */
int canonicalize(double *to, const double *from) { *to = __builtin_isnan(*from) ? *from + *from : *from; return 0; }
int canonicalizef(float *to, const float *from) { *to = __builtin_isnan(*from) ? *from + *from : *from; return 0; }
int canonicalizel(long double *to, const long double *from)
{
    uint64_t fraction;
    uint16_t head;
    memcpy(&fraction, from, 8);
    memcpy(&head, (const char *)from + 8, 2);
    if ((head & 0x7fff) != 0 && !(fraction >> 63)) {
        feraiseexcept(FE_INVALID);
        return 1;
    }
    *to = __builtin_isnan(*from) ? *from + *from : *from;
    return 0;
}

/* The fraction of a NaN below the bit that makes it quiet; -1 of a number. */
double getpayload(const double *x)
{
    uint64_t bits;
    memcpy(&bits, x, sizeof bits);
    return __builtin_isnan(*x) ? (double)(bits & 0x7ffffffffffff) : -1;
}
float getpayloadf(const float *x)
{
    uint32_t bits;
    memcpy(&bits, x, sizeof bits);
    return __builtin_isnan(*x) ? (float)(bits & 0x3fffff) : -1;
}
long double getpayloadl(const long double *x)
{
    uint64_t bits;
    memcpy(&bits, x, sizeof bits);
    return __builtin_isnan(*x) ? (long double)(bits & 0x3fffffffffffffff) : -1;
}

/* Equality that raises the invalid exception, and sets errno, for a NaN. */
#define EQUAL(type, f) \
    int __iseqsig##f(type x, type y) \
    { \
        int below = x <= y, above = x >= y; \
        if (!below && !above) { \
            feraiseexcept(FE_INVALID); \
            errno = EDOM; \
        } \
        return below && above; \
    }
FORMS(EQUAL)

/* The quotient modulo 8, rounded, and its sign, as glibc gives them. The x87 has them in its condition codes, but QEMU's
   emulation of it has not. Both are divided by 16 where eight times y would be too large. */
static long double quotient(long double x, long double y, int *bits)
{
    long double unit = y > __LDBL_MAX__ / 16 ? 16 : 1, rest;
    x /= unit;
    y /= unit;
    rest = fmodl(x, 8 * y);
    *bits = 0;
    for (int each = 4; each; each /= 2)
        if (rest >= each * y) {
            rest -= each * y;
            *bits += each;
        }
    if (rest > y - rest || (rest == y - rest && *bits & 1)) {
        rest -= y;
        ++*bits; /* to 8, where the last step rounds up */
    }
    return rest * unit;
}

#define QUOTIENT(type, f) \
    type remquo##f(type x, type y, int *out) \
    { \
        if (isnan(x) || isnan(y)) \
            return x * y; \
        if (isinf(x) || y == 0) \
            return (x * y) / (x * y); \
        int bits = 0; \
        type rest = isinf(y) ? fabs##f(x) : (type)quotient(fabs##f(x), fabs##f(y), &bits); \
        *out = signbit(x) != signbit(y) ? -bits : bits; \
        return signbit(x) ? -rest : rest; \
    }
FORMS(QUOTIENT)
