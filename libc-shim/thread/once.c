/* pthread_once and call_once: 0 not begun, 1 running, 3 running and waited for, 2 done. If the
   function ends by an exception, a cancellation or pthread_exit, the next caller begins again. */
#include "thread/futex.h"

enum { NOT_BEGUN = 0, RUNNING = 1, DONE = 2, WAITED_FOR = 3 };

/* A cleanup handler of unwind.c. It is found there by the unwinding of the call, below. */
struct attempt {
    void (*run)(void *);
    void *argument;
    void *next;
};

extern void __apus_once_call(void (*function)(void)) HIDDEN; /* once_call.S */

static void end(volatile int *control, int state)
{
    if (__atomic_exchange_n(control, state, __ATOMIC_RELEASE) == WAITED_FOR)
        apus_wake(control, 0x7fffffff, 0);
}

static void undo(void *control)
{
    end(control, NOT_BEGUN);
}

/* Called by whatever unwinds through __apus_once_call (the Itanium C++ ABI's personality routine):
   the innermost attempt of this thread is the one that ends. */
HIDDEN int __apus_once_personality(int version, int actions, uint64_t class, void *exception, void *context)
{
    enum { CLEANUP_PHASE = 2, CONTINUE_UNWIND = 8 };
    struct attempt *attempt = apus_self()->cancel_buffer;
    if ((actions & CLEANUP_PHASE) && attempt && attempt->run == undo) {
        apus_self()->cancel_buffer = attempt->next;
        undo(attempt->argument);
    }
    return CONTINUE_UNWIND;
}

static int once_slowly(volatile int *control, void (*function)(void))
{
    for (;;) {
        int seen = NOT_BEGUN;
        if (__atomic_compare_exchange_n(control, &seen, RUNNING, 0, __ATOMIC_ACQUIRE, __ATOMIC_ACQUIRE)) {
            struct apus_thread *self = apus_self();
            struct attempt attempt = {undo, (void *)control, self->cancel_buffer};
            self->cancel_buffer = &attempt;
            __apus_once_call(function);
            self->cancel_buffer = attempt.next;
            end(control, DONE);
            return 0;
        }
        if (seen == DONE)
            return 0;
        if (seen == RUNNING && !__atomic_compare_exchange_n(control, &seen, WAITED_FOR, 0, __ATOMIC_RELAXED,
                                                            __ATOMIC_RELAXED))
            continue;
        apus_wait(control, WAITED_FOR, CLOCK_REALTIME, 0, 0);
    }
}

int pthread_once(volatile int *control, void (*function)(void))
{
    if (__atomic_load_n(control, __ATOMIC_ACQUIRE) == DONE)
        return 0;
    return once_slowly(control, function);
}

void call_once(volatile int *flag, void (*function)(void))
{
    pthread_once(flag, function);
}
