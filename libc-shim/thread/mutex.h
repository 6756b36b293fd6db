/* glibc's pthread_mutex_t. The kind lies at offset 16, where the static initialisers put it. */
#ifndef APUS_MUTEX_H
#define APUS_MUTEX_H
#include "apus/musl.h"
#include "thread/futex.h"

enum {
    MUTEX_NORMAL = 0, MUTEX_RECURSIVE = 1, MUTEX_CHECKING = 2, MUTEX_ADAPTIVE = 3, MUTEX_TYPE = 3,
    MUTEX_ROBUST = 16, MUTEX_INHERIT = 32, MUTEX_PROTECT = 64, MUTEX_SHARED = 128,
};

/* The owner's field of robust mutexes, beside thread numbers. */
enum { OWNER_INCONSISTENT = 0x7fffffff, OWNER_LOST = 0x7ffffffe };

/* The lock word of robust and priority-inheriting mutexes, as the kernel defines it. */
enum { LOCK_WAITERS = (int)0x80000000, LOCK_OWNER_DIED = 0x40000000, LOCK_TID = 0x3fffffff };

struct mutex {
    volatile int lock; /* of other mutexes: 0 free, 1 held, 2 held and perhaps waited for */
    unsigned count;    /* of a recursive mutex */
    int owner;         /* thread number */
    unsigned users;    /* threads that wait on a condition with it */
    int kind;
    int unused;
    struct {
        void *previous; /* both point to a `next`; bit 0 says that the mutex inherits priority */
        void *next;
    } robust;
};
_Static_assert(sizeof(struct mutex) == 40, "glibc's size");
_Static_assert(offsetof(struct mutex, kind) == 16, "glibc's place");
_Static_assert(offsetof(struct mutex, robust) == 24, "glibc's place");

/* How to take a mutex: wait without end, until a moment, or not at all. */
struct mutex_wish {
    int trying;
    clockid_t clock;
    const struct timespec *until;
};

/* The kinds that need more, each in its file. Errors are positive. */
int __apus_lock_robust(struct mutex *mutex, struct mutex_wish wish) HIDDEN;
int __apus_unlock_robust(struct mutex *mutex) HIDDEN;
int __apus_lock_inheriting(struct mutex *mutex, struct mutex_wish wish) HIDDEN;
int __apus_unlock_inheriting(struct mutex *mutex) HIDDEN;
int __apus_lock_protecting(struct mutex *mutex, struct mutex_wish wish) HIDDEN;
int __apus_unlock_protecting(struct mutex *mutex) HIDDEN;

/* For the kinds that know their owner, which is the caller: the answer to one more lock. -1: it has
   to wait for itself. */
static inline int apus_lock_again(struct mutex *mutex, int trying)
{
    switch (mutex->kind & MUTEX_TYPE) {
    case MUTEX_RECURSIVE:
        if (mutex->count == 0xffffffff)
            return EAGAIN;
        mutex->count++;
        return 0;
    case MUTEX_CHECKING:
        return trying ? EBUSY : EDEADLK;
    default:
        return trying ? EBUSY : -1;
    }
}

#ifndef _PTHREAD_H /* the same functions with the public types */
int pthread_mutex_lock(struct mutex *mutex);
int pthread_mutex_trylock(struct mutex *mutex);
int pthread_mutex_unlock(struct mutex *mutex);
int pthread_mutex_clocklock(struct mutex *mutex, clockid_t clock, const struct timespec *until);
int pthread_mutex_init(struct mutex *restrict mutex, const unsigned *restrict attributes);
int pthread_mutex_destroy(struct mutex *mutex);
#endif
#endif
