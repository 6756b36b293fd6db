/* Runs an unmodified dynamic program on Linux with libc-shim.so in place of glibc: a small
   loader that plays the kernel's part, so that the library is tried out, as it will be used, by
   real programs at full speed. Knows what those tests need and no more: no symbol versions, no
   dlmopen; what is unloaded is only the object itself, with its number of thread-local storage.
   Usage: loader SHIM PROGRAM [ARG…] */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#ifndef DT_RELR
#define DT_RELR 36
#define DT_RELRSZ 35
#endif

#include "tests/bare.h"

static char heap[4 << 20];
static size_t heap_used;
static void *allocate(size_t size)
{
    void *p = heap + heap_used;
    heap_used += (size + 15) & -16ul;
    return p;
}

static char message[512];
static int have_message;
static void say(const char *a, const char *b)
{
    linux_call(SYS_write, 2, (long)a, length(a), 0, 0, 0);
    linux_call(SYS_write, 2, (long)b, length(b), 0, 0, 0);
    linux_call(SYS_write, 2, (long)"\n", 1, 0, 0, 0);
}
static void fail(const char *a, const char *b) { say(a, b); linux_call(SYS_exit_group, 127, 0, 0, 0, 0, 0); }

/* ---- the kernel's functions ---- */

/* As in the kernel: 16 bytes apart, in order of their numbers. */
__asm__(".text\n"
        ".balign 16\n"
        "stubs:\n"
        ".set number, 0\n"
        ".rept 512\n"
        ".balign 16\n"
        "mov $number, %eax\n"
        "mov %rcx, %r10\n"
        "syscall\n"
        "ret\n"
        ".set number, number + 1\n"
        ".endr\n");
extern char stubs[];
static struct { const char *name; void *address; } exports[] = {
#define CALL(name) {"__apus_sys_" #name, stubs + 16 * SYS_##name},
#include "calls.inc"
    {0, 0},
};
static struct apus_process identity;
static struct apus_clock clock_page;

/* ---- objects ---- */

struct object {
    struct link_map map; /* the handle */
    char *name;
    const Elf64_Phdr *headers;
    int header_count;
    uintptr_t start, end;
    const Elf64_Sym *symbols;
    const char *strings;
    const uint32_t *hash;
    const Elf64_Dyn *dynamic;
    size_t tls_module, tls_offset;
    const Elf64_Phdr *tls, *eh_frame;
    struct object *next, *needed[64];
    int needed_count, visited, is_program, references;
    uintptr_t entry;
};
static struct object *objects, *last_object, *shim;
static struct object *tls_objects[128];
static size_t tls_count, tls_size, tls_generation = 1;
static int started;
static char tls_area[1 << 16] __attribute__((aligned(4096)));
#define THREAD_POINTER (tls_area + (1 << 15))

static struct { struct object *o; int at, phase; } init_queue[512];
static struct object *order[512];
static int order_count, order_done, init_at;

static const Elf64_Dyn *find_dynamic(struct object *o, long tag)
{
    for (const Elf64_Dyn *d = o->dynamic; d->d_tag; d++)
        if (d->d_tag == tag)
            return d;
    return 0;
}
#define POINTER(o, tag) (find_dynamic(o, tag) ? (o)->map.l_addr + find_dynamic(o, tag)->d_un.d_ptr : 0)
#define VALUE(o, tag) (find_dynamic(o, tag) ? find_dynamic(o, tag)->d_un.d_val : 0)

static const Elf64_Sym *lookup_in(struct object *o, const char *name)
{
    if (!o->hash)
        return 0;
    uint32_t h = 5381;
    for (const char *s = name; *s; s++)
        h = h * 33 + (unsigned char)*s;
    uint32_t buckets = o->hash[0], base = o->hash[1], bloom = o->hash[2];
    const uint32_t *bucket = o->hash + 4 + bloom * 2, *chain = bucket + buckets;
    uint32_t i = bucket[h % buckets];
    if (i < base)
        return 0;
    for (;; i++) {
        uint32_t c = chain[i - base];
        const Elf64_Sym *s = &o->symbols[i];
        if ((c | 1) == (h | 1) && s->st_shndx && same(o->strings + s->st_name, name))
            return s;
        if (c & 1)
            return 0;
    }
}

