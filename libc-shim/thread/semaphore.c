/* Unnamed semaphores: the value and the number of those who wait in one word, so that a post
   touches the semaphore once, and it may be destroyed by who was woken. */
#include "thread/semaphore.h"

static int fail(int error)
{
    apus_self()->errno_value = error;
    return -1;
}

int sem_init(struct semaphore *semaphore, int shared, unsigned value)
{
    if (value > SEM_MOST)
        return fail(EINVAL);
    *semaphore = (struct semaphore){.state = value, .shared = shared != 0};
    return 0;
}

int sem_destroy(struct semaphore *semaphore) { return 0; }

int sem_getvalue(struct semaphore *restrict semaphore, int *restrict out)
{
    *out = (int)(uint32_t)semaphore->state;
    return 0;
}

int sem_post(struct semaphore *semaphore)
{
    int shared = semaphore->shared;
    uint64_t seen = __atomic_load_n(&semaphore->state, __ATOMIC_RELAXED);
    do
        if ((uint32_t)seen == SEM_MOST)
            return fail(EOVERFLOW);
    while (!__atomic_compare_exchange_n(&semaphore->state, &seen, seen + 1, 0, __ATOMIC_RELEASE, __ATOMIC_RELAXED));
    if (seen >= ONE_WAITER)
        apus_wake((volatile int *)&semaphore->state, 1, shared);
    return 0;
}

/* Takes one, and `with` more from the word, if there is one. */
static inline int take(struct semaphore *semaphore, uint64_t with)
{
    uint64_t seen = __atomic_load_n(&semaphore->state, __ATOMIC_RELAXED);
    while ((uint32_t)seen)
        if (__atomic_compare_exchange_n(&semaphore->state, &seen, seen - 1 - with, 0, __ATOMIC_ACQUIRE,
                                        __ATOMIC_RELAXED))
            return 1;
    return 0;
}

int sem_trywait(struct semaphore *semaphore)
{
    return take(semaphore, 0) ? 0 : fail(EAGAIN);
}

static int wait(struct semaphore *semaphore, clockid_t clock, const struct timespec *until)
{
    extern void pthread_testcancel(void);
    pthread_testcancel();
    /* As glibc, also where nothing has to be waited for. */
    if (apus_bad_time(until))
        return fail(EINVAL);
    if (take(semaphore, 0))
        return 0;
    __atomic_fetch_add(&semaphore->state, ONE_WAITER, __ATOMIC_RELAXED);
    do {
        int error = __apus_wait_masked((volatile int *)&semaphore->state, 0, clock, until, semaphore->shared);
        if (error == EINTR || error == ETIMEDOUT || error == ECANCELED) {
            /* A post that came at the same moment counts. */
            if (error != ECANCELED && take(semaphore, ONE_WAITER))
                return 0;
            __atomic_fetch_sub(&semaphore->state, ONE_WAITER, __ATOMIC_RELAXED);
            if (error == ECANCELED)
                __apus_act_on_cancel();
            return fail(error);
        }
    } while (!take(semaphore, ONE_WAITER));
    return 0;
}

int sem_wait(struct semaphore *semaphore) { return wait(semaphore, CLOCK_REALTIME, 0); }

int sem_timedwait(struct semaphore *restrict semaphore, const struct timespec *restrict until)
{
    return wait(semaphore, CLOCK_REALTIME, until);
}

int sem_clockwait(struct semaphore *restrict semaphore, clockid_t clock, const struct timespec *restrict until)
{
    return apus_bad_clock(clock) ? fail(EINVAL) : wait(semaphore, clock, until);
}
