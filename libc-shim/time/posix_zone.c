/* Zones written out: EST5EDT,M3.2.0,M11.1.0 (tzset(3); POSIX, XBD 8.3). */
#include "time/zone.h"
#include <string.h>

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static const char *parse_name(const char *at, char *out)
{
    size_t length = 0;
    if (*at == '<') {
        at++;
        while ((at[length] >= '0' && at[length] <= '9') || is_letter(at[length]) || at[length] == '+' ||
               at[length] == '-')
            length++;
        if (at[length] != '>')
            return 0;
    } else {
        while (is_letter(at[length]))
            length++;
    }
    if (length < 3)
        return 0;
    size_t kept = length < 15 ? length : 15;
    memcpy(out, at, kept);
    out[kept] = 0;
    return at + length + (at[length] == '>');
}

static const char *parse_number(const char *at, int most, int *out)
{
    int value = 0;
    if (!(*at >= '0' && *at <= '9'))
        return 0;
    for (; *at >= '0' && *at <= '9'; at++)
        if ((value = value * 10 + *at - '0') > 100000)
            return 0;
    *out = value > most ? most : value;
    return at;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static const char *parse_time(const char *at, int most, int *out)
{
    int sign = *at == '-' ? -1 : 1, hour, minute = 0, second = 0;
    at += *at == '-' || *at == '+';
    if (!(at = parse_number(at, most, &hour)))
        return 0;
    const char *more;
    if (*at == ':' && (more = parse_number(at + 1, 59, &minute))) {
        at = more;
        if (*at == ':' && (more = parse_number(at + 1, 59, &second)))
            at = more;
    }
    *out = sign * (hour * 3600 + minute * 60 + second);
    return at;
}

static const char *parse_change(const char *at, struct change *out)
{
    *out = (struct change){.second = 7200};
    if (*at == 'J') {
        out->form = JULIAN;
        at = parse_number(at + 1, 365, &out->day);
    } else if (*at == 'M') {
        out->form = WEEKDAY;
        if (!(at = parse_number(at + 1, 12, &out->month)) || *at != '.' || !(at = parse_number(at + 1, 5, &out->week)) ||
            *at != '.')
            return 0;
        at = parse_number(at + 1, 6, &out->day);
    } else {
        out->form = DAY;
        at = parse_number(at, 365, &out->day);
    }
    return at && *at == '/' ? parse_time(at + 1, 167, &out->second) : at;
}

/* The rules of the United States, for zones with a summer time and none. */
void __apus_default_rules(struct posix_zone *zone)
{
    zone->to_summer = (struct change){WEEKDAY, 3, 2, 0, 7200};
    zone->to_standard = (struct change){WEEKDAY, 11, 1, 0, 7200};
}

int __apus_parse_zone(const char *text, struct posix_zone *out)
{
    int offset;
    memset(out, 0, sizeof *out);
    if (!(text = parse_name(text, out->names[0])) || !(text = parse_time(text, 24, &offset)))
        return 0;
    out->standard = (struct local_type){-offset, 0, out->names[0]};
    out->summer = out->standard;
    if (!*text)
        return 1;
    if (!(text = parse_name(text, out->names[1])))
        return 1;
    out->has_summer = 1;
    out->summer = (struct local_type){-offset + 3600, 1, out->names[1]};
    if (*text && *text != ',') {
        const char *more = parse_time(text, 24, &offset);
        if (more) {
            out->summer.east = -offset;
            text = more;
        }
    }
    __apus_default_rules(out);
    struct change first, second;
    if (*text == ',' && (text = parse_change(text + 1, &first)) && *text == ',' && parse_change(text + 1, &second)) {
        out->to_summer = first;
        out->to_standard = second;
    }
    return 1;
}

static int is_leap(long long year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/* When it happens in a year, by the clock until then. */
static long long moment(const struct change *change, int year)
{
    static const short before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    struct tm first = {.tm_year = year - 1900, .tm_mday = 1};
    long long start = __tm_to_secs(&first);
    int day;
    if (change->form == JULIAN) {
        day = change->day - 1 + (change->day >= 60 && is_leap(year));
    } else if (change->form == DAY) {
        day = change->day;
    } else {
        int month = change->month ? change->month - 1 : 0;
        day = before[month] + (month > 1 && is_leap(year));
        long long weekday = ((start / 86400 + day + 4) % 7 + 7) % 7;
        int length = month == 11 ? 31 : before[month + 1] - before[month] + (month == 1 && is_leap(year));
        int ahead = (int)((change->day - weekday + 7) % 7), week = change->week ? change->week - 1 : 0;
        while (week > 0 && ahead + week * 7 >= length)
            week--;
        day += ahead + week * 7;
    }
    return start + day * 86400LL + change->second;
}

struct local_type __apus_posix_time(const struct posix_zone *zone, long long when)
{
    struct tm utc;
    if (!zone->has_summer || __secs_to_tm(when, &utc) < 0)
        return zone->standard;
    /* glibc's rules begin in 1970. */
    int year = utc.tm_year < 70 ? 1970 : utc.tm_year + 1900;
    long long start = moment(&zone->to_summer, year) - zone->standard.east;
    long long end = moment(&zone->to_standard, year) - zone->summer.east;
    int summer = start > end ? when < end || when >= start : when >= start && when < end;
    return summer ? zone->summer : zone->standard;
}