static const Elf64_Sym *lookup(const char *name, struct object *from, struct object *skip, struct object **owner)
{
    for (struct object *o = from; o; o = o->next) {
        const Elf64_Sym *s = o == skip ? 0 : lookup_in(o, name);
        if (s) {
            *owner = o;
            return s;
        }
    }
    return 0;
}

static void *kernel_symbol(const char *name);

static uintptr_t address_of(struct object *o, const Elf64_Sym *s)
{
    uintptr_t a = o->map.l_addr + s->st_value;
    if ((s->st_info & 15) == STT_GNU_IFUNC)
        a = ((uintptr_t(*)(void))a)();
    return a;
}

static const char *const glibc[] = {"libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1",
    "libutil.so.1", "libresolv.so.2", "libanl.so.1", "ld-linux-x86-64.so.2", 0};

static struct object *load(const char *name)
{
    for (int i = 0; glibc[i]; i++)
        if (same(glibc[i], name))
            return shim;
    char *copy = allocate(length(name) + 1), path[600];
    memcpy(copy, name, length(name) + 1);
    char *base = last_slash(copy) ? last_slash(copy) + 1 : copy;
    for (struct object *o = objects; o; o = o->next)
        if (same(last_slash(o->name) ? last_slash(o->name) + 1 : o->name, base))
            return o;
    static const char *const folders[] = {"/lib/x86_64-linux-gnu/", "/usr/lib/x86_64-linux-gnu/", "/lib/", 0};
    long fd = -ENOENT;
    if (base != copy) {
        fd = linux_call(SYS_open, (long)copy, O_RDONLY, 0, 0, 0, 0);
    } else {
        for (int i = 0; folders[i] && fd < 0; i++) {
            memcpy(path, folders[i], length(folders[i]));
            memcpy(path + length(folders[i]), copy, length(copy) + 1);
            fd = linux_call(SYS_open, (long)path, O_RDONLY, 0, 0, 0, 0);
        }
    }
    if (fd < 0) {
        memcpy(message, name, length(name) + 1);
        memcpy(message + length(name), ": cannot open shared object file", 33);
        have_message = 1;
        return 0;
    }
    static char page[4096];
    linux_call(SYS_read, fd, (long)page, sizeof page, 0, 0, 0);
    Elf64_Ehdr *e = (Elf64_Ehdr *)page;
    Elf64_Phdr *p = (Elf64_Phdr *)(page + e->e_phoff);
    uintptr_t low = ~0ul, high = 0;
    for (int i = 0; i < e->e_phnum; i++)
        if (p[i].p_type == PT_LOAD) {
            if (p[i].p_vaddr < low) low = p[i].p_vaddr & -4096ul;
            if (p[i].p_vaddr + p[i].p_memsz > high) high = (p[i].p_vaddr + p[i].p_memsz + 4095) & -4096ul;
        }
    uintptr_t at = (uintptr_t)linux_call(SYS_mmap, e->e_type == ET_EXEC ? low : 0, high - low, PROT_NONE,
        MAP_PRIVATE | MAP_ANONYMOUS | (e->e_type == ET_EXEC ? MAP_FIXED : 0), -1, 0);
    struct object *o = allocate(sizeof *o);
    o->map.l_addr = at - low;
    o->name = o->map.l_name = copy;
    o->start = at;
    o->end = at + high - low;
    o->entry = e->e_entry ? o->map.l_addr + e->e_entry : 0;
    for (int i = 0; i < e->e_phnum; i++) {
        uintptr_t a = o->map.l_addr + p[i].p_vaddr;
        if (p[i].p_type == PT_LOAD) {
            uintptr_t begin = a & -4096ul, file_end = a + p[i].p_filesz, end = a + p[i].p_memsz;
            int protection = PROT_READ | PROT_WRITE | (p[i].p_flags & PF_X ? PROT_EXEC : 0);
            linux_call(SYS_mmap, begin, file_end - begin, protection, MAP_PRIVATE | MAP_FIXED, fd,
                       p[i].p_offset & -4096ul);
            if (end > file_end) {
                uintptr_t next = (file_end + 4095) & -4096ul;
                memset((void *)file_end, 0, (end < next ? end : next) - file_end);
                if (end > next)
                    linux_call(SYS_mmap, next, end - next, PROT_READ | PROT_WRITE,
                               MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS, -1, 0);
            }
            if (p[i].p_offset == 0)
                o->headers = (Elf64_Phdr *)(a + e->e_phoff);
        }
        if (p[i].p_type == PT_DYNAMIC)
            o->dynamic = (void *)a, o->map.l_ld = (void *)a;
    }
    linux_call(SYS_close, fd, 0, 0, 0, 0, 0);
    o->header_count = e->e_phnum;
    for (int i = 0; i < o->header_count; i++) {
        if (o->headers[i].p_type == PT_TLS)
            o->tls = &o->headers[i];
        if (o->headers[i].p_type == PT_GNU_EH_FRAME)
            o->eh_frame = &o->headers[i];
    }
    o->symbols = (void *)POINTER(o, DT_SYMTAB);
    o->strings = (void *)POINTER(o, DT_STRTAB);
    o->hash = (void *)POINTER(o, DT_GNU_HASH);
    if (last_object)
        last_object->next = o;
    else
        objects = o;
    o->map.l_prev = last_object ? &last_object->map : 0;
    if (last_object)
        last_object->map.l_next = &o->map;
    last_object = o;
    if (o->tls) {
        size_t align = o->tls->p_align < 1 ? 1 : o->tls->p_align, before = tls_size;
        tls_size = (tls_size + o->tls->p_memsz + align - 1) & -align;
        if (started) { /* allocated by each thread that uses it */
            tls_size = before;
            for (o->tls_module = 1; o->tls_module <= tls_count && tls_objects[o->tls_module];)
                o->tls_module++;
            if (o->tls_module > tls_count)
                tls_count = o->tls_module;
            tls_objects[o->tls_module] = o;
            tls_generation++;
            return o;
        }
        o->tls_offset = tls_size;
        o->tls_module = ++tls_count;
        tls_objects[tls_count] = o;
        memcpy(THREAD_POINTER - o->tls_offset, (void *)(o->map.l_addr + o->tls->p_vaddr), o->tls->p_filesz);
    }
    return o;
}

