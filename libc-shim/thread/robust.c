/* Robust mutexes: when the owner dies, the kernel marks the lock word and wakes one who waits, and
   the next owner is told with EOWNERDEAD (pthread_mutexattr_setrobust(3)). */
#include "thread/robust.h"
#include "apus/kernel.h"

APUS_CALL2(set_robust_list);

void __apus_robust_register(struct apus_thread *self)
{
    self->robust_list.head = &self->robust_list.head;
    self->robust_list.offset = (long)offsetof(struct mutex, lock) - (long)offsetof(struct mutex, robust.next);
    __apus_sys_set_robust_list((long)&self->robust_list, 24);
}

static int give_up(struct apus_thread *self, int error)
{
    apus_robust_done(self);
    return error;
}

static int take(struct apus_thread *self, struct mutex *mutex, struct mutex_wish wish)
{
    int shared = mutex->kind & MUTEX_SHARED, others = 0;
    int seen = mutex->lock;
    for (;;) {
        if (seen & LOCK_OWNER_DIED) {
            int mine = self->tid | (seen & LOCK_WAITERS) | others;
            if (!__atomic_compare_exchange_n(&mutex->lock, &seen, mine, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
                continue;
            return EOWNERDEAD;
        }
        if (!seen) {
            if (__atomic_compare_exchange_n(&mutex->lock, &seen, self->tid | others, 0, __ATOMIC_ACQUIRE,
                                            __ATOMIC_RELAXED))
                return 0;
            continue;
        }
        if (wish.trying)
            return EBUSY;
        if (apus_bad_time(wish.until))
            return EINVAL;
        if (!(seen & LOCK_WAITERS)) {
            if (!__atomic_compare_exchange_n(&mutex->lock, &seen, seen | LOCK_WAITERS, 0, __ATOMIC_RELAXED,
                                             __ATOMIC_RELAXED))
                continue;
            seen |= LOCK_WAITERS;
        }
        int error = apus_wait(&mutex->lock, seen, wish.clock, wish.until, shared);
        if (error == ETIMEDOUT || error == EINVAL)
            return error;
        /* Others may still sleep: who was woken keeps the mark for them. */
        others = LOCK_WAITERS;
        seen = mutex->lock;
    }
}

static void let_go(struct mutex *mutex, int shared)
{
    if (__atomic_exchange_n(&mutex->lock, 0, __ATOMIC_RELEASE) & LOCK_WAITERS)
        apus_wake(&mutex->lock, 1, shared);
}

int __apus_lock_robust(struct mutex *mutex, struct mutex_wish wish)
{
    struct apus_thread *self = apus_self();
    if ((mutex->lock & LOCK_TID) == self->tid) {
        int answer = apus_lock_again(mutex, wish.trying);
        if (answer >= 0)
            return answer;
    }
    apus_robust_announce(self, mutex, 0);
    int error = take(self, mutex, wish);
    if (error && error != EOWNERDEAD)
        return give_up(self, error);
    if (mutex->owner == OWNER_LOST) {
        /* Nobody made it consistent. The next one who waits has to learn it as well. */
        let_go(mutex, mutex->kind & MUTEX_SHARED);
        return give_up(self, ENOTRECOVERABLE);
    }
    mutex->count = 1;
    mutex->owner = error ? OWNER_INCONSISTENT : self->tid;
    apus_robust_add(self, mutex, 0);
    return give_up(self, error);
}

int __apus_unlock_robust(struct mutex *mutex)
{
    struct apus_thread *self = apus_self();
    if ((mutex->lock & LOCK_TID) != self->tid)
        return EPERM;
    if ((mutex->kind & MUTEX_TYPE) == MUTEX_RECURSIVE && --mutex->count)
        return 0;
    int shared = mutex->kind & MUTEX_SHARED;
    mutex->owner = mutex->owner == OWNER_INCONSISTENT ? OWNER_LOST : 0;
    apus_robust_announce(self, mutex, 0);
    apus_robust_remove(mutex);
    let_go(mutex, shared);
    apus_robust_done(self);
    return 0;
}

int pthread_mutex_consistent(struct mutex *mutex)
{
    if (!(mutex->kind & MUTEX_ROBUST) || mutex->owner != OWNER_INCONSISTENT)
        return EINVAL;
    mutex->owner = apus_self()->tid;
    return 0;
}
