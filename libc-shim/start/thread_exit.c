/* Destructors of thread_local objects (C++11), run when the thread ends and, for the main
   thread, before the functions of atexit. */
#include "start.h"

extern void *__libc_malloc(size_t) HIDDEN;
extern void __libc_free(void *) HIDDEN;

struct thread_exit_handler {
    struct thread_exit_handler *next;
    void (*run)(void *);
    void *object;
    void *dso;
};

/* An address in the object that registers, or 0: as long as its destructors are to come, the
   object stays. */
static void pin(void *dso, long change)
{
    if (dso)
        __apus_dl_pin(dso, change);
}

int __cxa_thread_atexit_impl(void (*function)(void *), void *object, void *dso)
{
    struct thread_exit_handler *handler = __libc_malloc(sizeof *handler);
    if (!handler)
        return -1;
    *handler = (struct thread_exit_handler){apus_self()->at_exit, function, object, dso};
    pin(dso, 1);
    apus_self()->at_exit = handler;
    return 0;
}

void __apus_run_thread_exit_handlers(void)
{
    struct apus_thread *self = apus_self();
    for (struct thread_exit_handler *handler; (handler = self->at_exit);) {
        self->at_exit = handler->next;
        handler->run(handler->object);
        pin(handler->dso, -1);
        __libc_free(handler);
    }
}