static int load_needed(struct object *first)
{
    for (struct object *o = first; o; o = o->next)
        for (const Elf64_Dyn *d = o->dynamic; d->d_tag; d++)
            if (d->d_tag == DT_NEEDED) {
                struct object *n = load(o->strings + d->d_un.d_val);
                if (!n)
                    return 0;
                o->needed[o->needed_count++] = n;
            }
    return 1;
}

static int missing;
static void relocate_one(struct object *o, const Elf64_Rela *r)
{
    uintptr_t *where = (uintptr_t *)(o->map.l_addr + r->r_offset), value = 0;
    unsigned type = ELF64_R_TYPE(r->r_info), index = ELF64_R_SYM(r->r_info);
    const Elf64_Sym *own = &o->symbols[index], *s = 0;
    struct object *owner = o;
    if (index) {
        const char *name = o->strings + own->st_name;
        if (ELF64_ST_BIND(own->st_info) == STB_LOCAL)
            s = own;
        else
            s = lookup(name, objects, type == R_X86_64_COPY ? o : 0, &owner);
        if (!s) {
            value = (uintptr_t)kernel_symbol(name);
            if (!value && ELF64_ST_BIND(own->st_info) != STB_WEAK) {
                say("missing symbol: ", name);
                missing = 1;
            }
        } else if ((s->st_info & 15) != STT_TLS) {
            value = address_of(owner, s);
        }
    }
    switch (type) {
    case R_X86_64_NONE: break;
    case R_X86_64_RELATIVE: *where = o->map.l_addr + r->r_addend; break;
    case R_X86_64_GLOB_DAT: case R_X86_64_JUMP_SLOT: *where = value; break;
    case R_X86_64_64: *where = value + r->r_addend; break;
    case R_X86_64_COPY: memcpy(where, (void *)value, own->st_size < s->st_size ? own->st_size : s->st_size); break;
    case R_X86_64_DTPMOD64: *where = owner->tls_module; break;
    case R_X86_64_DTPOFF64: *where = (s ? s->st_value : 0) + r->r_addend; break;
    case R_X86_64_TPOFF64: *where = (s ? s->st_value : 0) + r->r_addend - owner->tls_offset; break;
    case R_X86_64_IRELATIVE: *where = ((uintptr_t(*)(void))(o->map.l_addr + r->r_addend))(); break;
    default: fail("relocation of unknown type in ", o->name);
    }
}

