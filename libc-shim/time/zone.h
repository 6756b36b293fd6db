/* Shared by the files that know time zones. */
#ifndef APUS_ZONE_H
#define APUS_ZONE_H
#include "apus/musl.h"
#include <time.h>

/* One kind of local time. `east`: seconds east of Greenwich. */
struct local_type {
    int east, is_summer;
    const char *name;
};

/* A rule of tzset(3): when in a year one kind of time begins. */
struct change {
    enum { JULIAN, DAY, WEEKDAY } form;
    int month, week, day; /* of WEEKDAY; `day` of the others */
    int second;           /* of the day, by the clock until then */
};

struct posix_zone {
    struct local_type standard, summer;
    int has_summer;
    struct change to_summer, to_standard;
    char names[2][16];
};

/* A file of zoneinfo, tzfile(5). */
struct zone_file {
    unsigned char *bytes;
    size_t size;
    const unsigned char *times, *indexes, *types;
    const char *names;
    int time_count, type_count;
    struct posix_zone after; /* the last transition */
    int has_after;
};

int __apus_parse_zone(const char *text, struct posix_zone *out) HIDDEN;
void __apus_default_rules(struct posix_zone *zone) HIDDEN;
struct local_type __apus_posix_time(const struct posix_zone *zone, long long when) HIDDEN;
int __apus_read_zone(const char *path, struct zone_file *out) HIDDEN;
void __apus_forget_zone(struct zone_file *file) HIDDEN;
struct local_type __apus_file_time(const struct zone_file *file, long long when) HIDDEN;
/* What holds at that moment in the zone that TZ names. */
struct local_type __apus_local_type(long long when) HIDDEN;

extern int __secs_to_tm(long long, struct tm *) HIDDEN;
extern long long __tm_to_secs(const struct tm *) HIDDEN;
#endif
