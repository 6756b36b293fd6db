/* Broken-down times: localtime, gmtime, mktime, timegm. */
#include "time/zone.h"
#include <stdlib.h>
#include <string.h>
#include <limits.h>

static struct tm common;

struct tm *gmtime_r(const time_t *restrict when, struct tm *restrict t)
{
    if (__secs_to_tm(*when, t) < 0) {
        errno = EOVERFLOW;
        return 0;
    }
    t->tm_isdst = 0;
    t->tm_gmtoff = 0;
    t->tm_zone = "GMT";
    return t;
}
struct tm *gmtime(const time_t *when) { return gmtime_r(when, &common); }

struct tm *localtime_r(const time_t *restrict when, struct tm *restrict t)
{
    struct local_type type = __apus_local_type(*when);
    if (__secs_to_tm(*when + type.east, t) < 0) {
        errno = EOVERFLOW;
        return 0;
    }
    t->tm_isdst = type.is_summer;
    t->tm_gmtoff = type.east;
    t->tm_zone = type.name;
    return t;
}
struct tm *__localtime_r(const time_t *restrict, struct tm *restrict) ALIAS(localtime_r);
struct tm *localtime(const time_t *when) { return localtime_r(when, &common); }

/* Seconds as if the fields were UTC's, whatever they hold. */
static long long seconds(const struct tm *t) { return __tm_to_secs(t); }

time_t timegm(struct tm *t)
{
    struct tm made;
    long long when = seconds(t);
    if (__secs_to_tm(when, &made) < 0) {
        errno = EOVERFLOW;
        return -1;
    }
    made.tm_isdst = 0;
    made.tm_gmtoff = 0;
    made.tm_zone = "GMT";
    *t = made;
    return when;
}

/* The moment whose local time this is. Where the clock shows it twice, the one that the summer flag asks for, else the one
   nearest to the offset of the call before, as glibc has it; where it is skipped, the clock runs on. */
static long long solve(long long clock, int east)
{
    for (int tries = 0; tries < 4; tries++) {
        struct local_type type = __apus_local_type(clock - east);
        if (type.east == east)
            break;
        east = type.east;
    }
    return clock - east;
}

time_t mktime(struct tm *t)
{
    static int last_east;
    tzset();
    long long clock = seconds(t), when = solve(clock, last_east);
    struct local_type type = __apus_local_type(when);
    int wanted = t->tm_isdst;
    if (wanted >= 0 && (wanted != 0) != type.is_summer) {
        /* The other kind of time: that of the nearest moment which has it, else an hour of difference is supposed. */
        int found = 0;
        for (long long distance = 601200; distance < 536454000 && !found; distance += 601200)
            for (int side = -1; side <= 1 && !found; side += 2) {
                struct local_type other = __apus_local_type(when + side * distance);
                if (other.is_summer == (wanted != 0)) {
                    when = clock - other.east;
                    found = 1;
                }
            }
        if (!found)
            when += (type.is_summer - (wanted != 0)) * 3600;
    }
    struct tm made;
    if (!localtime_r(&(time_t){when}, &made)) {
        errno = EOVERFLOW;
        return -1;
    }
    last_east = made.tm_gmtoff;
    *t = made;
    return when;
}
