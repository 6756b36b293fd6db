/* Result lines, tabs between the fields, each after a record separator (a function may have left the line open):
     tag  result  errno  N=changed memory of argument N …
   or, in place of the result and what follows, `!signal N` or `!problem text`. Values are written as in rows;
   a pointer is `@N+offset` into an argument's memory, a small number, or `?`, and a string's text follows its pointer. */
#include "call.h"
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char buffer[1 << 16];
static size_t used;

void flush_output(void)
{
    for (size_t at = 0; at < used;) {
        ssize_t written = write(1, buffer + at, used - at);
        if (written < 0 && errno != EINTR)
            _exit(125);
        at += written > 0 ? (size_t)written : 0;
    }
    used = 0;
}

static void put(char c)
{
    if (used == sizeof buffer)
        flush_output();
    buffer[used++] = c;
}

void print_text(const char *text)
{
    while (*text)
        put(*text++);
}

static void print_number(int64_t value, int is_signed)
{
    char digits[24], *at = digits + sizeof digits;
    uint64_t rest = is_signed && value < 0 ? -(uint64_t)value : (uint64_t)value;
    *--at = 0;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (is_signed && value < 0)
        *--at = '-';
    print_text(at);
}

static const char hexadecimal[] = "0123456789abcdef";

static void print_byte(unsigned char byte)
{
    if (byte > ' ' && byte < 127 && byte != '%') {
        put((char)byte);
        return;
    }
    put('%');
    put(hexadecimal[byte >> 4]);
    put(hexadecimal[byte & 15]);
}

static void print_bits(const unsigned char *bytes, size_t size)
{
    while (size--) {
        put(hexadecimal[bytes[size] >> 4]);
        put(hexadecimal[bytes[size] & 15]);
    }
}

static int is_wild(const void *pointer)
{
    /* Numbers in place of an address: 0, -1, SIG_ERR. */
    return (uintptr_t)pointer < 65536 || (intptr_t)pointer < 0;
}

static void print_pointer(const struct row *row, const void *pointer)
{
    for (int i = 0; i < row->count; i++) {
        const struct memory *memory = &row->arguments[i].memory;
        const unsigned char *address = pointer;
        if (memory->start && address >= memory->start && address <= memory->start + memory->size) {
            put('@');
            print_number(i, 1);
            put('+');
            print_number(address - memory->start, 1);
            return;
        }
    }
    if (is_wild(pointer))
        print_number((intptr_t)pointer, 1);
    else
        put('?');
}

static void print_value(const struct row *row, enum kind kind, const void *at)
{
    int64_t integer = 0;
    void *pointer;
    switch (kind) {
    case NOTHING: put('-'); break;
    case I8: print_number(*(const int8_t *)at, 1); break;
    case I16: print_number(*(const int16_t *)at, 1); break;
    case I32: print_number(*(const int32_t *)at, 1); break;
    case I64: print_number(*(const int64_t *)at, 1); break;
    case U8: case U16: case U32: case U64:
        memcpy(&integer, at, kind_size(kind));
        print_number(integer, 0);
        break;
    case F32: case F64: print_bits(at, kind_size(kind)); break;
    case F80: print_bits(at, 10); break;
    case C32: case C64: case C80: {
        enum kind part = F32 + (kind - C32);
        print_value(row, part, at);
        put(',');
        print_value(row, part, (const char *)at + kind_size(part));
        break;
    }
    default:
        memcpy(&pointer, at, sizeof pointer);
        print_pointer(row, pointer);
        if (kind == POINTER || is_wild(pointer))
            break;
        put(':');
        if (kind == STRING)
            for (const unsigned char *c = pointer; *c; c++)
                print_byte(*c);
        else
            for (const int32_t *c = pointer; *c; c++) {
                print_number(*c, 1);
                put(',');
            }
    }
}

static void print_structure(const struct row *row, const ffi_type *type, const unsigned char *at)
{
    static const enum kind kinds[] = {
        [FFI_TYPE_SINT8] = I8, [FFI_TYPE_UINT8] = U8, [FFI_TYPE_SINT16] = I16, [FFI_TYPE_UINT16] = U16,
        [FFI_TYPE_SINT32] = I32, [FFI_TYPE_UINT32] = U32, [FFI_TYPE_SINT64] = I64, [FFI_TYPE_UINT64] = U64,
        [FFI_TYPE_FLOAT] = F32, [FFI_TYPE_DOUBLE] = F64, [FFI_TYPE_LONGDOUBLE] = F80, [FFI_TYPE_POINTER] = POINTER,
    };
    size_t offset = 0;
    for (ffi_type **member = type->elements; *member; member++) {
        ffi_type *each = *member;
        offset = (offset + each->alignment - 1) / each->alignment * each->alignment;
        if (member != type->elements)
            put(',');
        if (each->type == FFI_TYPE_STRUCT)
            print_structure(row, each, at + offset);
        else
            print_value(row, kinds[each->type], at + offset);
        offset += each->size;
    }
}

/* Memory that changed, without the zeros at its end that were there before; nothing where it did not. */
static void print_changes(const struct row *row, int index)
{
    const struct memory *memory = &row->arguments[index].memory;
    size_t end = memory->size;
    if (!memcmp(memory->start, memory->before, end))
        return;
    while (memory->start[end - 1] == 0 && memory->before[end - 1] == 0)
        end--;
    put('\t');
    print_number(index, 1);
    put('=');
    if (memory->element != POINTER) {
        for (size_t i = 0; i < end; i++)
            print_byte(memory->start[i]);
        return;
    }
    for (size_t i = 0; i < (end + 7) / 8; i++) {
        if (i)
            put(',');
        print_value(row, POINTER, memory->start + i * 8);
    }
}

static void begin_line(const struct row *row)
{
    put(0x1e);
    print_text(row->tag);
    put('\t');
}

void print_result(const struct row *row, const union value *result, int error)
{
    begin_line(row);
    if (row->result.kind == STRUCTURE)
        print_structure(row, row->result.ffi, result->bytes);
    else
        print_value(row, row->result.kind, result);
    put('\t');
    print_number(error, 1);
    for (int i = 0; i < row->count; i++)
        if (row->arguments[i].memory.start)
            print_changes(row, i);
    put('\n');
}

void print_signal(const struct row *row, int number)
{
    begin_line(row);
    print_text("!signal ");
    print_number(number, 1);
    put('\n');
}

void print_problem(const struct row *row, const char *what, const char *name)
{
    begin_line(row);
    print_text("!problem ");
    print_text(what);
    if (name) {
        print_text(": ");
        print_text(name);
    }
    put('\n');
}
