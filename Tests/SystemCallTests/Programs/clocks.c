// Calls: time gettimeofday settimeofday clock_gettime clock_settime clock_getres nanosleep clock_nanosleep times getitimer
#include "calls.h"
#include <sys/time.h>
#include <sys/times.h>

static struct timespec spec;

static void telling(void) {
    section("clock_gettime");
    for (int clock = -2; clock < 20; clock++) {
        // The clock that only some kernels have, and those that wake a machine with such a clock.
        if (clock >= 8 && clock <= 10) continue;
        errno = 0, spec = (struct timespec){-1, -1};
        long result = KERNEL(clock_gettime, clock, &spec);
        printf("clock %d = %ld %s %d\n", clock, result, result ? strerrorname_np(errno) : "",
               spec.tv_sec >= 0 && spec.tv_nsec >= 0 && spec.tv_nsec < 1000000000);
        errno = 0, spec = (struct timespec){-1, -1};
        result = KERNEL(clock_getres, clock, &spec);
        printf("resolution of %d = %ld %s %ld\n", clock, result, result ? strerrorname_np(errno) : "",
               clock == 5 || clock == 6 ? 0 : spec.tv_sec);
    }
    RAW(clock_gettime, CLOCK_MONOTONIC, NOWHERE);
    RAW(clock_gettime, CLOCK_MONOTONIC, NULL);
    RAW(clock_gettime, 99, NOWHERE);
    RAW(clock_getres, CLOCK_MONOTONIC, NULL);
    RAW(clock_getres, CLOCK_MONOTONIC, NOWHERE);
    RAW(clock_getres, 99, NULL);
    clockid_t own;
    SHOW(clock_getcpuclockid(0, &own));
    RAW(clock_gettime, own, &spec);
    RAW(clock_gettime, ~0x7ffffff0 << 3 | 2, &spec);
    struct timespec first, second;
    clock_gettime(CLOCK_MONOTONIC, &first), clock_gettime(CLOCK_MONOTONIC, &second);
    VALUE("%d", second.tv_sec > first.tv_sec || (second.tv_sec == first.tv_sec && second.tv_nsec >= first.tv_nsec));
    // The clocks agree with one another.
    struct timeval micro;
    time_t now;
    clock_gettime(CLOCK_REALTIME, &first);
    SHOW(KERNEL(time, &now) == now);
    SHOW(labs(now - first.tv_sec) <= 1);
    RAW(time, NOWHERE);
    SHOW(KERNEL(time, NULL) >= now);
    RAW(gettimeofday, &micro, NULL);
    VALUE("%d", labs(micro.tv_sec - first.tv_sec) <= 1 && micro.tv_usec >= 0 && micro.tv_usec < 1000000);
    struct timezone zone = {5, 5};
    RAW(gettimeofday, NULL, &zone);
    VALUE("%d %d", zone.tz_minuteswest, zone.tz_dsttime);
    RAW(gettimeofday, NULL, NULL);
    RAW(gettimeofday, NOWHERE, NULL);
    RAW(gettimeofday, NULL, NOWHERE);
    clock_gettime(CLOCK_BOOTTIME, &first), clock_gettime(CLOCK_MONOTONIC, &second);
    VALUE("%d", first.tv_sec >= second.tv_sec - 1);
    clock_gettime(CLOCK_REALTIME_COARSE, &first), clock_gettime(CLOCK_REALTIME, &second);
    VALUE("%d", second.tv_sec - first.tv_sec <= 1);

    section("setting clocks");
    spec = (struct timespec){1, 1000000000};
    RAW(clock_settime, CLOCK_REALTIME, &spec);
    spec = (struct timespec){1, -1};
    RAW(clock_settime, CLOCK_REALTIME, &spec);
    spec = (struct timespec){-1, 0};
    RAW(clock_settime, CLOCK_REALTIME, &spec);
    spec = (struct timespec){1, 1};
    RAW(clock_settime, CLOCK_MONOTONIC, &spec);
    RAW(clock_settime, CLOCK_BOOTTIME, &spec);
    RAW(clock_settime, CLOCK_PROCESS_CPUTIME_ID, &spec);
    RAW(clock_settime, 99, &spec);
    RAW(clock_settime, CLOCK_REALTIME, NOWHERE);
    micro = (struct timeval){1, 1000000};
    RAW(settimeofday, &micro, NULL);
    micro = (struct timeval){1, -1};
    RAW(settimeofday, &micro, NULL);
    micro = (struct timeval){-1, 0};
    RAW(settimeofday, &micro, NULL);
    RAW(settimeofday, NOWHERE, NULL);
    RAW(settimeofday, NULL, NOWHERE);
    RAW(settimeofday, NULL, NULL);
}

