/* The list of robust mutexes that a thread holds, which the kernel walks when the thread ends:
   struct robust_list_head of set_robust_list(2). */
#ifndef APUS_ROBUST_H
#define APUS_ROBUST_H
#include "thread/mutex.h"

#define NEXT_OF(link) ((void **)((uintptr_t)(link) & ~1ul))
#define PREVIOUS_OF(link) (NEXT_OF(link)[-1])
_Static_assert(offsetof(struct apus_thread, robust_list) == offsetof(struct apus_thread, robust_previous) + 8,
               "the head is a node like those of mutexes");

void __apus_robust_register(struct apus_thread *self) HIDDEN;

/* Tells the kernel which mutex is being taken or let go, in case the thread dies in between. */
static inline void apus_robust_announce(struct apus_thread *self, struct mutex *mutex, int inherits)
{
    if (__builtin_expect(!self->robust_list.offset, 0))
        __apus_robust_register(self);
    self->robust_list.pending = (char *)&mutex->robust.next + inherits;
    __asm__ volatile("" : : : "memory");
}

static inline void apus_robust_done(struct apus_thread *self)
{
    __asm__ volatile("" : : : "memory");
    self->robust_list.pending = 0;
}

static inline void apus_robust_add(struct apus_thread *self, struct mutex *mutex, int inherits)
{
    void *first = (void *)self->robust_list.head;
    mutex->robust.next = first;
    mutex->robust.previous = (void *)&self->robust_list.head;
    PREVIOUS_OF(first) = &mutex->robust.next;
    __asm__ volatile("" : : : "memory");
    self->robust_list.head = (char *)&mutex->robust.next + inherits;
}

static inline void apus_robust_remove(struct mutex *mutex)
{
    PREVIOUS_OF(mutex->robust.next) = mutex->robust.previous;
    *NEXT_OF(mutex->robust.previous) = mutex->robust.next;
    mutex->robust.next = mutex->robust.previous = 0;
}

#endif
