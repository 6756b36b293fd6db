/* Attributes of condition variables, read-write locks and barriers. */
#include "thread/futex.h"

/* Bit 31: shared between processes; below, the clock of timed waits, or a rwlock's preference in
   the second word. */
#define SHARED 0x80000000u

static int set_shared(unsigned *attributes, int shared)
{
    if ((unsigned)shared > 1)
        return EINVAL;
    *attributes = (*attributes & ~SHARED) | (shared ? SHARED : 0);
    return 0;
}

static int get_shared(const unsigned *attributes, int *out)
{
    *out = (*attributes & SHARED) != 0;
    return 0;
}

int pthread_condattr_init(unsigned *attributes) { *attributes = CLOCK_REALTIME; return 0; }
int pthread_condattr_destroy(unsigned *attributes) { return 0; }
int pthread_condattr_setpshared(unsigned *attributes, int shared) { return set_shared(attributes, shared); }

int pthread_condattr_getpshared(const unsigned *restrict attributes, int *restrict out)
{
    return get_shared(attributes, out);
}

int pthread_condattr_setclock(unsigned *attributes, clockid_t clock)
{
    if (apus_bad_clock(clock))
        return EINVAL;
    *attributes = (*attributes & SHARED) | (unsigned)clock;
    return 0;
}

int pthread_condattr_getclock(const unsigned *restrict attributes, clockid_t *restrict out)
{
    *out = (clockid_t)(*attributes & ~SHARED);
    return 0;
}

int pthread_barrierattr_init(unsigned *attributes) { *attributes = 0; return 0; }
int pthread_barrierattr_destroy(unsigned *attributes) { return 0; }
int pthread_barrierattr_setpshared(unsigned *attributes, int shared) { return set_shared(attributes, shared); }

int pthread_barrierattr_getpshared(const unsigned *restrict attributes, int *restrict out)
{
    return get_shared(attributes, out);
}

int pthread_rwlockattr_init(unsigned *attributes) { attributes[0] = attributes[1] = 0; return 0; }
int pthread_rwlockattr_destroy(unsigned *attributes) { return 0; }
int pthread_rwlockattr_setpshared(unsigned *attributes, int shared) { return set_shared(attributes, shared); }

int pthread_rwlockattr_getpshared(const unsigned *restrict attributes, int *restrict out)
{
    return get_shared(attributes, out);
}

int pthread_rwlockattr_setkind_np(unsigned *attributes, int kind)
{
    if ((unsigned)kind > 2)
        return EINVAL;
    attributes[1] = (unsigned)kind;
    return 0;
}

int pthread_rwlockattr_getkind_np(const unsigned *attributes, int *out)
{
    *out = (int)attributes[1];
    return 0;
}