static void relocate(struct object *o)
{
    const uintptr_t *relr = (void *)POINTER(o, DT_RELR), *relr_end = (void *)((char *)relr + VALUE(o, DT_RELRSZ));
    uintptr_t *where = 0;
    for (; relr < relr_end; relr++) {
        if (!(*relr & 1)) {
            where = (uintptr_t *)(o->map.l_addr + *relr);
            *where++ += o->map.l_addr;
        } else {
            for (int i = 0; i < 63; i++)
                if (*relr >> (i + 1) & 1)
                    where[i] += o->map.l_addr;
            where += 63;
        }
    }
    const Elf64_Rela *r = (void *)POINTER(o, DT_RELA), *end = (void *)((char *)r + VALUE(o, DT_RELASZ));
    /* IFUNC resolvers run when the rest is in place. */
    for (const Elf64_Rela *x = r; x < end; x++)
        if (ELF64_R_TYPE(x->r_info) != R_X86_64_IRELATIVE)
            relocate_one(o, x);
    const Elf64_Rela *j = (void *)POINTER(o, DT_JMPREL), *jend = (void *)((char *)j + VALUE(o, DT_PLTRELSZ));
    for (const Elf64_Rela *x = j; x < jend; x++)
        if (ELF64_R_TYPE(x->r_info) != R_X86_64_IRELATIVE)
            relocate_one(o, x);
    for (const Elf64_Rela *x = r; x < end; x++)
        if (ELF64_R_TYPE(x->r_info) == R_X86_64_IRELATIVE)
            relocate_one(o, x);
    for (const Elf64_Rela *x = j; x < jend; x++)
        if (ELF64_R_TYPE(x->r_info) == R_X86_64_IRELATIVE)
            relocate_one(o, x);
}

static void visit(struct object *o)
{
    if (o->visited)
        return;
    o->visited = 1;
    for (int i = 0; i < o->needed_count; i++)
        visit(o->needed[i]);
    order[order_count++] = o;
}

/* ---- the services ---- */

static apus_initializer next_of(int programs)
{
    while (order_done < order_count) {
        struct object *o = order[order_done];
        if (o->is_program && !programs) {
            order_done++, init_at = 0;
            continue;
        }
        int at = init_at++;
        if (at == 0) {
            if (find_dynamic(o, DT_INIT))
                return (apus_initializer)POINTER(o, DT_INIT);
        } else if ((size_t)at <= VALUE(o, DT_INIT_ARRAYSZ) / 8) {
            apus_initializer f = ((apus_initializer *)POINTER(o, DT_INIT_ARRAY))[at - 1];
            if (f)
                return f;
        } else {
            order_done++;
            init_at = 0;
        }
    }
    return 0;
}
static apus_initializer next_init(void) { return next_of(0); }
static apus_initializer next_init_main(void)
{
    static int reset;
    if (!reset) {
        reset = 1;
        for (order_done = 0; !order[order_done]->is_program; order_done++)
            ;
        init_at = 0;
        /* Only the program is left: it comes last. */
    }
    return next_of(1);
}

