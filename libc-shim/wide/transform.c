/* wcsxfrm: the order is that of the characters' codes, so the text is its own key. What room there is is filled. */
#include "wide/multibyte.h"

size_t wcsxfrm(wchar_t *restrict to, const wchar_t *restrict from, size_t room)
{
    size_t length = wcslen(from);
    if (room)
        wmemcpy(to, from, length < room ? length + 1 : room);
    return length;
}
size_t __wcsxfrm_l(wchar_t *restrict to, const wchar_t *restrict from, size_t room, locale_t locale) { return wcsxfrm(to, from, room); }
size_t wcsxfrm_l(wchar_t *restrict, const wchar_t *restrict, size_t, locale_t) ALIAS(__wcsxfrm_l);
