/* Regular expressions with back references, with edges of words and texts, and with intervals beyond what musl counts to:
   compiled to a program for a backtracking matcher of our own. musl has checked the expression before. */
#ifndef APUS_REGEX_PROGRAM_H
#define APUS_REGEX_PROGRAM_H
#include "apus/musl.h"
#include <wctype.h>

enum operation {
    CHARACTER, ANY, SET, BACK_REFERENCE,
    SPLIT,      /* first `to`, then `other` */
    JUMP,
    SAVE,       /* the position, as a group's start or end */
    BEGIN_FIRST, BEGIN_NEXT, /* a round of a repetition, in register `number` */
    END_ROUND,  /* fails where a round but the first was empty */
    LINE_START, LINE_END, TEXT_START, TEXT_END, WORD_START, WORD_END, WORD_EDGE, WORD_INSIDE,
    FOUND,
};

struct instruction {
    enum operation operation;
    unsigned number;        /* character, set, group, place of SAVE, or register */
    unsigned to, other;
};

struct range {
    unsigned low, high;
    wctype_t class; /* in place of a range, if not 0 */
};

struct set {
    struct range *ranges;
    unsigned count;
    int is_negated;
};

struct program {
    struct instruction *code;
    struct set *sets;
    unsigned count, room, set_count, groups, registers;
    int flags, is_single_byte;
};

/* The characters of a text: Unicode's in UTF-8, bytes in the C locale, and NO_CHARACTER + byte where there is none. */
enum { NO_CHARACTER = 0x200000 };
unsigned __apus_regex_character(const char *text, int is_single_byte, unsigned *length) HIDDEN;

/* 0, or glibc's error code. */
int __apus_program_compile(struct program **, const char *text, int flags) HIDDEN;
void __apus_program_free(struct program *) HIDDEN;
/* The part of a text in which a match may begin, in bytes, and the text's end. */
struct extent {
    long from, until, length;
};
/* As regexec; the text may hold NULs. */
struct musl_match;
int __apus_program_run(const struct program *, const char *subject, struct extent, size_t count, struct musl_match *,
                       int flags) HIDDEN;
#endif
