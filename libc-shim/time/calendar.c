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

time_t timegm(struct tm *t)
{
    struct tm made;
    long long when = __tm_to_secs(t);
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

/* The moment whose local time this is. Where the clock shows it twice, the one nearest to the offset of the call before, as
   glibc has it. Where it is skipped neither offset fits: the one is taken that belongs to the kind of time asked for. */
static long long solve(long long clock, int east, int wanted)
{
    struct local_type type = {0};
    for (int tries = 0; tries < 4; tries++) {
        type = __apus_local_type(clock - east);
        if (type.east == east)
            return clock - east;
        east = type.east;
    }
    if (wanted >= 0 && type.is_summer != (wanted != 0))
        type = __apus_local_type(clock - type.east);
    return clock - type.east;
}

time_t mktime(struct tm *t)
{
    static int last_east;
    tzset();
    int wanted = t->tm_isdst;
    long long clock = __tm_to_secs(t), when = solve(clock, last_east, wanted);
    struct local_type type = __apus_local_type(when);
    int skipped = when + type.east != clock;
    if (wanted >= 0 && !skipped && (wanted != 0) != type.is_summer) {
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
