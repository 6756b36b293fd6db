/* The end of a thread from within: C++ frames are unwound and cleanup handlers run, innermost
   first, through _Unwind_ForcedUnwind of libgcc_s, which is loaded when it is first needed.
   A program without it has no frames that would need it: then the handlers run by themselves. */
#include "thread/thread.h"
#include "glibc/fail.h"
#include "start/start.h"
#include <dlfcn.h>
#include <setjmp.h>

/* A frame of pthread_cleanup_push. musl's own, and those of old programs, hold the three words of
   `entry`; what C programs push now is a jump buffer, with `entry` behind it. */
struct cleanup_entry {
    void (*run)(void *);
    void *argument;
    struct cleanup_entry *next;
};

enum { SAVED_STACK = 6 /* in a jump buffer */ };
struct cleanup_frame {
    unsigned long registers[8];
    long mask_was_saved;
    struct cleanup_entry entry;
    void *unused;
};
_Static_assert(sizeof(struct cleanup_frame) == 104, "glibc's __pthread_unwind_buf_t");

/* Of libgcc's unwind.h. */
enum { UNWIND_GO_ON = 0, AT_END_OF_STACK = 16 };
typedef int (*stop_function)(int, int, uint64_t, void *, void *, void *);
struct exception {
    uint64_t class;
    void (*cleanup)(int, struct exception *);
    uint64_t private[2];
};

static struct {
    int looked_for;
    int (*forced_unwind)(struct exception *, stop_function, void *);
    uintptr_t (*frame_address)(void *context);
} unwinder;

static void look_for_unwinder(void)
{
    struct apus_symbol unwind, address;
    void *library = dlopen("libgcc_s.so.1", RTLD_NOW);
    if (!library)
        dlerror(); /* not the program's error */
    else if (__apus_dl_lookup(library, "_Unwind_ForcedUnwind", 0, 0, &unwind) >= 0 &&
             __apus_dl_lookup(library, "_Unwind_GetCFA", 0, 0, &address) >= 0) {
        unwinder.frame_address = (uintptr_t (*)(void *))address.address;
        unwinder.forced_unwind = (int (*)(struct exception *, stop_function, void *))unwind.address;
    }
    __atomic_store_n(&unwinder.looked_for, 1, __ATOMIC_RELEASE);
}

static void jump_back(void *argument)
{
    longjmp(*(jmp_buf *)argument, 1);
}

/* A jump goes into the frame that has pushed, so it counts from that frame on, whose own unwinding
   is still to come; a function of musl's kind runs when its frame is left. */
static uintptr_t place_of(struct cleanup_entry *entry)
{
    return entry->run == jump_back ? ((struct cleanup_frame *)entry->argument)->registers[SAVED_STACK]
                                   : (uintptr_t)entry;
}

static void run_handlers(struct apus_thread *self, uintptr_t up_to)
{
    for (struct cleanup_entry *entry; (entry = self->cancel_buffer) && place_of(entry) <= up_to;) {
        self->cancel_buffer = entry->next;
        entry->run(entry->argument);
    }
}

static int stop(int version, int actions, uint64_t class, void *exception, void *context, void *argument)
{
    int at_end = actions & AT_END_OF_STACK;
    run_handlers(argument, at_end ? ~0ul : unwinder.frame_address(context));
    if (at_end)
        __apus_thread_finish();
    return UNWIND_GO_ON;
}

static void not_rethrown(int reason, struct exception *exception)
{
    __apus_fail("FATAL: exception not rethrown\n");
}

void __apus_unwind(void)
{
    struct apus_thread *self = apus_self();
    if (!unwinder.looked_for)
        look_for_unwinder();
    if (unwinder.forced_unwind) {
        struct exception *exception = (struct exception *)self->exception;
        *exception = (struct exception){.cleanup = not_rethrown};
        unwinder.forced_unwind(exception, stop, self);
    }
    run_handlers(self, ~0ul);
    __apus_thread_finish();
}

_Noreturn void pthread_exit(void *result)
{
    struct apus_thread *self = apus_self();
    self->cancel_disabled = CANCEL_DISABLE;
    self->cancel_async = 0;
    self->ending = 1;
    self->cancel = 0;
    self->result = result;
    __apus_unwind();
}

void __pthread_register_cancel(struct cleanup_frame *frame)
{
    struct apus_thread *self = apus_self();
    frame->entry = (struct cleanup_entry){jump_back, frame, self->cancel_buffer};
    self->cancel_buffer = &frame->entry;
}

void __pthread_unregister_cancel(struct cleanup_frame *frame)
{
    apus_self()->cancel_buffer = frame->entry.next;
}

/* The same for pthread_cleanup_push_defer_np, which cannot be cancelled asynchronously meanwhile;
   the old type is kept in the frame's last word. */
void __pthread_register_cancel_defer(struct cleanup_frame *frame)
{
    struct apus_thread *self = apus_self();
    frame->unused = (void *)(uintptr_t)self->cancel_async;
    self->cancel_async = 0;
    __pthread_register_cancel(frame);
}

void __pthread_unregister_cancel_restore(struct cleanup_frame *frame)
{
    extern int pthread_setcanceltype(int, int *);
    __pthread_unregister_cancel(frame);
    pthread_setcanceltype(frame->unused != 0, 0);
}

/* A handler of C code has run: on with what is outside it. */
_Noreturn void __pthread_unwind_next(struct cleanup_frame *frame)
{
    apus_self()->cancel_buffer = frame->entry.next;
    __apus_unwind();
}

void _pthread_cleanup_push(struct cleanup_entry *entry, void (*run)(void *), void *argument)
{
    struct apus_thread *self = apus_self();
    *entry = (struct cleanup_entry){run, argument, self->cancel_buffer};
    self->cancel_buffer = entry;
}

void _pthread_cleanup_pop(struct cleanup_entry *entry, int run)
{
    apus_self()->cancel_buffer = entry->next;
    if (run)
        entry->run(entry->argument);
}
