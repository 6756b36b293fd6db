/* Wide characters to bytes. glibc's UTF-8 still has the sequences of up to six bytes of RFC 2279. */
#include "wide/multibyte.h"
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 6 };

static size_t encode(char *out, unsigned value)
{
    if (value < 0x80) {
        *out = (char)value;
        return 1;
    }
    if (!is_utf8() || value >> 11 == 0x1b || value > 0x7fffffff) {
        errno = EILSEQ;
        return WRONG;
    }
    unsigned count = value < 0x800 ? 2 : value < 0x10000 ? 3 : value < 0x200000 ? 4 : value < 0x4000000 ? 5 : 6;
    for (unsigned i = count - 1; i > 0; i--, value >>= 6)
        out[i] = (char)(0x80 | (value & 0x3f));
    *out = (char)(0xff00u >> count | value);
    return count;
}

size_t wcrtomb(char *restrict out, wchar_t c, mbstate_t *restrict state)
{
    char unused[LONGEST];
    size_t count = out ? encode(out, (unsigned)c) : encode(unused, 0);
    if (state && count != WRONG)
        *(struct shift_state *)state = (struct shift_state){0};
    return count;
}

int wctomb(char *out, wchar_t c) { return out ? (int)encode(out, (unsigned)c) : 0; }

size_t wcsnrtombs(char *restrict out, const wchar_t **restrict source, size_t chars, size_t room, mbstate_t *restrict state)
{
    const wchar_t *text = *source;
    size_t total = 0;
    char bytes[LONGEST];
    for (; chars; chars--, text++) {
        size_t count = encode(bytes, (unsigned)*text);
        if (count == WRONG) {
            if (out)
                *source = text;
            return WRONG;
        }
        if (out) {
            if (count > room - total)
                break;
            memcpy(out + total, bytes, count);
        }
        if (!*text) {
            if (out)
                *source = 0;
            return total;
        }
        total += count;
    }
    if (out)
        *source = text;
    return total;
}

size_t wcsrtombs(char *restrict out, const wchar_t **restrict source, size_t room, mbstate_t *restrict state)
{
    return wcsnrtombs(out, source, SIZE_MAX, room, state);
}

size_t wcstombs(char *restrict out, const wchar_t *restrict text, size_t room)
{
    const wchar_t *at = text;
    return wcsrtombs(out, &at, room, 0);
}

size_t c16rtomb(char *restrict out, uint16_t c, mbstate_t *restrict state)
{
    static struct shift_state own;
    struct shift_state *keep = state ? (struct shift_state *)state : &own;
    if (!out)
        return c16rtomb((char[LONGEST]){0}, 0, (mbstate_t *)keep);
    if (keep->count >> 31) {
        unsigned high = keep->value;
        *keep = (struct shift_state){0};
        if (c >> 10 != 0x37) {
            errno = EILSEQ;
            return WRONG;
        }
        return encode(out, ((high - 0xd7c0) << 10) + (c & 0x3ff));
    }
    if (c >> 10 == 0x36) {
        *keep = (struct shift_state){1u << 31, c};
        return 0;
    }
    return encode(out, c);
}

size_t c32rtomb(char *restrict out, uint32_t c, mbstate_t *restrict state) { return wcrtomb(out, (wchar_t)c, state); }

/* The longest character: six bytes for glibc. */
size_t __ctype_get_mb_cur_max(void) { return is_utf8() ? LONGEST : 1; }
