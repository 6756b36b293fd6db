/* Shared by vfprintf and what formats conversion by conversion. */
#ifndef APUS_FORMAT_H
#define APUS_FORMAT_H
#include "apus/musl.h"

struct conversion {
    const char *start, *end; /* from the '%' to behind the letter */
    const char *flags, *length;
    int flag_count, length_count;
    unsigned star_width : 1, star_precision : 1, positional : 1;
    char letter; /* 0 at the end of the format */
};

const char *__apus_parse_conversion(const char *at, struct conversion *out) HIDDEN;

/* Formats into memory of its own, as glibc would; the length, or -1. */
int __apus_format(char **out, const char *format, va_list arguments) HIDDEN;
/* The parts of %a; see hexadecimal.c. */
void __apus_hexadecimal(long double value, int is_long, int precision, int alternative, int upper, char sign,
                        char *prefix, char *body, char *tail, int *zeros) HIDDEN;
#endif
