/* Attributes that musl does not have or refuses, and waits with a chosen clock. */
#include <pthread.h>
#include "thread/mutex.h"
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define WORD(attributes) (*(unsigned *)(attributes))

int pthread_mutexattr_settype(pthread_mutexattr_t *attributes, int type)
{
    if (type < 0 || type > MUTEX_ADAPTIVE)
        return EINVAL;
    WORD(attributes) = (WORD(attributes) & ~3u) | (unsigned)type;
    return 0;
}

/* Owner-died recovery needs the kernel's list of robust mutexes, which it does not walk. */
int pthread_mutexattr_setrobust(pthread_mutexattr_t *attributes, int robust)
{
    return robust == 0 ? 0 : robust == 1 ? ENOTSUP : EINVAL;
}

int pthread_mutexattr_setprotocol(pthread_mutexattr_t *attributes, int protocol)
{
    return protocol == 0 ? 0 : protocol <= 2 ? ENOTSUP : EINVAL;
}

int pthread_mutexattr_setprioceiling(pthread_mutexattr_t *attributes, int ceiling) { return ENOTSUP; }

int pthread_mutexattr_getprioceiling(const pthread_mutexattr_t *restrict attributes, int *restrict ceiling)
{
    return ENOTSUP;
}

/* Preference of writers is kept and told, but readers go first, as is glibc's default. */
int pthread_rwlockattr_setkind_np(pthread_rwlockattr_t *attributes, int kind)
{
    if (kind < 0 || kind > 2)
        return EINVAL;
    (&WORD(attributes))[1] = (unsigned)kind;
    return 0;
}

int pthread_rwlockattr_getkind_np(const pthread_rwlockattr_t *attributes, int *kind)
{
    *kind = (int)(&WORD(attributes))[1];
    return 0;
}

/* A time of the monotonic clock as one of the real-time clock, which musl's waits use. */
static int to_realtime(clockid_t clock, const struct timespec *until, struct timespec *out)
{
    if (clock == CLOCK_REALTIME) {
        *out = *until;
        return 0;
    }
    if (clock != CLOCK_MONOTONIC || (unsigned long)until->tv_nsec >= 1000000000ul)
        return EINVAL;
    struct timespec monotonic, real;
    clock_gettime(CLOCK_MONOTONIC, &monotonic);
    clock_gettime(CLOCK_REALTIME, &real);
    long seconds = until->tv_sec - monotonic.tv_sec + real.tv_sec;
    long nanoseconds = until->tv_nsec - monotonic.tv_nsec + real.tv_nsec;
    while (nanoseconds < 0)
        nanoseconds += 1000000000, seconds--;
    while (nanoseconds >= 1000000000)
        nanoseconds -= 1000000000, seconds++;
    *out = (struct timespec){.tv_sec = seconds, .tv_nsec = nanoseconds};
    return 0;
}

int sem_clockwait(sem_t *restrict semaphore, clockid_t clock, const struct timespec *restrict until)
{
    struct timespec real;
    int error = to_realtime(clock, until, &real);
    if (error) {
        errno = error;
        return -1;
    }
    return sem_timedwait(semaphore, &real);
}

int pthread_rwlock_clockrdlock(pthread_rwlock_t *lock, clockid_t clock, const struct timespec *until)
{
    struct timespec real;
    int error = to_realtime(clock, until, &real);
    return error ? error : pthread_rwlock_timedrdlock(lock, &real);
}

int pthread_rwlock_clockwrlock(pthread_rwlock_t *lock, clockid_t clock, const struct timespec *until)
{
    struct timespec real;
    int error = to_realtime(clock, until, &real);
    return error ? error : pthread_rwlock_timedwrlock(lock, &real);
}

int pthread_clockjoin_np(pthread_t thread, void **result, clockid_t clock, const struct timespec *until)
{
    struct timespec real;
    int error = to_realtime(clock, until, &real);
    return error ? error : pthread_timedjoin_np(thread, result, &real);
}

int pthread_sigqueue(pthread_t thread, int signal, const union sigval value)
{
    siginfo_t info = {.si_signo = signal, .si_code = SI_QUEUE, .si_pid = getpid(), .si_uid = getuid(),
                      .si_value = value};
    int tid = ((struct apus_thread *)thread)->tid;
    return syscall(SYS_rt_tgsigqueueinfo, getpid(), tid, signal, &info) < 0 ? errno : 0;
}

/* The main thread's stack: from where the program started down to the limit. */
struct attribute_words {
    size_t stack_size, guard_size;
    void *stack;
    int detached, inherit, policy, priority;
    size_t affinity_size;
    void *affinity;
};
_Static_assert(sizeof(struct attribute_words) <= sizeof(pthread_attr_t), "fits musl's");

int pthread_getattr_np(pthread_t handle, pthread_attr_t *out)
{
    extern void *__libc_stack_end;
    struct apus_thread *thread = (struct apus_thread *)handle;
    struct attribute_words *words = (struct attribute_words *)out;
    *words = (struct attribute_words){0};
    words->detached = thread->detach_state >= 3;
    words->guard_size = thread->guard_size;
    if (thread->stack) {
        words->stack = thread->stack;
        words->stack_size = thread->stack_size;
        return 0;
    }
    struct rlimit limit;
    size_t size = 8 << 20;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
        size = limit.rlim_cur;
    /* Above the first words are only the strings of arguments and environment. */
    uintptr_t top = (uintptr_t)__libc_stack_end;
    for (size_t *entry = __libc.auxv; entry[0]; entry += 2)
        if (entry[0] == 31 /* AT_EXECFN: the last string on the stack */)
            top = entry[1] + strlen((char *)entry[1]) + 1;
    words->stack = (void *)((top + 4095) & -4096ul);
    words->stack_size = size;
    return 0;
}

int pthread_attr_setaffinity_np(pthread_attr_t *attributes, size_t size, const cpu_set_t *set)
{
    struct attribute_words *words = (struct attribute_words *)attributes;
    void *copy = 0;
    if (set && size && !(copy = malloc(size)))
        return ENOMEM;
    if (copy)
        memcpy(copy, set, size);
    free(words->affinity);
    words->affinity = copy;
    words->affinity_size = copy ? size : 0;
    return 0;
}

int pthread_attr_getaffinity_np(const pthread_attr_t *attributes, size_t size, cpu_set_t *set)
{
    const struct attribute_words *words = (const struct attribute_words *)attributes;
    if (!words->affinity) {
        memset(set, 0xff, size);
        return 0;
    }
    if (size < words->affinity_size)
        return EINVAL;
    memset(set, 0, size);
    memcpy(set, words->affinity, words->affinity_size);
    return 0;
}

int pthread_attr_destroy(pthread_attr_t *attributes)
{
    struct attribute_words *words = (struct attribute_words *)attributes;
    free(words->affinity);
    words->affinity = 0;
    return 0;
}

/* Sets the processors of a thread that was made with attributes that name them. */
HIDDEN void __apus_apply_affinity(pthread_t thread, const pthread_attr_t *attributes)
{
    const struct attribute_words *words = (const struct attribute_words *)attributes;
    if (attributes && words->affinity)
        pthread_setaffinity_np(thread, words->affinity_size, words->affinity);
}
