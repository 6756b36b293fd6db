#include "show.h"
#include <errno.h>

static char text[1 << 16];
static size_t used;

void begin(void) { used = 0; text[0] = 0; }

void add(const char *more)
{
    while (*more && used < sizeof text - 1)
        text[used++] = *more++;
    text[used] = 0;
}

void add_number(long number)
{
    char digits[24], *at = digits + 23;
    unsigned long rest = number < 0 ? -(unsigned long)number : (unsigned long)number;
    *at = 0;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        *--at = '-';
    add(at);
}

void pair(const char *name, long number)
{
    add(name);
    add("=");
    add_number(number);
    add(" ");
}

void pair_text(const char *name, const char *value)
{
    add(name);
    if (value) {
        add("=\"");
        add(value);
        add("\" ");
    } else {
        add("=null ");
    }
}

char *shown(void)
{
    /* What it was is told where it matters: looking for a file, say, leaves one behind. */
    errno = 0;
    return text;
}
