/* What the allocator says about itself, in glibc's terms. */
#include "heap.h"
#include <malloc.h>
#include <stdio.h>
#include <sys/mman.h>

extern int __madvise(void *, size_t, int) HIDDEN;

struct apus_mallinfo2 {
    size_t arena, ordblks, smblks, hblks, hblkhd, usmblks, fsmblks, uordblks, fordblks, keepcost;
};
struct apus_mallinfo {
    int arena, ordblks, smblks, hblks, hblkhd, usmblks, fsmblks, uordblks, fordblks, keepcost;
};

/* The calling thread's heap. Blocks in use are counted slab by slab. */
struct apus_mallinfo2 mallinfo2(void)
{
    struct apus_mallinfo2 info = {0};
    struct heap *heap = apus_self()->heap;
    for (struct segment *segment = heap->segments; segment; segment = segment->next) {
        info.arena += segment->mapped;
        for (unsigned unit = 0; unit < UNITS;) {
            if (segment->free_units >> unit & 1) {
                info.ordblks++;
                while (unit < UNITS && (segment->free_units >> unit & 1))
                    unit++;
                continue;
            }
            struct slab *slab = &segment->slabs[unit];
            info.uordblks += (size_t)slab->used * slab->block_size;
            unit += slab->units;
        }
    }
    info.fordblks = info.arena - info.uordblks;
    return info;
}

struct apus_mallinfo mallinfo(void)
{
    struct apus_mallinfo2 wide = mallinfo2();
    return (struct apus_mallinfo){
        .arena = (int)wide.arena, .ordblks = (int)wide.ordblks,
        .uordblks = (int)wide.uordblks, .fordblks = (int)wide.fordblks,
    };
}

/* Gives the memory of free units back, keeping their addresses. */
int malloc_trim(size_t keep)
{
    int released = __apus_drop_huge() | __apus_trim_idle();
    struct heap *heap = apus_self()->heap;
    if (heap != &__apus_no_heap)
        __apus_heap_collect(heap);
    for (struct segment *segment = heap->segments; segment; segment = segment->next) {
        uint64_t dirty = segment->free_units & ~segment->clean_units & ~1ul;
        for (unsigned unit = 1; unit < UNITS; unit++) {
            if (!(dirty >> unit & 1))
                continue;
            char *at = (char *)segment + ((size_t)unit << UNIT_BITS);
            if (__madvise(at, UNIT_SIZE, MADV_DONTNEED) == 0) {
                segment->clean_units |= 1ul << unit;
                released = 1;
            }
        }
    }
    return released;
}

/* The parameters tune an allocator that this one is not. Those of glibc are known and have no
   effect here; an unknown one is refused. */
int mallopt(int parameter, int value)
{
    return (parameter >= -8 && parameter <= -1) || parameter == 1;
}

void malloc_stats(void)
{
    struct apus_mallinfo2 info = mallinfo2();
    fprintf(stderr, "Arena 0:\nsystem bytes     = %10zu\nin use bytes     = %10zu\n", info.arena,
            info.uordblks);
}

int malloc_info(int options, FILE *file)
{
    if (options) {
        errno = EINVAL;
        return -1;
    }
    struct apus_mallinfo2 info = mallinfo2();
    fprintf(file, "<malloc version=\"1\">\n<heap nr=\"0\">\n<system type=\"current\" size=\"%zu\"/>\n"
                  "<used size=\"%zu\"/>\n</heap>\n</malloc>\n", info.arena, info.uordblks);
    return 0;
}
