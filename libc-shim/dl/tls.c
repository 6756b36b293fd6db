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
    memcpy(table, self->dtv, (self->dtv[0] + 1) * sizeof *table);
    table[0] = slots;
    self->dtv = table; /* the old table stays: a signal handler may be reading it */
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

extern void __tl_lock(void) HIDDEN;
extern void __tl_unlock(void) HIDDEN;

/* Modules have gone: every thread's block of theirs is given back and its slot emptied, so that
   a module that gets the same number begins anew. */
HIDDEN void __apus_tls_forget(void)
{
    struct apus_tls_layout layout;
    struct apus_tls_module module;
    __apus_tls_layout(&layout);
    __tl_lock();
    struct apus_thread *self = apus_self(), *thread = self;
    do {
        uintptr_t *dtv = thread->dtv;
        for (size_t index = 1; index <= dtv[0]; index++) {
            if (!dtv[index] || __apus_tls_module(index, &module) == 0)
                continue;
            uintptr_t block = dtv[index];
            dtv[index] = 0;
            /* Below the control block it is part of the static block. */
            if ((uintptr_t)thread - block > layout.static_size)
                __libc_free((void *)block);
        }
        thread = thread->next;
    } while (thread != self);
    __tl_unlock();
}

/* Gives back what a thread that ends has allocated. */
HIDDEN void __apus_tls_release(void)
{
    struct apus_thread *self = apus_self();
    struct apus_tls_module module;
    for (size_t index = 1; index <= self->dtv[0]; index++) {
        if (!self->dtv[index] || __apus_tls_module(index, &module) < 0 || module.static_offset)
            continue;
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

/* Fills a new thread's static block and control block in `memory`, which is
   `__libc.tls_size` bytes (see __apus_tls_reserve). Called by pthread_create. */
HIDDEN void *__copy_tls(unsigned char *memory)
{
    struct apus_tls_layout layout;
    __apus_tls_layout(&layout);
    size_t align = layout.static_align < 64 ? 64 : layout.static_align;
    uintptr_t at = (uintptr_t)memory + __libc.tls_size - sizeof(struct apus_thread);
    struct apus_thread *thread = (void *)(at & -align);
    memset(thread, 0, sizeof *thread);
    thread->first_dtv[0] = sizeof thread->first_dtv / sizeof thread->first_dtv[0] - 1;
    thread->dtv = thread->first_dtv;
    thread->heap = &__apus_no_heap;
    for (size_t index = 1; index <= layout.modules; index++) {
        struct apus_tls_module module;
        if (__apus_tls_module(index, &module) < 0 || !module.static_offset)
            continue;
        char *block = (char *)thread - module.static_offset;
        memcpy(block, module.image, module.file_size);
        memset(block + module.file_size, 0, module.memory_size - module.file_size);
    }
    return thread;
}

/* Tells musl's pthread_create how much memory __copy_tls wants. */
HIDDEN void __apus_tls_reserve(void)
{
    struct apus_tls_layout layout;
    __apus_tls_layout(&layout);
    size_t align = layout.static_align < 64 ? 64 : layout.static_align;
    __libc.tls_align = align;
    __libc.tls_size = (layout.static_size + sizeof(struct apus_thread) + 2 * align + 15) & -16ul;
    __libc.tls_count = layout.modules;
}
