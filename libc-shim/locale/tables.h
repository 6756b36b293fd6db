/* The classification tables in glibc's format (musl keeps that format for compatibility):
   indexed from -128 to 255, classes as bits of a 16-bit word. */
#ifndef APUS_LOCALE_TABLES_H
#define APUS_LOCALE_TABLES_H

extern const unsigned short __apus_ctype_b[384] __attribute__((visibility("hidden")));
extern const int __apus_ctype_lower[384] __attribute__((visibility("hidden")));
extern const int __apus_ctype_upper[384] __attribute__((visibility("hidden")));

/* The tail of a struct __locale_struct: the tables, and a name for each of glibc's categories. */
#define APUS_LOCALE_TABLES \
    .ctype_b = __apus_ctype_b + 128, .ctype_tolower = __apus_ctype_lower + 128, \
    .ctype_toupper = __apus_ctype_upper + 128, \
    .names = {"C", "C", "C", "C", "C", "C", "C", "C", "C", "C", "C", "C", "C"}

#endif
