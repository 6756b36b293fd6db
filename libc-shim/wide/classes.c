/* Classification of wide characters: Unicode 14 in UTF-8, as glibc 2.36 has it, and ASCII alone in the C locale. */
#include "wide/multibyte.h"
#include <ctype.h>
#include <locale.h>
#include <wctype.h>

/* `first` and every step-th one up to first + span. */
struct range { unsigned first; unsigned short span, step; };
struct mapping { unsigned first; unsigned short span, step; int delta; };

#include "wide/tables.inc"

#define COUNT(list) (sizeof list / sizeof *list)
/* The entry of a sorted list that `c` belongs to, or null. */
#define FIND(list, c) \
    ({ \
        size_t low_ = 0, high_ = COUNT(list); \
        while (low_ < high_) { \
            size_t middle_ = (low_ + high_) / 2; \
            if ((c) > list[middle_].first + list[middle_].span) \
                low_ = middle_ + 1; \
            else \
                high_ = middle_; \
        } \
        low_ < COUNT(list) && (c) >= list[low_].first && ((c) - list[low_].first) % list[low_].step == 0 ? &list[low_] : 0; \
    })

/* A function of the thread's locale, in another. */
static int in_locale(int (*function)(wint_t), wint_t c, locale_t locale)
{
    struct apus_thread *self = apus_self();
    struct __locale_struct *before = self->locale;
    self->locale = locale == LC_GLOBAL_LOCALE ? &__libc.global_locale : (struct __locale_struct *)locale;
    int result = function(c);
    self->locale = before;
    return result;
}

#define CLASS(name, ascii, condition) \
    int name(wint_t c) \
    { \
        if (c < 128) \
            return ascii((int)c); \
        return is_utf8() && (condition); \
    } \
    int __##name##_l(wint_t c, locale_t locale) { return in_locale(name, c, locale); } \
    int name##_l(wint_t, locale_t) ALIAS(__##name##_l);

/* Of the spaces, those that do not allow a break are none. */
static int is_space(wint_t c)
{
    return c == 0x1680 || (c >= 0x2000 && c <= 0x200a && c != 0x2007) || c == 0x2028 || c == 0x2029 || c == 0x205f ||
           c == 0x3000;
}

CLASS(iswalpha, isalpha, FIND(alpha, c))
CLASS(iswlower, islower, FIND(lower, c))
CLASS(iswupper, isupper, FIND(upper, c))
CLASS(iswpunct, ispunct, FIND(punct, c))
CLASS(iswcntrl, iscntrl, FIND(cntrl, c))
CLASS(iswspace, isspace, is_space(c))
CLASS(iswblank, isblank, is_space(c) && c != 0x2028 && c != 0x2029)
CLASS(iswalnum, isalnum, iswalpha(c))
CLASS(iswgraph, isgraph, iswalpha(c) || iswpunct(c))
CLASS(iswprint, isprint, iswgraph(c) || (is_space(c) && c != 0x2028 && c != 0x2029))

#define MAP(name, ascii, list) \
    wint_t name(wint_t c) \
    { \
        if (c < 128) \
            return (wint_t)ascii((int)c); \
        const struct mapping *found = is_utf8() ? FIND(list, c) : 0; \
        return found ? c + (wint_t)found->delta : c; \
    } \
    wint_t __##name##_l(wint_t c, locale_t locale) { return (wint_t)in_locale((int (*)(wint_t))name, c, locale); } \
    wint_t name##_l(wint_t, locale_t) ALIAS(__##name##_l);
MAP(towupper, toupper, toupper_map)
MAP(towlower, tolower, tolower_map)

int wcwidth(wchar_t c)
{
    unsigned code = (unsigned)c;
    if (code < 128)
        return c == 0 ? 0 : isprint(c) ? 1 : -1;
    if (!is_utf8())
        return -1;
    return FIND(narrow, code) ? 0 : FIND(broad, code) ? 2 : iswprint(code) ? 1 : -1;
}
