/* The end of a program: functions registered with atexit and its relatives, in reverse order,
   then the streams. Replaces musl's, whose __cxa_finalize does nothing: glibc runs an object's
   handlers when that object is unloaded. */
#include "start.h"
#include <stdlib.h>

extern void __stdio_exit(void) HIDDEN;
extern void *__libc_calloc(size_t, size_t) HIDDEN;

enum handler_state { HANDLER_FREE, HANDLER_WITH_ARGUMENT, HANDLER_WITH_STATUS };

struct handler {
    enum handler_state state;
    union {
        void (*with_argument)(void *);
        void (*with_status)(int, void *);
    } run;
    void *argument;
    void *object; /* the object that registered it, by its __dso_handle */
};

/* Handlers are kept in blocks of 32, newest block first; the first needs no allocation. */
struct handler_block {
    struct handler_block *older;
    int count;
    struct handler handlers[32];
};

static struct handler_block first_block, first_quick_block;

struct handler_list {
    struct handler_block *newest;
    unsigned long registered;
};
static struct handler_list at_exit = {&first_block, 0}, at_quick_exit_list = {&first_quick_block, 0};
static volatile int lock[1];
volatile int *const __atexit_lockptr HIDDEN = lock;

static struct handler *new_handler(struct handler_list *list)
{
    struct handler_block *block = list->newest;
    if (block->count == 32) {
        block = __libc_calloc(sizeof *block, 1);
        if (!block)
            return 0;
        block->older = list->newest;
        list->newest = block;
    }
    list->registered++;
    return &block->handlers[block->count++];
}

static int add(struct handler_list *list, struct handler handler)
{
    __lock(lock);
    struct handler *slot = new_handler(list);
    if (slot)
        *slot = handler;
    __unlock(lock);
    return slot ? 0 : -1;
}

/* Runs the handlers of `object`, or all of them for a null pointer, newest first. A handler
   may register others: they run next. */
static void run(struct handler_list *list, void *object, int status)
{
    __lock(lock);
again:
    for (struct handler_block *block = list->newest; block; block = block->older) {
        for (int i = block->count; i-- > 0;) {
            struct handler handler = block->handlers[i];
            if (handler.state == HANDLER_FREE || (object && handler.object != object))
                continue;
            block->handlers[i].state = HANDLER_FREE;
            unsigned long before = list->registered;
            __unlock(lock);
            if (handler.state == HANDLER_WITH_STATUS)
                handler.run.with_status(status, handler.argument);
            else
                handler.run.with_argument(handler.argument);
            __lock(lock);
            if (list->registered != before)
                goto again;
        }
        if (!object && block == list->newest && !block->older)
            block->count = 0;
    }
    __unlock(lock);
}

int __cxa_atexit(void (*function)(void *), void *argument, void *object)
{
    return add(&at_exit, (struct handler){HANDLER_WITH_ARGUMENT, {function}, argument, object});
}

void __cxa_finalize(void *object)
{
    run(&at_exit, object, 0);
}

int atexit(void (*function)(void))
{
    return __cxa_atexit((void (*)(void *))(void *)function, 0, 0);
}

int on_exit(void (*function)(int, void *), void *argument)
{
    return add(&at_exit, (struct handler){HANDLER_WITH_STATUS, {.with_status = function}, argument, 0});
}

int __cxa_at_quick_exit(void (*function)(void *), void *object)
{
    return add(&at_quick_exit_list, (struct handler){HANDLER_WITH_ARGUMENT, {function}, 0, object});
}

int at_quick_exit(void (*function)(void))
{
    return __cxa_at_quick_exit((void (*)(void *))(void *)function, 0);
}

_Noreturn void quick_exit(int status)
{
    run(&at_quick_exit_list, 0, status);
    _Exit(status);
}

_Noreturn void exit(int status)
{
    __apus_run_thread_exit_handlers();
    run(&at_exit, 0, status);
    __stdio_exit();
    _Exit(status);
}
