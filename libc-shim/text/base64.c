/* a64l, l64a: 32 bits in six letters, the lowest six bits first (a64l(3)). glibc does not extend the sign. */
#include "apus/musl.h"
#include <stdlib.h>
#include <string.h>

static const char letters[] = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

long a64l(const char *text)
{
    uint32_t value = 0;
    for (int shift = 0; shift < 36 && *text; shift += 6, text++) {
        const char *found = strchr(letters, *text);
        if (!found)
            break;
        value |= (uint32_t)(found - letters) << shift;
    }
    return value;
}

char *l64a(long number)
{
    static char text[7];
    char *at = text;
    for (uint32_t rest = (uint32_t)number; rest; rest >>= 6)
        *at++ = letters[rest & 63];
    *at = 0;
    return text;
}
