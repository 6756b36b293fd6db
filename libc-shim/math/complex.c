/* Those functions of <complex.h> in which musl loses every digit near zeros and cuts (logarithms, inverses, powers), and all
   in long double, where musl computes in double. These compute in long double whatever their type, so that those of double
   and float are exact to a rounding. What they are for infinities, zeros and what is not a number is ISO C's, Annex G; where
   that leaves a choice, glibc's. */
#include "apus/musl.h"
#include <complex.h>
#include <math.h>

typedef long double complex number;

static inline number made(long double re, long double im) { return CMPLXL(re, im); }
static inline int is_wild(long double x) { return !isfinite(x); }

static const long double LOG_2 = 0.693147180559945309417232121458176568L, QUARTER = 0.785398163397448309615660845819875721L,
                         HALF = 2 * 0.785398163397448309615660845819875721L, LOG10_E = 0.434294481903251827651128918916605082L;
/* Beyond these, squares are lost next to 1, or 1 next to squares. */
static const long double HUGE_SIZE = 0x1p66L, TINY_SIZE = 0x1p-8000L;

/* e^x times cos y and sin y, also where e^x alone is too large or too small. */
static number scaled_circle(long double x, long double y, long double factor)
{
    long double half = x > 11300 || x < -11300 ? expl(x / 2) : 1, rest = half == 1 ? expl(x) : half;
    return made(factor * rest * cosl(y) * half, y == 0 ? y : factor * rest * sinl(y) * half);
}

number cexpl(number z)
{
    long double x = creall(z), y = cimagl(z);
    if (isnan(x))
        return made(x, y == 0 ? y : NAN);
    if (is_wild(y)) {
        if (isinf(x))
            return x < 0 ? made(0, copysignl(0, y)) : made(x, NAN);
        return made(NAN, NAN);
    }
    if (isinf(x)) {
        long double size = x > 0 ? INFINITY : 0;
        return y == 0 ? made(size, y) : made(copysignl(size, cosl(y)), copysignl(size, sinl(y)));
    }
    return scaled_circle(x, y, 1);
}

/* x^2 + y^2 - 1 for x >= y >= 0 and x between 0.7 and 1.5, with the squares' lower halves. */
static long double square_less_one(long double x, long double y)
{
    long double x2 = x * x, y2 = y * y, x_low = fmal(x, x, -x2), y_low = fmal(y, y, -y2);
    long double first = x2 - 1, sum = first + y2, back = sum - first;
    long double lost = (first - (sum - back)) + (y2 - back);
    return sum + (lost + (x_low + y_low));
}

static long double log_of_size(long double x, long double y)
{
    x = fabsl(x), y = fabsl(y);
    if (x < y) {
        long double other = x;
        x = y;
        y = other;
    }
    if (x > 0.7L && x < 1.5L) {
        long double square = square_less_one(x, y);
        if (square > -0.6L && square < 1.5L)
            return log1pl(square) / 2;
    }
    /* Where the size itself is too large or too small. */
    if (x > 0x1p16380L)
        return logl(hypotl(x / 4, y / 4)) + 2 * LOG_2;
    if (x < 0x1p-16300L && x > 0)
        return logl(hypotl(x * 0x1p200L, y * 0x1p200L)) - 200 * LOG_2;
    return logl(hypotl(x, y));
}

number clogl(number z)
{
    long double x = creall(z), y = cimagl(z);
    if (isinf(x) || isinf(y))
        return made(INFINITY, atan2l(y, x));
    if (x == 0 && y == 0)
        return made(-1 / fabsl(x), atan2l(y, x));
    return made(log_of_size(x, y), atan2l(y, x));
}

number clog10l(number z)
{
    number natural = clogl(z);
    long double re = creall(natural);
    return made(re * LOG10_E, cimagl(natural) * LOG10_E);
}

