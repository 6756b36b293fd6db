/* A heap for each thread. The main thread's is static; the heap of a thread that ended is kept
   with its slabs for the next one. */
#include "heap.h"

extern volatile int __apus_heap_lock[1] HIDDEN;
volatile int __apus_heap_lock[1];

/* Every class of a heap without slabs points to a slab that is always full. */
static struct slab full = {.trigger = 0x7fffffff};
#define FULL_8 &full, &full, &full, &full, &full, &full, &full, &full
struct heap __apus_no_heap = {.current = {
    FULL_8, FULL_8, FULL_8, FULL_8, FULL_8, FULL_8, FULL_8, FULL_8, FULL_8, FULL_8, FULL_8,
    FULL_8, FULL_8, &full,
}};
_Static_assert(CLASSES == 13 * 8 + 1, "one pointer for each class");

static struct heap main_heap;
static struct heap *idle;

static void prepare(struct heap *heap)
{
    for (int class = 0; class < CLASSES; class++)
        heap->current[class] = &full;
    heap->in_use = 1;
}

struct heap *__apus_heap(void)
{
    struct apus_thread *self = apus_self();
    struct heap *heap = self->heap;
    if (heap != &__apus_no_heap)
        return heap;
    __lock(__apus_heap_lock);
    if (!main_heap.in_use) {
        heap = &main_heap;
        prepare(heap);
    } else if (idle) {
        heap = idle;
        idle = heap->next_idle;
        heap->in_use = 1;
    } else {
        /* A mapping of its own: it outlives the thread. */
        heap = __apus_map_huge(16, sizeof *heap);
        if (heap)
            prepare(heap);
    }
    __unlock(__apus_heap_lock);
    if (heap)
        self->heap = heap;
    return heap;
}

/* Gives back what a heap holds without need: little, where the thread did not do much. */
static int shrink(struct heap *heap)
{
    extern int __munmap(void *, size_t) HIDDEN;
    __apus_heap_collect(heap);
    struct segment *segment = __apus_take_empty(heap);
    if (segment)
        __munmap(segment, segment->mapped);
    return segment != 0;
}

/* Called when a thread ends, after its last use of the allocator. */
HIDDEN void __apus_heap_abandon(void)
{
    struct apus_thread *self = apus_self();
    struct heap *heap = self->heap;
    self->heap = &__apus_no_heap;
    if (heap == &__apus_no_heap)
        return;
    __lock(__apus_heap_lock);
    if (heap->segment_count > 1)
        shrink(heap);
    heap->next_idle = idle;
    idle = heap;
    __unlock(__apus_heap_lock);
}

/* An empty segment of a heap whose thread is gone: others go on freeing its blocks. */
struct segment *__apus_take_from_idle(void)
{
    struct segment *segment = 0;
    if (!idle)
        return 0;
    __lock(__apus_heap_lock);
    for (struct heap *heap = idle; heap && !segment; heap = heap->next_idle) {
        if (!heap->empty && heap->remote)
            __apus_heap_collect(heap);
        segment = __apus_take_empty(heap);
    }
    __unlock(__apus_heap_lock);
    return segment;
}

/* For malloc_trim: true if something was given back. */
int __apus_trim_idle(void)
{
    int released = 0;
    __lock(__apus_heap_lock);
    for (struct heap *heap = idle; heap; heap = heap->next_idle)
        released |= shrink(heap);
    __unlock(__apus_heap_lock);
    return released;
}

/* musl's fork: taken before, let go after. */
HIDDEN void __malloc_atfork(int who)
{
    if (who < 0)
        __lock(__apus_heap_lock);
    else if (who == 0)
        __unlock(__apus_heap_lock);
    else
        __apus_heap_lock[0] = 0;
}
