/* Thread attributes. */
#include "thread/thread.h"
#include <string.h>
#include <sys/resource.h>

extern void *__libc_malloc(size_t) HIDDEN;
extern void *__libc_calloc(size_t, size_t) HIDDEN;
extern void __libc_free(void *) HIDDEN;

enum { INHERIT = 0, EXPLICIT = 1, PAGE = 4096 };

static struct attributes process_defaults = {.guard_size = PAGE};

/* glibc's: the limit of the main thread's stack when the first thread is made, or 2 MiB. */
size_t __apus_default_stack_size(void)
{
    static size_t size;
    if (process_defaults.stack_size)
        return process_defaults.stack_size;
    if (!size) {
        struct rlimit limit;
        size = 2 << 20;
        if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
            size = limit.rlim_cur < STACK_MINIMUM ? STACK_MINIMUM : (limit.rlim_cur + PAGE - 1) & -(size_t)PAGE;
    }
    return size;
}

static volatile int defaults_lock[1];

/* A copy of what few set, which is to be freed. */
static struct attribute_extension *copy_extension(const struct attribute_extension *given)
{
    struct attribute_extension *copy = given ? __libc_malloc(sizeof *copy) : 0;
    if (!copy)
        return 0;
    *copy = *given;
    copy->affinity = given->affinity ? __libc_malloc(given->affinity_size) : 0;
    if (copy->affinity)
        memcpy(copy->affinity, given->affinity, given->affinity_size);
    else if (given->affinity) {
        __libc_free(copy);
        return 0;
    }
    return copy;
}

/* With an extension of their own, if they have one: to be destroyed. */
void __apus_default_attributes(struct attributes *out)
{
    if (!process_defaults.extension) {
        *out = process_defaults;
        out->extension = 0;
        return;
    }
    __lock(defaults_lock);
    *out = process_defaults;
    out->extension = copy_extension(process_defaults.extension);
    __unlock(defaults_lock);
}

int pthread_attr_init(struct attributes *attributes)
{
    *attributes = (struct attributes){.guard_size = PAGE};
    return 0;
}

static void drop_extension(struct attributes *attributes)
{
    if (attributes->extension) {
        __libc_free(attributes->extension->affinity);
        __libc_free(attributes->extension);
    }
    attributes->extension = 0;
}

int pthread_attr_destroy(struct attributes *attributes)
{
    drop_extension(attributes);
    return 0;
}

static struct attribute_extension *extension_of(struct attributes *attributes)
{
    if (!attributes->extension)
        attributes->extension = __libc_calloc(1, sizeof *attributes->extension);
    return attributes->extension;
}

int pthread_attr_setdetachstate(struct attributes *attributes, int state)
{
    if ((unsigned)state > 1)
        return EINVAL;
    attributes->detached = state;
    return 0;
}

int pthread_attr_getdetachstate(const struct attributes *attributes, int *out)
{
    *out = attributes->detached;
    return 0;
}

int pthread_attr_setguardsize(struct attributes *attributes, size_t size)
{
    attributes->guard_size = size;
    return 0;
}

int pthread_attr_getguardsize(const struct attributes *restrict attributes, size_t *restrict out)
{
    *out = attributes->guard_size;
    return 0;
}

int pthread_attr_setstacksize(struct attributes *attributes, size_t size)
{
    if (size < STACK_MINIMUM)
        return EINVAL;
    attributes->stack_size = size;
    return 0;
}

int pthread_attr_getstacksize(const struct attributes *restrict attributes, size_t *restrict out)
{
    *out = attributes->stack_size ? attributes->stack_size : __apus_default_stack_size();
    return 0;
}

int pthread_attr_setstack(struct attributes *attributes, void *stack, size_t size)
{
    if (size < STACK_MINIMUM)
        return EINVAL;
    attributes->stack = (char *)stack + size;
    attributes->stack_size = size;
    return 0;
}

int pthread_attr_getstack(const struct attributes *restrict attributes, void **restrict stack, size_t *restrict size)
{
    *stack = attributes->stack - attributes->stack_size;
    *size = attributes->stack_size;
    return 0;
}

/* The address is the upper end here, which is why POSIX withdrew these two. */
int pthread_attr_setstackaddr(struct attributes *attributes, void *stack)
{
    attributes->stack = stack;
    return 0;
}

int pthread_attr_getstackaddr(const struct attributes *restrict attributes, void **restrict out)
{
    *out = attributes->stack;
    return 0;
}

int pthread_attr_setscope(struct attributes *attributes, int scope)
{
    return scope == 0 ? 0 : scope == 1 ? ENOTSUP : EINVAL;
}

