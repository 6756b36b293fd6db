/* Types of values, as rows write them: `i32`, `f64`, `p`, `{i32,f64}` … */
#include "call.h"
#include <string.h>

static const struct {
    const char *name;
    enum kind kind;
    ffi_type *ffi;
    unsigned size;
} names[] = {
    {"v", NOTHING, &ffi_type_void, 1},
    {"i8", I8, &ffi_type_sint8, 1},
    {"u8", U8, &ffi_type_uint8, 1},
    {"i16", I16, &ffi_type_sint16, 2},
    {"u16", U16, &ffi_type_uint16, 2},
    {"i32", I32, &ffi_type_sint32, 4},
    {"u32", U32, &ffi_type_uint32, 4},
    {"i64", I64, &ffi_type_sint64, 8},
    {"u64", U64, &ffi_type_uint64, 8},
    {"f32", F32, &ffi_type_float, 4},
    {"f64", F64, &ffi_type_double, 8},
    {"f80", F80, &ffi_type_longdouble, 16},
    {"c32", C32, &ffi_type_complex_float, 8},
    {"c64", C64, &ffi_type_complex_double, 16},
    {"c80", C80, &ffi_type_complex_longdouble, 32},
    {"p", POINTER, &ffi_type_pointer, 8},
    {"s", STRING, &ffi_type_pointer, 8},
    {"w", WIDE, &ffi_type_pointer, 8},
};
enum { COUNT = sizeof names / sizeof names[0] };

size_t kind_size(enum kind kind)
{
    for (int i = 0; i < COUNT; i++)
        if (names[i].kind == kind)
            return names[i].size;
    return 1;
}

static ffi_type structures[64];
static ffi_type *members[512];
static int structures_used, members_used;
void forget_structures(void) { structures_used = members_used = 0; }

static const char *read_part(const char **at, struct type *type)
{
    if (**at == '{') {
        if (structures_used == 64 || members_used + 32 > 512)
            return "structures too complicated";
        ffi_type *made = &structures[structures_used++];
        ffi_type **list = &members[members_used];
        members_used += 32;
        int count = 0;
        ++*at;
        while (**at != '}') {
            struct type member;
            const char *problem = read_part(at, &member);
            if (problem)
                return problem;
            if (count == 31)
                return "a structure of more than 31 members";
            list[count++] = member.ffi;
            if (**at == ',')
                ++*at;
            else if (**at != '}')
                return "a structure without its }";
        }
        ++*at;
        list[count] = 0;
        *made = (ffi_type){.type = FFI_TYPE_STRUCT, .elements = list};
        *type = (struct type){STRUCTURE, made};
        return 0;
    }
    size_t length = strcspn(*at, ",}=");
    for (int i = 0; i < COUNT; i++)
        if (strlen(names[i].name) == length && !strncmp(names[i].name, *at, length)) {
            *type = (struct type){names[i].kind, names[i].ffi};
            *at += length;
            return 0;
        }
    return "an unknown type";
}

const char *read_type(const char *text, struct type *type)
{
    const char *at = text;
    const char *problem = read_part(&at, type);
    return problem ? problem : *at ? "something after the type" : 0;
}
