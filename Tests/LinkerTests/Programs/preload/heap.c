/* A heap of its own: never gives memory back. Who calls malloc, the C library included, gets it from here. */
#include <stddef.h>
#include <string.h>
#include <unistd.h>
#include <stdio.h>
static char pool[8 << 20] __attribute__((aligned(16)));
static size_t used;
static int allocations, frees, foreign;
static void *take(size_t size, size_t alignment)
{
    size_t start = (used + 16 + alignment - 1) & -alignment;
    if (size > sizeof pool || start + size > sizeof pool)
        return 0;
    used = start + size;
    memcpy(pool + start - 8, &size, sizeof size);
    allocations++;
    return pool + start;
}
void *malloc(size_t size) { return take(size, 16); }
void *calloc(size_t count, size_t size) { return take(count * size, 16); }
void *memalign(size_t alignment, size_t size) { return take(size, alignment < 16 ? 16 : alignment); }
void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
int posix_memalign(void **out, size_t alignment, size_t size) { *out = memalign(alignment, size); return *out ? 0 : 12; }
void free(void *block)
{
    if (!block)
        return;
    frees++;
    foreign += (char *)block < pool || (char *)block >= pool + sizeof pool;
}
void *realloc(void *block, size_t size)
{
    void *next = take(size, 16);
    if (block && next) {
        size_t old;
        memcpy(&old, (char *)block - 8, sizeof old);
        memcpy(next, block, old < size ? old : size);
        free(block);
    }
    return next;
}
__attribute__((destructor)) static void report(void)
{
    char line[100];
    int count = snprintf(line, sizeof line, "own heap used %d, freed %d, foreign blocks %d\n", allocations > 5, frees > 2, foreign);
    if (write(1, line, count) != count)
        return;
}
