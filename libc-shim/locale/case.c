/* tolower and toupper look into the same tables as the macros of <ctype.h>, which begin at -128. */
#include "apus/musl.h"
#include <ctype.h>

extern const int **__ctype_tolower_loc(void), **__ctype_toupper_loc(void);

int tolower(int c) { return c >= -128 && c < 256 ? (*__ctype_tolower_loc())[c] : c; }
int toupper(int c) { return c >= -128 && c < 256 ? (*__ctype_toupper_loc())[c] : c; }
int __tolower_l(int c, locale_t locale) { return tolower(c); }
int __toupper_l(int c, locale_t locale) { return toupper(c); }
int tolower_l(int, locale_t) ALIAS(__tolower_l);
int toupper_l(int, locale_t) ALIAS(__toupper_l);
