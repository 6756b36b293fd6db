/* Condition variables: a sequence number that every signal advances. Who waits sleeps as long as
   the number is the one it saw while it held the mutex, so that a signal sent afterwards cannot be
   missed; the kernel wakes the longest waiting of equal priority first. */
#include "thread/mutex.h"
#include <limits.h>

struct condition {
    volatile int sequence;
    volatile int inside; /* threads that wait, or are leaving */
    int clock;           /* of timed waits without a clock of their own */
    int shared;
    int unused[8];
};
_Static_assert(sizeof(struct condition) == 48, "glibc's size");

int pthread_cond_init(struct condition *restrict condition, const unsigned *restrict attributes)
{
    *condition = (struct condition){0};
    if (attributes) {
        condition->clock = (int)(*attributes & 0x7fffffff);
        condition->shared = (int)(*attributes >> 31);
    }
    return 0;
}

/* Waits for threads that were woken and have not left yet, as POSIX allows programs to expect. */
int pthread_cond_destroy(struct condition *condition)
{
    __apus_drain(&condition->inside, condition->shared);
    return 0;
}

static int wake(struct condition *condition, int count)
{
    if (!condition->inside)
        return 0;
    __atomic_fetch_add(&condition->sequence, 1, __ATOMIC_SEQ_CST);
    apus_wake(&condition->sequence, count, condition->shared);
    return 0;
}

int pthread_cond_signal(struct condition *condition) { return wake(condition, 1); }
int pthread_cond_broadcast(struct condition *condition) { return wake(condition, INT_MAX); }

static inline __attribute__((always_inline)) int wait(struct condition *condition, struct mutex *mutex, clockid_t clock,
                const struct timespec *until)
{
    if (apus_bad_time(until))
        return EINVAL;
    int shared = condition->shared;
    apus_enter(&condition->inside);
    int seen = condition->sequence;
    mutex->users++;
    int error = pthread_mutex_unlock(mutex);
    if (error) {
        mutex->users--;
        apus_leave(&condition->inside, shared);
        return error;
    }
    do
        error = until ? __apus_wait_masked(&condition->sequence, seen, clock, until, shared)
                      : apus_wait_masked(&condition->sequence, seen, shared);
    while (condition->sequence == seen && (!error || error == EINTR));
    /* A signal that came with the cancellation or the time-out counts: it may have been meant for
       this thread, and nobody else was woken by it. A cancellation stays to be acted upon. */
    int signalled = condition->sequence != seen;
    apus_leave(&condition->inside, shared);

    int lock_error = pthread_mutex_lock(mutex);
    mutex->users--;
    if (error == ECANCELED) {
        if (!signalled)
            __apus_act_on_cancel();
        apus_self()->cancel_disabled = CANCEL_ENABLE;
    }
    return lock_error ? lock_error : error == ETIMEDOUT ? ETIMEDOUT : 0;
}

int pthread_cond_wait(struct condition *restrict condition, struct mutex *restrict mutex)
{
    return wait(condition, mutex, CLOCK_REALTIME, 0);
}

int pthread_cond_timedwait(struct condition *restrict condition, struct mutex *restrict mutex,
                           const struct timespec *restrict until)
{
    return wait(condition, mutex, condition->clock, until);
}

int pthread_cond_clockwait(struct condition *condition, struct mutex *mutex, clockid_t clock,
                           const struct timespec *until)
{
    return apus_bad_clock(clock) ? EINVAL : wait(condition, mutex, clock, until);
}
