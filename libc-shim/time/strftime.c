/* strftime with glibc's flags and widths: `_` pads with blanks, `-` not at all, `0` with zeros, `^` makes letters large,
   `#` swaps them. The locales here have C's names (strftime(3), NOTES). */
#include "time/zone.h"
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct output {
    char *at, *end;
    size_t count;
    int full;
};

static void put(struct output *out, char c)
{
    if (out->at + 1 >= out->end) {
        out->full = 1;
        return;
    }
    *out->at++ = c;
    out->count++;
}

struct field {
    char pad; /* 0, or the flag */
    int upper, swap, width;
};

static char cased(const struct field *field, char c, int to_lower)
{
    if (field->swap && to_lower)
        return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
    if (field->upper || (field->swap && !to_lower))
        return c >= 'a' && c <= 'z' ? (char)(c & ~32) : c;
    return c;
}

static void put_text(struct output *out, const struct field *field, const char *text, int to_lower)
{
    int length = (int)strlen(text);
    if (field->pad != '-')
        for (int i = length; i < field->width && !out->full; i++)
            put(out, field->pad == '0' ? '0' : ' ');
    for (; *text; text++)
        put(out, cased(field, *text, to_lower));
}

/* A number of at least `digits`, filled with `fill` unless a flag says otherwise. */
static void put_number(struct output *out, const struct field *field, long long value, int digits, char fill, int always_sign)
{
    char text[24], *at = text + sizeof text;
    unsigned long long rest = value < 0 ? -(unsigned long long)value : (unsigned long long)value;
    char sign = value < 0 ? '-' : always_sign ? '+' : 0;
    *--at = 0;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (field->pad == '_')
        fill = ' ';
    else if (field->pad == '0')
        fill = '0';
    int room = field->pad == '-' ? 0 : field->width > digits ? field->width : digits;
    int length = (int)strlen(at) + (sign != 0);
    if (sign && fill == ' ') {
        for (int i = length; i < room; i++)
            put(out, ' ');
        put(out, sign);
    } else {
        if (sign)
            put(out, sign);
        for (int i = length; i < room; i++)
            put(out, fill);
    }
    while (*at)
        put(out, *at++);
}

/* Week of the year (ISO 8601), and its year. */
static int iso_week(const struct tm *t, long long *year)
{
    int monday = (t->tm_wday + 6) % 7, days = t->tm_yday - monday + 3;
    *year = 1900LL + t->tm_year;
    if (days < 0) {
        --*year;
        long long y = *year;
        days += y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 366 : 365;
    } else {
        long long y = *year;
        int length = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 366 : 365;
        if (days >= length) {
            ++*year;
            days -= length;
        }
    }
    return days / 7 + 1;
}

static const char *name_of(nl_item first, int index, int count)
{
    return index < 0 || index >= count ? "?" : nl_langinfo(first + index);
}

static size_t format(char *to, size_t room, const char *text, const struct tm *t, int depth);

static void put_format(struct output *out, const struct field *field, const char *inner, const struct tm *t, int depth)
{
    char text[256];
    size_t length = depth < 4 ? format(text, sizeof text, inner, t, depth + 1) : 0;
    text[length] = 0;
    put_text(out, field, text, 0);
}

static void put_zone(struct output *out, const struct field *field, const struct tm *t)
{
    long offset = t->tm_gmtoff;
    if (t->tm_isdst < 0)
        return;
    char sign = offset < 0 || (offset == 0 && t->tm_zone && t->tm_zone[0] == '-') ? '-' : '+';
    if (offset < 0)
        offset = -offset;
    long value = offset / 3600 * 100 + offset / 60 % 60;
    put_number(out, field, sign == '-' ? -value : value, 5, '0', 1);
}

