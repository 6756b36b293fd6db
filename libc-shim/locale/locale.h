/* Locales: C and C.UTF-8 are built in; any name whose character set is UTF-8 is C.UTF-8 under
   that name. There is nothing to load. */
#ifndef APUS_LOCALE_H
#define APUS_LOCALE_H
#include "apus/musl.h"

enum { CATEGORY_ALL = 6, CATEGORIES = 13, MUSL_CATEGORIES = 6 };

/* What musl's code expects a category of a locale to point to: a message catalogue in memory
   (ours are empty) and the locale's name. */
struct locale_map {
    const void *map;
    size_t map_size;
    char name[24];
    const struct locale_map *next;
};
_Static_assert(sizeof(struct locale_map) == 48, "musl's size");

extern const struct __locale_struct __c_locale HIDDEN;
extern const struct __locale_struct __c_dot_utf8_locale HIDDEN;
extern const struct locale_map __c_dot_utf8 HIDDEN;
extern volatile int __locale_lock[1] HIDDEN;

/* A locale for one category: the map to store (null for C) and the name. False for a name
   that is not known. An empty name asks the environment. The lock must be held. */
struct locale_choice {
    const struct locale_map *map;
    const char *name;
};
int __apus_choose_locale(int category, const char *name, struct locale_choice *out) HIDDEN;

/* The part of a composite name ("LC_CTYPE=C.UTF-8;LC_TIME=C;…") for a category, copied to
   `buffer` of 32 bytes; other names are returned as they are. Null if it is not well formed. */
const char *__apus_category_name(int category, const char *name, char *buffer) HIDDEN;

extern const char *const __apus_category_names[CATEGORIES] HIDDEN;
#endif
