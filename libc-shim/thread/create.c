/* pthread_create and thrd_create, and what a thread does before its function. */
#include "thread/thread.h"

extern long __apus_clone(unsigned long flags, void *stack, int *tid, int *clear_tid, void *thread) HIDDEN;
extern char __libc_single_threaded;

APUS_CALL3(sched_setscheduler);
APUS_CALL3(sched_setaffinity);

enum { GATE_NONE, GATE_CLOSED, GATE_OPEN, GATE_REFUSED };

/* What the thread is to run. */
struct beginning {
    void *(*start)(void *);
    void *argument;
    int returns_int; /* `start` is one of threads.h */
};

/* Until now locks were left alone: from here on they are real. Streams say by -1 that nobody
   locks them; one that a program has locked with flockfile stays locked. */
static void become_threaded(void)
{
    extern struct apus_file **__ofl_lock(void) HIDDEN;
    extern void __ofl_unlock(void) HIDDEN;
    extern struct apus_file __stdin_FILE HIDDEN, __stdout_FILE HIDDEN, __stderr_FILE HIDDEN;
    struct apus_file *standard[] = {&__stdin_FILE, &__stdout_FILE, &__stderr_FILE};
    for (int i = 0; i < 3; i++)
        if (standard[i]->lock < 0)
            standard[i]->lock = 0;
    for (struct apus_file *file = *__ofl_lock(); file; file = file->next)
        if (file->lock < 0)
            file->lock = 0;
    __ofl_unlock();
    __libc.need_locks = 1;
    __libc.threaded = 1;
}

HIDDEN __attribute__((used)) _Noreturn void __apus_thread_main(struct apus_thread *self)
{
    if (__builtin_expect(self->gate != GATE_NONE, 0)) {
        while (self->gate == GATE_CLOSED)
            apus_wait(&self->gate, GATE_CLOSED, CLOCK_REALTIME, 0, 0);
        if (self->gate == GATE_REFUSED) {
            self->ending = 1;
            __apus_thread_finish();
        }
        if (self->has_start_mask)
            apus_signal_mask(MASK_SET, &self->start_mask, 0);
    }
    if (self->returns_int)
        self->result = (void *)(long)((int (*)(void *))(void *)self->start)(self->argument);
    else
        self->result = self->start(self->argument);
    self->ending = 1;
    __apus_thread_finish();
}

static int apply(struct apus_thread *thread, const struct attributes *attributes)
{
    struct attribute_extension *extension = attributes->extension;
    int error = 0;
    if (extension && extension->affinity)
        error = (int)__apus_sys_sched_setaffinity(thread->tid, (long)extension->affinity_size, (long)extension->affinity);
    if (!error && attributes->inherit) {
        struct sched_param parameters = {.sched_priority = attributes->priority};
        error = (int)__apus_sys_sched_setscheduler(thread->tid, attributes->policy, (long)&parameters);
    }
    return error < 0 ? -error : 0;
}

/* A thread whose attributes the kernel may refuse waits at a gate until its maker has applied them. */
static int needs_gate(const struct attributes *attributes)
{
    struct attribute_extension *extension = attributes->extension;
    return attributes->inherit || (extension && (extension->affinity || extension->has_mask));
}

static void link(struct apus_thread *self, struct apus_thread *thread)
{
    thread->previous = self;
    thread->next = self->next;
    thread->next->previous = thread;
    self->next = thread;
    __libc.threads_minus_1++;
}

/* Applies them and opens the gate, or ends the thread. */
static int pass_gate(struct apus_thread *thread, const struct attributes *attributes)
{
    extern int pthread_join(struct apus_thread *, void **), pthread_detach(struct apus_thread *);
    int error = apply(thread, attributes);
    if (!error && attributes->detached)
        pthread_detach(thread);
    thread->gate = error ? GATE_REFUSED : GATE_OPEN;
    apus_wake(&thread->gate, 1, 0);
    if (error)
        pthread_join(thread, 0);
    return error;
}

static int create_with(struct apus_thread **out, const struct attributes *given, const struct beginning *beginning)
{
    struct apus_thread *self = apus_self(), *thread;
    if (!__libc.need_locks)
        become_threaded();
    __libc_single_threaded = 0;
    char *stack;
    __tl_lock();
    int error = __apus_stack_take(given, &thread, &stack);
    if (error) {
        __tl_unlock();
        return error;
    }
    thread->canary = self->canary;
    thread->sysinfo = self->sysinfo;
    thread->locale = &__libc.global_locale;
    thread->start = beginning->start;
    thread->argument = beginning->argument;
    thread->returns_int = (unsigned char)beginning->returns_int;
    thread->robust_list.head = &thread->robust_list.head;
    int gated = needs_gate(given), masked = gated && given->extension && given->extension->has_mask;
    thread->detach_state = given->detached && !gated ? THREAD_DETACHED : THREAD_JOINABLE;
    thread->gate = gated ? GATE_CLOSED : GATE_NONE;
    unsigned long all = ~OWN_SIGNALS, before;
    if (masked) {
        /* Nothing is to interrupt a thread that does not have its own mask yet. */
        thread->has_start_mask = 1;
        thread->start_mask = given->extension->mask & ~OWN_SIGNALS;
        apus_signal_mask(MASK_SET, &all, &before);
    }
    *out = thread; /* before the thread runs, which may look for itself there */
    enum { FLAGS = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |
                   CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID };
    long tid = __apus_clone(FLAGS, stack, &thread->tid, &thread->tid, thread);
    if (tid > 0)
        link(self, thread);
    else {
        thread->tid = 0;
        __apus_stack_keep(thread);
    }
    __tl_unlock();
    if (masked)
        apus_signal_mask(MASK_SET, &before, 0);
    if (tid < 0)
        return tid == -ENOMEM ? EAGAIN : (int)-tid;
    return gated ? pass_gate(thread, given) : 0;
}

static int create(struct apus_thread **out, const struct attributes *given, const struct beginning *beginning)
{
    extern int pthread_attr_destroy(struct attributes *);
    if (given)
        return create_with(out, given, beginning);
    struct attributes defaults;
    __apus_default_attributes(&defaults);
    int error = create_with(out, &defaults, beginning);
    if (__builtin_expect(defaults.extension != 0, 0))
        pthread_attr_destroy(&defaults);
    return error;
}

int pthread_create(struct apus_thread **restrict out, const struct attributes *restrict attributes,
                   void *(*start)(void *), void *restrict argument)
{
    return create(out, attributes, &(struct beginning){start, argument, 0});
}
int __pthread_create(struct apus_thread **restrict, const struct attributes *restrict, void *(*)(void *),
                     void *restrict) HIDDEN_ALIAS(pthread_create);

int thrd_create(struct apus_thread **out, int (*start)(void *), void *argument)
{
    enum { SUCCESS = 0, ERROR = 2, NO_MEMORY = 3 };
    int error = create(out, 0, &(struct beginning){(void *(*)(void *))(void *)start, argument, 1});
    return !error ? SUCCESS : error == ENOMEM || error == EAGAIN ? NO_MEMORY : ERROR;
}
