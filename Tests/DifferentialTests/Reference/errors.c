/* How far a result is from the exact value, in units in the last place of the exact one; computed with GNU MPFR. */
#include "errors.h"

enum { PRECISION = 320 };

double distance(mpfr_t exact, long double got, int digits, int least)
{
    if (isnan(got) || mpfr_nan_p(exact))
        return isnan(got) && mpfr_nan_p(exact) ? 0 : INFINITY;
    if (isinf(got) || mpfr_inf_p(exact))
        return isinf(got) && mpfr_inf_p(exact) && signbit(got) == (mpfr_sgn(exact) < 0) ? 0 : INFINITY;
    long exponent = mpfr_zero_p(exact) ? least : mpfr_get_exp(exact) - digits;
    if (exponent < least)
        exponent = least;
    mpfr_t difference;
    mpfr_init2(difference, PRECISION);
    mpfr_set_ld(difference, got, MPFR_RNDN);
    mpfr_sub(difference, difference, exact, MPFR_RNDN);
    mpfr_div_2si(difference, difference, exponent, MPFR_RNDN);
    double result = fabs(mpfr_get_d(difference, MPFR_RNDA));
    mpfr_clear(difference);
    return result;
}

#define FORMS(MAKE, name, compute) \
    MAKE(name, double, compute, 53, -1074) \
    MAKE(name##f, float, compute, 24, -149) \
    MAKE(name##l, long double, compute, 64, -16445)

#define ONE(name, type, compute, digits, least) \
    double ulps_##name(type a, type got) \
    { \
        mpfr_t x, r; \
        mpfr_inits2(PRECISION, x, r, (mpfr_ptr)0); \
        mpfr_set_ld(x, a, MPFR_RNDN); \
        compute(r, x, MPFR_RNDN); \
        double result = distance(r, got, digits, least); \
        mpfr_clears(x, r, (mpfr_ptr)0); \
        return result; \
    }
#define TWO(name, type, compute, digits, least) \
    double ulps_##name(type a, type b, type got) \
    { \
        mpfr_t x, y, r; \
        mpfr_inits2(PRECISION, x, y, r, (mpfr_ptr)0); \
        mpfr_set_ld(x, a, MPFR_RNDN); \
        mpfr_set_ld(y, b, MPFR_RNDN); \
        compute(r, x, y, MPFR_RNDN); \
        double result = distance(r, got, digits, least); \
        mpfr_clears(x, y, r, (mpfr_ptr)0); \
        return result; \
    }
#define INDEXED(name, type, compute, digits, least) \
    double ulps_##name(int n, type a, type got) \
    { \
        mpfr_t x, r; \
        mpfr_inits2(PRECISION, x, r, (mpfr_ptr)0); \
        mpfr_set_ld(x, a, MPFR_RNDN); \
        compute(r, n, x, MPFR_RNDN); \
        double result = distance(r, got, digits, least); \
        mpfr_clears(x, r, (mpfr_ptr)0); \
        return result; \
    }

static int log_gamma(mpfr_t r, mpfr_t x, mpfr_rnd_t mode)
{
    int sign;
    return mpfr_lgamma(r, &sign, x, mode);
}

FORMS(ONE, sin, mpfr_sin)
FORMS(ONE, cos, mpfr_cos)
FORMS(ONE, tan, mpfr_tan)
FORMS(ONE, asin, mpfr_asin)
FORMS(ONE, acos, mpfr_acos)
FORMS(ONE, atan, mpfr_atan)
FORMS(ONE, sinh, mpfr_sinh)
FORMS(ONE, cosh, mpfr_cosh)
FORMS(ONE, tanh, mpfr_tanh)
FORMS(ONE, asinh, mpfr_asinh)
FORMS(ONE, acosh, mpfr_acosh)
FORMS(ONE, atanh, mpfr_atanh)
FORMS(ONE, exp, mpfr_exp)
FORMS(ONE, exp2, mpfr_exp2)
FORMS(ONE, exp10, mpfr_exp10)
FORMS(ONE, pow10, mpfr_exp10)
FORMS(ONE, expm1, mpfr_expm1)
FORMS(ONE, log, mpfr_log)
FORMS(ONE, log2, mpfr_log2)
FORMS(ONE, log10, mpfr_log10)
FORMS(ONE, log1p, mpfr_log1p)
FORMS(ONE, cbrt, mpfr_cbrt)
FORMS(ONE, sqrt, mpfr_sqrt)
FORMS(ONE, erf, mpfr_erf)
FORMS(ONE, erfc, mpfr_erfc)
FORMS(ONE, tgamma, mpfr_gamma)
FORMS(ONE, lgamma, log_gamma)
FORMS(ONE, gamma, log_gamma)
FORMS(ONE, j0, mpfr_j0)
FORMS(ONE, j1, mpfr_j1)
FORMS(ONE, y0, mpfr_y0)
FORMS(ONE, y1, mpfr_y1)
FORMS(TWO, pow, mpfr_pow)
FORMS(TWO, atan2, mpfr_atan2)
FORMS(TWO, hypot, mpfr_hypot)
FORMS(INDEXED, jn, mpfr_jn)
FORMS(INDEXED, yn, mpfr_yn)
