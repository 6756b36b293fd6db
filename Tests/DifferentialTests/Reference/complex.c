/* The same for <complex.h>: the worse of the two parts, each in its own units. The formulas lose nothing by cancellation at this
   precision for arguments of double's range; where a part is zero its sign, and so the side of a cut, follows the argument's. */
#include "errors.h"
#include <complex.h>

enum { PRECISION = 2300 };

struct parts {
    mpfr_t re, im;
};
typedef void function(struct parts *result, const struct parts *z);

static void begin(struct parts *z) { mpfr_inits2(PRECISION, z->re, z->im, (mpfr_ptr)0); }
static void end(struct parts *z) { mpfr_clears(z->re, z->im, (mpfr_ptr)0); }
static void set(struct parts *z, long double re, long double im)
{
    mpfr_set_ld(z->re, re, MPFR_RNDN);
    mpfr_set_ld(z->im, im, MPFR_RNDN);
}

static void exponential(struct parts *r, const struct parts *z)
{
    mpfr_t size;
    mpfr_init2(size, PRECISION);
    mpfr_exp(size, z->re, MPFR_RNDN);
    mpfr_sin_cos(r->im, r->re, z->im, MPFR_RNDN);
    mpfr_mul(r->re, r->re, size, MPFR_RNDN);
    mpfr_mul(r->im, r->im, size, MPFR_RNDN);
    mpfr_clear(size);
}

/* The real part from (x - 1)(x + 1) + y^2, which is small where the size is about 1. */
static void logarithm(struct parts *r, const struct parts *z)
{
    mpfr_t square, other, angle;
    mpfr_inits2(PRECISION, square, other, angle, (mpfr_ptr)0);
    mpfr_atan2(angle, z->im, z->re, MPFR_RNDN);
    mpfr_hypot(other, z->re, z->im, MPFR_RNDN);
    if (mpfr_cmp_d(other, 0.5) > 0 && mpfr_cmp_d(other, 2) < 0) {
        mpfr_sub_ui(square, z->re, 1, MPFR_RNDN);
        mpfr_add_ui(other, z->re, 1, MPFR_RNDN);
        mpfr_mul(square, square, other, MPFR_RNDN);
        mpfr_sqr(other, z->im, MPFR_RNDN);
        mpfr_add(square, square, other, MPFR_RNDN);
        mpfr_log1p(r->re, square, MPFR_RNDN);
        mpfr_div_2ui(r->re, r->re, 1, MPFR_RNDN);
    } else {
        mpfr_log(r->re, other, MPFR_RNDN);
    }
    mpfr_set(r->im, angle, MPFR_RNDN);
    mpfr_clears(square, other, angle, (mpfr_ptr)0);
}

static void decimal_logarithm(struct parts *r, const struct parts *z)
{
    mpfr_t ten;
    mpfr_init2(ten, PRECISION);
    mpfr_set_ui(ten, 10, MPFR_RNDN);
    mpfr_log(ten, ten, MPFR_RNDN);
    logarithm(r, z);
    mpfr_div(r->re, r->re, ten, MPFR_RNDN);
    mpfr_div(r->im, r->im, ten, MPFR_RNDN);
    mpfr_clear(ten);
}

static void root(struct parts *r, const struct parts *z)
{
    mpfr_t size;
    int is_left = mpfr_signbit(z->re), is_below = mpfr_signbit(z->im);
    mpfr_init2(size, PRECISION);
    mpfr_hypot(size, z->re, z->im, MPFR_RNDN);
    mpfr_t *large = is_left ? &r->im : &r->re, *small = is_left ? &r->re : &r->im;
    mpfr_t other;
    mpfr_init2(other, PRECISION);
    mpfr_abs(other, z->im, MPFR_RNDN);
    mpfr_abs(*large, z->re, MPFR_RNDN);
    mpfr_add(*large, *large, size, MPFR_RNDN);
    mpfr_div_2ui(*large, *large, 1, MPFR_RNDN);
    mpfr_sqrt(*large, *large, MPFR_RNDN);
    if (mpfr_zero_p(*large))
        mpfr_set_zero(*small, 1);
    else {
        mpfr_div(*small, other, *large, MPFR_RNDN);
        mpfr_div_2ui(*small, *small, 1, MPFR_RNDN);
    }
    mpfr_setsign(r->im, r->im, is_below, MPFR_RNDN);
    mpfr_clears(size, other, (mpfr_ptr)0);
}