static long elapsed(const struct timespec *since) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - since->tv_sec) * 1000000000L + now.tv_nsec - since->tv_nsec;
}

static void on_signal(int number) { (void)number; }

static void sleeping(void) {
    section("nanosleep");
    struct timespec start, nap = {0, 3000000}, left = {7, 7};
    clock_gettime(CLOCK_MONOTONIC, &start);
    RAW(nanosleep, &nap, &left);
    VALUE("%d, %ld %ld", elapsed(&start) >= 3000000, left.tv_sec, left.tv_nsec);
    nap = (struct timespec){0, 0};
    RAW(nanosleep, &nap, NULL);
    nap = (struct timespec){0, 1000000000};
    RAW(nanosleep, &nap, NULL);
    nap = (struct timespec){0, -1};
    RAW(nanosleep, &nap, NULL);
    nap = (struct timespec){-1, 0};
    RAW(nanosleep, &nap, NULL);
    RAW(nanosleep, NOWHERE, NULL);
    RAW(nanosleep, NULL, NULL);
    nap = (struct timespec){0, 1000};
    RAW(nanosleep, &nap, NOWHERE);

    section("clock_nanosleep");
    clock_gettime(CLOCK_MONOTONIC, &start);
    nap = start, nap.tv_nsec += 3000000;
    if (nap.tv_nsec >= 1000000000) nap.tv_nsec -= 1000000000, nap.tv_sec++;
    RAW(clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &nap, NULL);
    VALUE("%d", elapsed(&start) >= 3000000);
    RAW(clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &nap, NULL);
    nap = (struct timespec){0, 1000};
    for (int clock = 0; clock < 16; clock++) {
        // Sleeping on the two that are left out needs processor time to pass, or the clock of an alarm.
        if (clock == 10 || clock == CLOCK_PROCESS_CPUTIME_ID || clock == 3 || clock == 8 || clock == 9) continue;
        errno = 0;
        long result = KERNEL(clock_nanosleep, clock, 0, &nap, NULL);
        printf("clock %d = %ld %s\n", clock, result, result ? strerrorname_np(errno) : "");
    }
    RAW(clock_nanosleep, CLOCK_MONOTONIC, 0, NOWHERE, NULL);
    RAW(clock_nanosleep, CLOCK_MONOTONIC, 2, &nap, NULL);
    nap = (struct timespec){0, 1000000000};
    RAW(clock_nanosleep, CLOCK_MONOTONIC, 0, &nap, NULL);
    nap = (struct timespec){-1, 0};
    RAW(clock_nanosleep, CLOCK_MONOTONIC, 0, &nap, NULL);
    RAW(clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &nap, NULL);
    nap = (struct timespec){1, 0};
    RAW(clock_nanosleep, CLOCK_REALTIME, TIMER_ABSTIME, &nap, NULL);

    section("times and getitimer");
    struct tms used = {-1, -1, -1, -1};
    SHOW(KERNEL(times, &used) > 0);
    VALUE("%d %d %ld %ld", used.tms_utime >= 0, used.tms_stime >= 0, used.tms_cutime, used.tms_cstime);
    SHOW(KERNEL(times, NULL) > 0);
    RAW(times, NOWHERE);
    struct itimerval timer = {{9, 9}, {9, 9}};
    RAW(getitimer, ITIMER_REAL, &timer);
    VALUE("%ld %ld %ld %ld", timer.it_interval.tv_sec, timer.it_interval.tv_usec, timer.it_value.tv_sec, timer.it_value.tv_usec);
    RAW(getitimer, ITIMER_VIRTUAL, &timer);
    RAW(getitimer, ITIMER_PROF, &timer);
    RAW(getitimer, 3, &timer);
    RAW(getitimer, -1, &timer);
    RAW(getitimer, ITIMER_REAL, NOWHERE);
    RAW(getitimer, ITIMER_REAL, NULL);
}

int main(void) {
    begin();
    telling();
    sleeping();
    return 0;
}
