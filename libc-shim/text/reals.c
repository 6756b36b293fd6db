/* strtod and relatives are musl's, but for errno: glibc leaves it alone where there is no number, and sets ERANGE for
   every result that is too small to be exact. */
#include "apus/musl.h"
#include <math.h>
#include <stdlib.h>
#include <wchar.h>

#define REAL(name, type, text_type) \
    extern type __musl_##name(const text_type *restrict, text_type **restrict) HIDDEN; \
    type name(const text_type *restrict text, text_type **restrict end) \
    { \
        int before = errno; \
        text_type *stop; \
        errno = 0; \
        type result = __musl_##name(text, &stop); \
        if (errno == 0 || errno == EINVAL) \
            errno = before; \
        if (end) \
            *end = stop; \
        return result; \
    }
REAL(strtod, double, char)
REAL(strtof, float, char)
REAL(strtold, long double, char)
REAL(wcstod, double, wchar_t)
REAL(wcstof, float, wchar_t)
REAL(wcstold, long double, wchar_t)

double atof(const char *text) { return strtod(text, 0); }
