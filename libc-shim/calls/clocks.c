/* Clocks and sleeping. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <string.h>
#include <sys/time.h>
#include <time.h>

APUS_CALL2(clock_gettime);
APUS_CALL2(clock_getres);
APUS_CALL4(clock_nanosleep);

/* CLOCK_REALTIME or CLOCK_MONOTONIC in nanoseconds: 0 while only the kernel can tell, which the page says, or that it changes. */
static inline uint64_t read_clock(unsigned clock)
{
    const struct apus_clock *page = &__apus_clock;
    uint64_t sequence = *(const volatile uint64_t *)&page->sequence, low, high;
    if (__builtin_expect(!sequence, 0))
        return 0;
    /* Not before the load above, nor another thread's later reading before this one. */
    __asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high)::"memory");
    uint64_t ticks = (high << 32 | low) - page->start;
    uint64_t now = (uint64_t)((unsigned __int128)ticks * page->multiplier >> 32) + page->offset[clock];
    /* Computed before the load below. */
    __asm__ volatile("" : "+r"(now)::"memory");
    return __builtin_expect(sequence != *(const volatile uint64_t *)&page->sequence, 0) ? 0 : now;
}

static __attribute__((noinline)) int ask_kernel(clockid_t clock, struct timespec *out)
{
    return apus_result(__apus_sys_clock_gettime(clock, (long)out));
}

int clock_gettime(clockid_t clock, struct timespec *out)
{
    uint64_t now;
    if ((unsigned)clock > CLOCK_MONOTONIC || !(now = read_clock(clock)))
        return ask_kernel(clock, out);
    out->tv_sec = now / 1000000000;
    out->tv_nsec = now - now / 1000000000 * 1000000000;
    return 0;
}
int __clock_gettime(clockid_t, struct timespec *) HIDDEN_ALIAS(clock_gettime);

int clock_getres(clockid_t clock, struct timespec *out)
{
    return apus_result(__apus_sys_clock_getres(clock, (long)out));
}

/* The clock of a process: its number's complement from bit 3 on, and 2 for all its time. */
int clock_getcpuclockid(pid_t process, clockid_t *out)
{
    clockid_t clock = (clockid_t)((unsigned)~process << 3 | 2);
    long result = __apus_sys_clock_getres(clock, 0);
    if (result < 0)
        return result == -EINVAL ? ESRCH : (int)-result;
    *out = clock;
    return 0;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    if (zone)
        memset(zone, 0, sizeof(struct timezone));
    if (!out)
        return 0;
    uint64_t now = read_clock(CLOCK_REALTIME);
    if (now) {
        out->tv_sec = now / 1000000000;
        out->tv_usec = now % 1000000000 / 1000;
        return 0;
    }
    struct timespec asked;
    __apus_sys_clock_gettime(CLOCK_REALTIME, (long)&asked);
    out->tv_sec = asked.tv_sec;
    out->tv_usec = asked.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
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
