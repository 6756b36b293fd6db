/* What can be asked of a thread, and done to it. */
#include "thread/ceiling.h"
#include "thread/thread.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

APUS_CALL1(sched_getscheduler);
APUS_CALL2(sched_getparam);
APUS_CALL2(sched_setparam);
APUS_CALL3(sched_setscheduler);
APUS_CALL3(sched_setaffinity);
APUS_CALL3(sched_getaffinity);
APUS_CALL4(rt_tgsigqueueinfo);

enum { NAME_ROOM = 16 /* with the final null */ };

struct apus_thread *pthread_self(void) { return apus_self(); }
struct apus_thread *thrd_current(void) ALIAS(pthread_self);
int pthread_equal(struct apus_thread *a, struct apus_thread *b) { return a == b; }
int thrd_equal(struct apus_thread *, struct apus_thread *) ALIAS(pthread_equal);

/* The thread's number while it lives; it cannot end until the lock is released. */
static int lock_number(struct apus_thread *thread)
{
    __lock(thread->kill_lock);
    return thread->ended ? 0 : thread->tid;
}

static int unlock_answer(struct apus_thread *thread, long error)
{
    __unlock(thread->kill_lock);
    return error < 0 ? (int)-error : 0;
}

/* As in glibc since 2.34, a signal to a thread that has ended is none. */
int pthread_kill(pthread_t handle, int signal)
{
    struct apus_thread *thread = (struct apus_thread *)handle;
    if (signal < 0 || signal > 64 || (OWN_SIGNALS >> (signal - 1) & 1 && signal))
        return EINVAL;
    if (thread == apus_self())
        return (int)-__apus_sys_tgkill(__apus_process.pid, thread->tid, signal);
    int tid = lock_number(thread);
    return unlock_answer(thread, tid ? __apus_sys_tgkill(__apus_process.pid, tid, signal) : 0);
}

int pthread_sigqueue(struct apus_thread *thread, int signal, const union sigval value)
{
    if (signal < 0 || signal > 64 || (OWN_SIGNALS >> (signal - 1) & 1 && signal))
        return EINVAL;
    siginfo_t info = {.si_signo = signal, .si_code = SI_QUEUE, .si_pid = __apus_process.pid,
                      .si_uid = getuid(), .si_value = value};
    int tid = lock_number(thread);
    return unlock_answer(thread, tid ? __apus_sys_rt_tgsigqueueinfo(__apus_process.pid, tid, signal, (long)&info)
                                     : -ESRCH);
}

/* The kernel knows 64 signals, a sigset_t has room for more. */
int pthread_sigmask(int how, const sigset_t *restrict set, sigset_t *restrict out)
{
    unsigned long wanted = set ? *(const unsigned long *)set & ~OWN_SIGNALS : 0;
    unsigned long *old = (unsigned long *)out;
    if (set && (unsigned)how > MASK_SET)
        return EINVAL;
    long error = apus_signal_mask(how, set ? &wanted : 0, old);
    if (!error && old)
        *old &= ~OWN_SIGNALS;
    return (int)-error;
}

int pthread_setschedparam(struct apus_thread *thread, int policy, const struct sched_param *parameters)
{
    int tid = lock_number(thread);
    struct sched_param wanted = {
        .sched_priority = __apus_priority_with_ceilings(thread, policy, parameters->sched_priority)};
    return unlock_answer(thread, tid ? __apus_sys_sched_setscheduler(tid, policy, (long)&wanted) : -ESRCH);
}

int pthread_setschedprio(struct apus_thread *thread, int priority)
{
    int tid = lock_number(thread);
    int policy = tid ? (int)__apus_sys_sched_getscheduler(tid) : 0;
    struct sched_param wanted = {.sched_priority = __apus_priority_with_ceilings(thread, policy, priority)};
    return unlock_answer(thread, tid ? __apus_sys_sched_setparam(tid, (long)&wanted) : -ESRCH);
}

int pthread_getschedparam(struct apus_thread *restrict thread, int *restrict policy, struct sched_param *restrict out)
{
    int tid = lock_number(thread);
    long answer = -ESRCH;
    struct ceilings *held = thread->ceilings;
    if (tid && held && held->highest >= 0) {
        /* Its own, not what a mutex lends. */
        *policy = held->policy;
        out->sched_priority = held->priority;
        answer = 0;
    } else if (tid && (answer = __apus_sys_sched_getparam(tid, (long)out)) >= 0) {
        answer = __apus_sys_sched_getscheduler(tid);
        if (answer >= 0)
            *policy = (int)answer;
    }
    return unlock_answer(thread, answer);
}

