/* fnmatch(3) with all of glibc's flags: alternatives +(a|b), letters of any size, leading directories. */
#include "apus/musl.h"
#include <ctype.h>
#include <fnmatch.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

enum { EXTENDED = 1 << 5 }; /* FNM_EXTMATCH */

/* A character of the text: bytes that are no character stand for themselves. */
static unsigned next_character(const char **at)
{
    wchar_t c;
    if (!((unsigned char)**at & 0x80) || apus_self()->locale->category[LC_CTYPE] == 0)
        return (unsigned char)*(*at)++;
    mbstate_t fresh = {0};
    size_t used = mbrtowc(&c, *at, strlen(*at), &fresh);
    if (used == 0 || used >= (size_t)-2)
        return 0xdf00 + (unsigned char)*(*at)++;
    *at += used;
    return (unsigned)c;
}

static unsigned folded(unsigned c, int flags) { return flags & FNM_CASEFOLD ? (unsigned)towlower(c) : c; }

/* One end of a range, or a member: [.x.] and [=x=] are the character. Null where it is not closed. */
static const char *member(const char *at, int flags, unsigned *out)
{
    if (*at == '[' && (at[1] == '.' || at[1] == '=')) {
        char kind = at[1];
        at += 2;
        *out = next_character(&at);
        return at[0] == kind && at[1] == ']' ? at + 2 : 0;
    }
    if (*at == '\\' && at[1] && !(flags & FNM_NOESCAPE))
        at++;
    if (!*at)
        return 0;
    *out = next_character(&at);
    return at;
}

/* The bracket expression behind '[': 1, 0, or -1 where it is none; `*end` is behind it. */
static int bracket(const char *at, unsigned c, int flags, const char **end)
{
    int negated = *at == '!' || *at == '^', found = 0, first = 1;
    unsigned value = folded(c, flags);
    at += negated;
    for (; *at != ']' || first; first = 0) {
        unsigned low, high;
        if (!*at || (*at == '/' && flags & FNM_PATHNAME))
            return -1;
        if (*at == '[' && at[1] == ':') {
            char name[24];
            const char *close = strstr(at + 2, ":]");
            if (close && (size_t)(close - at - 2) < sizeof name) {
                memcpy(name, at + 2, (size_t)(close - at - 2));
                name[close - at - 2] = 0;
                wctype_t class = wctype(name);
                if (!class)
                    return 0; /* such a class has no members at all */
                found |= iswctype(c, class) != 0;
                if (flags & FNM_CASEFOLD)
                    found |= iswctype(towlower(c), class) || iswctype(towupper(c), class);
                at = close + 2;
                continue;
            }
        }
        if (!(at = member(at, flags, &low)))
            return -1;
        high = low;
        if (*at == '-' && at[1] && at[1] != ']') {
            if (!(at = member(at + 1, flags, &high)))
                return -1;
        }
        found |= value >= folded(low, flags) && value <= folded(high, flags);
    }
    *end = at + 1;
    return found != negated;
}

static int match(const char *pattern, const char *pattern_end, const char *text, const char *text_end, const char *start, int flags);

/* Behind the group that begins at '(' , or null. */
static const char *group_end(const char *at, const char *end)
{
    int depth = 0;
    for (; at < end; at++) {
        if (*at == '\\' && at + 1 < end)
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return 0;
}

/* Whether one of the alternatives between the parentheses matches exactly this text. */
static int any_alternative(const char *at, const char *end, const char *text, const char *text_end, const char *start, int flags)
{
    int depth = 0;
    const char *from = at;
    for (; at <= end; at++) {
        if (at == end || (*at == '|' && depth == 0)) {
            if (match(from, at, text, text_end, start, flags))
                return 1;
            from = at + 1;
        } else if (*at == '\\' && at + 1 < end) {
            at++;
        } else if (*at == '(') {
            depth++;
        } else if (*at == ')') {
            depth--;
        }
    }
    return 0;
}

/* ?(…) *(…) +(…) @(…) !(…), and what follows it. */
static int extended(char kind, const char *inner, const char *inner_end, const char *rest, const char *pattern_end,
                    const char *text, const char *text_end, const char *start, int flags)
{
    if ((kind == '?' || kind == '*') && match(rest, pattern_end, text, text_end, start, flags))
        return 1;
    for (const char *split = text; split <= text_end; split++) {
        int matched = any_alternative(inner, inner_end, text, split, start, flags);
        if (kind == '!') {
            if (!matched && match(rest, pattern_end, split, text_end, start, flags))
                return 1;
            continue;
        }
        if (!matched)
            continue;
        if (match(rest, pattern_end, split, text_end, start, flags))
            return 1;
        if ((kind == '*' || kind == '+') && split > text &&
            extended('*', inner, inner_end, rest, pattern_end, split, text_end, start, flags))
            return 1;
    }
    return 0;
}

static int is_leading_period(const char *text, const char *start, int flags)
{
    return *text == '.' && flags & FNM_PERIOD && (text == start || (flags & FNM_PATHNAME && text[-1] == '/'));
}

static int match(const char *pattern, const char *pattern_end, const char *text, const char *text_end, const char *start, int flags)
{
    while (pattern < pattern_end) {
        char c = *pattern;
        if (flags & EXTENDED && pattern + 1 < pattern_end && pattern[1] == '(' && strchr("?*+@!", c)) {
            const char *behind = group_end(pattern + 1, pattern_end);
            if (behind) {
                if (c == '!' && text < text_end && is_leading_period(text, start, flags))
                    return 0;
                return extended(c, pattern + 2, behind - 1, behind, pattern_end, text, text_end, start, flags);
            }
        }
        if (c == '*') {
            while (pattern < pattern_end && *pattern == '*' && !(flags & EXTENDED && pattern + 1 < pattern_end && pattern[1] == '('))
                pattern++;
            if (text < text_end && is_leading_period(text, start, flags))
                return 0;
            for (;; text++) {
                if (match(pattern, pattern_end, text, text_end, start, flags))
                    return 1;
                if (text == text_end || (*text == '/' && flags & FNM_PATHNAME))
                    return 0;
            }
        }
        if (text == text_end)
            return 0;
        const char *text_at = text;
        if (c == '?' || c == '[') {
            const char *end = pattern;
            unsigned value = next_character(&text_at);
            int inside = c == '?' ? 1 : bracket(pattern + 1, value, flags, &end);
            if (inside >= 0) {
                if ((*text == '/' && flags & FNM_PATHNAME) || is_leading_period(text, start, flags) || !inside)
                    return 0;
                pattern = c == '?' ? pattern + 1 : end;
                text = text_at;
                continue;
            }
            text_at = text;
        }
        if (c == '\\' && !(flags & FNM_NOESCAPE)) {
            if (++pattern == pattern_end)
                return 0;
        }
        unsigned wanted = next_character(&pattern), value = next_character(&text_at);
        if (folded(wanted, flags) != folded(value, flags))
            return 0;
        text = text_at;
    }
    return text == text_end || (flags & FNM_LEADING_DIR && *text == '/');
}

int fnmatch(const char *pattern, const char *text, int flags)
{
    return match(pattern, pattern + strlen(pattern), text, text + strlen(text), text, flags) ? 0 : FNM_NOMATCH;
}
