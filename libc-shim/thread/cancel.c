/* Cancellation. pthread_cancel marks the thread and sends it a signal, so that a call that blocks
   ends; the thread looks at the mark at cancellation points. */
#include "thread/thread.h"
#include "thread/offsets.h"

_Static_assert(offsetof(struct apus_thread, cancel) == THREAD_CANCEL, "cancel_point.S");
_Static_assert(offsetof(struct apus_thread, cancel_disabled) == THREAD_CANCEL_DISABLED, "cancel_point.S");

APUS_CALL3(read);
extern const char __apus_point_begin[] HIDDEN, __apus_point_end[] HIDDEN, __apus_point_cancelled[] HIDDEN;
extern const char __apus_close_point_begin[] HIDDEN, __apus_close_point_end[] HIDDEN;
extern int __libc_sigaction(int, const struct sigaction *restrict, struct sigaction *restrict) HIDDEN;
extern _Noreturn void pthread_exit(void *);

#define CANCELED ((void *)-1)

_Noreturn void __apus_act_on_cancel(void)
{
    pthread_exit(CANCELED);
}

/* Where a cancelled call goes on: the end of the thread, or, masked, an error for the caller. */
HIDDEN long __apus_cancelled(void)
{
    struct apus_thread *self = apus_self();
    if (self->cancel_disabled == CANCEL_ENABLE || self->cancel_async)
        __apus_act_on_cancel();
    self->cancel_disabled = CANCEL_DISABLE;
    return -ECANCELED;
}

/* A point's call was interrupted, and not by a signal that cancels it: unless that came first. */
HIDDEN long __apus_interrupted_point(void)
{
    struct apus_thread *self = apus_self();
    return self->cancel && self->cancel_disabled != CANCEL_DISABLE ? __apus_cancelled() : -EINTR;
}

/* For callers that have something to put right first. */
HIDDEN long __apus_masked_point(long number, long a, long b, long c, long d, long e, long f)
{
    struct apus_thread *self = apus_self();
    if (self->cancel_disabled != CANCEL_ENABLE)
        return __syscall_cp(number, a, b, c, d, e, f);
    unsigned char asynchronous = apus_mask_cancel(self);
    return apus_unmask_cancel(self, asynchronous, __syscall_cp(number, a, b, c, d, e, f));
}

HIDDEN void __testcancel(void)
{
    struct apus_thread *self = apus_self();
    if (self->cancel && !self->cancel_disabled)
        __apus_act_on_cancel();
}
void pthread_testcancel(void) ALIAS(__testcancel);
void __pthread_testcancel(void) HIDDEN_ALIAS(__testcancel);

/* Whether a thread is at a point whose call has not begun, or is to be made again. */
static int is_at_point(greg_t *registers)
{
    const char *at = (const char *)registers[REG_RIP];
    if ((at >= __apus_point_begin && at < __apus_point_end) ||
        (at >= __apus_close_point_begin && at < __apus_close_point_end))
        return 1;
    /* A stub is a few instructions that lead into the kernel: one is at their beginning, or past the call. */
    enum { STUB = 16, LAST_WAY_IN = 8, STUBS = 512 };
    uintptr_t place = (uintptr_t)at - (uintptr_t)__apus_sys_read;
    if (place >= STUBS * STUB || place % STUB > LAST_WAY_IN)
        return 0;
    const char *back = *(const char **)registers[REG_RSP];
    if (back != __apus_point_end && back != __apus_close_point_end)
        return 0;
    registers[REG_RSP] += 8;
    return 1;
}

static void on_signal(int number, siginfo_t *info, void *frame)
{
    ucontext_t *context = frame;
    struct apus_thread *self = apus_self();
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    if (!self->cancel || self->cancel_disabled == CANCEL_DISABLE)
        return;
    unsigned long *mask = (unsigned long *)&context->uc_sigmask;
    if (is_at_point(context->uc_mcontext.gregs)) {
        context->uc_mcontext.gregs[REG_RIP] = (greg_t)__apus_point_cancelled;
        /* Cleanup handlers run with the signals that the thread had. */
        *mask &= ~(1ul << (SIGNAL_CANCEL - 1));
        return;
    }
    if (self->cancel_async) {
        apus_signal_mask(MASK_SET, mask, 0);
        __apus_cancelled();
    }
    *mask |= 1ul << (SIGNAL_CANCEL - 1);
    /* This may be inside another handler that interrupted a blocking call: the signal waits, and
       comes again when that handler returns. */
    __apus_sys_tgkill(__apus_process.pid, self->tid, SIGNAL_CANCEL);
}

int pthread_cancel(struct apus_thread *thread)
{
    static volatile int ready;
    if (!ready) {
        struct sigaction action = {.sa_flags = SA_SIGINFO | SA_RESTART, .sa_sigaction = on_signal};
        *(unsigned long *)&action.sa_mask = ~0ul;
        __libc_sigaction(SIGNAL_CANCEL, &action, 0);
        __libc.threaded = 1; /* calls are cancellation points from now on */
        ready = 1;
    }
    struct apus_thread *self = apus_self();
    if (thread->ending || __atomic_exchange_n(&thread->cancel, 1, __ATOMIC_SEQ_CST))
        return 0;
    if (thread == self) {
        if (self->cancel_disabled == CANCEL_ENABLE && self->cancel_async)
            __apus_act_on_cancel();
        return 0;
    }
    /* Who does not want to be cancelled now must not find its calls interrupted. */
    if (thread->cancel_disabled == CANCEL_DISABLE)
        return 0;
    __lock(thread->kill_lock);
    if (!thread->ended && thread->tid > 0)
        __apus_sys_tgkill(__apus_process.pid, thread->tid, SIGNAL_CANCEL);
    __unlock(thread->kill_lock);
    return 0;
}

int pthread_setcancelstate(int state, int *old)
{
    struct apus_thread *self = apus_self();
    if ((unsigned)state > CANCEL_DISABLE)
        return EINVAL;
    if (old)
        *old = self->cancel_disabled;
    self->cancel_disabled = (unsigned char)state;
    if (state == CANCEL_ENABLE) {
        /* Either this thread sees the mark at its next point, or who sets the mark sees the state. */
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
        if (self->cancel_async)
            __testcancel();
    }
    return 0;
}
int __pthread_setcancelstate(int, int *) HIDDEN_ALIAS(pthread_setcancelstate);

int pthread_setcanceltype(int type, int *old)
{
    struct apus_thread *self = apus_self();
    if ((unsigned)type > 1)
        return EINVAL;
    if (old)
        *old = self->cancel_async;
    self->cancel_async = (unsigned char)type;
    if (type)
        __testcancel();
    return 0;
}
