/* asctime_r: the text's form is C's own (7.27.3.1). A year that does not fit into the 26 bytes is an error in
   glibc; musl stops the program. */
#include "apus/musl.h"
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ROOM = 26 };

static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static char *format(const struct tm *t, char *text, size_t room)
{
    if (!t) {
        errno = EINVAL;
        return 0;
    }
    if (t->tm_year > INT_MAX - 1900) {
        errno = EOVERFLOW;
        return 0;
    }
    int count = snprintf(text, room, "%.3s %.3s%3d %.2d:%.2d:%.2d %ld\n",
                         t->tm_wday < 0 || t->tm_wday > 6 ? "???" : days[t->tm_wday],
                         t->tm_mon < 0 || t->tm_mon > 11 ? "???" : months[t->tm_mon], t->tm_mday, t->tm_hour,
                         t->tm_min, t->tm_sec, 1900L + t->tm_year);
    if (count < 0)
        return 0;
    if ((size_t)count >= room) {
        errno = EOVERFLOW;
        return 0;
    }
    return text;
}

char *asctime_r(const struct tm *restrict t, char *restrict text) { return format(t, text, ROOM); }
char *__asctime_r(const struct tm *restrict, char *restrict) HIDDEN_ALIAS(asctime_r);

/* The text of asctime and ctime has room for every year. */
char *asctime(const struct tm *t)
{
    static char text[64];
    return format(t, text, sizeof text);
}
char *__asctime(const struct tm *) HIDDEN_ALIAS(asctime);
