/* glob with glibc's extensions: braces, patterns without magic, directories of the caller's own
   (refused). The rest is musl's. */
#include "apus/musl.h"
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include "apus/large_files.h"

extern int __musl_glob(const char *restrict, int, int (*)(const char *, int), glob_t *restrict) HIDDEN;
enum { ALTDIRFUNC = 0x200, BRACE = 0x400, NOMAGIC = 0x800, ONLYDIR = 0x2000,
       KNOWN_TO_MUSL = 0xff | GLOB_TILDE | GLOB_TILDE_CHECK };

/* The end of the part at `at`: the comma or brace that closes it, or null. */
static const char *part_end(const char *at)
{
    int depth = 0;
    for (; *at; at++) {
        if (*at == '\\' && at[1]) {
            at++;
        } else if (*at == '[') {
            const char *close = strchr(at + 1 + (at[1] == ']'), ']');
            if (close)
                at = close;
        } else if (*at == '{') {
            depth++;
        } else if ((*at == ',' && !depth) || (*at == '}' && !depth--)) {
            return at;
        }
    }
    return 0;
}

/* The pattern's first brace with a partner, or null. "{}" is literal, for find's sake. */
static const char *first_brace(const char *pattern)
{
    for (const char *at = pattern; *at; at++) {
        if (*at == '\\' && at[1])
            at++;
        else if (*at == '{' && at[1] == '}')
            at++;
        else if (*at == '{' && part_end(at + 1))
            return at;
    }
    return 0;
}

static int expand(const char *pattern, int flags, int (*on_error)(const char *, int), glob_t *out, int *first)
{
    const char *brace = first_brace(pattern);
    if (!brace) {
        int append = *first ? 0 : GLOB_APPEND;
        *first = 0;
        return __musl_glob(pattern, (flags & KNOWN_TO_MUSL & ~GLOB_NOCHECK) | append, on_error, out);
    }
    const char *end = brace + 1;
    while ((end = part_end(end)) && *end == ',')
        end++;
    if (!end)
        return GLOB_NOMATCH;
    size_t before = (size_t)(brace - pattern), after = strlen(end + 1);
    int result = GLOB_NOMATCH;
    for (const char *part = brace + 1; part <= end;) {
        const char *stop = part_end(part);
        size_t length = (size_t)(stop - part);
        char *one = malloc(before + length + after + 1);
        if (!one)
            return GLOB_NOSPACE;
        memcpy(one, pattern, before);
        memcpy(one + before, part, length);
        memcpy(one + before + length, end + 1, after + 1);
        int code = expand(one, flags, on_error, out, first);
        free(one);
        if (code && code != GLOB_NOMATCH)
            return code;
        if (!code)
            result = 0;
        part = stop + 1;
    }
    return result;
}

int glob(const char *restrict pattern, int flags, int (*on_error)(const char *, int), glob_t *restrict out)
{
    if (flags & ALTDIRFUNC)
        return GLOB_NOSYS;
    int result, first = !(flags & GLOB_APPEND);
    if (flags & NOMAGIC && !strpbrk(pattern, "*?["))
        flags |= GLOB_NOCHECK;
    if (flags & BRACE && first_brace(pattern)) {
        result = expand(pattern, flags, on_error, out, &first);
        if (result != GLOB_NOMATCH || !(flags & GLOB_NOCHECK))
            return result;
        flags |= GLOB_APPEND;
    }
    return __musl_glob(pattern, flags & KNOWN_TO_MUSL, on_error, out);
}
int glob64(const char *restrict, int, int (*)(const char *, int), glob_t *restrict) ALIAS(glob);
