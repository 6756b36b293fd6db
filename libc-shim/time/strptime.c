/* strptime as glibc has it: what the fields that were read determine of the others (weekday, day of the year, month and
   day) is filled in at the end. Locales have C's names (strptime(3)). */
#include "time/zone.h"
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What was read besides the fields themselves. */
struct reading {
    struct tm *t;
    int has_hour12, is_afternoon, century, has_century, has_year, has_weekday, has_yearday, has_month, has_day, wants_all;
    int week_sunday, week_monday; /* -1: not read */
};

static const char *number(const char *at, int least, int most, int digits, int *out)
{
    int value = 0;
    while (*at == ' ')
        at++;
    if (!(*at >= '0' && *at <= '9'))
        return 0;
    for (; digits-- > 0 && *at >= '0' && *at <= '9' && value * 10 <= most; at++)
        value = value * 10 + *at - '0';
    if (value < least || value > most)
        return 0;
    *out = value;
    return at;
}

/* The whole name or the short one, in letters of any size. */
static const char *name(const char *at, nl_item full, nl_item brief, int count, int *out)
{
    for (int i = 0; i < count; i++)
        for (int both = 0; both < 2; both++) {
            const char *text = nl_langinfo((both ? brief : full) + i);
            size_t length = strlen(text);
            if (length && !strncasecmp(at, text, length)) {
                *out = i;
                return at + length;
            }
        }
    return 0;
}

static int is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static const short days_before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
static int day_of_year(const struct tm *t)
{
    return days_before[t->tm_mon] + (t->tm_mon > 1 && is_leap(t->tm_year + 1900)) + t->tm_mday - 1;
}
static int weekday_of(const struct tm *t)
{
    struct tm copy = {.tm_year = t->tm_year, .tm_mon = t->tm_mon, .tm_mday = t->tm_mday};
    long long days = __tm_to_secs(&copy) / 86400;
    return (int)(((days + 4) % 7 + 7) % 7);
}
static void set_month(struct tm *t, int yearday)
{
    int leap = is_leap(t->tm_year + 1900), month = 11;
    while (month > 0 && yearday < days_before[month] + (month > 1 && leap))
        month--;
    t->tm_mon = month;
    t->tm_mday = yearday - days_before[month] - (month > 1 && leap) + 1;
}

static const char *zone(const char *at, struct tm *t)
{
    int value = 0, digits = 0, sign;
    while (*at == ' ')
        at++;
    if (*at == 'Z') {
        t->tm_gmtoff = 0;
        return at + 1;
    }
    if (*at != '+' && *at != '-')
        return 0;
    sign = *at++ == '-' ? -1 : 1;
    for (; digits < 4 && *at >= '0' && *at <= '9'; at++) {
        value = value * 10 + *at - '0';
        if (++digits == 2 && at[1] == ':' && at[2] >= '0' && at[2] <= '9')
            at++;
    }
    if (digits == 2)
        value *= 100;
    else if (digits != 4)
        return 0;
    else if (value % 100 >= 60)
        return 0;
    t->tm_gmtoff = sign * (value / 100 * 3600 + value % 100 * 60);
    return at;
}

static const char *parse(const char *text, const char *format, struct reading *r);

