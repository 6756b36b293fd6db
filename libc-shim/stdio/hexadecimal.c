/* %a and %A. A double has one binary digit before the point, a long double four, as glibc writes them; the digits are cut
   at the precision, half-way cases to the even one. */
#include "stdio/format.h"
#include <math.h>
#include <string.h>

struct digits {
    int negative, exponent, count; /* count: behind the point, without the last zeros */
    unsigned char digit[17];       /* the one before the point first */
};

static struct digits of_double(double value)
{
    struct digits d = {0};
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7ff);
    d.negative = (int)(bits >> 63);
    d.digit[0] = exponent != 0;
    d.exponent = exponent ? exponent - 1023 : bits << 1 ? -1022 : 0;
    for (int i = 1; i <= 13; i++)
        d.digit[i] = bits >> (52 - 4 * i) & 15;
    d.count = 13;
    return d;
}

static struct digits of_long_double(long double value)
{
    struct digits d = {0};
    uint64_t fraction;
    uint16_t head;
    memcpy(&fraction, &value, sizeof fraction);
    memcpy(&head, (const char *)&value + 8, sizeof head);
    int exponent = head & 0x7fff;
    d.negative = head >> 15;
    d.exponent = exponent ? exponent - 16386 : fraction ? -16385 : 0;
    for (int i = 0; i <= 15; i++)
        d.digit[i] = fraction >> (60 - 4 * i) & 15;
    d.count = 15;
    return d;
}

/* To `precision` digits behind the point. */
static void cut(struct digits *d, int precision)
{
    int next = d->digit[precision + 1], beyond = 0;
    for (int i = precision + 2; i <= d->count; i++)
        beyond |= d->digit[i];
    d->count = precision;
    if (next < 8 || (next == 8 && !beyond && !(d->digit[precision] & 1)))
        return;
    int at = precision;
    while (at > 0 && d->digit[at] == 15)
        d->digit[at--] = 0;
    if (++d->digit[at] == 16) {
        d->digit[at] = 1;
        d->exponent += 4;
    }
}

static char *put_decimal(char *at, int number)
{
    char text[8], *end = text + sizeof text;
    unsigned rest = number < 0 ? -(unsigned)number : (unsigned)number;
    *--end = 0;
    do
        *--end = (char)('0' + rest % 10);
    while (rest /= 10);
    *at++ = number < 0 ? '-' : '+';
    return stpcpy(at, end);
}

/* The sign and "0x" go to `prefix`, the rest to `body`; zeros that the precision adds are told, not written. */
void __apus_hexadecimal(long double value, int is_long, int precision, int alternative, int upper, char sign,
                        char *prefix, char *body, char *tail, int *zeros)
{
    struct digits d = is_long ? of_long_double(value) : of_double((double)value);
    const char *letters = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    *zeros = 0;
    if (d.negative)
        sign = '-';
    if (sign)
        *prefix++ = sign;
    strcpy(prefix, upper ? "0X" : "0x");
    if (precision >= 0 && precision < d.count)
        cut(&d, precision);
    else if (precision < 0)
        while (d.count > 0 && d.digit[d.count] == 0)
            d.count--;
    else
        *zeros = precision - d.count;
    *body++ = letters[d.digit[0]];
    if (d.count > 0 || *zeros > 0 || alternative)
        *body++ = '.';
    for (int i = 1; i <= d.count; i++)
        *body++ = letters[d.digit[i]];
    *body = 0;
    *tail++ = upper ? 'P' : 'p';
    put_decimal(tail, d.exponent);
}
