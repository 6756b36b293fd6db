/* regcomp, regexec, regerror, regfree in glibc's types. */
#include "glibc/regex.h"
#include "glibc/regex_program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int __apus_regex_compile(struct pattern *pattern, const char *text, int flags)
{
    struct compiled *compiled = calloc(1, sizeof *compiled);
    if (!compiled)
        return 12;
    int is_extended = flags & 1, error = 0, is_beyond = 0;
    char *changed = strpbrk(text, "[{\\") ? __apus_regex_text(text, is_extended) : 0;
    if (changed)
        is_beyond = __apus_regex_is_beyond_musl(changed, is_extended, &error);
    is_beyond |= flags & REG_IS_GNU;
    char *basic = is_extended ? __apus_regex_as_basic(changed ? changed : text) : 0;
    if (!error)
        error = __musl_regcomp(&compiled->regex, basic ? basic : changed ? changed : text, (basic ? flags & ~1 : flags) & POSIX_FLAGS);
    free(basic);
    free(changed);
    /* glibc tells an interval without an end from one with a wrong content. */
    if (error == 10 && __apus_regex_open_brace(text, is_extended))
        error = 9;
    if (error == 7 && text[strlen(text) - 1] == '[')
        error = 2;
    if (error) {
        free(compiled);
        return error;
    }
    if (is_beyond) {
        __musl_regfree(&compiled->regex);
        compiled->regex = (struct musl_regex){0};
        error = __apus_program_compile(&compiled->program, text, flags);
        if (error) {
            free(compiled);
            return error;
        }
    }
    pattern->buffer = compiled;
    pattern->group_count = compiled->program ? compiled->program->groups - 1 : compiled->regex.group_count;
    return 0;
}

void __apus_regex_release(struct pattern *pattern)
{
    struct compiled *compiled = pattern->buffer;
    if (compiled) {
        if (compiled->program)
            __apus_program_free(compiled->program);
        else
            __musl_regfree(&compiled->regex);
        free(compiled);
    }
    pattern->buffer = 0;
}

int regcomp(struct pattern *restrict pattern, const char *restrict text, int flags)
{
    *pattern = (struct pattern){.no_sub = (flags & REG_IS_NOSUB) != 0,
                                .newline_anchor = (flags & REG_IS_NEWLINE) != 0};
    return __apus_regex_compile(pattern, text, flags);
}

/* With REG_STARTEND the subject is the part between the first match's offsets; musl wants a
   terminated string, so that part is copied. */
int regexec(const struct pattern *restrict pattern, const char *restrict subject, size_t count,
            struct match *restrict matches, int flags)
{
    const struct compiled *compiled = pattern->buffer;
    struct musl_match few[16], *found = few;
    char *copy = 0;
    long shift = 0;
    size_t wanted = pattern->no_sub ? 0 : count;
    if (!compiled)
        return 2;
    if (flags & REG_IS_STARTEND) {
        shift = matches[0].start;
        size_t length = (size_t)(matches[0].end - matches[0].start);
        copy = malloc(length + 1);
        if (!copy)
            return 12;
        memcpy(copy, subject + shift, length);
        copy[length] = 0;
        subject = copy;
        flags &= ~REG_IS_STARTEND;
    }
    if (wanted > 16 && !(found = calloc(wanted, sizeof *found))) {
        free(copy);
        return 12;
    }
    long length = compiled->program ? (long)strlen(subject) : 0;
    int error = compiled->program
                    ? __apus_program_run(compiled->program, subject, (struct extent){0, length, length}, wanted, found, flags)
                    : __musl_regexec(&compiled->regex, subject, wanted, found, flags);
    for (size_t i = 0; !error && i < wanted; i++)
        matches[i] = found[i].start < 0 ? (struct match){-1, -1}
            : (struct match){(int)(found[i].start + shift), (int)(found[i].end + shift)};
    if (found != few)
        free(found);
    free(copy);
    return error;
}

void regfree(struct pattern *pattern)
{
    __apus_regex_release(pattern);
    free(pattern->fastmap);
    free(pattern->translate);
    pattern->fastmap = 0;
    pattern->translate = 0;
}

HIDDEN const char *__apus_regex_message(int error)
{
    static const char *const texts[] = {
        "Success", "No match", "Invalid regular expression", "Invalid collation character",
        "Invalid character class name", "Trailing backslash", "Invalid back reference",
        "Unmatched [, [^, [:, [., or [=", "Unmatched ( or \\(", "Unmatched \\{",
        "Invalid content of \\{\\}", "Invalid range end", "Memory exhausted",
        "Invalid preceding regular expression", "Premature end of regular expression",
        "Regular expression too big", "Unmatched ) or \\)",
    };
    return error >= 0 && error < (int)(sizeof texts / sizeof *texts) ? texts[error] : "Unknown error";
}

size_t regerror(int error, const struct pattern *restrict pattern, char *restrict buffer, size_t size)
{
    const char *text = __apus_regex_message(error);
    if (size)
        snprintf(buffer, size, "%s", text);
    return strlen(text) + 1;
}
