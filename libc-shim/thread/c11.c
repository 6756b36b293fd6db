/* threads.h: the POSIX objects by other names. */
#include "thread/mutex.h"
#include <sched.h>
#include <threads.h>

extern int pthread_cond_init(cnd_t *, const unsigned *);
extern int pthread_cond_destroy(cnd_t *);
extern int pthread_cond_signal(cnd_t *);
extern int pthread_cond_broadcast(cnd_t *);
extern int pthread_cond_wait(cnd_t *, struct mutex *);
extern int pthread_cond_timedwait(cnd_t *, struct mutex *, const struct timespec *);

static int answer(int error)
{
    switch (error) {
    case 0: return thrd_success;
    case EBUSY: return thrd_busy;
    case ENOMEM: return thrd_nomem;
    case ETIMEDOUT: return thrd_timedout;
    default: return thrd_error;
    }
}

int mtx_init(mtx_t *mutex, int type)
{
    if (type & ~(mtx_recursive | mtx_timed))
        return thrd_error;
    unsigned kind = type & mtx_recursive ? MUTEX_RECURSIVE : MUTEX_NORMAL;
    return answer(pthread_mutex_init((struct mutex *)mutex, &kind));
}

void mtx_destroy(mtx_t *mutex) { pthread_mutex_destroy((struct mutex *)mutex); }
int mtx_lock(mtx_t *mutex) { return answer(pthread_mutex_lock((struct mutex *)mutex)); }
int mtx_trylock(mtx_t *mutex) { return answer(pthread_mutex_trylock((struct mutex *)mutex)); }
int mtx_unlock(mtx_t *mutex) { return answer(pthread_mutex_unlock((struct mutex *)mutex)); }

int mtx_timedlock(mtx_t *restrict mutex, const struct timespec *restrict until)
{
    return answer(pthread_mutex_clocklock((struct mutex *)mutex, CLOCK_REALTIME, until));
}

int cnd_init(cnd_t *condition) { return answer(pthread_cond_init(condition, 0)); }
void cnd_destroy(cnd_t *condition) { pthread_cond_destroy(condition); }
int cnd_signal(cnd_t *condition) { return answer(pthread_cond_signal(condition)); }
int cnd_broadcast(cnd_t *condition) { return answer(pthread_cond_broadcast(condition)); }

int cnd_wait(cnd_t *condition, mtx_t *mutex)
{
    return answer(pthread_cond_wait(condition, (struct mutex *)mutex));
}

int cnd_timedwait(cnd_t *restrict condition, mtx_t *restrict mutex, const struct timespec *restrict until)
{
    return answer(pthread_cond_timedwait(condition, (struct mutex *)mutex, until));
}

void thrd_yield(void) { sched_yield(); }

/* -1: interrupted; another negative number: any other error. */
int thrd_sleep(const struct timespec *duration, struct timespec *remaining)
{
    int error = clock_nanosleep(CLOCK_REALTIME, 0, duration, remaining);
    return error == EINTR ? -1 : error ? -2 : 0;
}
