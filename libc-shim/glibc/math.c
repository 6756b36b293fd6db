/* Mathematical functions that musl lacks. long double Bessel functions are computed as double,
   the precision in which musl has them. */
#include "apus/musl.h"
#include <fenv.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#define BITS(type, value) ({ type bits_; memcpy(&bits_, &(value), sizeof bits_); bits_; })

/* A signalling NaN has the top bit of its fraction clear. */
int __issignaling(double x)
{
    uint64_t bits = BITS(uint64_t, x) << 1;
    return bits > 0x7ffull << 53 && !(bits >> 52 & 1);
}

int __issignalingf(float x)
{
    uint32_t bits = BITS(uint32_t, x) << 1;
    return bits > 0xffu << 24 && !(bits >> 23 & 1);
}

int __issignalingl(long double x)
{
    struct { uint64_t fraction; uint16_t exponent; } parts;
    memcpy(&parts, &x, 10);
    return (parts.exponent & 0x7fff) == 0x7fff && (parts.fraction << 1) != 0 &&
           !(parts.fraction >> 62 & 1);
}

int __issignalingf128(__float128 x)
{
    struct { uint64_t low, high; } parts;
    memcpy(&parts, &x, 16);
    uint64_t fraction = parts.high & 0xffffffffffff;
    return (parts.high >> 48 & 0x7fff) == 0x7fff && (fraction | parts.low) != 0 && !(fraction >> 47);
}

int __signbitf128(__float128 x)
{
    struct { uint64_t low, high; } parts;
    memcpy(&parts, &x, 16);
    return (int)(parts.high >> 63);
}

/* The classification functions of old binaries: macros today. isinf tells the sign. */
#undef isnan
#undef isinf
int isnan(double x) { return __builtin_isnan(x); }
int isnanf(float x) { return __builtin_isnan(x); }
int isnanl(long double x) { return __builtin_isnan(x); }
int isinf(double x) { return __builtin_isinf_sign(x); }
int isinff(float x) { return __builtin_isinf_sign(x); }
int isinfl(long double x) { return __builtin_isinf_sign(x); }
int finitel(long double x) { return __builtin_isfinite(x) != 0; }
int __isnan(double) ALIAS(isnan);
int __isnanf(float) ALIAS(isnanf);
int __isnanl(long double) ALIAS(isnanl);
int __isinf(double) ALIAS(isinf);
int __isinff(float) ALIAS(isinff);
int __isinfl(long double) ALIAS(isinfl);
int __finitel(long double) ALIAS(finitel);

long double j0l(long double x) { return j0((double)x); }
long double j1l(long double x) { return j1((double)x); }
long double jnl(int n, long double x) { return jn(n, (double)x); }
long double y0l(long double x) { return y0((double)x); }
long double y1l(long double x) { return y1((double)x); }
long double ynl(int n, long double x) { return yn(n, (double)x); }

/* Half-way cases to even, whatever the rounding mode. */
double roundeven(double x)
{
    double whole = trunc(x), rest = fabs(x - whole);
    if (rest > 0.5 || (rest == 0.5 && fmod(whole, 2) != 0))
        whole += copysign(1, x);
    return copysign(whole, x);
}

float roundevenf(float x) { return (float)roundeven(x); }

long double roundevenl(long double x)
{
    long double whole = truncl(x), rest = fabsl(x - whole);
    if (rest > 0.5L || (rest == 0.5L && fmodl(whole, 2) != 0))
        whole += copysignl(1, x);
    return copysignl(whole, x);
}

double nextup(double x) { return nextafter(x, HUGE_VAL); }
double nextdown(double x) { return nextafter(x, -HUGE_VAL); }
float nextupf(float x) { return nextafterf(x, HUGE_VALF); }
float nextdownf(float x) { return nextafterf(x, -HUGE_VALF); }
long double nextupl(long double x) { return nextafterl(x, HUGE_VALL); }
long double nextdownl(long double x) { return nextafterl(x, -HUGE_VALL); }

/* Masks of the exceptions that trap, in the x87 control word and in MXCSR. */
int feenableexcept(int exceptions)
{
    unsigned short control;
    unsigned mxcsr;
    exceptions &= FE_ALL_EXCEPT;
    __asm__ volatile("fnstcw %0" : "=m"(control));
    int before = ~control & FE_ALL_EXCEPT;
    control &= (unsigned short)~exceptions;
    __asm__ volatile("fldcw %0" : : "m"(control));
    __asm__ volatile("stmxcsr %0" : "=m"(mxcsr));
    mxcsr &= ~((unsigned)exceptions << 7);
    __asm__ volatile("ldmxcsr %0" : : "m"(mxcsr));
    return before;
}

int fedisableexcept(int exceptions)
{
    unsigned short control;
    unsigned mxcsr;
    exceptions &= FE_ALL_EXCEPT;
    __asm__ volatile("fnstcw %0" : "=m"(control));
    int before = ~control & FE_ALL_EXCEPT;
    control |= (unsigned short)exceptions;
    __asm__ volatile("fldcw %0" : : "m"(control));
    __asm__ volatile("stmxcsr %0" : "=m"(mxcsr));
    mxcsr |= (unsigned)exceptions << 7;
    __asm__ volatile("ldmxcsr %0" : : "m"(mxcsr));
    return before;
}

int fegetexcept(void)
{
    unsigned short control;
    __asm__ volatile("fnstcw %0" : "=m"(control));
    return ~control & FE_ALL_EXCEPT;
}
