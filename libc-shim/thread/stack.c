/* The memory of threads: guard, stack, thread-local blocks and, at the upper end, the control
   block. What a thread leaves is kept for the next one, up to 40 MiB as in glibc. */
#include "thread/thread.h"
#include <string.h>
#include <sys/mman.h>

extern void *__mmap(void *, size_t, int, int, int, off_t) HIDDEN;
extern int __munmap(void *, size_t) HIDDEN;
extern int __mprotect(void *, size_t, int) HIDDEN;

enum { KEEP_AT_MOST = 40 << 20, PAGE = 4096, ROOM_FOR_CODE = 2048 /* least stack beside the blocks */ };

static struct apus_thread *kept; /* latest first; those whose number is not 0 still run */
static size_t kept_bytes;

/* Room for thread-local blocks and the control block. */
static size_t own_room(void)
{
    struct apus_tls_layout layout;
    __apus_tls_layout(&layout);
    size_t align = layout.static_align < 64 ? 64 : layout.static_align;
    return layout.static_size + sizeof(struct apus_thread) + 2 * align;
}

/* The smallest kept one that is large enough, if it has the same guard. */
static struct apus_thread *take_kept(size_t size, size_t guard)
{
    struct apus_thread **best = 0;
    for (struct apus_thread **at = &kept; *at; at = &(*at)->next_cached)
        if (!(*at)->tid && (*at)->map_size >= size && (*at)->map_size <= 4 * size &&
            (*at)->guard_size == guard && (!best || (*at)->map_size < (*best)->map_size))
            best = at;
    if (!best)
        return 0;
    struct apus_thread *thread = *best;
    *best = thread->next_cached;
    kept_bytes -= thread->map_size;
    return thread;
}

/* Gives the oldest back to the system, but for those that still run. */
static void trim(size_t most)
{
    while (kept_bytes > most) {
        struct apus_thread **oldest = 0;
        for (struct apus_thread **at = &kept; *at; at = &(*at)->next_cached)
            if (!(*at)->tid)
                oldest = at;
        if (!oldest)
            return;
        struct apus_thread *thread = *oldest;
        *oldest = thread->next_cached;
        kept_bytes -= thread->map_size;
        __munmap(thread->map_base, thread->map_size);
    }
}

void __apus_stack_keep(struct apus_thread *thread)
{
    if (!thread->map_size) /* the program's memory */
        return;
    thread->next_cached = kept;
    kept = thread;
    kept_bytes += thread->map_size;
    trim(KEEP_AT_MOST);
}

static unsigned char *map(size_t size, size_t guard)
{
    unsigned char *base = __mmap(0, size, PROT_READ | PROT_WRITE,
                                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (base == MAP_FAILED)
        return 0;
    if (guard && __mprotect(base, guard, PROT_NONE)) {
        __munmap(base, size);
        return 0;
    }
    return base;
}

static void place(struct apus_thread *thread, unsigned char *top, size_t size, size_t guard)
{
    thread->stack = top;
    thread->stack_size = size;
    thread->guard_size = guard;
}

/* A stack that the program brings: nothing is known of its contents, and it has no guard. */
static int use_given(const struct attributes *attributes, struct apus_thread **out, char **stack)
{
    if (attributes->stack_size < own_room() + ROOM_FOR_CODE)
        return EINVAL;
    *out = __copy_tls((unsigned char *)attributes->stack, 0, stack);
    place(*out, (unsigned char *)attributes->stack, attributes->stack_size, 0);
    return 0;
}

/* Finds the memory, prepares the control block, and tells where the stack begins. */
int __apus_stack_take(const struct attributes *attributes, struct apus_thread **out, char **stack)
{
    if (attributes->stack)
        return use_given(attributes, out, stack);
    size_t size = attributes->stack_size ? attributes->stack_size : __apus_default_stack_size();
    if (size > (size_t)PTRDIFF_MAX || attributes->guard_size > (size_t)PTRDIFF_MAX - size)
        return EINVAL;
    size_t guard = (attributes->guard_size + PAGE - 1) & -(size_t)PAGE;
    size &= -64ul;
    size_t whole = (size + guard + PAGE - 1) & -(size_t)PAGE;
    if (size < own_room() + ROOM_FOR_CODE)
        return EINVAL;

    struct apus_thread *thread = take_kept(whole, guard);
    unsigned char *base = thread ? thread->map_base : map(whole, guard);
    if (!base && kept) {
        trim(0);
        base = map(whole, guard);
    }
    if (!base)
        return EAGAIN;
    size_t mapped = thread ? thread->map_size : whole;
    thread = __copy_tls(base + mapped, !thread, stack);
    place(thread, base + mapped, size, guard);
    thread->map_base = base;
    thread->map_size = mapped;
    *out = thread;
    return 0;
}
