/* Mutexes in glibc's layout. The fast path is that of a normal, private one; other kinds take the
   slow path at once, which sends robust ones and those with a priority protocol to their files. */
#include "thread/mutex.h"

static int is_free_alone(struct mutex *mutex)
{
    return !__libc.threaded && !(mutex->kind & MUTEX_SHARED) && !mutex->lock;
}

/* Takes the lock word if it is free. Without a second thread there is nobody to race with. */
static inline int take(struct mutex *mutex)
{
    if (is_free_alone(mutex)) {
        mutex->lock = 1;
        return 1;
    }
    int free_value = 0;
    return __atomic_compare_exchange_n(&mutex->lock, &free_value, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

static int wait_for(struct mutex *mutex, struct mutex_wish wish)
{
    if (apus_bad_time(wish.until))
        return EINVAL;
    if ((mutex->kind & MUTEX_TYPE) == MUTEX_ADAPTIVE)
        for (int turn = 0; turn < 100; turn++) {
            __asm__ volatile("pause");
            if (!mutex->lock && take(mutex))
                return 0;
        }
    int shared = mutex->kind & MUTEX_SHARED;
    while (__atomic_exchange_n(&mutex->lock, 2, __ATOMIC_ACQUIRE) != 0) {
        int error = apus_wait(&mutex->lock, 2, wish.clock, wish.until, shared);
        if (error == ETIMEDOUT || error == EINVAL)
            return error;
    }
    return 0;
}

static int lock_slowly(struct mutex *mutex, struct mutex_wish wish)
{
    if (mutex->kind < 0) /* destroyed */
        return EINVAL;
    if (mutex->kind & MUTEX_INHERIT)
        return __apus_lock_inheriting(mutex, wish);
    if (mutex->kind & MUTEX_ROBUST)
        return __apus_lock_robust(mutex, wish);
    if (mutex->kind & MUTEX_PROTECT)
        return __apus_lock_protecting(mutex, wish);
    int tid = apus_self()->tid;
    int type = mutex->kind & MUTEX_TYPE;
    if (mutex->owner == tid && (type == MUTEX_RECURSIVE || type == MUTEX_CHECKING)) {
        int answer = apus_lock_again(mutex, wish.trying);
        if (answer >= 0)
            return answer;
    }
    if (!take(mutex)) {
        if (wish.trying)
            return EBUSY;
        int error = wait_for(mutex, wish);
        if (error)
            return error;
    }
    mutex->owner = tid;
    mutex->count = 1;
    return 0;
}

int pthread_mutex_lock(struct mutex *mutex)
{
    if (__builtin_expect((mutex->kind & 0xff) == MUTEX_NORMAL, 1) && take(mutex)) {
        mutex->owner = apus_self()->tid;
        return 0;
    }
    return lock_slowly(mutex, (struct mutex_wish){0});
}

int pthread_mutex_trylock(struct mutex *mutex)
{
    if (__builtin_expect((mutex->kind & 0xff) == MUTEX_NORMAL, 1)) {
        if (!take(mutex))
            return EBUSY;
        mutex->owner = apus_self()->tid;
        return 0;
    }
    return lock_slowly(mutex, (struct mutex_wish){.trying = 1});
}

int pthread_mutex_clocklock(struct mutex *mutex, clockid_t clock, const struct timespec *until)
{
    if (apus_bad_clock(clock))
        return EINVAL;
    return lock_slowly(mutex, (struct mutex_wish){.clock = clock, .until = until});
}

int pthread_mutex_timedlock(struct mutex *mutex, const struct timespec *until)
{
    return lock_slowly(mutex, (struct mutex_wish){.clock = CLOCK_REALTIME, .until = until});
}


static int unlock_slowly(struct mutex *mutex)
{
    if (mutex->kind < 0)
        return EINVAL;
    if (mutex->kind & MUTEX_INHERIT)
        return __apus_unlock_inheriting(mutex);
    if (mutex->kind & MUTEX_ROBUST)
        return __apus_unlock_robust(mutex);
    if (mutex->kind & MUTEX_PROTECT)
        return __apus_unlock_protecting(mutex);
    int type = mutex->kind & MUTEX_TYPE;
    if (type == MUTEX_RECURSIVE || type == MUTEX_CHECKING) {
        if (mutex->owner != apus_self()->tid || !mutex->lock)
            return EPERM;
        if (type == MUTEX_RECURSIVE && --mutex->count)
            return 0;
    }
    mutex->owner = 0;
    int shared = mutex->kind & MUTEX_SHARED;
    /* The mutex may be gone as soon as it is free: its kind was read before. */
    if (__atomic_exchange_n(&mutex->lock, 0, __ATOMIC_RELEASE) == 2)
        apus_wake(&mutex->lock, 1, shared);
    return 0;
}

int pthread_mutex_unlock(struct mutex *mutex)
{
    if (__builtin_expect((mutex->kind & 0xff) != MUTEX_NORMAL, 0))
        return unlock_slowly(mutex);
    mutex->owner = 0;
    if (!__libc.threaded)
        mutex->lock = 0;
    else if (__builtin_expect(__atomic_exchange_n(&mutex->lock, 0, __ATOMIC_RELEASE) == 2, 0))
        apus_wake(&mutex->lock, 1, 0);
    return 0;
}

int pthread_mutex_destroy(struct mutex *mutex)
{
    /* The lock word of a priority-protecting one holds its ceiling as well. */
    int held = mutex->kind & MUTEX_PROTECT ? mutex->lock & 0x7ffff
        : mutex->kind & (MUTEX_ROBUST | MUTEX_INHERIT) ? mutex->lock & LOCK_TID : mutex->lock;
    if (held || mutex->users)
        return EBUSY;
    mutex->kind = -1; /* as glibc: a use of it from here on is refused */
    return 0;
}

int __pthread_mutex_lock(struct mutex *) ALIAS(pthread_mutex_lock);
int __pthread_mutex_trylock(struct mutex *) ALIAS(pthread_mutex_trylock);
int __pthread_mutex_unlock(struct mutex *) ALIAS(pthread_mutex_unlock);
int __pthread_mutex_destroy(struct mutex *) ALIAS(pthread_mutex_destroy);
