/* Which locale a name means. */
#include "locale/locale.h"
#include "locale/tables.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

extern void *__libc_malloc(size_t) HIDDEN;

/* An empty message catalogue: magic number, revision, no entries. */
static const uint32_t no_messages[5] = {0x950412de, 0, -1u, -1u, -1u};

const struct locale_map __c_dot_utf8 = {no_messages, sizeof no_messages, "C.UTF-8", 0};
const struct __locale_struct __c_locale = {APUS_LOCALE_TABLES};
const struct __locale_struct __c_dot_utf8_locale = {
    .category = {&__c_dot_utf8}, .ctype_b = __apus_ctype_b + 128,
    .ctype_tolower = __apus_ctype_lower + 128, .ctype_toupper = __apus_ctype_upper + 128,
    .names = {"C.UTF-8", "C", "C", "C", "C", "C", "C", "C", "C", "C", "C", "C", "C"},
};
extern const struct __locale_struct _nl_C_locobj ALIAS(__c_locale);

volatile int __locale_lock[1];
volatile int *const __locale_lockptr HIDDEN = __locale_lock;

const char *const __apus_category_names[CATEGORIES] = {
    "LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES", "LC_ALL",
    "LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION",
};

/* The environment's wish; C.UTF-8 where it has none. */
static const char *from_environment(int category)
{
    const char *value = getenv("LC_ALL");
    if (!value || !*value)
        value = getenv(__apus_category_names[category]);
    if (!value || !*value)
        value = getenv("LANG");
    return value && *value ? value : "C.UTF-8";
}

/* True for names like en_GB.UTF-8 or C.utf8, with or without a modifier. */
static int is_utf8(const char *name)
{
    const char *dot = strchr(name, '.');
    if (!dot || dot == name || strchr(name, '/'))
        return 0;
    dot++;
    size_t length = strcspn(dot, "@");
    return (length == 5 && !strncasecmp(dot, "UTF-8", 5)) || (length == 4 && !strncasecmp(dot, "utf8", 4));
}

static const struct locale_map *known;

int __apus_choose_locale(int category, const char *name, struct locale_choice *out)
{
    if (!*name)
        name = from_environment(category);
    if (!strcmp(name, "C") || !strcmp(name, "POSIX")) {
        *out = (struct locale_choice){0, "C"};
        return 1;
    }
    if (!is_utf8(name) || strlen(name) >= sizeof known->name)
        return 0;
    if (!strcmp(name, __c_dot_utf8.name)) {
        *out = (struct locale_choice){&__c_dot_utf8, __c_dot_utf8.name};
        return 1;
    }
    const struct locale_map *map = known;
    while (map && strcmp(map->name, name))
        map = map->next;
    if (!map) {
        /* Made once for each name, and kept: locales point to them. */
        struct locale_map *new = __libc_malloc(sizeof *new);
        if (!new)
            return 0;
        *new = (struct locale_map){no_messages, sizeof no_messages, "", known};
        strcpy(new->name, name);
        known = map = new;
    }
    *out = (struct locale_choice){map, map->name};
    return 1;
}

const char *__apus_category_name(int category, const char *name, char *buffer)
{
    if (!strchr(name, ';'))
        return name;
    const char *wanted = __apus_category_names[category];
    size_t length = strlen(wanted);
    for (const char *at = name; at; at = strchr(at, ';')) {
        at += *at == ';';
        if (strncmp(at, wanted, length) || at[length] != '=')
            continue;
        size_t count = strcspn(at + length + 1, ";");
        if (count >= 32)
            return 0;
        memcpy(buffer, at + length + 1, count);
        buffer[count] = 0;
        return buffer;
    }
    return 0;
}

/* Translations of the library's own texts: there are none. */
HIDDEN const char *__lctrans_impl(const char *text, const struct locale_map *map) { return text; }
