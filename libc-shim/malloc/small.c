/* The fast paths: take the first free block of the size's class, put a block back. */
#include "heap.h"
#include <stdlib.h>
#include <string.h>

static inline unsigned medium_class(size_t size)
{
    /* Eight steps to a doubling: 1152, 1280 … 2048, 2304 … 32768. */
    unsigned top = 63 - __builtin_clzl(size - 1);
    return SMALL_CLASSES + (top - 10) * 8 + (unsigned)(((size - 1) >> (top - 3)) & 7);
}

static size_t class_size(unsigned class)
{
    if (class < SMALL_CLASSES)
        return class ? class * 16 : 16;
    unsigned step = class - SMALL_CLASSES;
    return (size_t)(9 + step % 8) << (step / 8 + 7);
}

static unsigned class_units(size_t size)
{
    return size <= 2048 ? 1 : size <= 8192 ? 4 : 16;
}

inline void *__apus_allocate(size_t size)
{
    if (__builtin_expect(size > SMALL_MAX, 0))
        return __apus_allocate_slowly(size);
    struct slab *slab = ((struct heap *)apus_self()->heap)->current[(size + 15) / 16];
    void *block = slab->free;
    if (__builtin_expect(!block, 0))
        return __apus_allocate_slowly(size);
    slab->free = *(void **)block;
    slab->used++;
    return block;
}

inline void __apus_release(void *block)
{
    if (!block)
        return;
    struct slab *slab = slab_of(block);
    if (__builtin_expect(slab->owner != apus_self()->heap, 0)) {
        __apus_free_remote(block, slab);
        return;
    }
    *(void **)block = slab->free;
    slab->free = block;
    if (__builtin_expect(--slab->used <= slab->trigger, 0))
        __apus_free_slowly(block, slab);
}

void *malloc(size_t size) { return __apus_allocate(size); }
void free(void *block) { __apus_release(block); }

/* Blocks that were never handed out, a page's worth at a time: the rest of the slab stays
   untouched until it is needed. */
static void extend(struct slab *slab)
{
    char *segment = (char *)segment_of_slab(slab);
    size_t size = slab->block_size;
    unsigned count = size >= 4096 ? 1 : 4096 / size;
    unsigned left = (unsigned)((slab->end - slab->fresh) / size);
    if (count > left)
        count = left;
    if (!count)
        return;
    char *block = segment + slab->fresh;
    slab->fresh += (uint32_t)(count * size);
    slab->free = block;
    for (; --count; block += size)
        *(void **)block = block + size;
    *(void **)block = 0;
}

static void unqueue(struct heap *heap, struct slab *slab)
{
    if (slab->next)
        slab->next->previous = slab->previous;
    if (slab->previous)
        slab->previous->next = slab->next;
    else
        heap->current[slab->class] = slab->next ? slab->next : __apus_no_heap.current[0];
    slab->next = slab->previous = 0;
    slab->queued = 0;
}

static void enqueue(struct heap *heap, struct slab *slab)
{
    struct slab *head = heap->current[slab->class];
    if (head == __apus_no_heap.current[0]) {
        heap->current[slab->class] = slab;
        slab->next = slab->previous = 0;
    } else {
        /* Behind the head: the slab in use stays in use. */
        slab->next = head->next;
        slab->previous = head;
        if (head->next)
            head->next->previous = slab;
        head->next = slab;
        head->trigger = 0; /* it may go now when it is empty */
    }
    slab->queued = 1;
    slab->trigger = 0;
}

/* Takes in what other threads freed. */
static int drain(struct heap *heap)
{
    void *block = __atomic_exchange_n(&heap->remote, 0, __ATOMIC_ACQUIRE);
    if (!block)
        return 0;
    while (block) {
        void *next = *(void **)block;
        __apus_release(block);
        block = next;
    }
    return 1;
}

/* Takes in what others freed, and gives back slabs that hold nothing. The heap is the caller's own,
   or nobody's and locked. */
void __apus_heap_collect(struct heap *heap)
{
    struct apus_thread *self = apus_self();
    struct heap *own = self->heap;
    self->heap = heap; /* for the frees */
    drain(heap);
    self->heap = own;
    for (int class = 0; class < CLASSES; class++)
        for (struct slab *slab = heap->current[class], *next; slab && slab->owner; slab = next) {
            next = slab->next;
            if (slab->used)
                continue;
            unqueue(heap, slab);
            __apus_return_units(heap, slab);
        }
}

