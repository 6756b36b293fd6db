/* Formatting one conversion at a time, for formats with something that musl does differently.
   A conversion that musl knows is handed to it alone, with its arguments in a list made here. */
#include "stdio/format.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const char *strerrorname_np(int);

struct text {
    char *bytes;
    size_t length, room;
    int failed;
};

static void append(struct text *text, const char *bytes, size_t count)
{
    if (text->length + count + 1 > text->room) {
        size_t room = 2 * text->room + count + 128;
        char *more = realloc(text->bytes, room);
        if (!more) {
            text->failed = 1;
            return;
        }
        text->bytes = more;
        text->room = room;
    }
    memcpy(text->bytes + text->length, bytes, count);
    text->length += count;
}

/* A va_list whose arguments all lie in memory: the registers count as used up. */
struct argument_list {
    unsigned gp_offset, fp_offset;
    void *overflow, *registers;
};

static void format_one(struct text *text, const char *format, void *slots)
{
    union {
        struct argument_list fields;
        va_list list;
    } arguments = {.fields = {48, 176, slots, 0}};
    char small[256];
    va_list again;
    va_copy(again, arguments.list);
    apus_self()->one_conversion++;
    int count = vsnprintf(small, sizeof small, format, arguments.list);
    if (count < 0) {
        text->failed = 1;
    } else if ((size_t)count < sizeof small) {
        append(text, small, (size_t)count);
    } else {
        char *large = malloc((size_t)count + 1);
        if (large) {
            vsnprintf(large, (size_t)count + 1, format, again);
            append(text, large, (size_t)count);
        } else {
            text->failed = 1;
        }
        free(large);
    }
    apus_self()->one_conversion--;
    va_end(again);
}

static int has(const struct conversion *c, char length)
{
    return memchr(c->length, length, (size_t)c->length_count) != 0;
}

/* Builds "%flags width.precision" + `tail` in `buffer`, widths as they were written. */
static int rebuild(const struct conversion *c, const char *tail, char *buffer, size_t size)
{
    size_t at = 0;
    for (const char *from = c->start; from < c->length && at + 8 < size; from++)
        if (*from != 'I')
            buffer[at++] = *from;
    if (at + 8 >= size)
        return 0;
    strcpy(buffer + at, tail);
    return 1;
}

static void binary(unsigned long value, int alternative, char *out)
{
    char *at = out;
    int bit = 63;
    if (alternative && value) {
        *at++ = '0';
        *at++ = 'b';
    }
    while (bit > 0 && !(value >> bit & 1))
        bit--;
    for (; bit >= 0; bit--)
        *at++ = (char)('0' + (value >> bit & 1));
    *at = 0;
}

static void repeat(struct text *text, char c, int count)
{
    for (; count > 0; count--)
        append(text, &c, 1);
}

/* A number written after `at`, or the next of the arguments for `*`. */
static int number_at(const char *at, int is_star, const long *slots, int *next, int absent)
{
    if (is_star)
        return (int)slots[(*next)++];
    if (!(*at >= '0' && *at <= '9'))
        return absent;
    int value = 0;
    for (; *at >= '0' && *at <= '9'; at++)
        value = value < 100000000 ? value * 10 + *at - '0' : value;
    return value;
}

