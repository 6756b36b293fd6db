/* Priority-inheriting mutexes: the lock word holds the owner's thread number, and whoever finds it
   taken asks the kernel (futex(2), FUTEX_LOCK_PI), which lends the waiter's priority. They may be
   robust as well. */
#include "thread/robust.h"

/* The kernel refuses to wait for an owner that is the caller, or that is gone: POSIX has a
   normal mutex wait for ever then. */
static int wait_without_hope(struct mutex_wish wish)
{
    volatile int never = 0;
    for (;;)
        if (apus_wait(&never, 0, wish.clock, wish.until, 0) == ETIMEDOUT)
            return ETIMEDOUT;
}

static int ask_kernel(struct mutex *mutex, struct mutex_wish wish)
{
    int private = mutex->kind & MUTEX_SHARED ? 0 : FUTEX_PRIVATE;
    if (wish.trying) {
        /* Only an owner that died leaves something to be had. */
        if (!(mutex->lock & LOCK_OWNER_DIED))
            return EBUSY;
        return __apus_sys_futex((long)&mutex->lock, FUTEX_TRYLOCK_PI | private, 0, 0, 0, 0) < 0 ? EBUSY : 0;
    }
    if (apus_bad_time(wish.until))
        return EINVAL;
    int operation = wish.until && wish.clock == CLOCK_MONOTONIC ? FUTEX_LOCK_PI2 : FUTEX_LOCK_PI;
    for (;;) {
        int error = (int)-__apus_sys_futex((long)&mutex->lock, operation | private, 0, (long)wish.until, 0, 0);
        if (error == EINTR || error == EAGAIN)
            continue;
        if (error == ESRCH || error == EDEADLK)
            return wait_without_hope(wish);
        return error;
    }
}

static void let_go(struct mutex *mutex, int tid, int shared)
{
    if (!__atomic_compare_exchange_n(&mutex->lock, &tid, 0, 0, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
        __apus_sys_futex((long)&mutex->lock, FUTEX_UNLOCK_PI | (shared ? 0 : FUTEX_PRIVATE), 0, 0, 0, 0);
}

int __apus_lock_inheriting(struct mutex *mutex, struct mutex_wish wish)
{
    struct apus_thread *self = apus_self();
    int robust = mutex->kind & MUTEX_ROBUST;
    if ((mutex->lock & LOCK_TID) == self->tid) {
        int answer = apus_lock_again(mutex, wish.trying);
        if (answer >= 0)
            return answer;
    }
    if (robust)
        apus_robust_announce(self, mutex, 1);
    int expected = 0, error = 0;
    if (!__atomic_compare_exchange_n(&mutex->lock, &expected, self->tid, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
        error = ask_kernel(mutex, wish);
    if (!error && robust) {
        if (mutex->lock & LOCK_OWNER_DIED) {
            __atomic_fetch_and(&mutex->lock, ~LOCK_OWNER_DIED, __ATOMIC_RELAXED);
            error = EOWNERDEAD;
        } else if (mutex->owner == OWNER_LOST) {
            let_go(mutex, self->tid, mutex->kind & MUTEX_SHARED);
            error = ENOTRECOVERABLE;
        }
    }
    if (!error || error == EOWNERDEAD) {
        mutex->count = 1;
        mutex->owner = error ? OWNER_INCONSISTENT : self->tid;
        if (robust)
            apus_robust_add(self, mutex, 1);
    }
    if (robust)
        apus_robust_done(self);
    return error;
}

int __apus_unlock_inheriting(struct mutex *mutex)
{
    struct apus_thread *self = apus_self();
    if ((mutex->lock & LOCK_TID) != self->tid)
        return EPERM;
    if ((mutex->kind & MUTEX_TYPE) == MUTEX_RECURSIVE && --mutex->count)
        return 0;
    int robust = mutex->kind & MUTEX_ROBUST, shared = mutex->kind & MUTEX_SHARED;
    mutex->owner = mutex->owner == OWNER_INCONSISTENT ? OWNER_LOST : 0;
    if (robust) {
        apus_robust_announce(self, mutex, 1);
        apus_robust_remove(mutex);
    }
    let_go(mutex, self->tid, shared);
    if (robust)
        apus_robust_done(self);
    return 0;
}
