/* Clocks and sleeping. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <sys/time.h>
#include <time.h>

APUS_CALL2(clock_gettime);
APUS_CALL2(clock_getres);
APUS_CALL4(clock_nanosleep);

int clock_gettime(clockid_t clock, struct timespec *out)
{
    return apus_result(__apus_sys_clock_gettime(clock, (long)out));
}
int __clock_gettime(clockid_t, struct timespec *) HIDDEN_ALIAS(clock_gettime);

int clock_getres(clockid_t clock, struct timespec *out)
{
    return apus_result(__apus_sys_clock_getres(clock, (long)out));
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    struct timespec now;
    if (!out)
        return 0;
    __apus_sys_clock_gettime(CLOCK_REALTIME, (long)&now);
    out->tv_sec = now.tv_sec;
    out->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *out)
{
    struct timespec now;
    __apus_sys_clock_gettime(CLOCK_REALTIME, (long)&now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *request,
                    struct timespec *remaining)
{
    if (clock == CLOCK_THREAD_CPUTIME_ID)
        return EINVAL;
    return (int)-APUS_POINT4(clock_nanosleep, clock, flags, request, remaining);
}
int __clock_nanosleep(clockid_t, int, const struct timespec *,
                      struct timespec *) HIDDEN_ALIAS(clock_nanosleep);

int nanosleep(const struct timespec *request, struct timespec *remaining)
{
    return apus_result(-clock_nanosleep(CLOCK_REALTIME, 0, request, remaining));
}