static void hyperbolic_sine(struct parts *r, const struct parts *z)
{
    mpfr_t sinh, cosh;
    mpfr_inits2(PRECISION, sinh, cosh, (mpfr_ptr)0);
    mpfr_sinh_cosh(sinh, cosh, z->re, MPFR_RNDN);
    mpfr_sin_cos(r->im, r->re, z->im, MPFR_RNDN);
    mpfr_mul(r->re, r->re, sinh, MPFR_RNDN);
    mpfr_mul(r->im, r->im, cosh, MPFR_RNDN);
    mpfr_clears(sinh, cosh, (mpfr_ptr)0);
}

static void hyperbolic_cosine(struct parts *r, const struct parts *z)
{
    mpfr_t sinh, cosh;
    mpfr_inits2(PRECISION, sinh, cosh, (mpfr_ptr)0);
    mpfr_sinh_cosh(sinh, cosh, z->re, MPFR_RNDN);
    mpfr_sin_cos(r->im, r->re, z->im, MPFR_RNDN);
    mpfr_mul(r->re, r->re, cosh, MPFR_RNDN);
    mpfr_mul(r->im, r->im, sinh, MPFR_RNDN);
    mpfr_clears(sinh, cosh, (mpfr_ptr)0);
}

/* (sinh x cosh x + i sin y cos y) / (sinh^2 x + cos^2 y) */
static void hyperbolic_tangent(struct parts *r, const struct parts *z)
{
    mpfr_t sinh, cosh, sin, cos, below;
    mpfr_inits2(PRECISION, sinh, cosh, sin, cos, below, (mpfr_ptr)0);
    mpfr_sin_cos(sin, cos, z->im, MPFR_RNDN);
    if (mpfr_cmp_d(z->re, 20000) > 0 || mpfr_cmp_d(z->re, -20000) < 0) {
        /* e^x has no place in MPFR for the largest of them. */
        mpfr_set_si(r->re, mpfr_sgn(z->re), MPFR_RNDN);
        mpfr_set_zero(r->im, 1);
        mpfr_clears(sinh, cosh, sin, cos, below, (mpfr_ptr)0);
        return;
    }
    mpfr_sinh_cosh(sinh, cosh, z->re, MPFR_RNDN);
    mpfr_mul(r->re, sinh, cosh, MPFR_RNDN);
    mpfr_mul(r->im, sin, cos, MPFR_RNDN);
    mpfr_sqr(sinh, sinh, MPFR_RNDN);
    mpfr_sqr(cos, cos, MPFR_RNDN);
    mpfr_add(below, sinh, cos, MPFR_RNDN);
    mpfr_div(r->re, r->re, below, MPFR_RNDN);
    mpfr_div(r->im, r->im, below, MPFR_RNDN);
    mpfr_clears(sinh, cosh, sin, cos, below, (mpfr_ptr)0);
}

/* With a = (|z + 1| + |z - 1|) / 2: asin(x / a) + i log(a + sqrt(a^2 - 1)), or acos for `is_cosine`. */
static void arc(struct parts *r, const struct parts *z, int is_cosine)
{
    mpfr_t a, b, c;
    int is_below = mpfr_signbit(z->im);
    mpfr_inits2(PRECISION, a, b, c, (mpfr_ptr)0);
    mpfr_add_ui(a, z->re, 1, MPFR_RNDN);
    mpfr_hypot(a, a, z->im, MPFR_RNDN);
    mpfr_sub_ui(b, z->re, 1, MPFR_RNDN);
    mpfr_hypot(b, b, z->im, MPFR_RNDN);
    mpfr_add(a, a, b, MPFR_RNDN);
    mpfr_div_2ui(a, a, 1, MPFR_RNDN);
    mpfr_div(b, z->re, a, MPFR_RNDN);
    mpfr_sub_ui(c, a, 1, MPFR_RNDN);
    mpfr_add_ui(a, a, 1, MPFR_RNDN);
    mpfr_mul(a, a, c, MPFR_RNDN);
    mpfr_sqrt(a, a, MPFR_RNDN);
    mpfr_add(a, a, c, MPFR_RNDN);
    mpfr_log1p(r->im, a, MPFR_RNDN);
    mpfr_setsign(r->im, r->im, is_cosine ? !is_below : is_below, MPFR_RNDN);
    (is_cosine ? mpfr_acos : mpfr_asin)(r->re, b, MPFR_RNDN);
    mpfr_clears(a, b, c, (mpfr_ptr)0);
}
static void arc_sine(struct parts *r, const struct parts *z) { arc(r, z, 0); }
static void arc_cosine(struct parts *r, const struct parts *z) { arc(r, z, 1); }

