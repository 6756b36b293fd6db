// POSIX timers: signals with values, overruns, absolute and relative times, the processor clocks, errors.
// Calls: timer_create timer_delete timer_getoverrun timer_gettime timer_settime
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t count, value, code, overrun, on_thread;
static timer_t timer;

static void handler(int number, siginfo_t *info, void *context) {
    count++;
    value = info->si_value.sival_int;
    code = info->si_code;
    overrun = info->si_overrun;
    on_thread = gettid();
}

static void spin(int milliseconds) {
    struct timespec start, now;
    clock_gettime(CLOCK_MONOTONIC, &start);
    do clock_gettime(CLOCK_MONOTONIC, &now);
    while ((now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000 < milliseconds);
}

static void *other(void *argument) {
    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGRTMIN};
    event._sigev_un._tid = gettid();
    event.sigev_value.sival_int = 9;
    timer_t own;
    struct itimerspec soon = {{0, 0}, {0, 5000000}};
    printf("thread timer %d", timer_create(CLOCK_MONOTONIC, &event, &own));
    printf(" %d\n", timer_settime(own, 0, &soon, 0));
    while (value != 9) nanosleep(&(struct timespec){0, 10000000}, 0);
    printf("hit %d value %d\n", on_thread == gettid(), value);
    timer_delete(own);
    return 0;
}

int main(void) {
    setvbuf(stdout, 0, _IOLBF, 0);
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGRTMIN, &action, 0);
    sigaction(SIGALRM, &action, 0);
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN};
    event.sigev_value.sival_int = 42;
    struct itimerspec soon = {{0, 0}, {0, 5000000}}, left, none = {{0, 0}, {0, 0}};

    printf("create %d settime", timer_create(CLOCK_MONOTONIC, &event, &timer));
    printf(" %d\n", timer_settime(timer, 0, &soon, &left));
    while (!count) pause();
    printf("count %d value %d timer %d overrun %d %d\n", count, value, code == SI_TIMER, overrun, timer_getoverrun(timer));
    timer_gettime(timer, &left);
    printf("left %ld %ld\n", (long)left.it_value.tv_sec, left.it_value.tv_nsec);

    // Blocked for a while: one signal, the rest are overruns.
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &set, 0);
    struct itimerspec often = {{0, 1000000}, {0, 1000000}};
    count = 0;
    timer_settime(timer, 0, &often, 0);
    struct timespec wait = {0, 30000000};
    nanosleep(&wait, 0);
    timer_gettime(timer, &left);
    printf("interval %ld left %d\n", left.it_interval.tv_nsec, left.it_value.tv_nsec > 0 && left.it_value.tv_nsec <= 1000000);
    sigset_t pending;
    sigpending(&pending);
    siginfo_t info;
    printf("waits %d", sigismember(&pending, SIGRTMIN));
    printf(" taken %d", sigwaitinfo(&set, &info) == SIGRTMIN);
    printf(" overruns %d %d\n", info.si_overrun >= 25, timer_getoverrun(timer) == info.si_overrun);
    timer_settime(timer, 0, &none, 0);
    while (sigtimedwait(&set, &info, &none.it_value) > 0) {}
    sigprocmask(SIG_UNBLOCK, &set, 0);

    // An absolute time in the past is due at once.
    struct itimerspec past = {{0, 0}, {0, 1}};
    count = 0;
    timer_settime(timer, TIMER_ABSTIME, &past, 0);
    while (!count) pause();
    printf("past %d\n", count);
    printf("bad value %d", timer_settime(timer, 0, &(struct itimerspec){{0, 0}, {0, 1000000000}}, 0));
    printf(" %d\n", errno);
    printf("delete %d", timer_delete(timer));
    printf(" again %ld", syscall(SYS_timer_delete, 0x7777));
    printf(" %d\n", errno);

    // The processor clocks: only work makes them run.
    timer_t busy;
    printf("cpu %d\n", timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &busy));
    struct itimerspec work = {{0, 0}, {0, 30000000}};
    count = 0;
    timer_settime(busy, 0, &work, 0);
    nanosleep(&(struct timespec){0, 50000000}, 0);
    printf("idle %d\n", count);
    struct timespec before, after;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    while (!count) spin(1);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    printf("busy %d\n", count);
    timer_delete(busy);
    printf("thread cpu %d\n", timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &busy));
    timer_settime(busy, 0, &work, 0);
    count = 0;
    while (!count) spin(1);
    printf("busy %d\n", count);
    timer_delete(busy);

    pthread_t thread;
    sigprocmask(SIG_BLOCK, &set, 0);
    sigprocmask(SIG_UNBLOCK, &set, 0);
    pthread_create(&thread, 0, other, 0);
    pthread_join(thread, 0);

    // Without an event: SIGALRM, and the value is the timer's number.
    count = 0;
    timer_create(CLOCK_REALTIME, 0, &timer);
    timer_settime(timer, 0, &soon, 0);
    while (!count) pause();
    printf("default %d\n", code == SI_TIMER);
    timer_delete(timer);

    event.sigev_notify = SIGEV_NONE;
    printf("none %d", timer_create(CLOCK_MONOTONIC, &event, &timer));
    timer_settime(timer, 0, &(struct itimerspec){{0, 0}, {100, 0}}, 0);
    timer_gettime(timer, &left);
    printf(" %d\n", left.it_value.tv_sec == 99 || left.it_value.tv_sec == 100);
    timer_delete(timer);
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = 65;
    long number;
    printf("bad signal %ld", syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &number));
    printf(" %d\n", errno);
    printf("bad clock %ld", syscall(SYS_timer_create, 77, 0, &number));
    printf(" %d\n", errno);
    printf("raw clock %ld", syscall(SYS_timer_create, CLOCK_MONOTONIC_RAW, 0, &number));
    printf(" %d\n", errno);
    return 0;
}
