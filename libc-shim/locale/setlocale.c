/* setlocale, with glibc's names for mixed locales. */
#include "locale/locale.h"
#include <string.h>

static char composite[CATEGORIES * 40];

/* One name if all categories agree, else a list of them. */
static char *name_of_all(const char *const *names)
{
    int same = 1;
    for (int i = 1; i < CATEGORIES; i++)
        if (i != CATEGORY_ALL && strcmp(names[i], names[0]))
            same = 0;
    if (same)
        return strcpy(composite, names[0]);
    char *at = composite;
    for (int i = 0; i < CATEGORIES; i++) {
        if (i == CATEGORY_ALL)
            continue;
        if (at != composite)
            *at++ = ';';
        at = stpcpy(at, __apus_category_names[i]);
        *at++ = '=';
        at = stpcpy(at, names[i]);
    }
    return composite;
}

char *setlocale(int category, const char *name)
{
    struct __locale_struct *global = &__libc.global_locale;
    char part[32], *answer = 0;
    if ((unsigned)category >= CATEGORIES) {
        errno = EINVAL;
        return 0;
    }
    __lock(__locale_lock);
    if (name) {
        struct locale_choice choices[CATEGORIES];
        int first = category == CATEGORY_ALL ? 0 : category;
        int last = category == CATEGORY_ALL ? CATEGORIES - 1 : category;
        for (int i = first; i <= last; i++) {
            if (i == CATEGORY_ALL)
                continue;
            const char *own = __apus_category_name(i, name, part);
            if (!own || !__apus_choose_locale(i, own, &choices[i])) {
                errno = ENOENT;
                goto out;
            }
        }
        for (int i = first; i <= last; i++) {
            if (i == CATEGORY_ALL)
                continue;
            if (i < MUSL_CATEGORIES)
                global->category[i] = choices[i].map;
            global->names[i] = choices[i].name;
        }
    }
    answer = category == CATEGORY_ALL ? name_of_all(global->names) : (char *)global->names[category];
out:
    __unlock(__locale_lock);
    return answer;
}
