/* glibc's regex.h structures around musl's matcher. Programs read re_nsub, and the GNU
   interface's buffer and fastmap, at glibc's places; glibc's match offsets are int, musl's
   long. */
#ifndef APUS_REGEX_H
#define APUS_REGEX_H
#include "apus/musl.h"

/* glibc's struct re_pattern_buffer, alias regex_t. */
struct pattern {
    void *buffer; /* ours: a struct compiled */
    unsigned long allocated, used;
    unsigned long syntax;
    char *fastmap;
    unsigned char *translate;
    size_t group_count;
    unsigned can_be_null : 1, regs_allocated : 2, fastmap_accurate : 1, no_sub : 1, not_bol : 1,
        not_eol : 1, newline_anchor : 1;
};
_Static_assert(offsetof(struct pattern, group_count) == 48, "glibc's place");
_Static_assert(sizeof(struct pattern) == 64, "glibc's size");

struct match {
    int start, end;
};

struct registers {
    unsigned count;
    int *start, *end;
};

/* musl's types. */
struct musl_regex {
    size_t group_count;
    void *opaque[2];
    void *opaque2;
    size_t count2;
    char opaque3;
    char unused[63];
};
struct musl_match {
    long start, end;
};

enum { REG_IS_EXTENDED = 1, REG_IS_ICASE = 2, REG_IS_NEWLINE = 4, REG_IS_NOSUB = 8 };
/* Of the GNU interface: the dot, and sets by what they leave out, do not take newlines; never musl's matcher. With
   REG_IS_NEWLINE alone they do not, either. */
enum { REG_IS_DOT_IN_LINE = 0x100, REG_IS_SET_IN_LINE = 0x200, REG_IS_GNU = 0x400, POSIX_FLAGS = 0xff };
enum { REG_IS_NOTBOL = 1, REG_IS_NOTEOL = 2, REG_IS_STARTEND = 4 };

struct program;
struct compiled {
    struct musl_regex regex;
    struct program *program; /* what matches in musl's place, or null (regex_program.h) */
};

extern int __musl_regcomp(struct musl_regex *restrict, const char *restrict, int) HIDDEN;
extern int __musl_regexec(const struct musl_regex *restrict, const char *restrict, size_t,
                          struct musl_match *restrict, int) HIDDEN;
extern void __musl_regfree(struct musl_regex *) HIDDEN;

/* Compiles; returns glibc's error code. */
int __apus_regex_compile(struct pattern *pattern, const char *text, int flags) HIDDEN;
void __apus_regex_release(struct pattern *pattern) HIDDEN;
/* regex_text.c: the pattern for musl, in memory of its own; whether it has an interval without an end. */
char *__apus_regex_text(const char *text, int is_extended) HIDDEN;
char *__apus_regex_as_basic(const char *text) HIDDEN;
int __apus_regex_open_brace(const char *text, int is_extended) HIDDEN;
/* Whether the pattern has what musl cannot match. What musl cannot even read is changed in `text`: *error is
   0 or glibc's code. */
int __apus_regex_is_beyond_musl(char *text, int is_extended, int *error) HIDDEN;
#endif
