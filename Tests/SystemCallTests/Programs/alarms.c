// Calls: alarm setitimer timer_create timer_settime timer_gettime timer_getoverrun timer_delete adjtimex clock_adjtime
#include "calls.h"
#include <sys/time.h>
#include <sys/timex.h>

static volatile int fired, overruns;
static void on_signal(int number, siginfo_t *about, void *context) {
    (void)context;
    fired = number;
    overruns = about->si_code;
}

static void wait_for_it(int line) {
    for (int i = 0; i < 2000 && !fired; i++) usleep(1000);
    printf("%d: signal %d, code %d\n", line, fired, overruns);
    fired = 0;
}

static void intervals(void) {
    section("alarm and setitimer");
    RAW(alarm, 100);
    SHOW(KERNEL(alarm, 0) >= 99);
    RAW(alarm, 0);
    struct itimerval set = {{0, 0}, {0, 2000}}, old;
    RAW(setitimer, ITIMER_REAL, &set, &old);
    VALUE("%ld %ld", old.it_value.tv_sec, old.it_value.tv_usec);
    wait_for_it(__LINE__);
    set = (struct itimerval){{5, 0}, {100, 0}};
    RAW(setitimer, ITIMER_REAL, &set, NULL);
    SHOW(KERNEL(getitimer, ITIMER_REAL, &old));
    VALUE("%ld %d", old.it_interval.tv_sec, old.it_value.tv_sec >= 99);
    RAW(setitimer, ITIMER_REAL, NULL, &old);
    VALUE("%ld", old.it_interval.tv_sec);
    set = (struct itimerval){{0, 0}, {0, 1000000}};
    RAW(setitimer, ITIMER_REAL, &set, NULL);
    set = (struct itimerval){{0, 0}, {0, -1}};
    RAW(setitimer, ITIMER_REAL, &set, NULL);
    set = (struct itimerval){{0, -1}, {0, 0}};
    RAW(setitimer, ITIMER_REAL, &set, NULL);
    RAW(setitimer, 3, &set, NULL);
    RAW(setitimer, -1, &set, NULL);
    RAW(setitimer, ITIMER_REAL, NOWHERE, NULL);
    set = (struct itimerval){{0, 0}, {0, 0}};
    RAW(setitimer, ITIMER_REAL, &set, NOWHERE);
}

static void timers(void) {
    section("timer_create");
    int timer = -1, other;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 5};
    RAW(timer_create, CLOCK_MONOTONIC, &event, &timer);
    RAW(timer_create, CLOCK_REALTIME, NULL, &other);
    RAW(timer_create, 99, &event, &other);
    RAW(timer_create, CLOCK_MONOTONIC, NOWHERE, &other);
    RAW(timer_create, CLOCK_MONOTONIC, &event, NOWHERE);
    event.sigev_notify = 99;
    RAW(timer_create, CLOCK_MONOTONIC, &event, &other);
    event.sigev_notify = SIGEV_SIGNAL, event.sigev_signo = 65;
    RAW(timer_create, CLOCK_MONOTONIC, &event, &other);
    struct itimerspec set = {{0, 0}, {0, 2000000}}, old;
    RAW(timer_settime, timer, 0, &set, &old);
    VALUE("%ld %ld", old.it_value.tv_sec, old.it_value.tv_nsec);
    wait_for_it(__LINE__);
    RAW(timer_gettime, timer, &old);
    VALUE("%ld %ld", old.it_value.tv_sec, old.it_value.tv_nsec);
    RAW(timer_getoverrun, timer);
    set = (struct itimerspec){{0, 0}, {0, 1}};
    RAW(timer_settime, timer, TIMER_ABSTIME, &set, NULL);
    wait_for_it(__LINE__);
    set = (struct itimerspec){{7, 0}, {100, 0}};
    RAW(timer_settime, timer, 0, &set, NULL);
    RAW(timer_gettime, timer, &old);
    VALUE("%ld %d", old.it_interval.tv_sec, old.it_value.tv_sec >= 99);
    set.it_value.tv_nsec = 1000000000;
    RAW(timer_settime, timer, 0, &set, NULL);
    set.it_value = (struct timespec){-1, 0};
    RAW(timer_settime, timer, 0, &set, NULL);
    RAW(timer_settime, timer, 0, NULL, NULL);
    RAW(timer_settime, timer, 0, NOWHERE, NULL);
    RAW(timer_settime, 12345, 0, &set, NULL);
    RAW(timer_gettime, timer, NOWHERE);
    RAW(timer_gettime, 12345, &old);
    RAW(timer_getoverrun, 12345);
    RAW(timer_delete, timer);
    RAW(timer_delete, timer);
    RAW(timer_gettime, timer, &old);
}

static void adjusting(void) {
    section("adjtimex");
    struct timex state = {0};
    SHOW(KERNEL(adjtimex, &state) >= 0);
    VALUE("%d", state.tick == 10000);
    RAW(adjtimex, NOWHERE);
    state.modes = 0;
    SHOW(KERNEL(clock_adjtime, CLOCK_REALTIME, &state) >= 0);
    RAW(clock_adjtime, CLOCK_REALTIME, NOWHERE);
    RAW(clock_adjtime, CLOCK_MONOTONIC, &state);
    RAW(clock_adjtime, 99, &state);
}

int main(void) {
    begin();
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO};
    sigaction(SIGALRM, &action, NULL), sigaction(SIGUSR1, &action, NULL);
    intervals();
    timers();
    adjusting();
    return 0;
}
