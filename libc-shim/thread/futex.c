/* Waiting in the kernel, and musl's internal locks over it. */
#include "thread/thread.h"

int __apus_wait_masked(volatile int *word, int seen, clockid_t clock, const struct timespec *until, int shared)
{
    struct apus_thread *self = apus_self();
    if (self->cancel_disabled != CANCEL_ENABLE)
        return apus_wait(word, seen, clock, until, shared);
    if (until && until->tv_sec < 0)
        return ETIMEDOUT;
    unsigned char asynchronous = apus_mask_cancel(self);
    return (int)-apus_unmask_cancel(self, asynchronous, __apus_point_futex(
        (long)word, apus_wait_operation(clock, until, shared), seen, (long)until, 0, -1));
}

void __apus_drain(volatile int *inside, int shared)
{
    int count = __atomic_or_fetch(inside, DRAIN_WANTED, __ATOMIC_SEQ_CST);
    while (count != DRAIN_WANTED) {
        apus_wait(inside, count, CLOCK_REALTIME, 0, shared);
        count = *inside;
    }
}

/* musl's lock: 0 free, 1 held, 2 held and perhaps waited for. */
HIDDEN void __lock(volatile int *lock)
{
    if (!__libc.threaded) {
        *lock = 1;
        return;
    }
    int free_value = 0;
    if (__atomic_compare_exchange_n(lock, &free_value, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
        return;
    while (__atomic_exchange_n(lock, 2, __ATOMIC_ACQUIRE))
        apus_wait(lock, 2, CLOCK_REALTIME, 0, 0);
}

HIDDEN void __unlock(volatile int *lock)
{
    if (!__libc.threaded)
        *lock = 0;
    else if (__atomic_exchange_n(lock, 0, __ATOMIC_RELEASE) == 2)
        apus_wake(lock, 1, 0);
}

/* What musl's asynchronous I/O and streams wait with. `waiters` counts them for who wakes. */
HIDDEN void __musl__wait(volatile int *word, volatile int *waiters, int seen, int private)
{
    if (waiters)
        __atomic_fetch_add(waiters, 1, __ATOMIC_SEQ_CST);
    while (*word == seen)
        apus_wait(word, seen, CLOCK_REALTIME, 0, !private);
    if (waiters)
        __atomic_fetch_sub(waiters, 1, __ATOMIC_SEQ_CST);
}

HIDDEN int __timedwait_cp(volatile int *word, int seen, clockid_t clock, const struct timespec *until, int private)
{
    if (apus_bad_time(until))
        return EINVAL;
    int error = (int)-__syscall_cp(SYS_futex, (long)word, apus_wait_operation(clock, until, !private), seen,
                                   (long)until, 0, -1);
    return error == EINTR || error == ETIMEDOUT || error == ECANCELED ? error : 0;
}

/* The list of threads, and all that changes with it: stacks that are kept, a thread's table of
   thread-local blocks. fork holds it. */
void __tl_lock(void) { __lock(&__thread_list_lock); }
void __tl_unlock(void) { __unlock(&__thread_list_lock); }
