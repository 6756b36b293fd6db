/* Calls functions of shared objects as rows of text ask for it (see row.c for their form). One program for the
   host and the guest; it leans on as little of the C library as it can, which may be what is under test. */
#pragma once
#include <ffi.h>
#include <stddef.h>
#include <stdint.h>

enum { MAXIMUM_ARGUMENTS = 24, SLOT_SIZE = 1 << 20 };

/* What a value is; the letters of the rows. */
enum kind {
    NOTHING, I8, U8, I16, U16, I32, U32, I64, U64, F32, F64, F80, C32, C64, C80,
    POINTER, STRING, WIDE, STRUCTURE,
};

struct type {
    enum kind kind;
    ffi_type *ffi;
};

/* One value: as large as what a call returns may be. */
union value {
    int64_t integer;
    float single;
    double twice;
    long double extended;
    void *pointer;
    unsigned char bytes[512];
};

/* Memory that an argument points to, with a page behind it that cannot be touched. */
struct memory {
    unsigned char *start;
    size_t size;
    enum kind element;
    unsigned char *before; /* what was there before the call */
};

struct argument {
    struct type type;
    union value value;
    struct memory memory;
    int passed; /* false: memory only, for others to point to */
};

struct row {
    char *tag, *library, *function;
    struct type result;
    int fixed; /* arguments before the `...`, or -1 */
    int count;
    struct argument arguments[MAXIMUM_ARGUMENTS];
};

/* row.c: 0, or what is wrong with it. */
const char *read_row(char *line, struct row *row);
/* types.c */
const char *read_type(const char *text, struct type *type);
size_t kind_size(enum kind kind);
void forget_structures(void);
/* library.c: null, with a message where there is one. */
void *find_function(const char *library, const char *name, const char **problem);
/* memory.c */
void reserve_memory(void);
const char *place_memory(struct memory *memory, int slot, size_t size, enum kind element);
void remember_memory(struct memory *memory);
/* print.c */
void print_text(const char *text);
void print_result(const struct row *row, const union value *result, int error);
void print_signal(const struct row *row, int number);
void print_problem(const struct row *row, const char *what, const char *name);
void flush_output(void);
