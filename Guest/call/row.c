/* Rows: a line each, tabs between the fields:
     tag  library  function  result type  fixed  argument …
   `fixed` is the number of arguments before the `...`, or `-`. An argument is TYPE=VALUE:
     i32=-5            a decimal number
     f64=3ff0…         the bits in hexadecimal; f80 has 20 digits, complex types have two numbers
     {i32,f64}=1,3ff0… a structure, its members in order
     p=123  p=&strcmp  an address; a function of the library
     p=@2+5            5 bytes into the memory of argument 2
     p=#i32:64:text    memory of 64 bytes, of elements i32, that begins with this text (%XX for other bytes);
                       `#p:` has words like those above instead of text, commas between them
   `m` in place of `p`: memory that is not passed, only pointed to by others. */
#include "call.h"
#include <stdlib.h>
#include <string.h>

static char *take(char **at, char end)
{
    char *start = *at;
    char *behind = strchr(start, end);
    if (behind) {
        *behind = 0;
        *at = behind + 1;
    } else {
        *at = start + strlen(start);
    }
    return start;
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static int64_t decimal(const char *text)
{
    int negative = *text == '-';
    uint64_t value = 0;
    for (text += negative; *text >= '0' && *text <= '9'; text++)
        value = value * 10 + (uint64_t)(*text - '0');
    return (int64_t)(negative ? -value : value);
}

/* Hexadecimal digits, the most significant first, into `size` bytes, the least significant first. */
static void bits(const char *text, unsigned char *out, size_t size)
{
    size_t length = strlen(text);
    memset(out, 0, size);
    for (size_t i = 0; i < length && i / 2 < size; i++)
        out[i / 2] |= (unsigned char)(digit(text[length - 1 - i]) << (i % 2 * 4));
}

static size_t unescape(char *text, unsigned char *out, size_t room)
{
    size_t count = 0;
    for (; *text && count < room; text++) {
        if (*text == '%' && digit(text[1]) >= 0 && digit(text[2]) >= 0) {
            out[count++] = (unsigned char)(digit(text[1]) << 4 | digit(text[2]));
            text += 2;
        } else {
            out[count++] = (unsigned char)*text;
        }
    }
    return count;
}

static void scalar(enum kind kind, char *text, unsigned char *out)
{
    if (kind >= I8 && kind <= U64) {
        int64_t value = decimal(text);
        memcpy(out, &value, kind_size(kind));
    } else {
        bits(text, out, kind == F80 ? 10 : kind_size(kind));
    }
}

static enum kind kind_of(const ffi_type *type)
{
    static const enum kind kinds[] = {
        [FFI_TYPE_SINT8] = I8, [FFI_TYPE_UINT8] = U8, [FFI_TYPE_SINT16] = I16, [FFI_TYPE_UINT16] = U16,
        [FFI_TYPE_SINT32] = I32, [FFI_TYPE_UINT32] = U32, [FFI_TYPE_SINT64] = I64, [FFI_TYPE_UINT64] = U64,
        [FFI_TYPE_FLOAT] = F32, [FFI_TYPE_DOUBLE] = F64, [FFI_TYPE_LONGDOUBLE] = F80, [FFI_TYPE_POINTER] = U64,
    };
    return kinds[type->type];
}

static void structure(const ffi_type *type, char **values, unsigned char *out)
{
    size_t at = 0;
    for (ffi_type **member = type->elements; *member; member++) {
        ffi_type *each = *member;
        at = (at + each->alignment - 1) / each->alignment * each->alignment;
        if (each->type == FFI_TYPE_STRUCT)
            structure(each, values, out + at);
        else
            scalar(kind_of(each), take(values, ','), out + at);
        at += each->size;
    }
}

/* An address in words, once all memory has its place. */
static const char *address(const struct row *row, char *text, void **out)
{
    const char *problem = 0;
    if (*text == '&') {
        *out = find_function(row->library, text + 1, &problem);
        return *out ? 0 : "the function it points to is not there";
    }
    if (*text == '@') {
        int64_t which = decimal(text + 1);
        char *plus = strchr(text, '+');
        if (which < 0 || which >= row->count || !row->arguments[which].memory.start)
            return "a pointer into an argument that has no memory";
        *out = row->arguments[which].memory.start + (plus ? decimal(plus + 1) : 0);
        return 0;
    }
    *out = (void *)decimal(text);
    return 0;
}

static const char *settle(struct row *row, struct argument *argument, char *text)
{
    if (argument->type.kind == STRUCTURE) {
        ffi_cif layout;
        ffi_prep_cif(&layout, FFI_DEFAULT_ABI, 0, argument->type.ffi, 0);
        if (argument->type.ffi->size > sizeof argument->value)
            return "a structure that is too large";
        structure(argument->type.ffi, &text, argument->value.bytes);
        return 0;
    }
    if (argument->type.kind >= C32 && argument->type.kind <= C80) {
        enum kind part = F32 + (argument->type.kind - C32);
        scalar(part, take(&text, ','), argument->value.bytes);
        scalar(part, text, argument->value.bytes + kind_size(part));
        return 0;
    }
    if (argument->type.kind != POINTER) {
        scalar(argument->type.kind, text, argument->value.bytes);
        return 0;
    }
    if (*text != '#')
        return address(row, text, &argument->value.pointer);
    struct memory *memory = &argument->memory;
    if (memory->element == POINTER) {
        for (size_t i = 0; *text && i < memory->size / 8; i++) {
            char *word = i == 0 ? (take(&text, ':'), take(&text, ':'), take(&text, ',')) : take(&text, ',');
            if (!*word)
                break;
            const char *problem = address(row, word, (void **)(void *)memory->start + i);
            if (problem)
                return problem;
        }
    } else {
        take(&text, ':');
        take(&text, ':');
        unescape(text, memory->start, memory->size);
    }
    remember_memory(memory);
    argument->value.pointer = memory->start;
    return 0;
}

/* Gives an argument its type and, if it needs any, memory. */
static const char *begin(struct argument *argument, char *type, char *value, int slot)
{
    argument->passed = strcmp(type, "m") != 0;
    const char *problem = read_type(argument->passed ? type : "p", &argument->type);
    if (problem || argument->type.kind != POINTER || *value != '#')
        return problem;
    char name[8] = {0};
    size_t length = strcspn(value + 1, ":");
    if (length >= sizeof name || !value[1 + length])
        return "a buffer without a size";
    memcpy(name, value + 1, length);
    struct type element;
    problem = read_type(name, &element);
    return problem ? problem : place_memory(&argument->memory, slot, (size_t)decimal(value + 2 + length), element.kind);
}

const char *read_row(char *line, struct row *row)
{
    memset(row, 0, sizeof *row);
    forget_structures();
    row->tag = take(&line, '\t');
    row->library = take(&line, '\t');
    row->function = take(&line, '\t');
    char *result = take(&line, '\t');
    char *fixed = take(&line, '\t');
    const char *problem = read_type(result, &row->result);
    if (problem)
        return problem;
    row->fixed = *fixed == '-' ? -1 : (int)decimal(fixed);
    char *values[MAXIMUM_ARGUMENTS];
    while (*line) {
        if (row->count == MAXIMUM_ARGUMENTS)
            return "too many arguments";
        char *word = take(&line, '\t');
        struct argument *argument = &row->arguments[row->count];
        char *type = take(&word, '=');
        values[row->count] = word;
        problem = begin(argument, type, word, row->count);
        if (problem)
            return problem;
        row->count++;
    }
    for (int i = 0; i < row->count; i++) {
        problem = settle(row, &row->arguments[i], values[i]);
        if (problem)
            return problem;
    }
    return 0;
}
