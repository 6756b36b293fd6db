/* What glibc's regular expressions have that musl's have not, written in what musl's have: {,n} is {0,n}, and the collating
   elements [.x.] and [=x=] are the character. */
#include "glibc/regex.h"
#include <stdlib.h>
#include <string.h>

/* Behind the bracket expression that begins at `at`, copied to `*to` if that is there. */
static const char *copy_bracket(const char *at, char **to)
{
    char *out = *to;
    *out++ = *at++;
    if (*at == '^')
        *out++ = *at++;
    if (*at == ']')
        *out++ = *at++;
    while (*at && *at != ']') {
        if (at[0] == '[' && (at[1] == '.' || at[1] == '=') && at[2] && at[3] == at[1] && at[4] == ']' &&
            !strchr("]-^", at[2])) {
            *out++ = at[2];
            at += 5;
        } else if (at[0] == '[' && at[1] == ':') {
            const char *close = strstr(at + 2, ":]");
            size_t length = close ? (size_t)(close + 2 - at) : 2;
            out = mempcpy(out, at, length);
            at += length;
        } else {
            *out++ = *at++;
        }
    }
    *to = out;
    return at;
}

char *__apus_regex_text(const char *text, int is_extended)
{
    /* A comma may get a zero before it, once for three characters. */
    char *result = malloc(2 * strlen(text) + 1), *out = result;
    if (!result)
        return 0;
    while (*text) {
        int escaped = *text == '\\' && text[1];
        if (*text == '[') {
            text = copy_bracket(text, &out);
            continue;
        }
        if (is_extended ? text[0] == '{' && text[1] == ',' : escaped && text[1] == '{' && text[2] == ',') {
            out = mempcpy(out, text, is_extended ? 1 : 2);
            *out++ = '0';
            text += is_extended ? 1 : 2;
            continue;
        }
        if (escaped)
            *out++ = *text++;
        *out++ = *text++;
    }
    *out = 0;
    return result;
}

/* musl knows back references in basic expressions alone: an extended one that has some is written as a basic one, where musl
   takes \| \+ \? as well. Null where there are none, or no memory. */
char *__apus_regex_as_basic(const char *text)
{
    int references = 0;
    for (const char *at = text; (at = strchr(at, '\\')) && at[1]; at += 2)
        references |= at[1] >= '1' && at[1] <= '9';
    char *result = references ? malloc(2 * strlen(text) + 1) : 0, *out = result;
    if (!result)
        return 0;
    while (*text) {
        if (*text == '[') {
            text = copy_bracket(text, &out);
        } else if (*text == '\\' && text[1]) {
            /* A character that an extended expression escapes is plain in a basic one. */
            if (!strchr("(){}|+?", *++text))
                *out++ = '\\';
            *out++ = *text++;
        } else {
            if (strchr("(){}|+?", *text))
                *out++ = '\\';
            *out++ = *text++;
        }
    }
    *out = 0;
    return result;
}

/* Whether the last brace that opens an interval is closed. */
int __apus_regex_open_brace(const char *text, int is_extended)
{
    int open = 0;
    for (; *text; text++) {
        int escaped = *text == '\\' && text[1];
        char c = escaped ? *++text : *text;
        if (escaped == !is_extended) {
            if (c == '{')
                open = 1;
            if (c == '}')
                open = 0;
        }
        if (!escaped && c == '[' && text[1] && strchr(text + 2, ']'))
            text = strchr(text + 2, ']');
    }
    return open;
}

/* Lowers a number that musl would not take; whether it was one. */
static int lower(char *digits, size_t length, int *error)
{
    enum { MOST = 255, GLIBCS_MOST = 32767 };
    unsigned long value = length > 5 ? GLIBCS_MOST + 1 : strtoul(digits, 0, 10);
    if (value > GLIBCS_MOST)
        *error = 15;
    if (value <= MOST)
        return 0;
    memset(digits, '0', length);
    memcpy(digits + length - 3, "255", 3);
    return 1;
}

int __apus_regex_is_beyond_musl(char *text, int is_extended, int *error)
{
    int is_beyond = 0;
    for (; *text; text++) {
        int escaped = *text == '\\' && text[1];
        text += escaped;
        if (escaped && strchr("123456789bB<>`'", *text))
            is_beyond = 1;
        if (*text != '{' || escaped == !!is_extended)
            continue;
        for (;;) {
            size_t length = strspn(text + 1, "0123456789");
            is_beyond |= length > 2 && lower(text + 1, length, error);
            text += length;
            if (text[1] != ',')
                break;
            text++;
        }
    }
    return is_beyond;
}