/* One conversion, letter and all behind its flags; false for none that there is. */
static int convert(struct output *out, struct field *field, char modifier, char letter, const struct tm *t, int depth)
{
    long long year = 1900LL + t->tm_year, week_year;
    int hour12 = t->tm_hour > 12 ? t->tm_hour - 12 : t->tm_hour == 0 ? 12 : t->tm_hour;
    if (modifier == 'E' && !strchr("cCyYxX", letter))
        return 0;
    if (modifier == 'O' && !strchr("deHImMSuUVwWyBb", letter))
        return 0;
    switch (letter) {
    case '%': put_text(out, field, "%", 0); break;
    case 'n': put_text(out, field, "\n", 0); break;
    case 't': put_text(out, field, "\t", 0); break;
    case 'a': field->upper |= field->swap; field->swap = 0; put_text(out, field, name_of(ABDAY_1, t->tm_wday, 7), 0); break;
    case 'A': field->upper |= field->swap; field->swap = 0; put_text(out, field, name_of(DAY_1, t->tm_wday, 7), 0); break;
    case 'b': case 'h': field->upper |= field->swap; field->swap = 0; put_text(out, field, name_of(ABMON_1, t->tm_mon, 12), 0); break;
    case 'B': field->upper |= field->swap; field->swap = 0; put_text(out, field, name_of(MON_1, t->tm_mon, 12), 0); break;
    case 'c': put_format(out, field, "%a %b %e %H:%M:%S %Y", t, depth); break;
    case 'C': put_number(out, field, year / 100 - (year % 100 < 0), 1, '0', 0); break;
    case 'D': case 'x': put_format(out, field, "%m/%d/%y", t, depth); break;
    case 'd': put_number(out, field, t->tm_mday, 2, '0', 0); break;
    case 'e': put_number(out, field, t->tm_mday, 2, ' ', 0); break;
    case 'F': put_format(out, field, "%Y-%m-%d", t, depth); break;
    case 'H': put_number(out, field, t->tm_hour, 2, '0', 0); break;
    case 'I': put_number(out, field, hour12, 2, '0', 0); break;
    case 'k': put_number(out, field, t->tm_hour, 2, ' ', 0); break;
    case 'l': put_number(out, field, hour12, 2, ' ', 0); break;
    case 'j': put_number(out, field, t->tm_yday + 1, 3, '0', 0); break;
    case 'M': put_number(out, field, t->tm_min, 2, '0', 0); break;
    case 'm': put_number(out, field, t->tm_mon + 1, 2, '0', 0); break;
    case 'P': field->swap = 0; put_text(out, field, t->tm_hour > 11 ? "pm" : "am", 0); break;
    case 'p': put_text(out, field, nl_langinfo(t->tm_hour > 11 ? PM_STR : AM_STR), 1); break;
    case 'R': put_format(out, field, "%H:%M", t, depth); break;
    case 'r': put_format(out, field, "%I:%M:%S %p", t, depth); break;
    case 'S': put_number(out, field, t->tm_sec, 2, '0', 0); break;
    case 's': {
        struct tm copy = *t;
        put_number(out, field, mktime(&copy), 1, ' ', 0);
        break;
    }
    case 'T': case 'X': put_format(out, field, "%H:%M:%S", t, depth); break;
    case 'u': put_number(out, field, (t->tm_wday + 6) % 7 + 1, 1, '0', 0); break;
    case 'w': put_number(out, field, t->tm_wday, 1, '0', 0); break;
    case 'U': put_number(out, field, (t->tm_yday - t->tm_wday + 7) / 7, 2, '0', 0); break;
    case 'W': put_number(out, field, (t->tm_yday - (t->tm_wday + 6) % 7 + 7) / 7, 2, '0', 0); break;
    case 'V': put_number(out, field, iso_week(t, &week_year), 2, '0', 0); break;
    case 'G': iso_week(t, &week_year); put_number(out, field, week_year, 1, '0', 0); break;
    case 'g': iso_week(t, &week_year); put_number(out, field, (week_year % 100 + 100) % 100, 2, '0', 0); break;
    case 'Y': put_number(out, field, year, 1, '0', 0); break;
    case 'y': put_number(out, field, (year % 100 + 100) % 100, 2, '0', 0); break;
    case 'Z': put_text(out, field, t->tm_zone ? t->tm_zone : "", 1); break;
    case 'z': put_zone(out, field, t); break;
    default: return 0;
    }
    return 1;
}

static size_t format(char *to, size_t room, const char *text, const struct tm *t, int depth)
{
    struct output out = {to, to + room, 0, room == 0};
    for (; *text && !out.full; text++) {
        if (*text != '%') {
            put(&out, *text);
            continue;
        }
        const char *start = text++;
        struct field field = {0};
        for (;; text++) {
            if (*text && strchr("_-0", *text))
                field.pad = *text;
            else if (*text == '^')
                field.upper = 1;
            else if (*text == '#')
                field.swap = 1;
            else
                break;
        }
        for (; *text >= '0' && *text <= '9'; text++)
            field.width = field.width < 100000000 ? field.width * 10 + *text - '0' : field.width;
        char modifier = *text == 'E' || *text == 'O' ? *text++ : 0;
        if (*text && convert(&out, &field, modifier, *text, t, depth))
            continue;
        /* What is no conversion is written as it stands. */
        if (!*text)
            text--;
        int length = (int)(text - start) + 1;
        if (field.pad != '-')
            for (int i = length; i < field.width && !out.full; i++)
                put(&out, field.pad == '0' ? '0' : ' ');
        for (; start <= text; start++)
            put(&out, *start);
    }
    if (room)
        *out.at = 0;
    return out.full ? 0 : out.count;
}

size_t strftime(char *restrict to, size_t room, const char *restrict text, const struct tm *restrict t)
{
    tzset();
    return format(to, room, text, t, 0);
}
size_t strftime_l(char *restrict to, size_t room, const char *restrict text, const struct tm *restrict t, locale_t locale)
{
    return strftime(to, room, text, t);
}

/* By way of bytes: what is not ASCII is copied through. */
size_t wcsftime(wchar_t *restrict to, size_t room, const wchar_t *restrict text, const struct tm *restrict t)
{
    size_t bytes = (wcslen(text) + 1) * 6, out_room = room * 6 + 1, count = 0;
    char *narrow = malloc(bytes), *out = malloc(out_room);
    if (narrow && out && wcstombs(narrow, text, bytes) != (size_t)-1) {
        count = strftime(out, out_room, narrow, t);
        if (count || !*text) {
            size_t length = mbstowcs(0, out, 0);
            count = length < room ? mbstowcs(to, out, room) : 0;
        }
    }
    free(narrow);
    free(out);
    return count;
}
size_t __wcsftime_l(wchar_t *restrict to, size_t room, const wchar_t *restrict text, const struct tm *restrict t, locale_t locale) { return wcsftime(to, room, text, t); }
size_t wcsftime_l(wchar_t *restrict, size_t, const wchar_t *restrict, const struct tm *restrict, locale_t) ALIAS(__wcsftime_l);
