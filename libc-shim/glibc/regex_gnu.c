/* The GNU interface: re_compile_pattern, re_search, re_match, by the matcher of our own. The syntax bits choose between
   basic and extended expressions, case, and what takes a newline; finer ones have no effect. */
#include "glibc/regex.h"
#include "glibc/regex_program.h"
#include <stdlib.h>
#include <string.h>

unsigned long re_syntax_options;
extern const char *__apus_regex_message(int error) HIDDEN;

enum {
    DOT_NEWLINE = 1 << 6, HAT_LISTS_NOT_NEWLINE = 1 << 8,
    BACKSLASH_PARENTHESES_ARE_LITERAL = 1 << 13 /* RE_NO_BK_PARENS */, ICASE = 1 << 22,
    NO_SUB = 1 << 25
};

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
                (re_syntax_options & ICASE ? REG_IS_ICASE : 0) |
                (re_syntax_options & DOT_NEWLINE ? 0 : REG_IS_DOT_IN_LINE) |
                (re_syntax_options & HAT_LISTS_NOT_NEWLINE ? REG_IS_SET_IN_LINE : 0);
    pattern->syntax = re_syntax_options;
    pattern->newline_anchor = 1;
    pattern->no_sub = (re_syntax_options & NO_SUB) != 0;
    pattern->not_bol = pattern->not_eol = pattern->can_be_null = pattern->fastmap_accurate = 0;
    pattern->regs_allocated = 0;
    __apus_regex_release(pattern);
    int error = __apus_regex_compile(pattern, copy, flags | REG_IS_NEWLINE | REG_IS_GNU);
    free(copy);
    return error ? __apus_regex_message(error) : 0;
}

int re_compile_fastmap(struct pattern *pattern)
{
    if (pattern->fastmap)
        memset(pattern->fastmap, 1, 256); /* any byte may begin a match */
    return 0;
}

static void store(struct pattern *pattern, struct registers *out, const struct musl_match *found)
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
        out->start[i] = there ? (int)found[i].start : -1;
        out->end[i] = there ? (int)found[i].end : -1;
    }
}

/* A match that begins at one of `range` + 1 places from `start`; backwards for a negative range. */
static int search(struct pattern *pattern, const char *subject, int length, int start, int range,
                  struct registers *out, struct musl_match *whole)
{
    struct compiled *compiled = pattern->buffer;
    if (!compiled || start < 0 || start > length)
        return -1;
    size_t groups = pattern->group_count + 1;
    struct musl_match *found = calloc(groups, sizeof *found);
    if (!found)
        return -2;
    int flags = (pattern->not_bol ? REG_IS_NOTBOL : 0) | (pattern->not_eol ? REG_IS_NOTEOL : 0);
    long last = (long)start + range < 0 ? 0 : (long)start + range > length ? length : (long)start + range;
    int status = 1;
    /* Forwards in one go, backwards place by place. */
    for (long at = start; status == 1 && (range >= 0 ? at == start : at >= last); at--)
        status = __apus_program_run(compiled->program, subject, (struct extent){at, range >= 0 ? last : at, length},
                                    groups, found, flags);
    if (!status) {
        store(pattern, out, found);
        *whole = *found;
    }
    free(found);
    return status == 0 ? 0 : status == 1 ? -1 : -2;
}

int re_search(struct pattern *pattern, const char *subject, int length, int start, int range,
              struct registers *out)
{
    struct musl_match whole;
    int status = search(pattern, subject, length, start, range, out, &whole);
    return status ? status : (int)whole.start;
}

int re_match(struct pattern *pattern, const char *subject, int length, int start, struct registers *out)
{
    struct musl_match whole;
    int status = search(pattern, subject, length, start, 0, out, &whole);
    return status ? status : (int)(whole.end - whole.start);
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
    int error = __apus_regex_compile(&only, text, REG_IS_GNU);
    return error ? (char *)__apus_regex_message(error) : 0;
}
HIDDEN struct pattern *__apus_only_pattern;

int re_exec(const char *subject)
{
    struct compiled *compiled = __apus_only_pattern ? __apus_only_pattern->buffer : 0;
    long length = (long)strlen(subject);
    return compiled && !__apus_program_run(compiled->program, subject, (struct extent){0, length, length}, 0, 0, 0);
}
