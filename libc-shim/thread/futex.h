/* futex(2) as plain calls, and waits that cancellation can end. Errors are positive. */
#ifndef APUS_FUTEX_H
#define APUS_FUTEX_H
#include "apus/kernel.h"
#include "apus/musl.h"
#include <time.h>

enum { FUTEX_WAIT = 0, FUTEX_WAKE = 1, FUTEX_LOCK_PI = 6, FUTEX_UNLOCK_PI = 7, FUTEX_TRYLOCK_PI = 8,
       FUTEX_WAIT_BITSET = 9, FUTEX_LOCK_PI2 = 13, FUTEX_PRIVATE = 128, FUTEX_REALTIME = 256 };
enum { CANCEL_ENABLE, CANCEL_DISABLE, CANCEL_MASKED /* a cancelled wait returns ECANCELED */ };

APUS_CALL6(futex);

static inline void apus_wake(volatile int *word, int count, int shared)
{
    __apus_sys_futex((long)word, FUTEX_WAKE | (shared ? 0 : FUTEX_PRIVATE), count, 0, 0, 0);
}

static inline int apus_wait_operation(clockid_t clock, const struct timespec *until, int shared)
{
    return FUTEX_WAIT_BITSET | (shared ? 0 : FUTEX_PRIVATE) |
           (until && clock == CLOCK_REALTIME ? FUTEX_REALTIME : 0);
}

/* Sleeps while the word is `seen`, until a moment of the clock if one is given. */
static inline int apus_wait(volatile int *word, int seen, clockid_t clock, const struct timespec *until,
                            int shared)
{
    if (until && until->tv_sec < 0)
        return ETIMEDOUT;
    return (int)-__apus_sys_futex((long)word, apus_wait_operation(clock, until, shared), seen, (long)until,
                                  0, -1);
}

static inline int apus_bad_time(const struct timespec *until)
{
    return until && (unsigned long)until->tv_nsec >= 1000000000ul;
}

static inline int apus_bad_clock(clockid_t clock)
{
    return clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC;
}

/* Around a point that does not act: a result of -ECANCELED says that the thread was cancelled, and further points are disabled then,
   until the caller calls apus_act_on_cancel. Asynchronous cancellation waits as well. */
static inline unsigned char apus_mask_cancel(struct apus_thread *self)
{
    unsigned char asynchronous = self->cancel_async;
    self->cancel_disabled = CANCEL_MASKED;
    self->cancel_async = 0;
    return asynchronous;
}

static inline long apus_unmask_cancel(struct apus_thread *self, unsigned char asynchronous, long result)
{
    self->cancel_async = asynchronous;
    if (result != -ECANCELED)
        self->cancel_disabled = CANCEL_ENABLE;
    return result;
}

/* One of these by number. */
long __apus_masked_point(long number, long a, long b, long c, long d, long e, long f) HIDDEN;
int __apus_wait_masked(volatile int *word, int seen, clockid_t clock, const struct timespec *until,
                       int shared) HIDDEN;

/* The same, where there is no moment to wait for. */
static inline int apus_wait_masked(volatile int *word, int seen, int shared)
{
    struct apus_thread *self = apus_self();
    long operation = FUTEX_WAIT_BITSET | (shared ? 0 : FUTEX_PRIVATE);
    if (__builtin_expect(self->cancel_disabled != CANCEL_ENABLE, 0))
        return (int)-__apus_sys_futex((long)word, operation, seen, 0, 0, -1);
    unsigned char asynchronous = apus_mask_cancel(self);
    return (int)-apus_unmask_cancel(self, asynchronous, __apus_point_futex((long)word, operation, seen, 0, 0, -1));
}
_Noreturn void __apus_act_on_cancel(void) HIDDEN;

/* A count of threads inside an object; who destroys it waits until they have left. */
enum { DRAIN_WANTED = (int)0x80000000 };
static inline void apus_enter(volatile int *inside) { __atomic_fetch_add(inside, 1, __ATOMIC_SEQ_CST); }
static inline void apus_leave(volatile int *inside, int shared)
{
    /* The last access: afterwards the object may be gone, and only its address is used. */
    if (__atomic_sub_fetch(inside, 1, __ATOMIC_SEQ_CST) == DRAIN_WANTED)
        apus_wake(inside, 1, shared);
}
void __apus_drain(volatile int *inside, int shared) HIDDEN;

#endif
