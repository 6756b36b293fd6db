/* The rest of the malloc family, over the fast paths of small.c. */
#include "heap.h"
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

static void *no_memory(void)
{
    errno = ENOMEM;
    return 0;
}

/* True if what the allocator just gave is known to be zero. */
static int is_clean(void *block, size_t size)
{
    if (size <= MEDIUM_MAX)
        return 0;
    struct slab *slab = slab_of(block);
    return slab->kind == SLAB_HUGE ? !segment_of(block)->dirty : (slab->kind == SLAB_RUN && slab->class);
}

HIDDEN void *__libc_malloc(size_t size) { return __apus_allocate(size); }
HIDDEN void __libc_free(void *block) { __apus_release(block); }
void *__libc_malloc_impl(size_t) HIDDEN_ALIAS(__libc_malloc);
void cfree(void *block) { __apus_release(block); }

HIDDEN void *__libc_calloc(size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        return no_memory();
    void *block = __apus_allocate(total);
    if (block && !is_clean(block, total))
        memset(block, 0, total);
    return block;
}

void *calloc(size_t count, size_t size) { return __libc_calloc(count, size); }

HIDDEN void *__libc_realloc(void *block, size_t size)
{
    if (!block)
        return __apus_allocate(size);
    if (!size) { /* as in glibc: frees */
        __apus_release(block);
        return 0;
    }
    struct slab *slab = slab_of(block);
    size_t have = slab->block_size;
    if (slab->kind == SLAB_HUGE && size > RUN_MAX) {
        void *moved = __apus_resize_huge(block, segment_of(block), size);
        return moved ? moved : no_memory();
    }
    if (size <= have && size > have / 2 - 16)
        return block;
    if (size > have && slab->kind == SLAB_RUN && size <= RUN_MAX &&
        slab->owner == apus_self()->heap &&
        __apus_grow_run(slab, (unsigned)((size + UNIT_SIZE - 1) >> UNIT_BITS)))
        return block;
    void *copy = __apus_allocate(size);
    if (!copy)
        return 0;
    memcpy(copy, block, size < have ? size : have);
    __apus_release(block);
    return copy;
}

void *realloc(void *block, size_t size) { return __libc_realloc(block, size); }

void *reallocarray(void *block, size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        return no_memory();
    return realloc(block, total);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    if (alignment & (alignment - 1)) {
        errno = EINVAL;
        return 0;
    }
    return __apus_allocate_aligned(alignment, size);
}

/* glibc takes any alignment here and rounds it up. */
void *memalign(size_t alignment, size_t size)
{
    size_t power = 16;
    while (power < alignment && power)
        power <<= 1;
    return power ? __apus_allocate_aligned(power, size) : no_memory();
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)))
        return EINVAL;
    int error = errno;
    void *block = __apus_allocate_aligned(alignment, size);
    errno = error;
    if (!block)
        return ENOMEM;
    *out = block;
    return 0;
}

void *valloc(size_t size) { return __apus_allocate_aligned(4096, size); }

void *pvalloc(size_t size)
{
    if (size > (size_t)PTRDIFF_MAX)
        return no_memory();
    return __apus_allocate_aligned(4096, (size + 4095) & -4096ul);
}

size_t malloc_usable_size(void *block)
{
    return block ? slab_of(block)->block_size : 0;
}
