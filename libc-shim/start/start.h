/* Shared by the files that start and end a program. */
#ifndef APUS_START_H
#define APUS_START_H
#include "apus/kernel.h"
#include "apus/musl.h"

struct apus_arguments {
    int argc;
    char **argv;
};
extern struct apus_arguments __apus_arguments HIDDEN;
extern int __cxa_atexit(void (*)(void *), void *, void *);
void __apus_run_initializers(apus_initializer (*next)(void)) HIDDEN;
void __apus_run_finalizers(void) HIDDEN;
void __apus_run_thread_exit_handlers(void) HIDDEN;

#endif