/* atan2(2x, 1 - x^2 - y^2) / 2 + i log1p(4y / (x^2 + (1 - y)^2)) / 4, for y >= 0 */
static void arc_tangent(struct parts *r, const struct parts *z)
{
    mpfr_t x, y, a, b;
    int is_below = mpfr_signbit(z->im);
    mpfr_inits2(PRECISION, x, y, a, b, (mpfr_ptr)0);
    mpfr_set(x, z->re, MPFR_RNDN);
    mpfr_abs(y, z->im, MPFR_RNDN);
    mpfr_ui_sub(a, 1, y, MPFR_RNDN);
    mpfr_add_ui(b, y, 1, MPFR_RNDN);
    mpfr_mul(b, a, b, MPFR_RNDN);
    mpfr_sqr(a, a, MPFR_RNDN);
    mpfr_mul_2ui(r->re, x, 1, MPFR_RNDN);
    mpfr_sqr(x, x, MPFR_RNDN);
    mpfr_sub(b, b, x, MPFR_RNDN);
    mpfr_add(a, a, x, MPFR_RNDN);
    mpfr_atan2(r->re, r->re, b, MPFR_RNDN);
    mpfr_div_2ui(r->re, r->re, 1, MPFR_RNDN);
    mpfr_mul_2ui(y, y, 2, MPFR_RNDN);
    mpfr_div(y, y, a, MPFR_RNDN);
    mpfr_log1p(r->im, y, MPFR_RNDN);
    mpfr_div_2ui(r->im, r->im, 2, MPFR_RNDN);
    mpfr_setsign(r->im, r->im, is_below, MPFR_RNDN);
    mpfr_clears(x, y, a, b, (mpfr_ptr)0);
}

/* f(z) = -i g(iz), or g(iz) for `is_even`. */
static void turned(struct parts *r, const struct parts *z, function *g, int is_even)
{
    struct parts turned;
    begin(&turned);
    mpfr_neg(turned.re, z->im, MPFR_RNDN);
    mpfr_set(turned.im, z->re, MPFR_RNDN);
    g(r, &turned);
    if (!is_even) {
        mpfr_swap(r->re, r->im);
        mpfr_neg(r->im, r->im, MPFR_RNDN);
    }
    end(&turned);
}
static void sine(struct parts *r, const struct parts *z) { turned(r, z, hyperbolic_sine, 0); }
static void cosine(struct parts *r, const struct parts *z) { turned(r, z, hyperbolic_cosine, 1); }
static void tangent(struct parts *r, const struct parts *z) { turned(r, z, hyperbolic_tangent, 0); }
static void area_sine(struct parts *r, const struct parts *z) { turned(r, z, arc_sine, 0); }
static void area_tangent(struct parts *r, const struct parts *z) { turned(r, z, arc_tangent, 0); }
/* i acos(z) or -i acos(z): the one on the right. */
static void area_cosine(struct parts *r, const struct parts *z)
{
    arc_cosine(r, z);
    mpfr_swap(r->re, r->im);
    mpfr_abs(r->re, r->re, MPFR_RNDN);
    mpfr_setsign(r->im, r->im, mpfr_signbit(z->im), MPFR_RNDN);
}

static double worse(const struct parts *exact, long double re, long double im, int digits, int least)
{
    struct parts copy = *exact;
    return fmax(distance(copy.re, re, digits, least), distance(copy.im, im, digits, least));
}

/* In units of the larger part, for powers: their parts are the sine and cosine of a product, and one that should be zero is not
   with anybody. */
