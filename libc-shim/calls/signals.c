/* Waiting for signals as glibc does: musl's sigtimedwait hides that a handler ended the wait. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <signal.h>
#include <time.h>

APUS_CALL4(rt_sigtimedwait);
APUS_CALL2(sigaltstack);

int sigtimedwait(const sigset_t *restrict set, siginfo_t *restrict info,
                 const struct timespec *restrict timeout)
{
    siginfo_t own;
    long result = APUS_POINT4(rt_sigtimedwait, set, info ? info : &own, timeout, _NSIG / 8);
    if (result > 0 && info && info->si_code == SI_TKILL)
        info->si_code = SI_USER;
    return apus_result(result);
}

int sigwaitinfo(const sigset_t *restrict set, siginfo_t *restrict info)
{
    return sigtimedwait(set, info, 0);
}

/* POSIX gives it no EINTR. */
int sigwait(const sigset_t *restrict set, int *restrict number)
{
    siginfo_t info;
    long result;
    do
        result = APUS_POINT4(rt_sigtimedwait, set, &info, 0, _NSIG / 8);
    while (result == -EINTR);
    if (result < 0)
        return (int)-result;
    *number = (int)result;
    return 0;
}

/* musl refuses flags that Linux takes. */
int sigaltstack(const stack_t *restrict new, stack_t *restrict old)
{
    return apus_result(__apus_sys_sigaltstack((long)new, (long)old));
}

/* glibc refuses numbers that are none. */
int sigismember(const sigset_t *set, int number)
{
    if (number < 1 || number >= _NSIG) {
        errno = EINVAL;
        return -1;
    }
    return set->__bits[(number - 1) / 64] >> ((number - 1) & 63) & 1;
}

/* glibc's name for the sigpause of X/Open, which musl's is. */
int sigpause(int);
int __xpg_sigpause(int number)
{
    if (number < 1 || number >= _NSIG) {
        errno = EINVAL;
        return -1;
    }
    return sigpause(number);
}
