/* Thread-local storage. The kernel lays out the static block below the main thread's control
   block; here are the blocks of later threads and those of modules that are loaded at run
   time, which are made on first use. dtv[0] holds the number of slots behind it; dtv[m] is the
   calling thread's block of module m, or 0. Replaces musl's __init_tls.lo and
   __tls_get_addr.lo. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include "malloc/heap.h"
#include <string.h>

extern void *__libc_malloc(size_t) HIDDEN;
extern void *__libc_calloc(size_t, size_t) HIDDEN;
extern void __libc_free(void *) HIDDEN;
extern void *__apus_allocate_aligned(size_t, size_t) HIDDEN;
extern _Noreturn void abort(void);
extern void __tl_lock(void) HIDDEN;
extern void __tl_unlock(void) HIDDEN;

struct tls_index {
    size_t module, offset;
};

volatile int __thread_list_lock HIDDEN;

static uintptr_t *grow_dtv(struct apus_thread *self, size_t module)
{
    size_t slots = module + 8;
    uintptr_t *table = __libc_calloc(slots + 1, sizeof *table);
    if (!table)
        abort();
    __tl_lock(); /* __apus_tls_forget may be at work in the old one */
    memcpy(table, self->dtv, (self->dtv[0] + 1) * sizeof *table);
    table[0] = slots;
    self->dtv = table; /* the old table stays: a signal handler may be reading it */
    __tl_unlock();
    return table;
}

/* The slow path of __tls_get_addr: first use of a module by this thread. */
HIDDEN void *__apus_tls_first_use(const struct tls_index *index)
{
    struct apus_thread *self = apus_self();
    uintptr_t *dtv = self->dtv;
    if (index->module > dtv[0])
        dtv = grow_dtv(self, index->module);
    if (!dtv[index->module]) {
        struct apus_tls_module module;
        if (__apus_tls_module(index->module, &module) < 0)
            abort();
        char *block;
        if (module.static_offset) {
            block = (char *)self - module.static_offset;
        } else {
            size_t align = module.alignment < 16 ? 16 : module.alignment;
            block = __apus_allocate_aligned(align, module.memory_size);
            if (!block)
                abort();
            memcpy(block, module.image, module.file_size);
            memset(block + module.file_size, 0, module.memory_size - module.file_size);
        }
        dtv[index->module] = (uintptr_t)block;
    }
    return (char *)dtv[index->module] + index->offset;
}

/* The calling thread's block of a module if it has one, else null. */
HIDDEN void *__apus_tls_block(size_t module)
{
    struct apus_thread *self = apus_self();
    if (module <= self->dtv[0] && self->dtv[module])
        return (void *)self->dtv[module];
    struct apus_tls_module info;
    if (__apus_tls_module(module, &info) == 0 && info.static_offset)
        return (char *)self - info.static_offset;
    return 0;
}

static int is_static(struct apus_thread *thread, uintptr_t block, size_t static_size)
{
    return block < (uintptr_t)thread && (uintptr_t)thread - block <= static_size;
}

/* After objects were unloaded: no thread keeps a block under a number that another module may get. */
HIDDEN void __apus_tls_forget(void)
{
    struct apus_thread *self = apus_self(), *thread = self;
    struct apus_tls_layout layout;
    struct apus_tls_module module;
    __apus_tls_layout(&layout);
    __tl_lock();
    do {
        for (size_t index = 1; index <= thread->dtv[0]; index++) {
            uintptr_t block = thread->dtv[index];
            if (!block || __apus_tls_module(index, &module) >= 0)
                continue;
            thread->dtv[index] = 0;
            if (!is_static(thread, block, layout.static_size))
                __libc_free((void *)block);
        }
    } while ((thread = thread->next) != self);
    __tl_unlock();
}

/* Gives back what a thread that ends has allocated. */
HIDDEN void __apus_tls_release(void)
{
    struct apus_thread *self = apus_self();
    struct apus_tls_layout layout;
    __apus_tls_layout(&layout);
    for (size_t index = 1; index <= self->dtv[0]; index++) {
        if (self->dtv[index] && !is_static(self, self->dtv[index], layout.static_size))
            __libc_free((void *)self->dtv[index]);
        self->dtv[index] = 0;
    }
    if (self->dtv != self->first_dtv) {
        uintptr_t *table = self->dtv;
        self->dtv = self->first_dtv;
        for (size_t index = 1; index <= self->dtv[0]; index++)
            self->dtv[index] = 0;
        __libc_free(table);
    }
}

static void fill_static_blocks(struct apus_thread *thread, size_t modules, int zeroed)
{
    for (size_t index = 1; index <= modules; index++) {
        struct apus_tls_module module;
        if (__apus_tls_module(index, &module) < 0 || !module.static_offset)
            continue;
        char *block = (char *)thread - module.static_offset;
        memcpy(block, module.image, module.file_size);
        if (!zeroed)
            memset(block + module.file_size, 0, module.memory_size - module.file_size);
    }
}

/* A thread of musl's that runs the functions of a timer one after the other: each of them finds
   thread-local variables as a new thread would. */
HIDDEN void __reset_tls(void)
{
    struct apus_tls_layout layout;
    __apus_tls_layout(&layout);
    __apus_tls_release();
    fill_static_blocks(apus_self(), layout.modules, 0);
}

/* Makes a new thread's control block below `top` and its static thread-local blocks below that,
   in memory that is all zeroes or was a thread's before; its stack may begin at `*stack`. A block
   that was used before has kept nothing of what its thread had, but for the blocks' contents. */
HIDDEN struct apus_thread *__copy_tls(unsigned char *top, int zeroed, char **stack)
{
    struct apus_tls_layout layout;
    __apus_tls_layout(&layout);
    size_t align = layout.static_align < 64 ? 64 : layout.static_align;
    struct apus_thread *thread = (void *)(((uintptr_t)top - sizeof *thread) & -align);
    if (!zeroed)
        memset(thread, 0, sizeof *thread);
    thread->self = thread;
    thread->first_dtv[0] = sizeof thread->first_dtv / sizeof thread->first_dtv[0] - 1;
    thread->dtv = thread->first_dtv;
    thread->heap = &__apus_no_heap;
    fill_static_blocks(thread, layout.modules, zeroed);
    *stack = (char *)(((uintptr_t)thread - layout.static_size) & -64ul);
    return thread;
}
