/* The end of a thread, and waiting for it. */
#include "thread/thread.h"
#include <stdlib.h>

APUS_CALL1(exit);
extern void __apus_tls_release(void) HIDDEN;
extern void __apus_dl_error_release(void) HIDDEN;
extern void __apus_heap_abandon(void) HIDDEN;
extern void __do_orphaned_stdio_locks(void) HIDDEN;
extern void __libc_free(void *) HIDDEN;

/* Takes the thread off the list; false if it is the last one. */
static int unlink_thread(struct apus_thread *self)
{
    __tl_lock();
    int others = self->next != self;
    if (others) {
        self->next->previous = self->previous;
        self->previous->next = self->next;
        self->next = self->previous = self;
        __libc.threads_minus_1--;
    }
    __tl_unlock();
    return others;
}

void __apus_thread_finish(void)
{
    struct apus_thread *self = apus_self();
    self->cancel_disabled = CANCEL_DISABLE;
    self->cancel_async = 0;
    __pthread_tsd_run_dtors();
    if (!unlink_thread(self))
        exit(0);
    /* From here on no signal is sent to a number that may be another thread's soon. */
    __lock(self->kill_lock);
    self->ended = 1;
    __unlock(self->kill_lock);
    __do_orphaned_stdio_locks();
    __libc_free(self->ceilings);
    __apus_tls_release();
    __apus_dl_error_release();
    __apus_heap_abandon();
    int seen = THREAD_JOINABLE;
    if (!__atomic_compare_exchange_n(&self->detach_state, &seen, THREAD_EXITED, 0, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE)) {
        /* The kernel sets the thread's number to 0 at the very end: only then the stack is used. */
        __tl_lock();
        __apus_stack_keep(self);
        __tl_unlock();
    }
    for (;;)
        __apus_sys_exit(0);
}

static void discard(struct apus_thread *thread)
{
    thread->detach_state = THREAD_GONE;
    __tl_lock();
    __apus_stack_keep(thread);
    __tl_unlock();
}

int pthread_detach(struct apus_thread *thread)
{
    if (thread->detach_state == THREAD_GONE)
        return ESRCH;
    if (thread->joiner)
        return EINVAL;
    int seen = THREAD_JOINABLE;
    if (__atomic_compare_exchange_n(&thread->detach_state, &seen, THREAD_DETACHED, 0, __ATOMIC_ACQ_REL,
                                    __ATOMIC_ACQUIRE))
        return 0;
    if (seen == THREAD_DETACHED)
        return EINVAL;
    discard(thread);
    return 0;
}
int thrd_detach(struct apus_thread *thread)
{
    enum { SUCCESS = 0, ERROR = 2 };
    return pthread_detach(thread) ? ERROR : SUCCESS;
}

enum join_kind { JOIN_WAITING, JOIN_TRYING };

static int join(struct apus_thread *thread, void **result, enum join_kind kind, clockid_t clock,
                const struct timespec *until)
{
    struct apus_thread *self = apus_self(), *nobody = 0;
    if (thread->detach_state == THREAD_GONE)
        return ESRCH;
    if (thread->detach_state == THREAD_DETACHED)
        return EINVAL;
    if (kind == JOIN_TRYING && thread->tid)
        return EBUSY;
    /* Two that wait for each other; not where the end of one is on its way, as in glibc. */
    int waits_for_us = self->joiner == thread && !thread->cancel && !thread->ending;
    if ((thread == self || waits_for_us) && !(self->cancel && self->cancel_disabled == CANCEL_ENABLE))
        return EDEADLK;
    if (apus_bad_time(until))
        return EINVAL;
    if (!__atomic_compare_exchange_n(&thread->joiner, &nobody, self, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
        return EINVAL;
    /* A wait that is not needed is a cancellation point all the same. */
    int tid, error = self->cancel && self->cancel_disabled == CANCEL_ENABLE ? ECANCELED : 0;
    while ((tid = __atomic_load_n(&thread->tid, __ATOMIC_ACQUIRE)) && error != ETIMEDOUT && error != ECANCELED)
        error = __apus_wait_masked(&thread->tid, tid, clock, until, 1); /* the kernel wakes as if shared */
    if (tid) {
        thread->joiner = 0;
        if (error == ECANCELED)
            __apus_act_on_cancel();
        return error;
    }
    if (error == ECANCELED)
        self->cancel_disabled = CANCEL_ENABLE;
    if (result)
        *result = thread->result;
    discard(thread);
    return 0;
}

int pthread_join(struct apus_thread *thread, void **result)
{
    return join(thread, result, JOIN_WAITING, CLOCK_REALTIME, 0);
}

int pthread_tryjoin_np(struct apus_thread *thread, void **result)
{
    return join(thread, result, JOIN_TRYING, CLOCK_REALTIME, 0);
}

int pthread_timedjoin_np(struct apus_thread *thread, void **result, const struct timespec *until)
{
    return join(thread, result, JOIN_WAITING, CLOCK_REALTIME, until);
}

int pthread_clockjoin_np(struct apus_thread *thread, void **result, clockid_t clock, const struct timespec *until)
{
    return apus_bad_clock(clock) ? EINVAL : join(thread, result, JOIN_WAITING, clock, until);
}

int thrd_join(struct apus_thread *thread, int *result)
{
    enum { SUCCESS = 0, ERROR = 2 };
    void *value;
    if (pthread_join(thread, &value))
        return ERROR;
    if (result)
        *result = (int)(long)value;
    return SUCCESS;
}

_Noreturn void thrd_exit(int result)
{
    extern _Noreturn void pthread_exit(void *);
    pthread_exit((void *)(long)result);
}
