/* Blocks larger than half a segment: a mapping each, behind a one-page header. */
#include "heap.h"
#include <string.h>
#include <sys/mman.h>

extern int __munmap(void *, size_t) HIDDEN;
extern void *__mremap(void *, size_t, size_t, int, ...) HIDDEN;

/* Mappings that were freed and are kept for the next of their size: programs that build a large
   string step by step would otherwise map, touch and unmap it at each step. */
enum { CACHED = 16, CACHED_BYTES = 32 << 20 };
static struct { struct segment *segment; size_t mapped; } cache[CACHED];
static size_t cached_bytes;
static unsigned next_victim;
static volatile int cache_lock[1];

/* Sizes in eight steps to a doubling, so that a slightly larger block finds the last one. The
   rest is address space only. */
static size_t round_up(size_t size)
{
    size_t step = (size_t)1 << (63 - __builtin_clzl(size) - 3);
    return (size + step - 1) & -step;
}

static struct segment *take_cached(size_t mapped)
{
    struct segment *found = 0;
    if (!cached_bytes)
        return 0;
    __lock(cache_lock);
    for (int i = 0; i < CACHED && !found; i++)
        if (cache[i].segment && cache[i].mapped == mapped) {
            found = cache[i].segment;
            cache[i].segment = 0;
            cached_bytes -= mapped;
        }
    __unlock(cache_lock);
    return found;
}

/* Gives all that is kept back to the kernel; true if there was something. */
int __apus_drop_huge(void)
{
    int dropped = 0;
    __lock(cache_lock);
    for (int i = 0; i < CACHED; i++)
        if (cache[i].segment) {
            __munmap(cache[i].segment, cache[i].mapped);
            cache[i].segment = 0;
            dropped = 1;
        }
    cached_bytes = 0;
    __unlock(cache_lock);
    return dropped;
}

void __apus_unmap_huge(struct segment *segment)
{
    size_t mapped = segment->mapped;
    if (mapped > CACHED_BYTES / 2) {
        __munmap(segment, mapped);
        return;
    }
    segment->dirty = 1;
    __lock(cache_lock);
    /* A free place; without one, or with too much kept, the oldest go. */
    int place = -1;
    for (int i = 0; i < CACHED && place < 0; i++)
        if (!cache[i].segment)
            place = i;
    for (int turn = 0; turn < CACHED && (place < 0 || cached_bytes + mapped > CACHED_BYTES); turn++) {
        int victim = (int)(next_victim++ % CACHED);
        if (!cache[victim].segment)
            continue;
        __munmap(cache[victim].segment, cache[victim].mapped);
        cached_bytes -= cache[victim].mapped;
        cache[victim].segment = 0;
        place = victim;
    }
    cache[place].segment = segment;
    cache[place].mapped = mapped;
    cached_bytes += mapped;
    __unlock(cache_lock);
}

void *__apus_map_huge(size_t alignment, size_t size)
{
    size_t offset = alignment > HUGE_HEADER_SIZE ? alignment : HUGE_HEADER_SIZE;
    if (size > (size_t)PTRDIFF_MAX - 4 * offset - SEGMENT_SIZE)
        return 0;
    /* Beyond a segment's alignment the block is placed by hand, still within the first
       segment's reach of the header. */
    size_t slack = alignment > SEGMENT_SIZE ? alignment : 0;
    size_t mapped = (offset + slack + size + 4095) & -4096ul;
    if (!slack && mapped < CACHED_BYTES / 2)
        mapped = round_up(mapped);
    char *at = slack ? 0 : (char *)take_cached(mapped);
    int dirty = at != 0;
    if (!at && !(at = __apus_map_aligned(mapped)) &&
        !(__apus_drop_huge() && (at = __apus_map_aligned(mapped))))
        return 0;
    char *block = at + offset;
    if (slack) {
        block = (char *)(((uintptr_t)at + HUGE_HEADER_SIZE + alignment - 1) & -alignment);
        char *header = (char *)segment_of(block);
        if (header != at) {
            __munmap(at, (size_t)(header - at));
            mapped -= (size_t)(header - at);
            at = header;
        }
    }
    struct segment *segment = (struct segment *)at;
    segment->mapped = mapped;
    segment->dirty = dirty;
    struct slab *slab = &segment->slabs[0];
    slab->owner = 0;
    slab->kind = SLAB_HUGE;
    slab->trigger = 0x7fffffff;
    slab->used = 1;
    slab->block_size = (size_t)(at + mapped - block);
    segment->head[((size_t)(block - at)) >> UNIT_BITS] = 0;
    return block;
}

void *__apus_resize_huge(void *block, struct segment *segment, size_t size)
{
    size_t offset = (size_t)((char *)block - (char *)segment);
    if (size > (size_t)PTRDIFF_MAX - offset - SEGMENT_SIZE)
        return 0;
    size_t mapped = (offset + size + 4095) & -4096ul;
    if (mapped < CACHED_BYTES / 2)
        mapped = round_up(mapped);
    if (mapped == segment->mapped)
        return block;
    int error = apus_self()->errno_value;
    if (__mremap(segment, segment->mapped, mapped, 0) == MAP_FAILED) {
        /* Elsewhere: a new place of the right alignment, the pages moved there. */
        apus_self()->errno_value = error;
        char *place = __apus_map_aligned(mapped);
        if (!place)
            return 0;
        if (__mremap(segment, segment->mapped, mapped, MREMAP_MAYMOVE | MREMAP_FIXED, place) ==
            MAP_FAILED) {
            memcpy(place, segment, segment->mapped < mapped ? segment->mapped : mapped);
            __munmap(segment, segment->mapped);
            apus_self()->errno_value = error;
        }
        segment = (struct segment *)place;
    }
    segment->mapped = mapped;
    segment->slabs[0].block_size = mapped - offset;
    return (char *)segment + offset;
}
