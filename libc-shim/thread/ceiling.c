/* Priority-protecting mutexes (PTHREAD_PRIO_PROTECT): as long as a thread holds one, it runs at
   least at the mutex's ceiling. The lock word is the ceiling, shifted, and 0, 1 or 2 below it:
   free, held, perhaps waited for. As in glibc, a thread whose policy has no priorities cannot
   take one (EINVAL). */
#include "thread/ceiling.h"
#include "thread/thread.h"
#include <string.h>

enum { SHIFT = 19, STATE = (1 << SHIFT) - 1 };

APUS_CALL1(sched_getscheduler);
APUS_CALL2(sched_getparam);
APUS_CALL3(sched_setscheduler);
extern void *__libc_calloc(size_t, size_t) HIDDEN;

static struct ceilings *ceilings_of(struct apus_thread *self)
{
    if (!self->ceilings) {
        struct ceilings *new = __libc_calloc(1, sizeof *new);
        if (new)
            new->highest = -1;
        self->ceilings = new;
    }
    return self->ceilings;
}

static void read_base(struct ceilings *held)
{
    struct sched_param now = {0};
    held->policy = (int)__apus_sys_sched_getscheduler(0);
    __apus_sys_sched_getparam(0, (long)&now);
    held->priority = now.sched_priority;
}

/* One mutex more (`by` 1) or fewer (-1) of a ceiling; runs at what is the highest then. */
static int change(struct ceilings *held, int ceiling, int by)
{
    held->count[ceiling] += by;
    int highest = PRIORITIES - 1;
    while (highest >= 0 && !held->count[highest])
        highest--;
    int before = held->highest > held->priority ? held->highest : held->priority;
    int after = highest > held->priority ? highest : held->priority;
    held->highest = highest;
    if (before == after)
        return 0;
    struct sched_param wanted = {.sched_priority = after};
    int error = (int)-__apus_sys_sched_setscheduler(0, held->policy, (long)&wanted);
    if (error && by > 0) {
        held->count[ceiling]--;
        held->highest = before > held->priority ? before : -1;
    }
    return error;
}

static int wait_for(struct mutex *mutex, struct mutex_wish wish, int *ceiling)
{
    int free_value = *ceiling << SHIFT;
    int seen = mutex->lock;
    for (;;) {
        if (seen >> SHIFT != *ceiling)
            return EAGAIN; /* changed meanwhile: check it again */
        if (seen == free_value) {
            if (__atomic_compare_exchange_n(&mutex->lock, &seen, free_value | 2, 0, __ATOMIC_ACQUIRE,
                                            __ATOMIC_RELAXED))
                return 0;
            continue;
        }
        if (seen != (free_value | 2) &&
            !__atomic_compare_exchange_n(&mutex->lock, &seen, free_value | 2, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
            continue;
        int error = apus_wait(&mutex->lock, free_value | 2, wish.clock, wish.until, mutex->kind & MUTEX_SHARED);
        if (error == ETIMEDOUT || error == EINVAL)
            return error;
        seen = mutex->lock;
    }
}

int __apus_lock_protecting(struct mutex *mutex, struct mutex_wish wish)
{
    struct apus_thread *self = apus_self();
    if (mutex->owner == self->tid) {
        int answer = apus_lock_again(mutex, wish.trying);
        if (answer >= 0)
            return answer;
    }
    struct ceilings *held = ceilings_of(self);
    if (!held)
        return ENOMEM;
    for (;;) {
        int ceiling = (int)((unsigned)mutex->lock >> SHIFT);
        if (held->highest < 0)
            read_base(held);
        if (ceiling < held->priority)
            return EINVAL;
        int error = change(held, ceiling, 1);
        if (error)
            return error;
        int expected = ceiling << SHIFT;
        if (!__atomic_compare_exchange_n(&mutex->lock, &expected, expected | 1, 0, __ATOMIC_ACQUIRE,
                                         __ATOMIC_RELAXED))
            error = wish.trying ? EBUSY : apus_bad_time(wish.until) ? EINVAL : wait_for(mutex, wish, &ceiling);
        if (!error) {
            mutex->owner = self->tid;
            mutex->count = 1;
            return 0;
        }
        change(held, ceiling, -1);
        if (error != EAGAIN)
            return error;
    }
}

int __apus_unlock_protecting(struct mutex *mutex)
{
    struct apus_thread *self = apus_self();
    int type = mutex->kind & MUTEX_TYPE;
    if (mutex->owner != self->tid)
        return EPERM;
    if (type == MUTEX_RECURSIVE && --mutex->count)
        return 0;
    int shared = mutex->kind & MUTEX_SHARED;
    int ceiling = (int)((unsigned)mutex->lock >> SHIFT);
    mutex->owner = 0;
    if ((__atomic_exchange_n(&mutex->lock, ceiling << SHIFT, __ATOMIC_RELEASE) & STATE) == 2)
        apus_wake(&mutex->lock, 1, shared);
    change(self->ceilings, ceiling, -1);
    return 0;
}

int __apus_priority_with_ceilings(struct apus_thread *thread, int policy, int priority)
{
    struct ceilings *held = thread->ceilings;
    if (!held || held->highest < 0)
        return priority;
    held->policy = policy;
    held->priority = priority;
    return held->highest > priority ? held->highest : priority;
}

int pthread_mutex_getprioceiling(const struct mutex *restrict mutex, int *restrict out)
{
    if (!(mutex->kind & MUTEX_PROTECT))
        return EINVAL;
    *out = (int)((unsigned)mutex->lock >> SHIFT);
    return 0;
}

/* Takes the mutex, without the protocol, for the time of the change (POSIX). */
int pthread_mutex_setprioceiling(struct mutex *restrict mutex, int ceiling, int *restrict old)
{
    if (!(mutex->kind & MUTEX_PROTECT) || ceiling < 1 || ceiling >= PRIORITIES)
        return EINVAL;
    int tid = apus_self()->tid, mine = mutex->owner == tid, before;
    if (mine && (mutex->kind & MUTEX_TYPE) == MUTEX_CHECKING)
        return EDEADLK;
    mine = mine && (mutex->kind & MUTEX_TYPE) == MUTEX_RECURSIVE;
    do {
        before = (int)((unsigned)mutex->lock >> SHIFT);
    } while (!mine && wait_for(mutex, (struct mutex_wish){0}, &before) == EAGAIN);
    if (mine) {
        change(apus_self()->ceilings, before, -1);
        change(apus_self()->ceilings, ceiling, 1);
    }
    __atomic_store_n(&mutex->lock, ceiling << SHIFT | (mine ? mutex->lock & STATE : 0), __ATOMIC_RELEASE);
    apus_wake(&mutex->lock, 0x7fffffff, mutex->kind & MUTEX_SHARED);
    if (old)
        *old = before;
    return 0;
}