static void hexadecimal(struct text *text, const struct conversion *c, long double value, int is_long,
                        const long *slots, int used)
{
    char prefix[4], body[24], tail[16];
    int next = 0, zeros, flags = c->flag_count;
    int width = number_at(c->flags + flags, c->star_width, slots, &next, 0);
    const char *point = memchr(c->flags + flags, '.', (size_t)(c->length - c->flags - flags));
    int precision = point ? number_at(point + 1, c->star_precision, slots, &next, point[1] == '-' ? -1 : 0) : -1;
    int left = memchr(c->flags, '-', (size_t)flags) != 0 || width < 0;
    char sign = memchr(c->flags, '+', (size_t)flags) ? '+' : memchr(c->flags, ' ', (size_t)flags) ? ' ' : 0;
    __apus_hexadecimal(value, is_long, precision, memchr(c->flags, '#', (size_t)flags) != 0, c->letter == 'A', sign,
                       prefix, body, tail, &zeros);
    int room = (width < 0 ? -width : width) - (int)(strlen(prefix) + strlen(body) + strlen(tail)) - zeros;
    int fill = !left && memchr(c->flags, '0', (size_t)flags);
    if (!left && !fill)
        repeat(text, ' ', room);
    append(text, prefix, strlen(prefix));
    if (fill)
        repeat(text, '0', room);
    append(text, body, strlen(body));
    repeat(text, '0', zeros);
    append(text, tail, strlen(tail));
    if (left)
        repeat(text, ' ', room);
}

/* Digits of base two, perhaps with their prefix, in the conversion's width. */
static void put_binary(struct text *text, const struct conversion *c, const char *digits, const long *slots)
{
    int next = 0, flags = c->flag_count, prefix = digits[1] == 'b' ? 2 : 0;
    int width = number_at(c->flags + flags, c->star_width, slots, &next, 0);
    const char *point = memchr(c->flags + flags, '.', (size_t)(c->length - c->flags - flags));
    int precision = point ? number_at(point + 1, c->star_precision, slots, &next, 0) : -1;
    int left = memchr(c->flags, '-', (size_t)flags) != 0 || width < 0;
    int length = (int)strlen(digits) - prefix;
    if (precision == 0 && !strcmp(digits, "0"))
        length = 0;
    int zeros = precision > length ? precision - length : 0;
    int room = (width < 0 ? -width : width) - length - zeros - prefix;
    if (!left && precision < 0 && memchr(c->flags, '0', (size_t)flags) && room > 0) {
        zeros = room;
        room = 0;
    }
    if (!left)
        repeat(text, ' ', room);
    append(text, digits, (size_t)prefix);
    repeat(text, '0', zeros);
    append(text, digits + prefix, (size_t)length);
    if (left)
        repeat(text, ' ', room);
}