int pthread_setaffinity_np(struct apus_thread *thread, size_t size, const cpu_set_t *set)
{
    int tid = lock_number(thread);
    return unlock_answer(thread, tid ? __apus_sys_sched_setaffinity(tid, (long)size, (long)set) : -ESRCH);
}

int pthread_getaffinity_np(struct apus_thread *thread, size_t size, cpu_set_t *set)
{
    int tid = lock_number(thread);
    long written = tid ? __apus_sys_sched_getaffinity(tid, (long)size, (long)set) : -ESRCH;
    if (written >= 0)
        memset((char *)set + written, 0, size - (size_t)written);
    return unlock_answer(thread, written);
}

int pthread_getcpuclockid(struct apus_thread *thread, clockid_t *out)
{
    int tid = lock_number(thread);
    if (tid)
        *out = (clockid_t)((-(unsigned)tid - 1) << 3 | 6); /* a thread's CPU clock, clock_getres(2) */
    return unlock_answer(thread, tid ? 0 : -ESRCH);
}

static int concurrency;
int pthread_getconcurrency(void) { return concurrency; }

int pthread_setconcurrency(int level)
{
    if (level < 0)
        return EINVAL;
    concurrency = level;
    return 0;
}

static int open_name(struct apus_thread *thread, int flags)
{
    char path[48];
    snprintf(path, sizeof path, "/proc/self/task/%d/comm", thread->tid);
    int state = apus_self()->cancel_disabled;
    apus_self()->cancel_disabled = CANCEL_DISABLE;
    int file = open(path, flags | O_CLOEXEC);
    apus_self()->cancel_disabled = (unsigned char)state;
    return file;
}

int pthread_setname_np(struct apus_thread *thread, const char *name)
{
    size_t length = strnlen(name, NAME_ROOM);
    if (length >= NAME_ROOM)
        return ERANGE;
    if (thread == apus_self())
        return prctl(PR_SET_NAME, name) ? errno : 0;
    int file = open_name(thread, O_WRONLY);
    if (file < 0)
        return errno;
    long written = syscall(SYS_write, file, name, length);
    int error = written < 0 ? errno : written != (long)length ? EIO : 0;
    syscall(SYS_close, file);
    return error;
}

int pthread_getname_np(struct apus_thread *thread, char *out, size_t size)
{
    if (size < NAME_ROOM)
        return ERANGE;
    if (thread == apus_self())
        return prctl(PR_GET_NAME, out) ? errno : 0;
    int file = open_name(thread, O_RDONLY);
    if (file < 0)
        return errno;
    long length = syscall(SYS_read, file, out, size);
    int error = length < 0 ? errno : 0;
    syscall(SYS_close, file);
    if (length > 0)
        out[out[length - 1] == '\n' || length == (long)size ? length - 1 : length] = 0;
    return error;
}

/* The main thread's stack reaches from where the program started down to the limit. */
static void describe_main(struct attributes *out)
{
    extern void *__libc_stack_end;
    struct rlimit limit;
    out->stack_size = 8 << 20;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
        out->stack_size = limit.rlim_cur;
    /* Above the first words are only the strings of arguments and environment. */
    uintptr_t top = (uintptr_t)__libc_stack_end;
    for (size_t *entry = __libc.auxv; entry[0]; entry += 2)
        if (entry[0] == 31 /* AT_EXECFN: the last string on the stack */)
            top = entry[1] + strlen((char *)entry[1]) + 1;
    out->stack = (char *)((top + 4095) & -4096ul);
    out->stack_size &= -4096ul;
}

int pthread_getattr_np(struct apus_thread *thread, struct attributes *out)
{
    *out = (struct attributes){.detached = thread->detach_state == THREAD_DETACHED,
                               .guard_size = thread->guard_size};
    struct sched_param parameters;
    if (pthread_getschedparam(thread, &out->policy, &parameters) == 0)
        out->priority = parameters.sched_priority;
    if (thread->stack) {
        out->stack = thread->stack;
        out->stack_size = thread->stack_size;
    } else {
        describe_main(out);
    }
    extern int pthread_attr_setaffinity_np(struct attributes *, size_t, const cpu_set_t *);
    cpu_set_t processors;
    if (pthread_getaffinity_np(thread, sizeof processors, &processors) == 0)
        return pthread_attr_setaffinity_np(out, sizeof processors, &processors);
    return 0;
}
