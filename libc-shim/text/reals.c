/* strtod and relatives are musl's, but for errno: glibc leaves it alone where there is no number, and sets ERANGE for
   every result that is too small to be exact. */
#include "apus/musl.h"
#include <math.h>
#include <stdlib.h>
#include <wchar.h>

extern long double __musl_strtold(const char *restrict, char **restrict) HIDDEN;
extern long double __musl_wcstold(const wchar_t *restrict, wchar_t **restrict) HIDDEN;

/* A decimal text is never the exact value of a number this small, since that would have hundreds of digits; one in
   hexadecimal is unless bits were lost. `exact` is the value with more bits. */
static int out_of_range(long double result, long double smallest, long double exact, int is_hexadecimal)
{
    if (isinf(result))
        return 1;
    if (result == 0)
        return exact != 0;
    return fabsl(result) < smallest && (!is_hexadecimal || exact != result);
}

#define REAL(name, type, text_type, smallest, more) \
    extern type __musl_##name(const text_type *restrict, text_type **restrict) HIDDEN; \
    type name(const text_type *restrict text, text_type **restrict end) \
    { \
        int before = errno; \
        text_type *stop; \
        errno = 0; \
        type result = __musl_##name(text, &stop); \
        if (errno == 0 || errno == EINVAL) \
            errno = before; \
        const text_type *at = text; \
        while (at < stop && !(*at >= '0' && *at <= '9') && *at != '.') \
            at++; \
        if (at < stop && (isinf(result) || fabsl(result) < smallest) && \
            out_of_range(result, smallest, __musl_##more(text, 0), (at[1] | 32) == 'x')) \
            errno = ERANGE; \
        if (end) \
            *end = stop; \
        return result; \
    }
REAL(strtod, double, char, __DBL_MIN__, strtold)
REAL(strtof, float, char, __FLT_MIN__, strtold)
REAL(strtold, long double, char, __LDBL_MIN__, strtold)
REAL(wcstod, double, wchar_t, __DBL_MIN__, wcstold)
REAL(wcstof, float, wchar_t, __FLT_MIN__, wcstold)
REAL(wcstold, long double, wchar_t, __LDBL_MIN__, wcstold)

double atof(const char *text) { return strtod(text, 0); }