int __apus_format(char **out, const char *format, va_list arguments)
{
    struct text text = {0};
    int error = errno;
    for (const char *at = format; *at && !text.failed;) {
        const char *percent = strchrnul(at, '%');
        append(&text, at, (size_t)(percent - at));
        if (!*percent)
            break;
        struct conversion c;
        at = __apus_parse_conversion(percent + 1, &c);
        if (!c.letter) {
            /* glibc gives up at a format that ends within a conversion. */
            errno = EINVAL;
            text.failed = 1;
            break;
        }
        if (!strchr("diouxXbBcsCSpeEfFgGaAnm%", c.letter)) {
            append(&text, c.start, (size_t)(c.end - c.start));
            continue;
        }
        if (c.letter == '%') {
            append(&text, "%", 1);
            continue;
        }

        long slots[8] __attribute__((aligned(16))) = {0};
        int used = 0;
        char one[96], tail[8] = {c.letter};
        if (c.star_width)
            slots[used++] = va_arg(arguments, int);
        if (c.star_precision)
            slots[used++] = va_arg(arguments, int);
        int long_long = has(&c, 'L') || has(&c, 'q') || has(&c, 'l') || has(&c, 'j') || has(&c, 'z') ||
                        has(&c, 'Z') || has(&c, 't');
        if ((c.letter == 'a' || c.letter == 'A')) {
            long double value = has(&c, 'L') ? va_arg(arguments, long double) : va_arg(arguments, double);
            if (isfinite(value)) {
                hexadecimal(&text, &c, value, has(&c, 'L'), slots, used);
                continue;
            }
            *(double *)&slots[used] = (double)value;
            tail[0] = c.letter == 'a' ? 'f' : 'F';
        } else if (strchr("eEfFgG", c.letter)) {
            if (has(&c, 'L')) {
                used += used & 1;
                *(long double *)&slots[used] = va_arg(arguments, long double);
                snprintf(tail, sizeof tail, "L%c", c.letter);
            } else {
                *(double *)&slots[used] = va_arg(arguments, double);
            }
        } else if (strchr("diouxXbB", c.letter)) {
            unsigned long value = long_long ? va_arg(arguments, unsigned long)
                                            : (unsigned long)va_arg(arguments, int);
            int is_signed = c.letter == 'd' || c.letter == 'i';
            if (has(&c, 'h'))
                value = c.length_count > 1 ? (is_signed ? (unsigned long)(signed char)value : (unsigned char)value)
                                           : (is_signed ? (unsigned long)(short)value : (unsigned short)value);
            else if (!long_long)
                value = is_signed ? (unsigned long)(int)value : (unsigned)value;
            if (c.letter == 'b' || c.letter == 'B') {
                char ones[70];
                binary(value, memchr(c.flags, '#', (size_t)c.flag_count) != 0, ones);
                put_binary(&text, &c, ones, slots);
                continue;
            }
            slots[used] = (long)value;
            snprintf(tail, sizeof tail, "l%c", c.letter);
        } else if (c.letter == 'n') {
            void *target = va_arg(arguments, void *);
            if (has(&c, 'h'))
                *(short *)target = (short)text.length;
            else if (long_long)
                *(long *)target = (long)text.length;
            else
                *(int *)target = (int)text.length;
            continue;
        } else if (c.letter == 'm') {
            errno = error;
            if (memchr(c.flags, '#', (size_t)c.flag_count)) {
                slots[used] = (long)strerrorname_np(error);
                tail[0] = 's';
                if (!slots[used]) {
                    slots[used] = error;
                    tail[0] = 'd';
                }
            }
        } else if (c.letter == 'c' || c.letter == 'C') {
            slots[used] = va_arg(arguments, int);
            /* musl writes nothing for a zero. */
            if ((has(&c, 'l') || c.letter == 'C') && slots[used])
                tail[0] = 'C';
            else
                tail[0] = 'c';
        } else {
            void *pointer = va_arg(arguments, void *);
            slots[used] = (long)pointer;
            if (c.letter == 's' && has(&c, 'l'))
                tail[0] = 'S';
            if (!pointer && strchr("sS", c.letter)) {
                /* "(null)" is written whole or not at all. */
                int next = c.star_width;
                const char *point = memchr(c.flags + c.flag_count, '.', (size_t)(c.length - c.flags - c.flag_count));
                int precision = point ? number_at(point + 1, c.star_precision, slots, &next, 0) : -1;
                slots[used] = (long)(precision >= 0 && precision < 6 ? "" : "(null)");
                tail[0] = 's';
            }
            if (c.letter == 'p' && !pointer) {
                slots[used] = (long)"(nil)";
                tail[0] = 's';
            } else if (c.letter == 'p') {
                /* A number with # and, where flags ask for it, a sign, which only signed conversions have. */
                char digits[20];
                char sign = memchr(c.flags, '+', (size_t)c.flag_count) ? '+' : memchr(c.flags, ' ', (size_t)c.flag_count) ? ' ' : 0;
                if (sign) {
                    snprintf(digits, sizeof digits, "%c%#lx", sign, (long)pointer);
                    slots[used] = (long)digits;
                    if (rebuild(&c, "s", one, sizeof one))
                        format_one(&text, one, slots);
                    continue;
                }
                one[0] = '%';
                one[1] = '#';
                char rest[90];
                if (rebuild(&c, "lx", rest, sizeof rest)) {
                    strcpy(one + 2, rest + 1);
                    format_one(&text, one, slots);
                }
                continue;
            }
        }
        if (rebuild(&c, tail, one, sizeof one))
            format_one(&text, one, slots);
        else
            append(&text, c.start, (size_t)(c.end - c.start));
    }
    if (text.failed || text.length > INT_MAX) {
        free(text.bytes);
        if (!text.failed)
            errno = EOVERFLOW;
        return -1;
    }
    *out = text.bytes;
    return (int)text.length;
}
