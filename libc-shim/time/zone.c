/* The zone that TZ names: a file of zoneinfo first, then a rule, else UTC (tzset(3)). */
#include "time/zone.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <limits.h>

extern void __lock(volatile int *) HIDDEN, __unlock(volatile int *) HIDDEN;
static volatile int lock[1];

long __timezone = 0;
int __daylight = 0;
static char unset[] = "UTC";
char *__tzname[2] = {unset, unset};
extern long timezone WEAK_ALIAS(__timezone);
extern int daylight WEAK_ALIAS(__daylight);
extern char *tzname[2] WEAK_ALIAS(__tzname);

static enum { UNIVERSAL, RULE, FILE_OF_ZONE } kind;
static const char *universal = "UTC"; /* or what a wrong text begins with */
static struct posix_zone rule;
static struct zone_file file;
static char *known; /* the text that it was made of */

/* Names live as long as the process: a struct tm may point to them. */
static const char *kept(const char *name)
{
    static struct name { struct name *next; char text[]; } *names;
    for (struct name *each = names; each; each = each->next)
        if (!strcmp(each->text, name))
            return each->text;
    struct name *made = malloc(sizeof *made + strlen(name) + 1);
    if (!made)
        return unset;
    strcpy(made->text, name);
    made->next = names;
    names = made;
    return made->text;
}

static int open_file(const char *name)
{
    char path[PATH_MAX];
    const char *folder = getenv("TZDIR");
    if (!*name)
        return 0;
    if (*name == '/')
        return __apus_read_zone(name, &file);
    if (strstr(name, "..") || strlen(name) > 255)
        return 0;
    snprintf(path, sizeof path, "%s/%s", folder && *folder ? folder : "/usr/share/zoneinfo", name);
    return __apus_read_zone(path, &file);
}

/* tzname, timezone and daylight. */
static void publish(void)
{
    struct local_type standard = {0, 0, universal}, summer = standard;
    if (kind == UNIVERSAL && strcmp(universal, unset))
        summer.name = "";
    if (kind == RULE) {
        standard = rule.standard;
        summer = rule.summer;
    } else if (kind == FILE_OF_ZONE) {
        /* What held last of each. */
        struct local_type last = __apus_file_time(&file, LLONG_MAX / 4);
        int found[2] = {0, 0};
        standard = summer = last;
        if (file.has_after) {
            standard = file.after.standard;
            summer = file.after.summer;
            found[0] = 1;
            found[1] = file.after.has_summer;
        }
        for (int i = file.time_count - 1; i >= 0 && !(found[0] && found[1]); i--) {
            unsigned char *type = (unsigned char *)file.types + 6 * file.indexes[i];
            int is_summer = type[4] != 0;
            if (found[is_summer])
                continue;
            found[is_summer] = 1;
            int east = (int)((unsigned)type[0] << 24 | (unsigned)type[1] << 16 | (unsigned)type[2] << 8 | type[3]);
            *(is_summer ? &summer : &standard) = (struct local_type){east, is_summer, file.names + type[5]};
        }
        if (!found[1])
            summer = standard;
    }
    __timezone = -standard.east;
    __daylight = standard.east != summer.east;
    __tzname[0] = (char *)kept(standard.name);
    __tzname[1] = (char *)kept(summer.name);
}

static void set(void)
{
    const char *text = getenv("TZ");
    if (!text)
        text = "/etc/localtime";
    if (known && !strcmp(known, text))
        return;
    int error = errno;
    free(known);
    known = strdup(text);
    __apus_forget_zone(&file);
    if (*text == ':')
        text++;
    if (open_file(text))
        kind = FILE_OF_ZONE;
    else if (*text && __apus_parse_zone(text, &rule))
        kind = RULE;
    else
        kind = UNIVERSAL;
    /* A wrong rule is UTC by the name that it begins with. */
    universal = *text && kind == UNIVERSAL && getenv("TZ") ? kept(rule.names[0]) : unset;
    publish();
    errno = error;
}

void tzset(void)
{
    __lock(lock);
    set();
    __unlock(lock);
}
void __tzset(void) HIDDEN_ALIAS(tzset);

struct local_type __apus_local_type(long long when)
{
    __lock(lock);
    set();
    struct local_type type = kind == RULE           ? __apus_posix_time(&rule, when)
                             : kind == FILE_OF_ZONE ? __apus_file_time(&file, when)
                                                    : (struct local_type){0, 0, universal};
    type.name = kept(type.name);
    __tzname[type.is_summer] = (char *)type.name;
    __unlock(lock);
    return type;
}

/* What strftime and wcsftime of musl ask. */
const char *__tm_to_tzname(const struct tm *t) HIDDEN;
const char *__tm_to_tzname(const struct tm *t) { return t->tm_zone ? t->tm_zone : ""; }
