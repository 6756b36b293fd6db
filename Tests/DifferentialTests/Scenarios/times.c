#include "show.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void show_tm(const struct tm *t)
{
    pair("year", t->tm_year);
    pair("mon", t->tm_mon);
    pair("mday", t->tm_mday);
    pair("hour", t->tm_hour);
    pair("min", t->tm_min);
    pair("sec", t->tm_sec);
    pair("wday", t->tm_wday);
    pair("yday", t->tm_yday);
    pair("isdst", t->tm_isdst);
    pair("gmtoff", t->tm_gmtoff);
    pair_text("zone", t->tm_zone);
}

char *show_gmtime(time_t when)
{
    struct tm t;
    begin();
    memset(&t, 0, sizeof t);
    if (gmtime_r(&when, &t))
        show_tm(&t);
    else
        add("null");
    return shown();
}

char *show_asctime(time_t when)
{
    struct tm t;
    char room[64];
    begin();
    gmtime_r(&when, &t);
    pair_text("asctime", asctime(&t));
    pair_text("asctime_r", asctime_r(&t, room));
    pair_text("ctime", ctime(&when));
    return shown();
}

static struct tm fields(int year, int month, int day, int hour, int minute, int second, int summer)
{
    return (struct tm){.tm_year = year - 1900, .tm_mon = month, .tm_mday = day, .tm_hour = hour, .tm_min = minute,
                       .tm_sec = second, .tm_isdst = summer};
}

static char *made(time_t when, const struct tm *t)
{
    begin();
    pair("time", when);
    show_tm(t);
    return shown();
}

char *normalised(int year, int month, int day, int hour, int minute, int second, int summer)
{
    struct tm t = fields(year, month, day, hour, minute, second, summer);
    time_t when = mktime(&t);
    return made(when, &t);
}

char *utc_normalised(int year, int month, int day, int hour, int minute, int second)
{
    struct tm t = fields(year, month, day, hour, minute, second, 0);
    time_t when = timegm(&t);
    return made(when, &t);
}

char *show_strftime(time_t when, const char *format)
{
    struct tm t;
    char room[512];
    gmtime_r(&when, &t);
    memset(room, '#', sizeof room);
    size_t length = strftime(room, sizeof room, format, &t);
    room[length] = 0;
    begin();
    pair("length", (long)length);
    pair_text("text", room);
    return shown();
}

char *show_strptime(const char *text, const char *format)
{
    struct tm t;
    memset(&t, 0, sizeof t);
    t.tm_year = 70;
    t.tm_mday = 1;
    setenv("TZ", "UTC0", 1);
    tzset();
    const char *rest = strptime(text, format, &t);
    begin();
    if (!rest)
        return add("null"), shown();
    pair_text("rest", rest);
    show_tm(&t);
    return shown();
}

static void in_zone(const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

char *show_localtime(const char *zone, time_t when)
{
    struct tm t;
    in_zone(zone);
    memset(&t, 0, sizeof t);
    begin();
    if (localtime_r(&when, &t)) {
        show_tm(&t);
        time_t again = mktime(&t);
        pair("again", again);
    } else {
        add("null");
    }
    in_zone("UTC0");
    return shown();
}

char *local_normalised(const char *zone, int year, int month, int day, int hour, int minute, int summer)
{
    in_zone(zone);
    struct tm t = fields(year, month, day, hour, minute, 0, summer);
    time_t when = mktime(&t);
    made(when, &t);
    in_zone("UTC0");
    return shown();
}

char *zone_variables(const char *zone)
{
    in_zone(zone);
    begin();
    pair_text("0", tzname[0]);
    pair_text("1", tzname[1]);
    pair("timezone", timezone);
    pair("daylight", daylight);
    in_zone("UTC0");
    return shown();
}
