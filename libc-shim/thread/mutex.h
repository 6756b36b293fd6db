/* glibc's pthread_mutex_t, as far as it is used, and futexes. */
#ifndef APUS_MUTEX_H
#define APUS_MUTEX_H
#include "apus/musl.h"
#include <time.h>

enum { MUTEX_NORMAL = 0, MUTEX_RECURSIVE = 1, MUTEX_CHECKING = 2, MUTEX_ADAPTIVE = 3,
       MUTEX_KIND = 3, MUTEX_SHARED = 128 };

struct mutex {
    volatile int lock;
    unsigned count;
    int owner;
    unsigned users;
    int kind;
    int unused[5];
};
_Static_assert(sizeof(struct mutex) == 40, "glibc's size");
_Static_assert(offsetof(struct mutex, kind) == 16, "glibc's place");

extern long __apus_sys_futex(long, long, long, long, long, long);

static inline void apus_futex_wake(volatile int *word, int count, int private)
{
    __apus_sys_futex((long)word, private ? 1 | 128 : 1, count, 0, 0, 0);
}

int __apus_mutex_wait(struct mutex *mutex, clockid_t clock, const struct timespec *until) HIDDEN;
#ifndef _PTHREAD_H /* the same functions with the public types */
int pthread_mutex_lock(struct mutex *mutex);
int pthread_mutex_trylock(struct mutex *mutex);
int pthread_mutex_unlock(struct mutex *mutex);
int pthread_mutex_clocklock(struct mutex *mutex, clockid_t clock, const struct timespec *until);
int pthread_mutex_init(struct mutex *restrict mutex, const unsigned *restrict attributes);
int pthread_mutex_destroy(struct mutex *mutex);
#endif
#endif