static void *take_block(struct heap *heap, unsigned class)
{
    for (;;) {
        struct slab *slab = heap->current[class];
        if (slab != __apus_no_heap.current[0]) {
            if (!slab->free)
                extend(slab);
            if (slab->free) {
                void *block = slab->free;
                slab->free = *(void **)block;
                slab->used++;
                return block;
            }
            if (heap->remote && drain(heap))
                continue;
            /* Full: off the list until one of its blocks comes back. */
            unqueue(heap, slab);
            slab->trigger = 0x7fffffff;
            continue;
        }
        if (heap->remote && drain(heap))
            continue;
        int clean;
        size_t size = class_size(class);
        slab = __apus_take_units(heap, class_units(size), &clean);
        if (!slab)
            return 0;
        slab->kind = SLAB_BLOCKS;
        slab->class = (uint8_t)class;
        slab->block_size = size;
        slab->free = 0;
        slab->used = 0;
        slab->end = slab->fresh + (uint32_t)((slab->end - slab->fresh) / size * size);
        enqueue(heap, slab);
    }
}

static void *take_run(struct heap *heap, size_t size)
{
    int clean;
    if (heap->remote)
        drain(heap);
    unsigned units = (unsigned)((size + UNIT_SIZE - 1) >> UNIT_BITS);
    struct slab *slab = __apus_take_units(heap, units, &clean);
    if (!slab)
        return 0;
    slab->kind = SLAB_RUN;
    slab->free = 0;
    slab->used = 1;
    slab->trigger = 0;
    slab->block_size = (size_t)units << UNIT_BITS;
    slab->class = (uint8_t)clean; /* for calloc, which need not clear it then */
    return (char *)segment_of_slab(slab) + slab->fresh;
}

void *__apus_allocate_slowly(size_t size)
{
    struct heap *heap = __apus_heap();
    void *block = 0;
    if (!heap)
        ;
    else if (size <= SMALL_MAX)
        block = take_block(heap, (unsigned)((size + 15) / 16));
    else if (size <= MEDIUM_MAX) {
        unsigned class = medium_class(size);
        struct slab *slab = heap->current[class];
        block = slab->free;
        if (block) {
            slab->free = *(void **)block;
            slab->used++;
        } else {
            block = take_block(heap, class);
        }
    } else if (size <= RUN_MAX)
        block = take_run(heap, size);
    else
        block = __apus_map_huge(16, size);
    if (!block)
        apus_self()->errno_value = ENOMEM;
    return block;
}

void *__apus_allocate_aligned(size_t alignment, size_t size)
{
    if (alignment <= 16)
        return __apus_allocate(size);
    if (size > (size_t)PTRDIFF_MAX - alignment) {
        apus_self()->errno_value = ENOMEM;
        return 0;
    }
    /* Slabs start at a page boundary and blocks follow each other: a block is aligned if its
       size is a multiple. Larger alignments are those of units, or need a mapping. */
    size_t rounded = (size + alignment - 1) & -alignment;
    if (!rounded)
        rounded = alignment;
    if (alignment <= SMALL_MAX && rounded <= SMALL_MAX)
        return __apus_allocate(rounded);
    if (alignment <= 4096) {
        size_t power = 2048;
        while (power < rounded)
            power <<= 1;
        if (power <= MEDIUM_MAX)
            return __apus_allocate_slowly(power);
    }
    struct heap *heap = __apus_heap();
    void *block = 0;
    if (heap && alignment <= UNIT_SIZE && rounded <= RUN_MAX)
        block = take_run(heap, rounded < MEDIUM_MAX ? MEDIUM_MAX : rounded);
    else if (heap)
        block = __apus_map_huge(alignment, size);
    if (!block)
        apus_self()->errno_value = ENOMEM;
    return block;
}

/* The block is on its slab's list already; the slab was full, or is empty now. */
void __apus_free_slowly(void *block, struct slab *slab)
{
    struct heap *heap = slab->owner;
    if (slab->kind == SLAB_RUN) {
        __apus_return_units(heap, slab);
        return;
    }
    if (!slab->queued)
        enqueue(heap, slab);
    if (slab->used > 0)
        return;
    /* Empty. One slab of a class is kept, so that a loop of malloc and free stays cheap. */
    if (slab->next || slab->previous) {
        unqueue(heap, slab);
        __apus_return_units(heap, slab);
    } else {
        slab->trigger = -1;
    }
}

void __apus_free_remote(void *block, struct slab *slab)
{
    if (slab->kind == SLAB_HUGE) {
        __apus_unmap_huge(segment_of_slab(slab));
        return;
    }
    struct heap *owner = slab->owner;
    void *top = __atomic_load_n(&owner->remote, __ATOMIC_RELAXED);
    do
        *(void **)block = top;
    while (!__atomic_compare_exchange_n(&owner->remote, &top, block, 0, __ATOMIC_RELEASE,
                                        __ATOMIC_RELAXED));
}