static struct object *closing; /* between dlclose and its end */
static apus_finalizer next_fini(void *handle)
{
    static int object = -1, at, at_closing;
    if (handle) {
        struct object *o = handle;
        if (closing != o)
            return 0;
        int count = (int)(VALUE(o, DT_FINI_ARRAYSZ) / 8);
        if (at_closing < count)
            return ((apus_finalizer *)POINTER(o, DT_FINI_ARRAY))[count - ++at_closing];
        at_closing = 0;
        for (int i = 0; i < order_count; i++)
            if (order[i] == o)
                order[i] = shim; /* without finalisers */
        return 0;
    }
    if (object < 0)
        object = order_count;
    for (;;) {
        if (at == 0) {
            if (--object < 0)
                return 0;
            at = 1 + (int)(VALUE(order[object], DT_FINI_ARRAYSZ) / 8);
        }
        at--;
        struct object *o = order[object];
        if (at == 0) {
            if (find_dynamic(o, DT_FINI))
                return (apus_finalizer)POINTER(o, DT_FINI);
        } else {
            return ((apus_finalizer *)POINTER(o, DT_FINI_ARRAY))[at - 1];
        }
    }
}

static void *dl_open(const char *file, int flags, void *caller, long space)
{
    if (!file)
        return objects;
    struct object *before = last_object;
    if (flags & 4 /* RTLD_NOLOAD */) {
        for (struct object *o = objects; o; o = o->next)
            if (same(o->name, file)) {
                o->references += o->references > 0;
                return o;
            }
        return 0;
    }
    struct object *o = load(file);
    if (!o)
        return 0;
    if (o == before->next || o->references)
        o->references++;
    if (before->next) {
        if (!load_needed(before->next))
            return 0;
        for (struct object *n = before->next; n; n = n->next)
            relocate(n);
        visit(o);
    }
    return o;
}

static const char *dl_error(void) { const char *m = have_message ? message : 0; have_message = 0; return m; }
static void *dl_bind(void *handle, size_t relocation) { return 0; }

static long dl_close(void *handle)
{
    struct object *o = handle;
    if (o->references && --o->references == 0)
        closing = o;
    return 0;
}

static long dl_unmap(void *handle)
{
    struct object *o = handle;
    if (closing != o)
        return 0;
    closing = 0;
    struct object *before = (struct object *)o->map.l_prev; /* `map` comes first */
    before->next = o->next;
    before->map.l_next = o->map.l_next;
    if (o->next)
        o->next->map.l_prev = o->map.l_prev;
    else
        last_object = before;
    if (o->tls_module) {
        tls_objects[o->tls_module] = 0;
        tls_generation++;
    }
    linux_call(SYS_munmap, o->start, o->end - o->start, 0, 0, 0, 0);
    return 1;
}

static struct object *object_at(uintptr_t a)
{
    for (struct object *o = objects; o; o = o->next)
        if (a >= o->start && a < o->end)
            return o;
    return 0;
}

static void dl_pin(void *address, long change)
{
    struct object *o = object_at((uintptr_t)address);
    if (o && o->references)
        o->references += change;
}