static double together(const struct parts *exact, long double re, long double im, int digits, int least)
{
    mpfr_t sum;
    double result;
    struct parts copy = *exact;
    mpfr_t *large = mpfr_cmpabs(copy.re, copy.im) >= 0 ? &copy.re : &copy.im;
    mpfr_t *small = mpfr_cmpabs(copy.re, copy.im) >= 0 ? &copy.im : &copy.re;
    long double got_large = large == &copy.re ? re : im, got_small = large == &copy.re ? im : re;
    mpfr_init2(sum, PRECISION);
    result = distance(*large, got_large, digits, least);
    /* As far away on top of the larger part. */
    mpfr_set_ld(sum, got_small, MPFR_RNDN);
    mpfr_sub(sum, sum, *small, MPFR_RNDN);
    mpfr_add(sum, sum, *large, MPFR_RNDN);
    mpfr_sub(sum, *large, sum, MPFR_RNDN);
    mpfr_div(sum, sum, *large, MPFR_RNDN);
    result = fmax(result, ldexp(fabs(mpfr_get_d(sum, MPFR_RNDA)), digits));
    mpfr_clear(sum);
    return result;
}

#define FORMS(MAKE, name, compute) \
    MAKE(name, double, compute, 53, -1074) \
    MAKE(name##f, float, compute, 24, -149) \
    MAKE(name##l, long double, compute, 64, -16445)
#define ONE(name, type, compute, digits, least) \
    double ulps_##name(type complex a, type complex got) \
    { \
        struct parts z, r; \
        begin(&z), begin(&r); \
        set(&z, creall(a), cimagl(a)); \
        compute(&r, &z); \
        double result = worse(&r, creall(got), cimagl(got), digits, least); \
        end(&z), end(&r); \
        return result; \
    }
FORMS(ONE, cexp, exponential)
FORMS(ONE, clog, logarithm)
FORMS(ONE, clog10, decimal_logarithm)
FORMS(ONE, csqrt, root)
FORMS(ONE, csin, sine)
FORMS(ONE, ccos, cosine)
FORMS(ONE, ctan, tangent)
FORMS(ONE, csinh, hyperbolic_sine)
FORMS(ONE, ccosh, hyperbolic_cosine)
FORMS(ONE, ctanh, hyperbolic_tangent)
FORMS(ONE, casin, arc_sine)
FORMS(ONE, cacos, arc_cosine)
FORMS(ONE, catan, arc_tangent)
FORMS(ONE, casinh, area_sine)
FORMS(ONE, cacosh, area_cosine)
FORMS(ONE, catanh, area_tangent)

#define POWER(name, type, compute, digits, least) \
    double ulps_##name(type complex a, type complex b, type complex got) \
    { \
        struct parts z, w, r, t; \
        begin(&z), begin(&w), begin(&r), begin(&t); \
        set(&z, creall(a), cimagl(a)), set(&w, creall(b), cimagl(b)); \
        logarithm(&t, &z); \
        mpfr_fmms(r.re, t.re, w.re, t.im, w.im, MPFR_RNDN); \
        mpfr_fmma(r.im, t.re, w.im, t.im, w.re, MPFR_RNDN); \
        mpfr_swap(t.re, r.re), mpfr_swap(t.im, r.im); \
        exponential(&r, &t); \
        double result = together(&r, creall(got), cimagl(got), digits, least); \
        end(&z), end(&w), end(&r), end(&t); \
        return result; \
    }
FORMS(POWER, cpow, )

#define SIZE(name, type, compute, digits, least) \
    double ulps_##name(type complex a, type got) \
    { \
        struct parts z; \
        begin(&z); \
        set(&z, creall(a), cimagl(a)); \
        compute(z.re, z.im, z.re); \
        double result = distance(z.re, got, digits, least); \
        end(&z); \
        return result; \
    }
#define SIZE_OF(r, y, x) mpfr_hypot(r, x, y, MPFR_RNDN)
#define ANGLE_OF(r, y, x) mpfr_atan2(r, y, x, MPFR_RNDN)
FORMS(SIZE, cabs, SIZE_OF)
FORMS(SIZE, carg, ANGLE_OF)
