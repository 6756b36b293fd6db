/* Barriers: who comes last advances the round that the others wait for. */
#include "thread/futex.h"
#include <limits.h>

struct barrier {
    volatile int guard;
    volatile int round;
    volatile int inside; /* threads that wait, or are leaving */
    unsigned count, arrived;
    int shared;
    int unused[2];
};
_Static_assert(sizeof(struct barrier) == 32, "glibc's size");

enum { SERIAL_THREAD = -1 };

int pthread_barrier_init(struct barrier *restrict barrier, const unsigned *restrict attributes, unsigned count)
{
    if (!count || count > INT_MAX)
        return EINVAL;
    *barrier = (struct barrier){.count = count, .shared = attributes ? (int)(*attributes >> 31) : 0};
    return 0;
}

/* May be called as soon as a thread has returned from the wait, while others still leave. */
int pthread_barrier_destroy(struct barrier *barrier)
{
    __apus_drain(&barrier->inside, barrier->shared);
    return 0;
}

int pthread_barrier_wait(struct barrier *barrier)
{
    int shared = barrier->shared, free_value = 0;
    apus_enter(&barrier->inside);
    if (!__atomic_compare_exchange_n(&barrier->guard, &free_value, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
        while (__atomic_exchange_n(&barrier->guard, 2, __ATOMIC_ACQUIRE))
            apus_wait(&barrier->guard, 2, CLOCK_REALTIME, 0, shared);
    int round = barrier->round;
    int is_last = ++barrier->arrived == barrier->count;
    if (is_last) {
        barrier->arrived = 0;
        barrier->round = round + 1;
    }
    if (__atomic_exchange_n(&barrier->guard, 0, __ATOMIC_RELEASE) == 2)
        apus_wake(&barrier->guard, 1, shared);
    if (is_last)
        apus_wake(&barrier->round, INT_MAX, shared);
    else
        while (barrier->round == round)
            apus_wait(&barrier->round, round, CLOCK_REALTIME, 0, shared);
    apus_leave(&barrier->inside, shared);
    return is_last ? SERIAL_THREAD : 0;
}