static long dl_lookup(void *handle, const char *name, const char *version, void *caller, struct apus_symbol *out)
{
    struct object *owner = 0, *from = objects, *skip = 0;
    if (handle == (void *)-1)
        from = object_at((uintptr_t)caller)->next;
    const Elf64_Sym *s = 0;
    if (handle && handle != (void *)-1 && handle != objects)
        s = lookup_in(owner = handle, name);
    if (!s)
        s = lookup(name, from, skip, &owner);
    if (!s) {
        memcpy(message, "undefined symbol: ", 18);
        memcpy(message + 18, name, length(name) + 1);
        have_message = 1;
        return -ENOENT;
    }
    *out = (struct apus_symbol){0, 0, 0, s->st_info & 15};
    if (out->type == STT_TLS)
        out->tls_module = owner->tls_module, out->tls_offset = s->st_value;
    else
        out->address = (void *)address_of(owner, s);
    return 0;
}

static long dl_addr(const void *address, void *info, void **map, const void **symbol)
{
    struct object *o = object_at((uintptr_t)address);
    if (!o)
        return 0;
    const void **words = info;
    words[0] = o->name;
    words[1] = (void *)o->start;
    words[2] = words[3] = 0;
    if (map)
        *map = &o->map;
    if (symbol)
        *symbol = 0;
    return 1;
}

static long dl_iterate(long index, struct dl_phdr_info *out)
{
    struct object *o = objects;
    while (o && index--)
        o = o->next;
    if (!o)
        return -ENOENT;
    *out = (struct dl_phdr_info){.dlpi_addr = o->map.l_addr, .dlpi_name = o->is_program ? "" : o->name,
        .dlpi_phdr = o->headers, .dlpi_phnum = o->header_count, .dlpi_tls_modid = o->tls_module};
    return 0;
}

static long find_object(void *pc, uintptr_t *out)
{
    struct object *o = object_at((uintptr_t)pc);
    if (!o || !o->eh_frame)
        return -ENOENT;
    memset(out, 0, 96);
    out[1] = o->start, out[2] = o->end, out[3] = (uintptr_t)o;
    out[4] = o->map.l_addr + o->eh_frame->p_vaddr;
    return 0;
}

static long dl_info(void *handle, int request, void *out)
{
    if (request != 2)
        return -EINVAL;
    *(void **)out = handle;
    return 0;
}

static long tls_module(size_t module, struct apus_tls_module *out)
{
    struct object *o = tls_objects[module];
    if (!o)
        return -ENOENT;
    *out = (struct apus_tls_module){(void *)(o->map.l_addr + o->tls->p_vaddr), o->tls->p_filesz,
                                    o->tls->p_memsz, o->tls->p_align, (long)o->tls_offset};
    return 0;
}

static long tls_layout(struct apus_tls_layout *out)
{
    *out = (struct apus_tls_layout){tls_size, 64, tls_count, tls_generation};
    return 0;
}

static void *kernel_symbol(const char *name)
{
    for (int i = 0; exports[i].name; i++)
        if (same(exports[i].name, name))
            return exports[i].address;
#define SERVICE(text, function) if (same(name, text)) return (void *)function;
    SERVICE("__apus_process", &identity)
    SERVICE("__apus_clock", &clock_page)
    SERVICE("__apus_dl_open", dl_open)
    SERVICE("__apus_dl_error", dl_error)
    SERVICE("__apus_dl_next_init", next_init)
    SERVICE("__apus_dl_next_init_main", next_init_main)
    SERVICE("__apus_dl_next_fini", next_fini)
    SERVICE("__apus_dl_close", dl_close)
    SERVICE("__apus_dl_unmap", dl_unmap)
    SERVICE("__apus_dl_pin", dl_pin)
    SERVICE("__apus_dl_bind", dl_bind)
    SERVICE("__apus_dl_lookup", dl_lookup)
    SERVICE("__apus_dl_addr", dl_addr)
    SERVICE("__apus_dl_iterate", dl_iterate)
    SERVICE("__apus_dl_find_object", find_object)
    SERVICE("__apus_dl_info", dl_info)
    SERVICE("__apus_tls_module", tls_module)
    SERVICE("__apus_tls_layout", tls_layout)
    return 0;
}