number csqrtl(number z)
{
    long double x = creall(z), y = cimagl(z);
    if (isinf(y))
        return made(INFINITY, y);
    if (isinf(x)) {
        if (x < 0)
            return made(isnan(y) ? NAN : 0, copysignl(INFINITY, y));
        return made(x, isnan(y) ? y : copysignl(0, y));
    }
    if (isnan(x) || isnan(y))
        return made(NAN, NAN);
    if (x == 0 && y == 0)
        return made(0, y);
    /* By even powers of two into the middle. */
    long double size = fmaxl(fabsl(x), fabsl(y)), scale = 1, back = 1;
    if (size > 0x1p16000L)
        scale = 0x1p-1000L, back = 0x1p500L;
    if (size < 0x1p-16000L)
        scale = 0x1p400L, back = 0x1p-200L;
    x *= scale, y *= scale;
    long double large = sqrtl((fabsl(x) + hypotl(x, y)) / 2), small = fabsl(y) / large / 2;
    large *= back, small *= back;
    return x < 0 ? made(small, copysignl(large, y)) : made(large, copysignl(small, y));
}

number csinhl(number z)
{
    long double x = creall(z), y = cimagl(z);
    if (is_wild(y)) {
        if (x == 0)
            return made(x, NAN);
        return isinf(x) ? made(INFINITY, NAN) : made(NAN, NAN);
    }
    if (isnan(x))
        return made(x, y == 0 ? y : NAN);
    if (isinf(x))
        return y == 0 ? made(x, y) : made(x * copysignl(1, cosl(y)), copysignl(INFINITY, sinl(y)));
    if (fabsl(x) > 11300) {
        number half = scaled_circle(fabsl(x), y, 0.5L);
        return made(copysignl(1, x) * creall(half), cimagl(half));
    }
    return made(sinhl(x) * cosl(y), y == 0 ? y : coshl(x) * sinl(y));
}

number ccoshl(number z)
{
    long double x = creall(z), y = cimagl(z);
    if (is_wild(y)) {
        if (x == 0)
            return made(NAN, 0);
        return isinf(x) ? made(INFINITY, NAN) : made(NAN, NAN);
    }
    if (isnan(x))
        return made(x, y == 0 ? y : NAN);
    long double side = copysignl(1, x);
    if (isinf(x))
        return y == 0 ? made(INFINITY, y * side) : made(copysignl(INFINITY, cosl(y)), x * copysignl(1, sinl(y)));
    if (fabsl(x) > 11300) {
        number half = scaled_circle(fabsl(x), y, 0.5L);
        return made(creall(half), side * cimagl(half));
    }
    return made(coshl(x) * cosl(y), y == 0 || x == 0 ? (x == 0 ? x * copysignl(1, sinl(y)) : y * side) : sinhl(x) * sinl(y));
}

/* (sinh x cosh x + i sin y cos y) / (sinh^2 x + cos^2 y) */
number ctanhl(number z)
{
    long double x = creall(z), y = cimagl(z);
    if (isinf(x))
        return made(copysignl(1, x), isfinite(y) && fabsl(y) > 1 ? copysignl(0, sinl(y) * cosl(y)) : copysignl(0, y));
    if (isnan(x))
        return made(x, y == 0 ? y : NAN);
    if (is_wild(y))
        return made(x == 0 ? x : NAN, NAN);
    long double sine = sinl(y), cosine = cosl(y);
    if (fabsl(x) > 50)
        return made(copysignl(1, x), 4 * sine * cosine * (fabsl(x) > 5700 ? 0 : expl(-2 * fabsl(x))));
    long double sinh = sinhl(x), cosh = coshl(x), below = sinh * sinh + cosine * cosine;
    return made(sinh * cosh / below, sine * cosine / below);
}

/* Hull, Fairgrieve and Tang, "Implementing the complex arcsine and arccosine functions using exception handling" (1997):
   of x, y >= 0 the arc sine or cosine of x / a, and log(a + sqrt(a^2 - 1)), a half the sum of the distances from 1 and -1. */
