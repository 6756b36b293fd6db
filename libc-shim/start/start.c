/* Start-up: makes the library's own state from the initial stack, runs the initialisers of
   the shared objects, and hands over to the program. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include "malloc/heap.h"
#include "start.h"
#include <elf.h>
#include <stdlib.h>

APUS_CALL1(set_tid_address);

extern char **__environ;
extern char *__progname, *__progname_full;
extern size_t __hwcap HIDDEN;

/* The highest address of the initial stack that is in use: garbage collectors scan from it. The kernel's linker stores it
   before it makes RELRO read-only, where a program's copy of it may lie too: nothing here may. */
void *__libc_stack_end __attribute__((section(".data.rel.ro")));

/* Read by the kernel: how much room to leave for a thread's control block. */
const size_t __apus_tcb_size = sizeof(struct apus_thread);

struct apus_arguments __apus_arguments HIDDEN;

/* The kernel made the block, its self pointer and its canary; the rest is ours. */
static void adopt_main_thread(void)
{
    struct apus_thread *self = apus_self();
    self->tid = (int)__apus_sys_set_tid_address((long)&self->tid);
    self->errno_value = 0;
    self->detach_state = 2; /* joinable */
    self->locale = &__libc.global_locale;
    self->robust_list.head = &self->robust_list.head;
    self->next = self->previous = self;
    self->first_dtv[0] = sizeof self->first_dtv / sizeof self->first_dtv[0] - 1;
    self->dtv = self->first_dtv;
    self->heap = &__apus_no_heap;
    __libc.can_do_threads = 1;
}

static void name_program(char *name)
{
    __progname = __progname_full = name;
    for (char *at = name; *at; at++)
        if (*at == '/')
            __progname = at + 1;
}

HIDDEN void *__apus_start_library(size_t *stack, void *entry, void *main_function)
{
    int argc = (int)stack[0];
    char **argv = (char **)(stack + 1);
    char **environment = argv + argc + 1;
    size_t *vector = (size_t *)environment;
    while (*vector++)
        ;

    adopt_main_thread();
    __environ = environment;
    __libc.auxv = vector;
    __libc.page_size = 4096;
    for (; vector[0] != AT_NULL; vector += 2) {
        if (vector[0] == AT_PAGESZ)
            __libc.page_size = vector[1];
        else if (vector[0] == AT_HWCAP)
            __hwcap = vector[1];
        else if (vector[0] == AT_SECURE)
            __libc.secure = vector[1] != 0;
    }
    name_program(argc > 0 && argv[0] ? argv[0] : (char *)"");
    __apus_arguments = (struct apus_arguments){argc, argv};
    __apus_run_initializers(__apus_dl_next_init);

    if (entry)
        return entry;
    __cxa_atexit((void (*)(void *))(void *)__apus_run_finalizers, 0, 0);
    __apus_run_initializers(__apus_dl_next_init_main);
    exit(((int (*)(int, char **, char **))main_function)(argc, argv, __environ));
}

/* The objects that have just been loaded, dependencies first. As in glibc, initialisers are
   given the arguments of main. */
void __apus_run_initializers(apus_initializer (*next)(void))
{
    for (apus_initializer run; (run = next());)
        run(__apus_arguments.argc, __apus_arguments.argv, __environ);
}

void __apus_run_finalizers(void)
{
    for (apus_finalizer run; (run = __apus_dl_next_fini(0));)
        run();
}

/* What the program's own start file calls. Binaries made before glibc 2.34 bring functions
   that run their initialisers; later ones leave that to the library. */
int __libc_start_main(int (*main_function)(int, char **, char **), int argc, char **argv,
                      void (*init)(int, char **, char **), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack_end)
{
    if (rtld_fini)
        __cxa_atexit((void (*)(void *))(void *)rtld_fini, 0, 0);
    if (fini)
        __cxa_atexit((void (*)(void *))(void *)fini, 0, 0);
    if (init)
        init(argc, argv, __environ);
    else
        __apus_run_initializers(__apus_dl_next_init_main);
    exit(main_function(argc, argv, __environ));
}