__attribute__((used)) static void run(long *stack)
{
    long argc = stack[0];
    char **argv = (char **)(stack + 1);
    identity = (struct apus_process){
        (int)linux_call(SYS_getpid, 0, 0, 0, 0, 0, 0), (int)linux_call(SYS_getppid, 0, 0, 0, 0, 0, 0),
        (int)linux_call(SYS_getuid, 0, 0, 0, 0, 0, 0), (int)linux_call(SYS_getgid, 0, 0, 0, 0, 0, 0),
        (int)linux_call(SYS_geteuid, 0, 0, 0, 0, 0, 0), (int)linux_call(SYS_getegid, 0, 0, 0, 0, 0, 0)};
    if (argc < 3)
        fail("usage: loader SHIM PROGRAM [ARG…]", "");
    struct object *program = load(argv[2]);
    if (!program)
        fail("cannot load ", argv[2]);
    program->is_program = 1;
    shim = load(argv[1]);
    if (!shim || !load_needed(program))
        fail("cannot load: ", message);
    const Elf64_Sym *end = lookup_in(shim, "__libc_stack_end");
    *(long **)(shim->map.l_addr + end->st_value) = stack + 2;
    for (struct object *o = program->next; o; o = o->next)
        relocate(o);
    relocate(program);
    if (missing)
        fail("symbols are missing", "");
    visit(program);

    started = 1;
    struct apus_thread *thread = (struct apus_thread *)THREAD_POINTER;
    thread->self = thread;
    thread->canary = 0x1122334455667700;
    linux_call(SYS_arch_prctl, 0x1002, (long)thread, 0, 0, 0, 0);

    /* The program sees its own arguments: two words fewer, the stack as aligned as before. */
    long *words = stack + 2;
    words[0] = argc - 2;
    long *vector = (long *)words + 1 + argc - 2 + 1;
    while (*vector++)
        ;
    for (; vector[0]; vector += 2) {
        if (vector[0] == AT_PHDR) vector[1] = (long)program->headers;
        if (vector[0] == AT_PHNUM) vector[1] = program->header_count;
        if (vector[0] == AT_ENTRY) vector[1] = (long)program->entry;
        if (vector[0] == AT_SYSINFO_EHDR) vector[0] = 0x1000;
    }
    const Elf64_Sym *start = lookup_in(shim, "_apus_start"), *main_symbol = lookup_in(program, "main");
    uintptr_t main_address = main_symbol ? program->map.l_addr + main_symbol->st_value : 0;
    __asm__ volatile("mov %0, %%rsp\n mov %0, %%rdi\n mov %1, %%rsi\n mov %2, %%rdx\n jmp *%3"
                     : : "r"(words), "r"(program->entry), "r"(main_address),
                       "r"(shim->map.l_addr + start->st_value) : "rdi", "rsi", "rdx");
    __builtin_unreachable();
}

/* Relocates itself before anything else: the tables above hold addresses. */
__attribute__((used)) static void relocate_self(const Elf64_Dyn *dynamic, uintptr_t base)
{
    const Elf64_Rela *r = 0;
    size_t size = 0;
    for (; dynamic->d_tag; dynamic++) {
        if (dynamic->d_tag == DT_RELA) r = (void *)(base + dynamic->d_un.d_ptr);
        if (dynamic->d_tag == DT_RELASZ) size = dynamic->d_un.d_val;
    }
    for (size_t i = 0; i < size / sizeof *r; i++)
        *(uintptr_t *)(base + r[i].r_offset) = base + r[i].r_addend;
}

__asm__(".globl _start\n_start:\n  mov %rsp, %rbx\n  and $-16, %rsp\n"
        "  lea _DYNAMIC(%rip), %rdi\n  lea __ehdr_start(%rip), %rsi\n  call relocate_self\n"
        "  mov %rbx, %rdi\n  call run\n");
