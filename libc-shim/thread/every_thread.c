/* System calls that Linux does for one thread and POSIX for the process (setuid and relatives):
   musl's wrappers come here with a function that every thread has to run. */
#include "thread/thread.h"

extern int __libc_sigaction(int, const struct sigaction *restrict, struct sigaction *restrict) HIDDEN;

static struct {
    void (*run)(void *);
    void *argument;
    volatile int done;
} request; /* under __tl_lock */

static void on_signal(int number)
{
    int error = apus_self()->errno_value;
    request.run(request.argument);
    request.done = 1;
    apus_wake(&request.done, 1, 0);
    apus_self()->errno_value = error;
}

HIDDEN void __synccall(void (*run)(void *), void *argument)
{
    struct apus_thread *self = apus_self();
    unsigned long all = ~0ul, before;
    apus_signal_mask(MASK_SET, &all, &before);
    __tl_lock();
    run(argument);
    if (self->next != self) {
        static int ready;
        if (!ready) {
            struct sigaction action = {.sa_flags = SA_RESTART, .sa_handler = on_signal};
            *(unsigned long *)&action.sa_mask = ~0ul;
            __libc_sigaction(SIGNAL_EVERY_THREAD, &action, 0);
            ready = 1;
        }
        request.run = run;
        request.argument = argument;
        for (struct apus_thread *thread = self->next; thread != self; thread = thread->next) {
            request.done = 0;
            while (__apus_sys_tgkill(__apus_process.pid, thread->tid, SIGNAL_EVERY_THREAD) == -EAGAIN)
                ;
            while (!request.done)
                apus_wait(&request.done, 0, CLOCK_REALTIME, 0, 0);
        }
    }
    __tl_unlock();
    apus_signal_mask(MASK_SET, &before, 0);
}
