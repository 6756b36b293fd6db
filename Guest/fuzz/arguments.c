/* What the calls are given. */
#define _GNU_SOURCE
#include "fuzz.h"
#include <string.h>
#include <sys/mman.h>

uint64_t next(struct numbers *n)
{
    n->state ^= n->state >> 12;
    n->state ^= n->state << 25;
    n->state ^= n->state >> 27;
    return n->state * 0x2545f4914f6cdd1d;
}

static const uint64_t borders[] = {
    0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 63, 64, 65, 127, 128, 255, 256, 511, 512, 1023, 1024, 4095, 4096, 4097, 65535, 65536,
    0xfffff, 0x100000, 0x1fffff, 0x200000, 0x7ffff000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 0x100000000, 0x1ffffffff,
    1ull << 40, 1ull << 47, 1ull << 62, 0x7fffffffffffffff, 1ull << 63, -4096ull, -100ull, -2ull, -1ull,
};

/* Addresses that are not the program's: the kernel's image, physical memory, page 0, none at all. */
static uint64_t foreign(struct numbers *n, struct arena *arena)
{
    static const uint64_t bases[] = {
        0, 8, 0xfff, 0xfffc, 0x10000, 0x3fffffff, 0x40000000, 0x40100000, 0x41000000, 0x42000000, 0x42100000, 0x7ffffff8,
        0x3ffffffffff8, 0x400000000000, 0x400000100000, 0x400000001000, 0x40000fee00000 >> 4, 0x7ffffffff000, 0x7ffffffffff8,
        0x800000000000, 0xdeadbeefdeadbeef, 0xffff7ffffffffff8, 0xffff800000000000, 0xffffffff81000000, 0xfffffffffffff000, -8ull,
    };
    switch (below(n, 4)) {
    case 0: return (uint64_t)arena->gone + below(n, 4096);
    case 1: return 0x400000000000 + below(n, 256ul << 20);
    case 2: return 0x40000000 + below(n, 1ul << 30);
    default: return bases[below(n, sizeof bases / sizeof *bases)] + (below(n, 4) ? 0 : below(n, 64));
    }
}

static uint64_t own(struct numbers *n, struct arena *arena)
{
    uint64_t start = (uint64_t)arena->memory;
    switch (below(n, 8)) {
    case 0: return start + ARENA_SIZE - below(n, 64);                /* what follows is not there */
    case 1: return start + below(n, ARENA_SIZE);                     /* unaligned */
    case 2: return start + below(n, ARENA_SIZE / 4096) * 4096 - 4;   /* across pages */
    case 3: return (uint64_t)arena->read_only + below(n, 8192);
    case 4: return start + below(n, ARENA_SIZE / 4096) * 4096;
    default: return start + below(n, ARENA_SIZE / 16) * 16;
    }
}

static uint64_t address(struct numbers *n, struct arena *arena) { return below(n, 3) ? own(n, arena) : foreign(n, arena); }

static uint64_t descriptor(struct numbers *n)
{
    switch (below(n, 8)) {
    case 0: return borders[below(n, sizeof borders / sizeof *borders)];
    case 1: return below(n, 64);
    default: return FIRST_FILE + below(n, FILES);
    }
}

static uint64_t number(struct numbers *n)
{
    switch (below(n, 5)) {
    case 0: return next(n);
    case 1: return below(n, 16);
    case 2: return 1ull << below(n, 64);
    case 3: return -(uint64_t)below(n, 5000);
    default: return borders[below(n, sizeof borders / sizeof *borders)];
    }
}

static uint64_t any(struct numbers *n, struct arena *arena)
{
    switch (below(n, 4)) {
    case 0: return address(n, arena);
    case 1: return descriptor(n);
    default: return number(n);
    }
}

static const char *const names[] = {
    "/tmp/fuzz/file", "/tmp/fuzz", "/tmp/fuzz/none", "", "/", ".", "..", "file", "/tmp/fuzz/link", "/tmp/fuzz/loop", "/proc/self/maps",
    "/proc/self/status", "/dev/null", "/dev/zero", "/dev/urandom", "/proc", "/sys/devices/system/cpu/online", "/tmp/fuzz/file/below",
    "/proc/self/fd/5", "/proc/self/exe", "/proc/self/task", "user.name", "/tmp/fuzz/directory", "////tmp//fuzz/./../fuzz/file", "eth0", "tmpfs",
};

/* A place in the arena where a name stands, or the start of one that does not end. */
static uint64_t text(struct numbers *n, struct arena *arena)
{
    char *place = arena->memory + below(n, ARENA_SIZE / 256 - 32) * 256;
    if (below(n, 16) == 0) {
        memset(place, 'a', 4200);
        place[2] = '/';
        return (uint64_t)place;
    }
    strcpy(place, names[below(n, sizeof names / sizeof *names)]);
    return (uint64_t)place;
}

/* Words of every sort, and addresses and lengths in a row as vectors have them. */
static uint64_t structure(struct numbers *n, struct arena *arena)
{
    uint64_t *place = (uint64_t *)(arena->memory + below(n, ARENA_SIZE / 256 - 8) * 256);
    for (int i = 0; i < 32; i++)
        place[i] = below(n, 2) ? below(n, 100) : any(n, arena);
    if (below(n, 2))
        for (int i = 0; i < 32; i += 2)
            place[i] = address(n, arena), place[i + 1] = below(n, 8) ? below(n, 5000) : number(n);
    return (uint64_t)place;
}

static uint64_t argument(struct numbers *n, struct arena *arena, const struct call *call, int i)
{
    if (below(n, 8) == 0)
        return any(n, arena);
    switch (call->kind[i]) {
    case 'd': return descriptor(n);
    case 'D': return below(n, 2) ? -100ull : descriptor(n);
    case 'p': case 's': return below(n, 8) ? text(n, arena) : address(n, arena);
    case 'i': case 'o': case 'a': return address(n, arena);
    case 'r': case 'w': case 'v': return below(n, 3) ? structure(n, arena) : address(n, arena);
    case 'c': return below(n, 3) ? below(n, 1 << below(n, 20)) : number(n);
    case 'P': return below(n, 2) ? below(n, 12) : number(n);
    case 'g': return below(n, 70);
    case 'k': return below(n, 2) ? below(n, 14) : number(n);
    case 'x': {
        uint64_t value = 0;
        if (call->named_count[i])
            for (int many = below(n, 3) ? 1 : 1 + below(n, 4); many > 0; many--)
                value |= call->named[i][below(n, call->named_count[i])];
        return below(n, 10) ? value : value ^ number(n);
    }
    case 'n': case 'h': return number(n);
    default: return any(n, arena);
    }
}

void make_arguments(struct numbers *n, struct arena *arena, const struct call *call, uint64_t argument_of[6])
{
    for (int i = 0; i < 6; i++)
        argument_of[i] = argument(n, arena, call, i);
}

void make_arena(struct arena *arena)
{
    size_t page = 4096;
    char *room = mmap(0, ARENA_SIZE + 8 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    arena->memory = room + page;
    arena->read_only = room + ARENA_SIZE + 3 * page;
    /* Where nothing is ever placed unasked. */
    arena->gone = (char *)0x200000000000;
}

void mend_arena(struct arena *arena, struct numbers *n)
{
    mmap(arena->memory, ARENA_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    mmap(arena->read_only, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    for (int i = 0; i < 64; i++)
        structure(n, arena);
}
