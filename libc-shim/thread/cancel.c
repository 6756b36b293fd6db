/* The cleanup frames that C programs compiled against glibc push: a jump buffer each, and four
   words for us. They go on musl's list of handlers; running one jumps back into its frame,
   which calls the handler and then __pthread_unwind_next to go on. */
#include "apus/musl.h"
#include <pthread.h>
#include <setjmp.h>

struct cleanup_frame {
    unsigned long registers[8];
    long mask_was_saved;
    struct { /* musl's struct __ptcb */
        void (*run)(void *);
        void *argument;
        void *next;
    } entry;
    void *unused;
};

static void jump_back(void *argument)
{
    longjmp(*(jmp_buf *)argument, 1);
}

void __pthread_register_cancel(struct cleanup_frame *frame)
{
    struct apus_thread *self = apus_self();
    frame->entry.run = jump_back;
    frame->entry.argument = frame;
    frame->entry.next = self->cancel_buffer;
    self->cancel_buffer = &frame->entry;
}

void __pthread_unregister_cancel(struct cleanup_frame *frame)
{
    apus_self()->cancel_buffer = frame->entry.next;
}

_Noreturn void __pthread_unwind_next(struct cleanup_frame *frame)
{
    apus_self()->cancel_buffer = frame->entry.next;
    pthread_exit(apus_self()->result);
}

/* Those of the object that registered them stay after it is unloaded; such objects are not. */
int __register_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void), void *object)
{
    return pthread_atfork(prepare, parent, child);
}
