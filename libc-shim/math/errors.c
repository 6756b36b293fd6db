/* errno of the functions of <math.h>: EDOM where there is no result, ERANGE where it is at a pole or too large or too
   small, as glibc has it (its math_errhandling has MATH_ERRNO). The results are musl's, whose functions are called
   __musl_NAME here (renamed-symbols.txt); glibc's `math_error(7)` lists the errors. */
#include "apus/musl.h"
#include <math.h>

#define SETS(condition, number) \
    if (__builtin_expect(condition, 0)) \
    errno = (number)

/* In three precisions. */
#define FORMS(MAKE, name) MAKE(name, double) MAKE(name##f, float) MAKE(name##l, long double)

/* Not a number from a number: outside of the domain. */
#define DOMAIN(name, type) \
    extern type __musl_##name(type) HIDDEN; \
    type name(type x) \
    { \
        type result = __musl_##name(x); \
        SETS(isnan(result) && !isnan(x), EDOM); \
        return result; \
    }
FORMS(DOMAIN, sin)
FORMS(DOMAIN, cos)
FORMS(DOMAIN, tan)
FORMS(DOMAIN, asin)
FORMS(DOMAIN, acos)
FORMS(DOMAIN, acosh)
FORMS(DOMAIN, sqrt)

/* Infinite from finite as well: a pole. */
#define POLE(name, type) \
    extern type __musl_##name(type) HIDDEN; \
    type name(type x) \
    { \
        type result = __musl_##name(x); \
        if (__builtin_expect(!isfinite(result), 0)) { \
            SETS(isnan(result) && !isnan(x), EDOM); \
            SETS(isinf(result) && isfinite(x), ERANGE); \
        } \
        return result; \
    }
FORMS(POLE, log)
FORMS(POLE, log2)
FORMS(POLE, log10)
FORMS(POLE, log1p)
FORMS(POLE, atanh)
POLE(sinh, double)
POLE(sinhf, float)
FORMS(POLE, cosh)
POLE(expm1, double)
POLE(expm1f, float)
FORMS(POLE, lgamma)

/* Too large, or too small: zero is no value that these have. */
#define RANGE(name, type) \
    extern type __musl_##name(type) HIDDEN; \
    type name(type x) \
    { \
        type result = __musl_##name(x); \
        SETS((isinf(result) || result == 0) && isfinite(x), ERANGE); \
        return result; \
    }
FORMS(RANGE, exp)
FORMS(RANGE, exp2)
RANGE(exp10, double)
RANGE(exp10f, float)
FORMS(RANGE, erfc)

/* The gamma function: no value at negative integers, a pole at zero. */
#define GAMMA(name, type) \
    extern type __musl_##name(type) HIDDEN; \
    type name(type x) \
    { \
        type result = __musl_##name(x); \
        SETS(isnan(result) && !isnan(x), EDOM); \
        SETS((isinf(result) || result == 0) && isfinite(x), ERANGE); \
        /* Below zero the sign changes at each integer; musl's tgammal loses it. */ \
        if (x < 0 && isfinite(x) && !isnan(result)) \
            result = __builtin_copysignl(result, fmodl(floorl(x), 2) == 0 ? 1 : -1); \
        return result; \
    }
FORMS(GAMMA, tgamma)

#define GAMMA_SIGN(name, type) \
    extern type __musl_##name(type, int *) HIDDEN; \
    type name(type x, int *sign) \
    { \
        type result = __musl_##name(x, sign); \
        SETS(isinf(result) && isfinite(x), ERANGE); \
        return result; \
    }
GAMMA_SIGN(lgamma_r, double)
GAMMA_SIGN(lgammaf_r, float)
GAMMA_SIGN(lgammal_r, long double)

/* Division without a result. */
#define REMAINDER(name, type) \
    extern type __musl_##name(type, type) HIDDEN; \
    type name(type x, type y) \
    { \
        type result = __musl_##name(x, y); \
        SETS(isnan(result) && !isnan(x) && !isnan(y), EDOM); \
        return result; \
    }
FORMS(REMAINDER, fmod)
FORMS(REMAINDER, remainder)

double drem(double x, double y) { return remainder(x, y); }
float dremf(float x, float y) { return remainderf(x, y); }
long double dreml(long double x, long double y) { return remainderl(x, y); }

#define POWER(name, type) \
    extern type __musl_##name(type, type) HIDDEN; \
    type name(type x, type y) \
    { \
        type result = __musl_##name(x, y); \
        if (__builtin_expect(!isfinite(result) || result == 0, 0) && isfinite(x) && isfinite(y)) { \
            SETS(isnan(result), EDOM); \
            SETS(isinf(result) || (result == 0 && x != 0), ERANGE); \
        } \
        return result; \
    }
FORMS(POWER, pow)

#define TOO_LARGE(name, type) \
    extern type __musl_##name(type, type) HIDDEN; \
    type name(type x, type y) \
    { \
        type result = __musl_##name(x, y); \
        SETS(isinf(result) && isfinite(x) && isfinite(y), ERANGE); \
        return result; \
    }
