/* pthread_create: musl's, after telling the rest of the library that there will be a second
   thread. musl's own is renamed __musl_pthread_create. */
#include "apus/musl.h"
#include <pthread.h>

extern int __musl_pthread_create(pthread_t *restrict, const pthread_attr_t *restrict,
                                 void *(*)(void *), void *restrict) HIDDEN;
extern void __apus_apply_affinity(pthread_t, const pthread_attr_t *) HIDDEN;
extern char __libc_single_threaded;
extern void __apus_tls_reserve(void) HIDDEN;

int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
                   void *(*start)(void *), void *restrict argument)
{
    __apus_tls_reserve();
    __libc_single_threaded = 0;
    int error = __musl_pthread_create(thread, attributes, start, argument);
    if (!error)
        __apus_apply_affinity(*thread, attributes);
    return error;
}
int __pthread_create(pthread_t *restrict, const pthread_attr_t *restrict, void *(*)(void *),
                     void *restrict) HIDDEN_ALIAS(pthread_create);
