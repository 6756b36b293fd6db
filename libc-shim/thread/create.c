/* The beginning and the end of a thread: musl's functions, and around them what the rest of the
   library has to know and to do. */
#include "apus/musl.h"
#include <pthread.h>

extern int __musl_pthread_create(pthread_t *restrict, const pthread_attr_t *restrict,
                                 void *(*)(void *), void *restrict) HIDDEN;
extern void __apus_apply_affinity(pthread_t, const pthread_attr_t *) HIDDEN;
extern void __musl_tsd_run_dtors(void) HIDDEN;
extern void __apus_run_thread_exit_handlers(void) HIDDEN;
extern void __apus_tls_release(void) HIDDEN;
extern void __apus_dl_error_release(void) HIDDEN;
extern void __apus_heap_abandon(void) HIDDEN;
extern char __libc_single_threaded;
extern void __apus_tls_reserve(void) HIDDEN;

/* musl calls this when a thread ends, after the cleanup handlers. Destructors of thread_local
   objects come before those of pthread_key_create, as in glibc. */
HIDDEN void __pthread_tsd_run_dtors(void)
{
    __apus_run_thread_exit_handlers();
    __musl_tsd_run_dtors();
}

/* And this last, when the thread's code is done. */
HIDDEN void __dl_thread_cleanup(void)
{
    __apus_tls_release();
    __apus_dl_error_release();
    __apus_heap_abandon();
}

int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
                   void *(*start)(void *), void *restrict argument)
{
    __apus_tls_reserve();
    __libc_single_threaded = 0;
    int error = __musl_pthread_create(thread, attributes, start, argument);
    if (error && !__libc.threads_minus_1)
        __libc_single_threaded = 1;
    if (!error)
        __apus_apply_affinity(*thread, attributes);
    return error;
}
int __pthread_create(pthread_t *restrict, const pthread_attr_t *restrict, void *(*)(void *),
                     void *restrict) HIDDEN_ALIAS(pthread_create);