static const char *convert(const char *at, char letter, struct reading *r)
{
    struct tm *t = r->t;
    int value;
    switch (letter) {
    case '%': return *at == '%' ? at + 1 : 0;
    case 'a': case 'A':
        r->has_weekday = 1;
        return name(at, DAY_1, ABDAY_1, 7, &t->tm_wday);
    case 'b': case 'B': case 'h':
        r->has_month = r->wants_all = 1;
        return name(at, MON_1, ABMON_1, 12, &t->tm_mon);
    case 'c': r->wants_all = 1; return parse(at, "%a %b %e %H:%M:%S %Y", r);
    case 'C':
        r->has_century = r->wants_all = 1;
        return number(at, 0, 99, 2, &r->century);
    case 'D': case 'x': r->wants_all = 1; return parse(at, "%m/%d/%y", r);
    case 'd': case 'e':
        r->has_day = r->wants_all = 1;
        return number(at, 1, 31, 2, &t->tm_mday);
    case 'F': r->wants_all = 1; return parse(at, "%Y-%m-%d", r);
    case 'H': case 'k':
        r->has_hour12 = 0;
        return number(at, 0, 23, 2, &t->tm_hour);
    case 'I': case 'l':
        if ((at = number(at, 1, 12, 2, &value))) {
            t->tm_hour = value % 12;
            r->has_hour12 = 1;
        }
        return at;
    case 'j':
        if ((at = number(at, 1, 366, 3, &value))) {
            t->tm_yday = value - 1;
            r->has_yearday = 1;
        }
        return at;
    case 'm':
        if ((at = number(at, 1, 12, 2, &value))) {
            t->tm_mon = value - 1;
            r->has_month = r->wants_all = 1;
        }
        return at;
    case 'M': return number(at, 0, 59, 2, &t->tm_min);
    case 'n': case 't':
        while (*at == ' ' || (*at >= '\t' && *at <= '\r'))
            at++;
        return at;
    case 'p': case 'P':
        if (!strncasecmp(at, "AM", 2))
            r->is_afternoon = 0;
        else if (!strncasecmp(at, "PM", 2))
            r->is_afternoon = 1;
        else
            return 0;
        return at + 2;
    case 'r': return parse(at, "%I:%M:%S %p", r);
    case 'R': return parse(at, "%H:%M", r);
    case 'S': return number(at, 0, 61, 2, &t->tm_sec);
    case 's': {
        time_t seconds = 0;
        if (!(*at >= '0' && *at <= '9'))
            return 0;
        for (; *at >= '0' && *at <= '9'; at++)
            seconds = seconds * 10 + *at - '0';
        return localtime_r(&seconds, t) ? at : 0;
    }
    case 'T': case 'X': return parse(at, "%H:%M:%S", r);
    case 'u':
        if ((at = number(at, 1, 7, 1, &value))) {
            t->tm_wday = value % 7;
            r->has_weekday = 1;
        }
        return at;
    case 'w':
        r->has_weekday = 1;
        return number(at, 0, 6, 1, &t->tm_wday);
    case 'U': return number(at, 0, 53, 2, &r->week_sunday);
    case 'W': return number(at, 0, 53, 2, &r->week_monday);
    case 'V': return number(at, 0, 53, 2, &value);
    case 'g': return number(at, 0, 99, 2, &value);
    case 'G':
        if (!(*at >= '0' && *at <= '9'))
            return 0;
        while (*at >= '0' && *at <= '9')
            at++;
        return at;
    case 'y':
        if ((at = number(at, 0, 99, 2, &value))) {
            t->tm_year = value >= 69 ? value : value + 100;
            r->has_year = r->wants_all = 1;
        }
        return at;
    case 'Y':
        if ((at = number(at, 0, 9999, 4, &value))) {
            t->tm_year = value - 1900;
            r->has_year = 0;
            r->has_century = 0;
            r->wants_all = 1;
        }
        return at;
    case 'z': return zone(at, t);
    case 'Z':
        /* Read over: a name says too little. */
        while (*at && !(*at == ' ' || (*at >= '\t' && *at <= '\r')))
            at++;
        return at;
    default: return 0;
    }
}

static const char *parse(const char *at, const char *format, struct reading *r)
{
    for (; *format && at; format++) {
        if (*format == ' ' || (*format >= '\t' && *format <= '\r')) {
            while (*at == ' ' || (*at >= '\t' && *at <= '\r'))
                at++;
            continue;
        }
        if (*format != '%') {
            at = *at == *format ? at + 1 : 0;
            continue;
        }
        format++;
        while (*format && strchr("-_0^#", *format))
            format++;
        if (*format == 'E' && format[1] == 'y')
            return 0; /* a year of an era, and there is none */
        if (*format == 'E' || *format == 'O')
            format++;
        at = *format ? convert(at, *format, r) : 0;
        if (!*format)
            break;
    }
    return at;
}

static void complete(struct reading *r)
{
    struct tm *t = r->t;
    if (r->has_hour12 && r->is_afternoon)
        t->tm_hour += 12;
    if (r->has_century) {
        if (r->has_year)
            t->tm_year = t->tm_year % 100 + (r->century - 19) * 100;
        else
            t->tm_year = (r->century - 19) * 100;
    }
    if (r->wants_all && !r->has_weekday) {
        if (!(r->has_month && r->has_day) && r->has_yearday)
            set_month(t, t->tm_yday);
        if (t->tm_mon >= 0 && t->tm_mon < 12)
            t->tm_wday = weekday_of(t);
    }
    if (r->wants_all && !r->has_yearday && t->tm_mon >= 0 && t->tm_mon < 12)
        t->tm_yday = day_of_year(t);
    if ((r->week_sunday >= 0 || r->week_monday >= 0) && r->has_weekday) {
        int monday = r->week_sunday < 0, week = monday ? r->week_monday : r->week_sunday;
        struct tm first = {.tm_year = t->tm_year, .tm_mday = 1};
        int start = weekday_of(&first);
        int yearday = monday ? (8 - start) % 7 + (week - 1) * 7 + (t->tm_wday + 6) % 7
                             : (7 - start) % 7 + (week - 1) * 7 + t->tm_wday;
        if (!r->has_yearday)
            t->tm_yday = yearday;
        if (!(r->has_month && r->has_day) && yearday >= 0)
            set_month(t, yearday);
    }
}

char *strptime(const char *restrict text, const char *restrict format, struct tm *restrict t)
{
    struct reading r = {.t = t, .week_sunday = -1, .week_monday = -1};
    const char *end = parse(text, format, &r);
    if (end)
        complete(&r);
    return (char *)end;
}
