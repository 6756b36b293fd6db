/* The allocator: made for little dirty memory and few instructions.
 *
 * Memory comes in segments of 1 MiB, aligned to their size, so that a pointer leads to its
 * segment's header by masking. A segment is 64 units of 16 KiB; a slab is a run of units cut
 * into blocks of one size; the header holds a descriptor for each unit that starts a slab. Each
 * thread has a heap: the slabs it allocates from, a list for each size class. A block freed by
 * another thread goes to the owner's `remote` stack and is taken in when the owner runs dry.
 * What is larger than half a segment is mapped by itself, behind a header of the same form.
 */
#ifndef APUS_HEAP_H
#define APUS_HEAP_H

#include "apus/musl.h"
#include <stddef.h>
#include <stdint.h>

enum {
    SEGMENT_BITS = 20,
    SEGMENT_SIZE = 1 << SEGMENT_BITS,
    UNIT_BITS = 14,
    UNIT_SIZE = 1 << UNIT_BITS,
    UNITS = SEGMENT_SIZE / UNIT_SIZE,
    HEADER_SIZE = 8192,      /* of a segment; the first slab starts behind it */
    HUGE_HEADER_SIZE = 4096, /* of a mapping of its own, which needs one descriptor only */
    SMALL_MAX = 1024,        /* up to here classes are 16 bytes apart */
    SMALL_CLASSES = SMALL_MAX / 16 + 1,
    MEDIUM_MAX = 32768,      /* up to here eight classes to a doubling */
    CLASSES = SMALL_CLASSES + 5 * 8,
    RUN_MAX = SEGMENT_SIZE / 2, /* up to here a run of units, beyond a mapping */
};

enum slab_kind { SLAB_BLOCKS, SLAB_RUN, SLAB_HUGE };

struct heap;

/* A slab's descriptor, one cache line. */
struct slab {
    void *free;          /* linked through the first word of each block */
    int used;            /* blocks handed out */
    int trigger;         /* a free that leaves `used` at or below this takes the slow path */
    struct heap *owner;  /* null for a mapping of its own */
    struct slab *next, *previous;
    size_t block_size;   /* of a huge one: usable bytes */
    uint32_t fresh;      /* offset in the segment of the first block never handed out */
    uint32_t end;        /* offset behind the last block */
    uint8_t kind;
    uint8_t class;
    uint8_t units;
    uint8_t queued;
};
_Static_assert(sizeof(struct slab) == 64, "a cache line");

struct segment {
    uint8_t head[72];       /* for each unit, the unit its slab starts at */
    uint64_t free_units;    /* bit set: unit is free */
    uint64_t clean_units;   /* bit set: unit was never handed out, so it is all zeroes */
    struct segment *next, *previous;
    size_t mapped;          /* bytes of the whole mapping */
    int dirty;              /* of a huge one: it was used before, so it is not all zeroes */
    struct slab slabs[UNITS];
};
_Static_assert(sizeof(struct segment) <= HEADER_SIZE, "the header has room");

struct heap {
    struct slab *current[CLASSES]; /* head of the class's list; never null */
    void *volatile remote;         /* blocks freed by other threads */
    struct segment *segments;
    struct segment *empty; /* one that has no slabs, kept for the next need */
    struct heap *next_idle;
    int segment_count;
    int in_use;
};

extern struct heap __apus_no_heap HIDDEN; /* what a thread has before its first allocation */

static inline struct segment *segment_of(const void *block)
{
    return (struct segment *)(((uintptr_t)block - 1) & -(uintptr_t)SEGMENT_SIZE);
}

static inline struct slab *slab_of(const void *block)
{
    struct segment *segment = segment_of(block);
    struct slab *slab = &segment->slabs[segment->head[((uintptr_t)block - (uintptr_t)segment) >> UNIT_BITS]];
    /* One address, from here on: the compiler would compute it again for every field. */
    __asm__("" : "+r"(slab));
    return slab;
}

static inline struct segment *segment_of_slab(struct slab *slab)
{
    return (struct segment *)((uintptr_t)slab & -(uintptr_t)SEGMENT_SIZE);
}

/* How the caller's thread finds its heap; makes one on a thread's first allocation. */
struct heap *__apus_heap(void) HIDDEN;
void *__apus_allocate_slowly(size_t size) HIDDEN;
void __apus_free_slowly(void *block, struct slab *slab) HIDDEN;
void __apus_free_remote(void *block, struct slab *slab) HIDDEN;
void *__apus_allocate(size_t size) HIDDEN;
void *__apus_allocate_aligned(size_t alignment, size_t size) HIDDEN;
void __apus_release(void *block) HIDDEN;

struct slab *__apus_take_units(struct heap *heap, unsigned units, int *clean) HIDDEN;
void __apus_return_units(struct heap *heap, struct slab *slab) HIDDEN;
int __apus_grow_run(struct slab *slab, unsigned units) HIDDEN;

void __apus_heap_collect(struct heap *heap) HIDDEN;
struct segment *__apus_take_empty(struct heap *heap) HIDDEN;
struct segment *__apus_take_from_idle(void) HIDDEN;
int __apus_trim_idle(void) HIDDEN;

void *__apus_map_huge(size_t alignment, size_t size) HIDDEN;
void __apus_unmap_huge(struct segment *segment) HIDDEN;
int __apus_drop_huge(void) HIDDEN;
void *__apus_resize_huge(void *block, struct segment *segment, size_t size) HIDDEN;
void *__apus_map_aligned(size_t size) HIDDEN;

#endif
