#include "show.h"
#include <errno.h>
#include <fnmatch.h>
#include <iconv.h>
#include <regex.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

char *show_wctype(const char *name, wint_t c)
{
    wctype_t class = wctype(name);
    begin();
    pair("known", class != 0);
    pair("is", iswctype(c, class) != 0);
    return shown();
}

wint_t mapped(const char *name, wint_t c)
{
    wctrans_t map = wctrans(name);
    return map ? towctrans(c, map) : 0;
}

char *show_regex(const char *pattern, const char *text, int compile, int match)
{
    regex_t regex;
    regmatch_t at[6];
    char message[100];
    begin();
    int status = regcomp(&regex, pattern, compile);
    pair("compiled", status);
    if (status) {
        pair("length", (long)regerror(status, &regex, message, sizeof message));
        pair_text("message", message);
        return shown();
    }
    pair("groups", (long)regex.re_nsub);
    status = regexec(&regex, text, 6, at, match);
    pair("matched", status);
    if (!status && !(compile & REG_NOSUB))
        for (int i = 0; i < 6; i++) {
            add_number(at[i].rm_so);
            add("-");
            add_number(at[i].rm_eo);
            add(" ");
        }
    regfree(&regex);
    return shown();
}

/* The GNU interface: a search from a place on and a match there, the groups as registers. */
char *gnu_search(const char *text, const char *subject, unsigned long syntax, int start, int range)
{
    struct re_pattern_buffer pattern = {0};
    struct re_registers groups = {0};
    int length = (int)strlen(subject);
    begin();
    re_set_syntax(syntax);
    const char *problem = re_compile_pattern(text, strlen(text), &pattern);
    pair_text("problem", problem);
    if (problem)
        return shown();
    pair("search", re_search(&pattern, subject, length, start, range, &groups));
    for (unsigned i = 0; i < groups.num_regs && i <= pattern.re_nsub; i++) {
        pair("", groups.start[i]);
        pair("", groups.end[i]);
    }
    pair("match", re_match(&pattern, subject, length, start, 0));
    pattern.not_bol = pattern.not_eol = 1;
    pair("inside", re_search(&pattern, subject, length, start, range, 0));
    regfree(&pattern);
    return shown();
}

/* All tokens of strtok and of strsep. */
char *tokens(const char *text, const char *separators)
{
    char copy[256], *rest = copy;
    begin();
    strcpy(copy, text);
    for (char *each = strtok(copy, separators); each; each = strtok(0, separators))
        pair_text("strtok", each);
    strcpy(copy, text);
    for (char *each; (each = strsep(&rest, separators));)
        pair_text("strsep", each);
    return shown();
}

/* Bytes as hexadecimal pairs. */
static void add_bytes(const char *bytes, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        char two[3] = {digits[(unsigned char)bytes[i] >> 4], digits[bytes[i] & 15], 0};
        add(two);
    }
    add(" ");
}

char *converted(const char *to, const char *from, const char *text, size_t length, size_t room)
{
    char out[128], *in = (char *)text, *end = out;
    begin();
    errno = 0;
    iconv_t converter = iconv_open(to, from);
    if (converter == (iconv_t)-1) {
        pair("not opened", errno);
        errno = 0;
        return shown();
    }
    size_t left = length, space = room;
    errno = 0;
    size_t count = iconv(converter, &in, &left, &end, &space);
    pair("count", (long)count);
    pair("errno", errno);
    pair("left", (long)left);
    errno = 0;
    count = iconv(converter, 0, 0, &end, &space);
    pair("reset", (long)count);
    add_bytes(out, (size_t)(end - out));
    iconv_close(converter);
    errno = 0;
    return shown();
}
