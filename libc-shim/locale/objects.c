/* Locale objects, in glibc's shape: newlocale, duplocale, freelocale. */
#include "locale/locale.h"
#include "locale/tables.h"
#include <string.h>

extern void *__libc_malloc(size_t) HIDDEN;
extern void __libc_free(void *) HIDDEN;

#define GLOBAL ((struct __locale_struct *)-1)

struct __locale_struct *newlocale(int mask, const char *name, struct __locale_struct *base)
{
    struct __locale_struct made = base ? *base : __c_locale;
    char part[32];
    if (!name || mask & ~0x1fff) {
        errno = EINVAL;
        return 0;
    }
    if (mask & 1 << CATEGORY_ALL)
        mask = 0x1fff;
    __lock(__locale_lock);
    for (int category = 0; category < CATEGORIES; category++) {
        struct locale_choice choice;
        if (category == CATEGORY_ALL || !(mask >> category & 1))
            continue;
        const char *own = __apus_category_name(category, name, part);
        if (!own || !__apus_choose_locale(category, own, &choice)) {
            __unlock(__locale_lock);
            errno = own ? ENOENT : EINVAL;
            return 0;
        }
        if (category < MUSL_CATEGORIES)
            made.category[category] = choice.map;
        made.names[category] = choice.name;
    }
    __unlock(__locale_lock);

    /* The base object is changed in place if it is one of ours to change. */
    if (base && base != &__c_locale && base != &__c_dot_utf8_locale) {
        *base = made;
        return base;
    }
    if (!memcmp(&made, &__c_locale, sizeof made))
        return (struct __locale_struct *)&__c_locale;
    struct __locale_struct *out = __libc_malloc(sizeof *out);
    if (out)
        *out = made;
    return out;
}

struct __locale_struct *duplocale(struct __locale_struct *old)
{
    struct __locale_struct *out = __libc_malloc(sizeof *out);
    if (out)
        *out = old == GLOBAL ? __libc.global_locale : *old;
    return out;
}

void freelocale(struct __locale_struct *locale)
{
    if (locale && locale != GLOBAL && locale != &__c_locale && locale != &__c_dot_utf8_locale)
        __libc_free(locale);
}

struct __locale_struct *__newlocale(int, const char *, struct __locale_struct *) ALIAS(newlocale);
struct __locale_struct *__duplocale(struct __locale_struct *) ALIAS(duplocale);
void __freelocale(struct __locale_struct *) ALIAS(freelocale);
