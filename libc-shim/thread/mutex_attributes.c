/* Attributes of mutexes, and what pthread_mutex_init makes of them. The attribute word has the
   bits of the mutex's kind, and the ceiling above them. */
#include "thread/ceiling.h"

enum { CEILING_SHIFT = 12, KIND_BITS = 255 };

int pthread_mutexattr_init(unsigned *attributes)
{
    *attributes = 0;
    return 0;
}

int pthread_mutexattr_destroy(unsigned *attributes)
{
    return 0;
}

static int set(unsigned *attributes, unsigned mask, unsigned value)
{
    *attributes = (*attributes & ~mask) | value;
    return 0;
}

int pthread_mutexattr_settype(unsigned *attributes, int type)
{
    return (unsigned)type > MUTEX_ADAPTIVE ? EINVAL : set(attributes, MUTEX_TYPE, (unsigned)type);
}

int pthread_mutexattr_gettype(const unsigned *restrict attributes, int *restrict out)
{
    *out = (int)(*attributes & MUTEX_TYPE);
    return 0;
}

int pthread_mutexattr_setrobust(unsigned *attributes, int robust)
{
    return (unsigned)robust > 1 ? EINVAL : set(attributes, MUTEX_ROBUST, robust ? MUTEX_ROBUST : 0);
}

int pthread_mutexattr_getrobust(const unsigned *restrict attributes, int *restrict out)
{
    *out = (*attributes & MUTEX_ROBUST) != 0;
    return 0;
}

int pthread_mutexattr_setpshared(unsigned *attributes, int shared)
{
    return (unsigned)shared > 1 ? EINVAL : set(attributes, MUTEX_SHARED, shared ? MUTEX_SHARED : 0);
}

int pthread_mutexattr_getpshared(const unsigned *restrict attributes, int *restrict out)
{
    *out = (*attributes & MUTEX_SHARED) != 0;
    return 0;
}

/* 0: PTHREAD_PRIO_NONE, 1: PTHREAD_PRIO_INHERIT, 2: PTHREAD_PRIO_PROTECT. */
int pthread_mutexattr_setprotocol(unsigned *attributes, int protocol)
{
    return (unsigned)protocol > 2 ? EINVAL
        : set(attributes, MUTEX_INHERIT | MUTEX_PROTECT, (unsigned)protocol * MUTEX_INHERIT);
}

int pthread_mutexattr_getprotocol(const unsigned *restrict attributes, int *restrict out)
{
    *out = (int)(*attributes & (MUTEX_INHERIT | MUTEX_PROTECT)) / MUTEX_INHERIT;
    return 0;
}

int pthread_mutexattr_setprioceiling(unsigned *attributes, int ceiling)
{
    if (ceiling < 1 || ceiling >= PRIORITIES)
        return EINVAL;
    return set(attributes, ~0u << CEILING_SHIFT, (unsigned)ceiling << CEILING_SHIFT);
}

/* Without one that was set, the lowest that SCHED_FIFO has. */
int pthread_mutexattr_getprioceiling(const unsigned *restrict attributes, int *restrict out)
{
    int ceiling = (int)(*attributes >> CEILING_SHIFT);
    *out = ceiling ? ceiling : 1;
    return 0;
}

int pthread_mutex_init(struct mutex *restrict mutex, const unsigned *restrict attributes)
{
    *mutex = (struct mutex){0};
    if (!attributes)
        return 0;
    int kind = (int)(*attributes & KIND_BITS), ceiling;
    if ((kind & MUTEX_ROBUST) && (kind & MUTEX_PROTECT))
        return ENOTSUP; /* as glibc */
    mutex->kind = kind;
    pthread_mutexattr_getprioceiling(attributes, &ceiling);
    if (kind & MUTEX_PROTECT)
        mutex->lock = ceiling << 19;
    return 0;
}
int __pthread_mutex_init(struct mutex *, const unsigned *) ALIAS(pthread_mutex_init);