static number arc(long double x, long double y, int is_cosine)
{
    if (x > HUGE_SIZE || y > HUGE_SIZE)
        return made(is_cosine ? atan2l(y, x) : atan2l(x, y), log_of_size(x, y) + LOG_2);
    if (y < TINY_SIZE) {
        long double height = x < 1    ? y / sqrtl((1 - x) * (1 + x))
                             : x == 1 ? sqrtl(y)
                                      : log1pl((x - 1) + sqrtl((x - 1) * (x + 1)));
        if (x < 1)
            return made(is_cosine ? acosl(x) : asinl(x), height);
        long double rest = x == 1 ? sqrtl(y) : y / sqrtl((x - 1) * (x + 1));
        return made(is_cosine ? rest : HALF - rest, height);
    }
    long double right = hypotl(x - 1, y), left = hypotl(x + 1, y), a = (left + right) / 2, b = x / a;
    long double angle, height;
    if (b <= 0.6471L) {
        angle = is_cosine ? acosl(b) : asinl(b);
    } else {
        long double part = a + x;
        long double across = x <= 1 ? sqrtl(part * (y * y / (left + x + 1) + (right + (1 - x))) / 2)
                                    : y * sqrtl((part / (left + x + 1) + part / (right + (x - 1))) / 2);
        angle = is_cosine ? atan2l(across, x) : atan2l(x, across);
    }
    if (a <= 10) {
        long double more = x < 1 ? (y * y / (left + x + 1) + y * y / (right + (1 - x))) / 2
                                 : (y * y / (left + x + 1) + (right + (x - 1))) / 2;
        height = log1pl(more + sqrtl(more * (a + 1)));
    } else {
        height = logl(a + sqrtl(a * a - 1));
    }
    return made(angle, height);
}

number casinhl(number z)
{
    long double x = creall(z), y = cimagl(z);
    if (isnan(x) || isnan(y)) {
        if (isinf(x))
            return made(x, NAN);
        if (isinf(y))
            return made(copysignl(INFINITY, x), NAN);
        return made(NAN, y == 0 ? y : NAN);
    }
    if (isinf(x) || isinf(y)) {
        long double angle = isinf(x) ? (isinf(y) ? QUARTER : 0) : HALF;
        return made(copysignl(INFINITY, x), copysignl(angle, y));
    }
    number found = arc(fabsl(y), fabsl(x), 0);
    return made(copysignl(cimagl(found), x), copysignl(creall(found), y));
}

number casinl(number z)
{
    number turned = casinhl(made(-cimagl(z), creall(z)));
    return made(cimagl(turned), -creall(turned));
}

number cacosl(number z)
{
    long double x = creall(z), y = cimagl(z);
    if (isnan(x) || isnan(y)) {
        if (isinf(x) || isinf(y))
            return made(NAN, isinf(y) ? -y : copysignl(INFINITY, -y));
        return made(x == 0 ? HALF : NAN, NAN);
    }
    if (isinf(x) || isinf(y))
        return made(atan2l(fabsl(y), x), copysignl(INFINITY, -y));
    number found = arc(fabsl(x), fabsl(y), 1);
    long double angle = creall(found);
    return made(signbit(x) ? 2 * HALF - angle : angle, copysignl(cimagl(found), -y));
}

number cacoshl(number z)
{
    long double x = creall(z), y = cimagl(z);
    if (isnan(x) || isnan(y)) {
        if (isinf(x) || isinf(y))
            return made(INFINITY, NAN);
        return made(NAN, x == 0 ? HALF : NAN);
    }
    number found = cacosl(z);
    return made(fabsl(cimagl(found)), copysignl(creall(found), y));
}

