/* Bytes to wide characters. The C locale knows ASCII alone, as in glibc (musl maps the other bytes to private
   characters); UTF-8 is glibc's: up to four bytes, whatever they amount to, but no surrogates and nothing longer than needed. */
#include "wide/multibyte.h"
#include <stdio.h>
#include <stdlib.h>

static size_t wrong(void)
{
    errno = EILSEQ;
    return WRONG;
}

static size_t decode_ascii(unsigned *out, const char *text)
{
    unsigned char c = (unsigned char)*text;
    if (c > 127)
        return wrong();
    *out = c;
    return c != 0;
}

/* At most `room` bytes: how many were used, 0 for the end of the text, or one of the two above. */
static size_t decode(unsigned *out, const char *text, size_t room, struct shift_state *state)
{
    const unsigned char *at = (const unsigned char *)text;
    if (room == 0)
        return INCOMPLETE;
    if (!is_utf8())
        return decode_ascii(out, text);
    unsigned seen = state->count & 255, total = state->count >> 8 & 255, value = state->value;
    size_t used = 0;
    if (!seen) {
        unsigned char c = at[used++];
        if (c < 0x80) {
            *out = c;
            return c != 0;
        }
        if (c < 0xc2 || c > 0xf7)
            return wrong();
        total = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
        value = (c & (0x7fu >> total)) << (6 * (total - 1));
        seen = 1;
    }
    for (; seen < total; seen++) {
        if (used == room) {
            *state = (struct shift_state){seen | total << 8, value};
            return INCOMPLETE;
        }
        if ((at[used] & 0xc0) != 0x80)
            return wrong();
        value |= (at[used++] & 0x3fu) << (6 * (total - 1 - seen));
    }
    if (value >> 11 == 0x1b || (total == 3 && value < 0x800) || (total == 4 && value < 0x10000))
        return wrong();
    *state = (struct shift_state){0};
    *out = value;
    return value ? used : 0;
}

size_t mbrtowc(wchar_t *restrict out, const char *restrict text, size_t room, mbstate_t *restrict state)
{
    static struct shift_state own;
    unsigned value;
    struct shift_state *keep = state ? (struct shift_state *)state : &own;
    if (!text)
        return mbrtowc(0, "", 1, (mbstate_t *)keep);
    size_t used = decode(&value, text, room, keep);
    if (out && used < INCOMPLETE)
        *out = (wchar_t)value;
    return used;
}

size_t mbrlen(const char *restrict text, size_t room, mbstate_t *restrict state)
{
    static mbstate_t own;
    return mbrtowc(0, text, room, state ? state : &own);
}

/* With a memory of its own for a character that came in part. */
int mbtowc(wchar_t *restrict out, const char *restrict text, size_t room)
{
    static mbstate_t own;
    if (!text) {
        own = (mbstate_t){0};
        return 0;
    }
    if (!*text) {
        if (out)
            *out = 0;
        return 0;
    }
    size_t used = mbrtowc(out, text, room, &own);
    return used >= INCOMPLETE ? -1 : (int)used;
}

int mblen(const char *text, size_t room)
{
    mbstate_t fresh = {0};
    if (!text || !*text)
        return 0;
    size_t used = mbrtowc(0, text, room, &fresh);
    return used >= INCOMPLETE ? -1 : (int)used;
}

int mbsinit(const mbstate_t *state) { return !state || ((const struct shift_state *)state)->count == 0; }

size_t mbsnrtowcs(wchar_t *restrict out, const char **restrict source, size_t bytes, size_t room, mbstate_t *restrict state)
{
    static mbstate_t own;
    struct shift_state *keep = (struct shift_state *)(state ? state : &own), copy = *keep;
    const char *text = *source;
    size_t count = 0;
    if (!out)
        keep = &copy;
    for (; !out || count < room; count++) {
        unsigned value;
        size_t used = decode(&value, text, bytes, keep);
        if (used == WRONG) {
            if (out)
                *source = text;
            return WRONG;
        }
        if (used == INCOMPLETE) {
            text += bytes;
            break;
        }
        if (out)
            out[count] = (wchar_t)value;
        if (!used) {
            if (out)
                *source = 0;
            return count;
        }
        text += used;
        bytes -= used;
    }
    if (out)
        *source = text;
    return count;
}

size_t mbsrtowcs(wchar_t *restrict out, const char **restrict source, size_t room, mbstate_t *restrict state)
{
    static mbstate_t own;
    return mbsnrtowcs(out, source, SIZE_MAX - (uintptr_t)*source, room, state ? state : &own);
}

size_t mbstowcs(wchar_t *restrict out, const char *restrict text, size_t room)
{
    mbstate_t fresh = {0};
    const char *at = text;
    return mbsrtowcs(out, &at, room, &fresh);
}

wint_t btowc(int c) { return c >= 0 && c < 128 ? (wint_t)c : WEOF; }
int wctob(wint_t c) { return c < 128 ? (int)c : EOF; }

/* char16_t: the second half of a pair waits in the state, marked by the count's top bit. */
size_t mbrtoc16(uint16_t *restrict out, const char *restrict text, size_t room, mbstate_t *restrict state)
{
    static struct shift_state own;
    struct shift_state *keep = state ? (struct shift_state *)state : &own;
    unsigned value;
    if (keep->count >> 31) {
        if (out)
            *out = (uint16_t)keep->value;
        *keep = (struct shift_state){0};
        return (size_t)-3;
    }
    if (!text)
        return mbrtoc16(0, "", 1, (mbstate_t *)keep);
    size_t used = decode(&value, text, room, keep);
    if (used >= INCOMPLETE)
        return used;
    if (value > 0xffff) {
        *keep = (struct shift_state){1u << 31, 0xdc00 | (value & 0x3ff)};
        value = 0xd7c0 + (value >> 10);
    }
    if (out)
        *out = (uint16_t)value;
    return used;
}

size_t mbrtoc32(uint32_t *restrict out, const char *restrict text, size_t room, mbstate_t *restrict state)
{
    static mbstate_t own;
    return mbrtowc((wchar_t *)out, text, room, state ? state : &own);
}
