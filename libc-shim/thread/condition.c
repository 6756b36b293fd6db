/* Condition variables over our mutexes: a sequence number that every signal advances. Who waits
   sleeps as long as the number is the one it saw while it held the mutex. */
#include "thread/mutex.h"
#include <limits.h>

struct condition {
    volatile int sequence;
    volatile int waiters;
    int clock;   /* of timed waits without a clock of their own */
    int shared;
    int unused[8];
};
_Static_assert(sizeof(struct condition) == 48, "glibc's size");

enum { CANCEL_ENABLE, CANCEL_DISABLE, CANCEL_MASKED };
extern int __timedwait_cp(volatile int *, int, clockid_t, const struct timespec *, int) HIDDEN;
extern int pthread_setcancelstate(int, int *);
extern void pthread_testcancel(void);

int pthread_cond_init(struct condition *restrict condition, const unsigned *restrict attributes)
{
    *condition = (struct condition){0};
    if (attributes) {
        condition->clock = (int)(*attributes & 0x7fffffff);
        condition->shared = (int)(*attributes >> 31);
    }
    return 0;
}

int pthread_cond_destroy(struct condition *condition) { return 0; }

static int wake(struct condition *condition, int count)
{
    if (!condition->waiters)
        return 0;
    __atomic_fetch_add(&condition->sequence, 1, __ATOMIC_SEQ_CST);
    apus_futex_wake(&condition->sequence, count, !condition->shared);
    return 0;
}

int pthread_cond_signal(struct condition *condition) { return wake(condition, 1); }
int pthread_cond_broadcast(struct condition *condition) { return wake(condition, INT_MAX); }

static int wait(struct condition *condition, struct mutex *mutex, clockid_t clock,
                const struct timespec *until)
{
    int kind = mutex->kind & MUTEX_KIND, owned = kind == MUTEX_RECURSIVE || kind == MUTEX_CHECKING;
    if (owned && mutex->owner != apus_self()->tid)
        return EPERM;
    if (until && (unsigned long)until->tv_nsec >= 1000000000ul)
        return EINVAL;
    pthread_testcancel();

    __atomic_fetch_add(&condition->waiters, 1, __ATOMIC_SEQ_CST);
    int seen = condition->sequence;
    unsigned depth = mutex->count;
    if (kind == MUTEX_RECURSIVE)
        mutex->count = 1;
    pthread_mutex_unlock(mutex);

    /* A cancellation ends the wait, and is acted upon when the mutex is held again. */
    int cancel, error;
    pthread_setcancelstate(CANCEL_MASKED, &cancel);
    if (cancel == CANCEL_DISABLE)
        pthread_setcancelstate(cancel, 0);
    do
        error = __timedwait_cp(&condition->sequence, seen, clock, until, !condition->shared);
    while (condition->sequence == seen && (!error || error == EINTR));
    if (error == EINTR || (error == ECANCELED && condition->sequence != seen))
        error = 0;
    __atomic_fetch_sub(&condition->waiters, 1, __ATOMIC_SEQ_CST);

    pthread_mutex_lock(mutex);
    if (kind == MUTEX_RECURSIVE)
        mutex->count = depth;
    pthread_setcancelstate(cancel, 0);
    if (error == ECANCELED) {
        pthread_testcancel();
        pthread_setcancelstate(CANCEL_DISABLE, 0);
    }
    return error;
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
    if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
        return EINVAL;
    return wait(condition, mutex, clock, until);
}