FORMS(TOO_LARGE, hypot)
FORMS(TOO_LARGE, fdim)

#define ANGLE(name, type) \
    extern type __musl_##name(type, type) HIDDEN; \
    type name(type y, type x) \
    { \
        type result = __musl_##name(y, x); \
        SETS(result == 0 && y != 0 && isfinite(x), ERANGE); \
        return result; \
    }
FORMS(ANGLE, atan2)

#define NEIGHBOUR(name, type, other) \
    extern type __musl_##name(type, other) HIDDEN; \
    type name(type x, other y) \
    { \
        type result = __musl_##name(x, y); \
        SETS(isfinite(x) && x != 0 && !isnan(y) && x != y && !isnormal(result), ERANGE); \
        return result; \
    }
NEIGHBOUR(nextafter, double, double)
NEIGHBOUR(nextafterf, float, float)
NEIGHBOUR(nextafterl, long double, long double)
NEIGHBOUR(nexttoward, double, long double)
NEIGHBOUR(nexttowardf, float, long double)
NEIGHBOUR(nexttowardl, long double, long double)

/* A finite number scaled beyond all others, or to nothing. */
#define SCALED(name, type, count) \
    extern type __musl_##name(type, count) HIDDEN; \
    type name(type x, count n) \
    { \
        type result = __musl_##name(x, n); \
        SETS((isinf(result) || result == 0) && isfinite(x) && x != 0, ERANGE); \
        return result; \
    }
SCALED(scalbn, double, int)
SCALED(scalbnf, float, int)
SCALED(scalbnl, long double, int)
SCALED(scalbln, double, long)
SCALED(scalblnf, float, long)
SCALED(scalblnl, long double, long)
double ldexp(double x, int n) { return scalbn(x, n); }
float ldexpf(float x, int n) { return scalbnf(x, n); }
long double ldexpl(long double x, int n) { return scalbnl(x, n); }

#define EXPONENT(name, type) \
    extern int __musl_##name(type) HIDDEN; \
    int name(type x) \
    { \
        SETS(x == 0 || !isfinite(x), EDOM); \
        return __musl_##name(x); \
    }
EXPONENT(ilogb, double)
EXPONENT(ilogbf, float)
EXPONENT(ilogbl, long double)

/* The same as a long, whose special values are long's own. */
#define LONG_EXPONENT(name, type, exponent) \
    long name(type x) \
    { \
        int result = exponent(x); \
        return isnan(x) || x == 0 ? -__LONG_MAX__ - 1 : isinf(x) ? __LONG_MAX__ : result; \
    }
LONG_EXPONENT(llogb, double, ilogb)
LONG_EXPONENT(llogbf, float, ilogbf)
LONG_EXPONENT(llogbl, long double, ilogbl)

/* Bessel functions of the second kind: none below zero, a pole there. */
#define BESSEL(name, type) \
    extern type __musl_##name(type) HIDDEN; \
    type name(type x) \
    { \
        type result = __musl_##name(x); \
        SETS(x < 0, EDOM); \
        SETS(x == 0, ERANGE); \
        return result; \
    }
BESSEL(y0, double)
BESSEL(y0f, float)
BESSEL(y1, double)
BESSEL(y1f, float)

#define BESSEL_N(name, type) \
    extern type __musl_##name(int, type) HIDDEN; \
    type name(int n, type x) \
    { \
        type result = __musl_##name(n, x); \
        SETS(x < 0, EDOM); \
        SETS(x == 0, ERANGE); \
        return result; \
    }
BESSEL_N(yn, double)
BESSEL_N(ynf, float)

#define BOTH(name, type) \
    extern void __musl_##name(type, type *, type *) HIDDEN; \
    void name(type x, type *sine, type *cosine) \
    { \
        SETS(isinf(x), EDOM); \
        __musl_##name(x, sine, cosine); \
    }
FORMS(BOTH, sincos)

/* scalb's second argument is a floating-point number, and has to be whole. */
#define SCALB(name, type, scale, whole) \
    type name(type x, type n) \
    { \
        if (isnan(x) || isnan(n)) \
            return x * n; \
        if (!isfinite(n)) { \
            if (n > 0 ? x == 0 : isinf(x)) { \
                errno = EDOM; \
                return (x - x) / (x - x); \
            } \
            return n > 0 ? x * n : x / -n; \
        } \
        if (whole(n) != n) { \
            errno = EDOM; \
            return (n - n) / (n - n); \
        } \
        return scale(x, n > 65000 ? 65000 : n < -65000 ? -65000 : (int)n); \
    }
SCALB(scalb, double, scalbn, rint)
SCALB(scalbf, float, scalbnf, rintf)
SCALB(scalbl, long double, scalbnl, rintl)

double significand(double x) { return x == 0 || !isfinite(x) ? (ilogb(x), x) : scalbn(x, -ilogb(x)); }
float significandf(float x) { return x == 0 || !isfinite(x) ? (ilogbf(x), x) : scalbnf(x, -ilogbf(x)); }
long double significandl(long double x) { return x == 0 || !isfinite(x) ? x : scalbnl(x, -ilogbl(x)); }
