/* The GNU interface: re_compile_pattern, re_search, re_match. The syntax bits choose between
   musl's basic and extended expressions and case; finer ones have no effect. Subjects may hold
   anything but NUL, at which the matcher stops. */
#include "glibc/regex.h"
#include <stdlib.h>
#include <string.h>

unsigned long re_syntax_options;
extern const char *__apus_regex_message(int error) HIDDEN;

enum { BACKSLASH_PARENTHESES_ARE_LITERAL = 1 << 13 /* RE_NO_BK_PARENS */, ICASE = 1 << 22 };

unsigned long re_set_syntax(unsigned long syntax)
{
    unsigned long before = re_syntax_options;
    re_syntax_options = syntax;
    return before;
}

const char *re_compile_pattern(const char *text, size_t length, struct pattern *pattern)
{
    char *copy = malloc(length + 1);
    if (!copy)
        return __apus_regex_message(12);
    memcpy(copy, text, length);
    copy[length] = 0;
    int flags = (re_syntax_options & BACKSLASH_PARENTHESES_ARE_LITERAL ? REG_IS_EXTENDED : 0) |
                (re_syntax_options & ICASE ? REG_IS_ICASE : 0);
    pattern->syntax = re_syntax_options;
    pattern->newline_anchor = 1;
    pattern->no_sub = 0;
    __apus_regex_release(pattern);
    int error = __apus_regex_compile(pattern, copy, flags | REG_IS_NEWLINE);
    free(copy);
    return error ? __apus_regex_message(error) : 0;
}

int re_compile_fastmap(struct pattern *pattern)
{
    if (pattern->fastmap)
        memset(pattern->fastmap, 1, 256); /* any byte may begin a match */
    return 0;
}

static void store(struct pattern *pattern, struct registers *out, const struct musl_match *found,
                  long shift)
{
    unsigned need = (unsigned)pattern->group_count + 1;
    if (!out || pattern->no_sub)
        return;
    if (pattern->regs_allocated == 0 || (pattern->regs_allocated == 1 && out->count < need + 1)) {
        int fresh = pattern->regs_allocated == 0;
        out->start = realloc(fresh ? 0 : out->start, (need + 1) * sizeof(int));
        out->end = realloc(fresh ? 0 : out->end, (need + 1) * sizeof(int));
        out->count = need + 1;
        pattern->regs_allocated = 1;
    }
    for (unsigned i = 0; i < out->count; i++) {
        int there = i < need && found[i].start >= 0;
        out->start[i] = there ? (int)(found[i].start + shift) : -1;
        out->end[i] = there ? (int)(found[i].end + shift) : -1;
    }
}

/* A match that begins at one of `range` + 1 places from `start`; backwards for a negative
   range. `exact` wants it at `start`. */
static long search(struct pattern *pattern, const char *subject, int length, int start, int range,
                   struct registers *out, int exact)
{
    struct compiled *compiled = pattern->buffer;
    if (!compiled || start < 0 || start > length)
        return -1;
    size_t groups = pattern->group_count + 1;
    char *copy = malloc((size_t)length + 1);
    struct musl_match *found = calloc(groups, sizeof *found);
    long answer = copy && found ? -1 : -2;
    if (copy && found) {
        memcpy(copy, subject, (size_t)length);
        copy[length] = 0;
        int last = start + range < 0 ? 0 : start + range > length ? length : start + range;
        int step = range < 0 ? -1 : 1;
        for (int at = start; ; at += step) {
            int flags = (pattern->not_eol ? REG_IS_NOTEOL : 0) |
                        (pattern->not_bol || (at > 0 && copy[at - 1] != '\n') ? REG_IS_NOTBOL : 0);
            if (__musl_regexec(&compiled->regex, copy + at, groups, found, flags) == 0) {
                long begin = at + found[0].start;
                if (begin == at || (!exact && step > 0 && begin <= last)) {
                    store(pattern, out, found, at);
                    answer = exact ? found[0].end - found[0].start : begin;
                    break;
                }
                if (!exact && step > 0)
                    break;
            } else if (step > 0 && !exact) {
                break;
            }
            if (at == last || exact)
                break;
        }
    }
    free(copy);
    free(found);
    return answer;
}

int re_search(struct pattern *pattern, const char *subject, int length, int start, int range,
              struct registers *out)
{
    return (int)search(pattern, subject, length, start, range, out, 0);
}

int re_match(struct pattern *pattern, const char *subject, int length, int start, struct registers *out)
{
    return (int)search(pattern, subject, length, start, 0, out, 1);
}

void re_set_registers(struct pattern *pattern, struct registers *out, unsigned count, int *starts,
                      int *ends)
{
    pattern->regs_allocated = count ? 1 : 0;
    *out = (struct registers){count, count ? starts : 0, count ? ends : 0};
}

/* The oldest interface: one pattern for the process. */
char *re_comp(const char *text)
{
    static struct pattern only;
    extern struct pattern *__apus_only_pattern HIDDEN;
    if (!text)
        return only.buffer ? 0 : (char *)"No previous regular expression";
    __apus_regex_release(&only);
    __apus_only_pattern = &only;
    int error = __apus_regex_compile(&only, text, 0);
    return error ? (char *)__apus_regex_message(error) : 0;
}
HIDDEN struct pattern *__apus_only_pattern;

int re_exec(const char *subject)
{
    struct compiled *compiled = __apus_only_pattern ? __apus_only_pattern->buffer : 0;
    return compiled && __musl_regexec(&compiled->regex, subject, 0, 0, 0) == 0;
}
