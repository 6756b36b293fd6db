/* Shared by the conversions between bytes and wide characters. */
#ifndef APUS_MULTIBYTE_H
#define APUS_MULTIBYTE_H
#include "apus/musl.h"
#include <wchar.h>

/* What mbstate_t holds between calls, as in glibc: how many bytes were seen, above them how many there will be, and
   the bits so far in their final places. */
struct shift_state {
    unsigned count;
    unsigned value;
};
_Static_assert(sizeof(mbstate_t) == 8, "glibc's size");

static inline int is_utf8(void) { return apus_self()->locale->category[LC_CTYPE] != 0; }
#define INCOMPLETE ((size_t)-2)
#define WRONG ((size_t)-1)
#endif
