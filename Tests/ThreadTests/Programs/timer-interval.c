// setitimer, alarm and sleeping: what is left, who is interrupted, and what goes on.
// Calls: alarm setitimer
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t counts[65];
static void handler(int number) { counts[number]++; }

static long elapsed(struct timespec start) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000;
}

int main(void) {
    struct sigaction action = {.sa_handler = handler};
    sigaction(SIGALRM, &action, 0);
    sigaction(SIGVTALRM, &action, 0);
    sigaction(SIGPROF, &action, 0);
    struct itimerval value = {{0, 0}, {100, 0}}, left;
    printf("set %d", setitimer(ITIMER_REAL, &value, &left));
    printf(" before %ld", (long)left.it_value.tv_sec);
    getitimer(ITIMER_REAL, &left);
    printf(" left %d\n", left.it_value.tv_sec == 99 || left.it_value.tv_sec == 100);
    unsigned first = alarm(50), second = alarm(0);
    printf("alarm %d %d\n", first >= 99 && first <= 100, second >= 49 && second <= 50);
    value = (struct itimerval){{0, 1000000}, {1, 0}};
    printf("bad %d", setitimer(ITIMER_REAL, &value, 0));
    printf(" %d", errno);
    printf(" which %d", getitimer(3, &left));
    printf(" %d\n", errno);

    value = (struct itimerval){{0, 2000}, {0, 2000}};
    setitimer(ITIMER_REAL, &value, 0);
    while (counts[SIGALRM] < 5) pause();
    value = (struct itimerval){{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &value, 0);
    printf("ticks %d\n", counts[SIGALRM] >= 5);

    value = (struct itimerval){{0, 10000}, {0, 10000}};
    setitimer(ITIMER_VIRTUAL, &value, 0);
    setitimer(ITIMER_PROF, &value, 0);
    while (counts[SIGVTALRM] < 2 || counts[SIGPROF] < 2) {}
    value = (struct itimerval){{0, 0}, {0, 0}};
    setitimer(ITIMER_VIRTUAL, &value, 0);
    setitimer(ITIMER_PROF, &value, 0);
    printf("virtual %d prof %d\n", counts[SIGVTALRM] >= 2, counts[SIGPROF] >= 2);

    // A handler ends a sleep, which tells what is left; with SA_RESTART too.
    struct timespec span = {10, 0}, rest = {0, 0}, start;
    for (int restart = 0; restart < 2; restart++) {
        action.sa_flags = restart ? SA_RESTART : 0;
        sigaction(SIGALRM, &action, 0);
        value = (struct itimerval){{0, 0}, {0, 20000}};
        setitimer(ITIMER_REAL, &value, 0);
        errno = 0;
        int result = nanosleep(&span, &rest);
        printf("nanosleep %d %d left %d\n", result, errno, rest.tv_sec == 9);
        setitimer(ITIMER_REAL, &value, 0);
        rest.tv_sec = 3;
        clock_gettime(CLOCK_REALTIME, &start);
        start.tv_sec += 10;
        result = clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &start, &rest);
        printf("until %d left %ld\n", result, (long)rest.tv_sec);
    }
    // An ignored signal does not.
    signal(SIGALRM, SIG_IGN);
    value = (struct itimerval){{0, 5000}, {0, 5000}};
    setitimer(ITIMER_REAL, &value, 0);
    clock_gettime(CLOCK_MONOTONIC, &start);
    span = (struct timespec){0, 50000000};
    int result = nanosleep(&span, 0);
    long took = elapsed(start);
    printf("ignored %d %d\n", result, took >= 50);
    value = (struct itimerval){{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &value, 0);

    printf("errors %ld", syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC_RAW, 0, &span, 0));
    printf(" %d", errno);
    printf(" %d %d", clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &span, 0), clock_nanosleep(77, 0, &span, 0));
    span.tv_nsec = -1;
    printf(" %d\n", clock_nanosleep(CLOCK_MONOTONIC, 0, &span, 0));

    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("switches %d work %d\n", usage.ru_nvcsw > 0, usage.ru_utime.tv_sec > 0 || usage.ru_utime.tv_usec + usage.ru_stime.tv_usec > 10000);
    struct timespec mine, all;
    clockid_t clock;
    clock_getcpuclockid(0, &clock);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &mine);
    clock_gettime(clock, &all);
    printf("clocks %d\n", all.tv_sec > mine.tv_sec || (all.tv_sec == mine.tv_sec && all.tv_nsec >= mine.tv_nsec));
    return 0;
}
