/* Blocks larger than half a segment: a mapping each, behind a one-page header. */
#include "heap.h"
#include <string.h>
#include <sys/mman.h>

extern int __munmap(void *, size_t) HIDDEN;
extern void *__mremap(void *, size_t, size_t, int, ...) HIDDEN;

void *__apus_map_huge(size_t alignment, size_t size)
{
    size_t offset = alignment > HUGE_HEADER_SIZE ? alignment : HUGE_HEADER_SIZE;
    if (size > (size_t)PTRDIFF_MAX - 2 * offset - SEGMENT_SIZE)
        return 0;
    /* Beyond a segment's alignment the block is placed by hand, still within the first
       segment's reach of the header. */
    size_t slack = alignment > SEGMENT_SIZE ? alignment : 0;
    size_t mapped = (offset + slack + size + 4095) & -4096ul;
    char *at = __apus_map_aligned(mapped);
    if (!at)
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
    struct slab *slab = &segment->slabs[0];
    slab->kind = SLAB_HUGE;
    slab->trigger = 0x7fffffff;
    slab->used = 1;
    slab->block_size = (size_t)(at + mapped - block);
    segment->head[((size_t)(block - at)) >> UNIT_BITS] = 0;
    return block;
}

void __apus_unmap_huge(struct segment *segment)
{
    __munmap(segment, segment->mapped);
}

void *__apus_resize_huge(void *block, struct segment *segment, size_t size)
{
    size_t offset = (size_t)((char *)block - (char *)segment);
    if (size > (size_t)PTRDIFF_MAX - offset - SEGMENT_SIZE)
        return 0;
    size_t mapped = (offset + size + 4095) & -4096ul;
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
