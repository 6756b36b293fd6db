// The clocks: they agree with each other, never go back whichever thread reads them, and the wall clock can be set where root may.
// Calls: adjtimex clock_adjtime
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

static _Atomic long long latest;
static _Atomic int backwards;

static long long now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000ll + time.tv_nsec;
}

static long long kernel_now(clockid_t clock) {
    struct timespec time;
    syscall(SYS_clock_gettime, clock, &time);
    return time.tv_sec * 1000000000ll + time.tv_nsec;
}

static void *watch(void *argument) {
    for (int round = 0; round < 100000; round++) {
        long long before = atomic_load(&latest), read = now(CLOCK_MONOTONIC);
        if (read < before) backwards++;
        while (before < read && !atomic_compare_exchange_weak(&latest, &before, read)) {}
    }
    return 0;
}

int main(void) {
    clockid_t clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_BOOTTIME, CLOCK_MONOTONIC_RAW};
    for (int index = 0; index < 4; index++) {
        long long first = now(clocks[index]), second = kernel_now(clocks[index]), third = now(clocks[index]);
        printf("clock %d in order %d\n", (int)clocks[index], first <= second && second <= third);
    }
    struct timeval value;
    gettimeofday(&value, 0);
    long long wall = now(CLOCK_REALTIME);
    printf("gettimeofday %d time %d\n", wall / 1000 - (value.tv_sec * 1000000ll + value.tv_usec) < 2000000, time(0) - value.tv_sec <= 2);
    pthread_t threads[4];
    for (int index = 0; index < 4; index++) pthread_create(&threads[index], 0, watch, 0);
    for (int index = 0; index < 4; index++) pthread_join(threads[index], 0);
    printf("backwards %d\n", backwards);
    printf("null %d", clock_gettime(99, &(struct timespec){0}));
    printf(" %d", errno);
    printf(" set %ld", syscall(SYS_clock_settime, CLOCK_MONOTONIC, &(struct timespec){1, 0}));
    printf(" %d", errno);
    printf(" bad %ld", syscall(SYS_clock_settime, CLOCK_REALTIME, &(struct timespec){1, -1}));
    printf(" %d\n", errno);
    struct timex state = {.modes = 0};
    int result = adjtimex(&state);
    printf("adjtimex %d\n", result >= 0 && state.time.tv_sec - time(0) <= 1);
    return 0;
}
