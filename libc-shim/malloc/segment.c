/* Segments and their units: where slabs come from. */
#include "heap.h"
#include <sys/mman.h>

extern void *__mmap(void *, size_t, int, int, int, off_t) HIDDEN;
extern int __munmap(void *, size_t) HIDDEN;

/* Where the next mapping is tried first: below the last one, which leaves no gaps where the
   kernel maps downwards. */
static char *volatile hint;

static void *map(void *where, size_t size)
{
    void *at = __mmap(where, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return at == MAP_FAILED ? 0 : at;
}

/* `size` bytes, a multiple of a page, aligned to a segment. */
void *__apus_map_aligned(size_t size)
{
    char *wish = hint ? (char *)((uintptr_t)(hint - size) & -(uintptr_t)SEGMENT_SIZE) : 0;
    char *at = 0;
    if (wish && (uintptr_t)wish > SEGMENT_SIZE && wish < hint) {
        at = map(wish, size);
        if (at && ((uintptr_t)at & (SEGMENT_SIZE - 1))) {
            __munmap(at, size);
            at = 0;
        }
    }
    if (!at) {
        if (size > (size_t)PTRDIFF_MAX - SEGMENT_SIZE)
            return 0;
        char *whole = map(0, size + SEGMENT_SIZE);
        if (!whole)
            return 0;
        at = (char *)(((uintptr_t)whole + SEGMENT_SIZE - 1) & -(uintptr_t)SEGMENT_SIZE);
        if (at != whole)
            __munmap(whole, (size_t)(at - whole));
        if (at + size != whole + size + SEGMENT_SIZE)
            __munmap(at + size, (size_t)(whole + SEGMENT_SIZE - at));
    }
    hint = at;
    return at;
}

static void unlink_segment(struct heap *heap, struct segment *segment)
{
    if (segment->next)
        segment->next->previous = segment->previous;
    if (segment->previous)
        segment->previous->next = segment->next;
    else
        heap->segments = segment->next;
    heap->segment_count--;
}

/* Takes the segment that a heap keeps empty off it. */
struct segment *__apus_take_empty(struct heap *heap)
{
    struct segment *segment = heap->empty;
    if (segment) {
        heap->empty = 0;
        unlink_segment(heap, segment);
    }
    return segment;
}

/* A segment for a heap that has no room left: one that another thread has left behind, or a new one. */
static struct segment *new_segment(struct heap *heap)
{
    struct segment *segment = __apus_take_from_idle();
    if (!segment) {
        segment = __apus_map_aligned(SEGMENT_SIZE);
        if (!segment && __apus_drop_huge())
            segment = __apus_map_aligned(SEGMENT_SIZE);
        if (!segment)
            return 0;
        segment->mapped = SEGMENT_SIZE;
        segment->free_units = segment->clean_units = ~0ul;
    }
    segment->previous = 0;
    segment->next = heap->segments;
    if (heap->segments)
        heap->segments->previous = segment;
    heap->segments = segment;
    heap->segment_count++;
    return segment;
}

/* The first unit of a free run of `units`, or -1. */
static int find_run(uint64_t free_units, unsigned units)
{
    uint64_t starts = free_units;
    for (unsigned have = 1; have < units;) {
        unsigned step = have < units - have ? have : units - have;
        starts &= starts >> step;
        have += step;
    }
    return starts ? __builtin_ctzl(starts) : -1;
}

static uint64_t mask_of(unsigned first, unsigned units)
{
    return (units == 64 ? ~0ul : (1ul << units) - 1) << first;
}

struct slab *__apus_take_units(struct heap *heap, unsigned units, int *clean)
{
    struct segment *segment;
    int first = -1;
    for (segment = heap->segments; segment; segment = segment->next) {
        /* The first unit is shorter by the header: good for blocks, not for runs. */
        uint64_t usable = units == 1 ? segment->free_units : segment->free_units & ~1ul;
        if ((first = find_run(usable, units)) >= 0)
            break;
    }
    if (!segment) {
        segment = new_segment(heap);
        if (!segment)
            return 0;
        first = units == 1 ? 0 : 1;
    }
    if (segment == heap->empty)
        heap->empty = 0;
    uint64_t mask = mask_of((unsigned)first, units);
    *clean = (segment->clean_units & mask) == mask;
    segment->free_units &= ~mask;
    segment->clean_units &= ~mask;
    for (unsigned i = 0; i < units; i++)
        segment->head[(unsigned)first + i] = (uint8_t)first;
    struct slab *slab = &segment->slabs[first];
    slab->owner = heap;
    slab->units = (uint8_t)units;
    slab->fresh = first == 0 ? HEADER_SIZE : (uint32_t)first << UNIT_BITS;
    slab->end = ((uint32_t)first + units) << UNIT_BITS;
    return slab;
}

void __apus_return_units(struct heap *heap, struct slab *slab)
{
    struct segment *segment = segment_of_slab(slab);
    unsigned first = (unsigned)(slab - segment->slabs);
    segment->free_units |= mask_of(first, slab->units);
    slab->owner = 0;
    slab->queued = 0;
    /* One empty segment is kept, others go back to the kernel. */
    if (segment->free_units != ~0ul)
        return;
    if (!heap->empty) {
        heap->empty = segment;
        return;
    }
    unlink_segment(heap, segment);
    __munmap(segment, segment->mapped);
}

/* Lengthens a run where it lies, if the units behind it are free. */
int __apus_grow_run(struct slab *slab, unsigned units)
{
    struct segment *segment = segment_of_slab(slab);
    unsigned first = (unsigned)(slab - segment->slabs);
    if (first + units > UNITS)
        return 0;
    uint64_t more = mask_of(first, units) & ~mask_of(first, slab->units);
    if ((segment->free_units & more) != more)
        return 0;
    segment->free_units &= ~more;
    segment->clean_units &= ~more;
    for (unsigned i = slab->units; i < units; i++)
        segment->head[first + i] = (uint8_t)first;
    slab->units = (uint8_t)units;
    slab->block_size = (size_t)units << UNIT_BITS;
    slab->end = (first + units) << UNIT_BITS;
    return 1;
}