/* log1p(4x / ((1 - x)^2 + y^2)) / 4 + i atan2(2y, (1 - x)(1 + x) - y^2) / 2, for x >= 0 */
number catanhl(number z)
{
    long double x = fabsl(creall(z)), y = cimagl(z), sign = copysignl(1, creall(z)), re, im;
    if (isinf(y) || (isinf(x) && !isnan(y)))
        return made(copysignl(0, sign), copysignl(HALF, y));
    if (isnan(x) || isnan(y))
        return made(x == 0 || isinf(x) ? copysignl(0, sign) : NAN, NAN);
    long double height = fabsl(y);
    if (x > HUGE_SIZE || height > HUGE_SIZE) {
        long double size = hypotl(x / 4, height / 4);
        re = x / 4 / size / size / 4;
        im = copysignl(HALF, y);
    } else if (x == 1 && height < TINY_SIZE) {
        re = height == 0 ? 1 / height : (LOG_2 - logl(height)) / 2;
        im = height == 0 ? y : copysignl(QUARTER, y);
    } else {
        re = log1pl(4 * x / ((1 - x) * (1 - x) + height * height)) / 4;
        im = atan2l(2 * y, (1 - x) * (1 + x) - height * height) / 2;
    }
    return made(sign * re, im);
}

/* f(z) = -i g(iz) */
number csinl(number z)
{
    number turned = csinhl(made(-cimagl(z), creall(z)));
    /* Where the sign is open, it is positive. */
    return made(cimagl(turned), isnan(cimagl(turned)) && isinf(creall(turned)) ? INFINITY : -creall(turned));
}
number ccosl(number z) { return ccoshl(made(-cimagl(z), creall(z))); }
number ctanl(number z)
{
    number turned = ctanhl(made(-cimagl(z), creall(z)));
    return made(cimagl(turned), -creall(turned));
}
number catanl(number z)
{
    number turned = catanhl(made(-cimagl(z), creall(z)));
    return made(cimagl(turned), -creall(turned));
}

number cpowl(number z, number w)
{
    number log = clogl(z);
    long double a = creall(log), b = cimagl(log), c = creall(w), d = cimagl(w);
    return cexpl(made(a * c - b * d, a * d + b * c));
}

#define FORMS(name) \
    double complex name(double complex z) \
    { \
        number result = name##l(made(creal(z), cimag(z))); \
        return CMPLX((double)creall(result), (double)cimagl(result)); \
    } \
    float complex name##f(float complex z) \
    { \
        number result = name##l(made(crealf(z), cimagf(z))); \
        return CMPLXF((float)creall(result), (float)cimagl(result)); \
    }
FORMS(clog)
FORMS(clog10)
FORMS(casin)
FORMS(cacos)
FORMS(catan)
FORMS(casinh)
FORMS(cacosh)
FORMS(catanh)

double complex cpow(double complex z, double complex w)
{
    number result = cpowl(made(creal(z), cimag(z)), made(creal(w), cimag(w)));
    return CMPLX((double)creall(result), (double)cimagl(result));
}
float complex cpowf(float complex z, float complex w)
{
    number result = cpowl(made(crealf(z), cimagf(z)), made(crealf(w), cimagf(w)));
    return CMPLXF((float)creall(result), (float)cimagl(result));
}

/* musl's are exact enough and quicker; infinities and what is not a number have the signs of glibc's with ours. */
#define QUICK(name) \
    extern double complex __musl_##name(double complex) HIDDEN; \
    extern float complex __musl_##name##f(float complex) HIDDEN; \
    double complex name(double complex z) \
    { \
        if (isfinite(creal(z)) && isfinite(cimag(z))) \
            return __musl_##name(z); \
        number result = name##l(made(creal(z), cimag(z))); \
        return CMPLX((double)creall(result), (double)cimagl(result)); \
    } \
    float complex name##f(float complex z) \
    { \
        if (isfinite(crealf(z)) && isfinite(cimagf(z))) \
            return __musl_##name##f(z); \
        number result = name##l(made(crealf(z), cimagf(z))); \
        return CMPLXF((float)creall(result), (float)cimagl(result)); \
    }
QUICK(cexp)
QUICK(csin)
QUICK(ccos)
QUICK(csinh)
QUICK(ccosh)
