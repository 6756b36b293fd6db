/* Clocks and sleeping. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <string.h>
#include <sys/time.h>
#include <time.h>

APUS_CALL2(clock_gettime);
APUS_CALL2(clock_getres);
APUS_CALL4(clock_nanosleep);

/* Nanoseconds since start-up, or since 1970; 0 while only the kernel can tell. */
static inline uint64_t read_clock(int is_wall)
{
    const volatile struct apus_clock *page = &__apus_clock;
    uint32_t sequence;
    uint64_t ticks, multiplier, wall;
    do {
        sequence = page->sequence;
        if (!page->valid)
            return 0;
        uint32_t low, high;
        /* Not before the loads above, nor another thread's later reading before this one. */
        __asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high)::"memory");
        ticks = ((uint64_t)high << 32 | low) - page->start;
        multiplier = page->multiplier;
        wall = page->wall;
    } while ((sequence & 1) || sequence != page->sequence);
    uint64_t now = (uint64_t)((unsigned __int128)ticks * multiplier >> 32);
    return is_wall ? now + wall : now;
}

int clock_gettime(clockid_t clock, struct timespec *out)
{
    if (clock == CLOCK_MONOTONIC || clock == CLOCK_REALTIME) {
        uint64_t now = read_clock(clock == CLOCK_REALTIME);
        if (now) {
            out->tv_sec = now / 1000000000;
            out->tv_nsec = now % 1000000000;
            return 0;
        }
    }
    return apus_result(__apus_sys_clock_gettime(clock, (long)out));
}
int __clock_gettime(clockid_t, struct timespec *) HIDDEN_ALIAS(clock_gettime);

int clock_getres(clockid_t clock, struct timespec *out)
{
    return apus_result(__apus_sys_clock_getres(clock, (long)out));
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    if (zone)
        memset(zone, 0, sizeof(struct timezone));
    if (!out)
        return 0;
    uint64_t now = read_clock(1);
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
