/* Mutexes in glibc's layout: the kind lies at offset 16, where glibc's static initialisers put
   it (musl looks at offset 0). The lock word is 0 when free, 1 when held, 2 when held and
   perhaps waited for. */
#include "thread/mutex.h"
#include <time.h>

extern int __timedwait(volatile int *, int, clockid_t, const struct timespec *, int) HIDDEN;

HIDDEN int __apus_mutex_wait(struct mutex *mutex, clockid_t clock, const struct timespec *until)
{
    int shared = (mutex->kind & MUTEX_SHARED) != 0;
    while (__atomic_exchange_n(&mutex->lock, 2, __ATOMIC_ACQUIRE) != 0) {
        int error = __timedwait(&mutex->lock, 2, clock, until, !shared);
        if (error == ETIMEDOUT || error == EINVAL)
            return error;
    }
    return 0;
}

/* Takes the lock word if it is free. Without a second thread there is nobody to race with. */
static inline int take(struct mutex *mutex)
{
    if (!__libc.threaded && !(mutex->kind & MUTEX_SHARED)) {
        if (mutex->lock)
            return 0;
        mutex->lock = 1;
        return 1;
    }
    int free_value = 0;
    return __atomic_compare_exchange_n(&mutex->lock, &free_value, 1, 0, __ATOMIC_ACQUIRE,
                                       __ATOMIC_RELAXED);
}

/* The kinds that know their owner. Returns -1 if the lock has still to be taken. */
static int owned_already(struct mutex *mutex, int trying)
{
    if (mutex->owner != apus_self()->tid)
        return -1;
    if ((mutex->kind & MUTEX_KIND) == MUTEX_RECURSIVE) {
        if (mutex->count == 0xffffffff)
            return EAGAIN;
        mutex->count++;
        return 0;
    }
    return trying ? EBUSY : EDEADLK;
}

static int lock_slowly(struct mutex *mutex, clockid_t clock, const struct timespec *until)
{
    int kind = mutex->kind & MUTEX_KIND;
    if (kind == MUTEX_RECURSIVE || kind == MUTEX_CHECKING) {
        int answer = owned_already(mutex, 0);
        if (answer >= 0)
            return answer;
    }
    if (!take(mutex)) {
        int error = __apus_mutex_wait(mutex, clock, until);
        if (error)
            return error;
    }
    if (kind == MUTEX_RECURSIVE || kind == MUTEX_CHECKING) {
        mutex->owner = apus_self()->tid;
        mutex->count = 1;
    }
    return 0;
}

int pthread_mutex_lock(struct mutex *mutex)
{
    if (__builtin_expect((mutex->kind & MUTEX_KIND) == 0, 1) && take(mutex))
        return 0;
    return lock_slowly(mutex, CLOCK_REALTIME, 0);
}

int pthread_mutex_clocklock(struct mutex *mutex, clockid_t clock, const struct timespec *until)
{
    if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
        return EINVAL;
    return lock_slowly(mutex, clock, until);
}

int pthread_mutex_timedlock(struct mutex *mutex, const struct timespec *until)
{
    return lock_slowly(mutex, CLOCK_REALTIME, until);
}

int pthread_mutex_trylock(struct mutex *mutex)
{
    int kind = mutex->kind & MUTEX_KIND;
    int owned = kind == MUTEX_RECURSIVE || kind == MUTEX_CHECKING;
    if (owned) {
        int answer = owned_already(mutex, 1);
        if (answer >= 0)
            return answer;
    }
    if (!take(mutex))
        return EBUSY;
    if (owned) {
        mutex->owner = apus_self()->tid;
        mutex->count = 1;
    }
    return 0;
}

int pthread_mutex_unlock(struct mutex *mutex)
{
    int kind = mutex->kind & MUTEX_KIND;
    if (__builtin_expect(kind == MUTEX_RECURSIVE || kind == MUTEX_CHECKING, 0)) {
        if (mutex->owner != apus_self()->tid)
            return EPERM;
        if (kind == MUTEX_RECURSIVE && --mutex->count)
            return 0;
        mutex->owner = 0;
    }
    if (!__libc.threaded && !(mutex->kind & MUTEX_SHARED)) {
        mutex->lock = 0;
        return 0;
    }
    if (__atomic_exchange_n(&mutex->lock, 0, __ATOMIC_RELEASE) == 2)
        apus_futex_wake(&mutex->lock, 1, !(mutex->kind & MUTEX_SHARED));
    return 0;
}

int pthread_mutex_init(struct mutex *restrict mutex, const unsigned *restrict attributes)
{
    *mutex = (struct mutex){0};
    if (attributes)
        mutex->kind = (int)(*attributes & (MUTEX_KIND | MUTEX_SHARED));
    return 0;
}

int pthread_mutex_destroy(struct mutex *mutex)
{
    return mutex->lock ? EBUSY : 0;
}

/* Robust and priority-inheriting mutexes are refused where they are asked for, so no mutex can
   be inconsistent, or have a ceiling. */
int pthread_mutex_consistent(struct mutex *mutex) { return EINVAL; }
int pthread_mutex_getprioceiling(const struct mutex *restrict mutex, int *restrict out) { return EINVAL; }
int pthread_mutex_setprioceiling(struct mutex *restrict mutex, int ceiling, int *restrict old) { return EINVAL; }

int __pthread_mutex_lock(struct mutex *) ALIAS(pthread_mutex_lock);
int __pthread_mutex_trylock(struct mutex *) ALIAS(pthread_mutex_trylock);
int __pthread_mutex_unlock(struct mutex *) ALIAS(pthread_mutex_unlock);
int __pthread_mutex_init(struct mutex *, const unsigned *) ALIAS(pthread_mutex_init);
int __pthread_mutex_destroy(struct mutex *) ALIAS(pthread_mutex_destroy);