int pthread_attr_getscope(const struct attributes *restrict attributes, int *restrict out)
{
    *out = 0;
    return 0;
}

int pthread_attr_setinheritsched(struct attributes *attributes, int inherit)
{
    if (inherit != INHERIT && inherit != EXPLICIT)
        return EINVAL;
    attributes->inherit = inherit;
    return 0;
}

int pthread_attr_getinheritsched(const struct attributes *restrict attributes, int *restrict out)
{
    *out = attributes->inherit;
    return 0;
}

int pthread_attr_setschedpolicy(struct attributes *attributes, int policy)
{
    if (policy != SCHED_OTHER && policy != SCHED_FIFO && policy != SCHED_RR)
        return EINVAL;
    attributes->policy = policy;
    return 0;
}

int pthread_attr_getschedpolicy(const struct attributes *restrict attributes, int *restrict out)
{
    *out = attributes->policy;
    return 0;
}

/* As in glibc, of the policy that is set already. */
int pthread_attr_setschedparam(struct attributes *restrict attributes, const struct sched_param *restrict parameters)
{
    int lowest = sched_get_priority_min(attributes->policy), highest = sched_get_priority_max(attributes->policy);
    if (parameters->sched_priority < lowest || parameters->sched_priority > highest)
        return EINVAL;
    attributes->priority = parameters->sched_priority;
    return 0;
}

int pthread_attr_getschedparam(const struct attributes *restrict attributes, struct sched_param *restrict out)
{
    out->sched_priority = attributes->priority; /* glibc's structure has no more */
    return 0;
}

int pthread_attr_setaffinity_np(struct attributes *attributes, size_t size, const cpu_set_t *set)
{
    struct attribute_extension *extension = attributes->extension;
    if (!set || !size) {
        if (extension) {
            __libc_free(extension->affinity);
            extension->affinity = 0;
            extension->affinity_size = 0;
        }
        return 0;
    }
    void *copy = __libc_malloc(size);
    if (!copy || !(extension = extension_of(attributes))) {
        __libc_free(copy);
        return ENOMEM;
    }
    memcpy(copy, set, size);
    __libc_free(extension->affinity);
    extension->affinity = copy;
    extension->affinity_size = size;
    return 0;
}

int pthread_attr_getaffinity_np(const struct attributes *attributes, size_t size, cpu_set_t *set)
{
    struct attribute_extension *extension = attributes->extension;
    if (!extension || !extension->affinity) {
        memset(set, 0xff, size); /* any processor */
        return 0;
    }
    const unsigned char *bytes = extension->affinity;
    for (size_t i = size; i < extension->affinity_size; i++)
        if (bytes[i])
            return EINVAL;
    size_t copied = size < extension->affinity_size ? size : extension->affinity_size;
    memcpy(set, bytes, copied);
    memset((char *)set + copied, 0, size - copied);
    return 0;
}

int pthread_attr_setsigmask_np(struct attributes *attributes, const unsigned long *mask)
{
    if (!mask) {
        if (attributes->extension)
            attributes->extension->has_mask = 0;
        return 0;
    }
    struct attribute_extension *extension = extension_of(attributes);
    if (!extension)
        return ENOMEM;
    extension->has_mask = 1;
    extension->mask = *mask & ~OWN_SIGNALS;
    return 0;
}

int pthread_attr_getsigmask_np(const struct attributes *attributes, sigset_t *out)
{
    enum { NO_SIGMASK = -1 /* PTHREAD_ATTR_NO_SIGMASK_NP */ };
    struct attribute_extension *extension = attributes->extension;
    memset(out, 0, sizeof *out);
    if (!extension || !extension->has_mask)
        return NO_SIGMASK;
    *(unsigned long *)out = extension->mask;
    return 0;
}

int pthread_getattr_default_np(struct attributes *out)
{
    __apus_default_attributes(out);
    out->stack_size = __apus_default_stack_size();
    return 0;
}

int pthread_setattr_default_np(const struct attributes *attributes)
{
    int policy = attributes->policy;
    if (attributes->stack || (attributes->stack_size && attributes->stack_size < STACK_MINIMUM))
        return EINVAL;
    if (attributes->priority < sched_get_priority_min(policy) || attributes->priority > sched_get_priority_max(policy))
        return EINVAL;
    struct attributes copy = *attributes;
    copy.extension = copy_extension(attributes->extension);
    if (attributes->extension && !copy.extension)
        return ENOMEM;
    __lock(defaults_lock);
    struct attributes before = process_defaults;
    process_defaults = copy;
    __unlock(defaults_lock);
    drop_extension(&before);
    return 0;
}
