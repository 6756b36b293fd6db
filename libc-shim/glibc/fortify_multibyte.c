/* _FORTIFY_SOURCE: conversions between multibyte and wide strings. Room is counted in
   characters of the target's type, as glibc does. */
#include "glibc/fail.h"
#include <limits.h>
#include <stdlib.h>
#include <wchar.h>

#define FITS(need, room) do { if ((need) > (room)) __chk_fail(); } while (0)

int __wctomb_chk(char *to, wchar_t c, size_t room)
{
    FITS(MB_CUR_MAX, room);
    return wctomb(to, c);
}

size_t __wcrtomb_chk(char *to, wchar_t c, mbstate_t *state, size_t room)
{
    FITS(MB_CUR_MAX, room);
    return wcrtomb(to, c, state);
}

size_t __mbstowcs_chk(wchar_t *to, const char *from, size_t count, size_t room)
{
    FITS(count, room);
    return mbstowcs(to, from, count);
}

size_t __wcstombs_chk(char *to, const wchar_t *from, size_t count, size_t room)
{
    FITS(count, room);
    return wcstombs(to, from, count);
}

size_t __mbsrtowcs_chk(wchar_t *to, const char **from, size_t count, mbstate_t *state, size_t room)
{
    FITS(count, room);
    return mbsrtowcs(to, from, count, state);
}

size_t __wcsrtombs_chk(char *to, const wchar_t **from, size_t count, mbstate_t *state, size_t room)
{
    FITS(count, room);
    return wcsrtombs(to, from, count, state);
}

size_t __mbsnrtowcs_chk(wchar_t *to, const char **from, size_t bytes, size_t count,
                        mbstate_t *state, size_t room)
{
    FITS(count, room);
    return mbsnrtowcs(to, from, bytes, count, state);
}

size_t __wcsnrtombs_chk(char *to, const wchar_t **from, size_t chars, size_t count,
                        mbstate_t *state, size_t room)
{
    FITS(count, room);
    return wcsnrtombs(to, from, chars, count, state);
}
