// sigsuspend, pause, sigwaitinfo, sigtimedwait, sigwait in another thread: what they return, and whose mask is in force.
// Calls: pause rt_sigsuspend rt_sigtimedwait
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static sigset_t inside;

static void handler(int number) {
    got = number;
    pthread_sigmask(SIG_SETMASK, 0, &inside);
}

static void alarm_in(int milliseconds) {
    struct itimerval timer = {{0, 0}, {milliseconds / 1000, milliseconds % 1000 * 1000}};
    setitimer(ITIMER_REAL, &timer, 0);
}

static void *sender(void *argument) {
    struct timespec wait = {0, 30000000};
    nanosleep(&wait, 0);
    sigqueue(getpid(), SIGRTMIN + 3, (union sigval){.sival_int = 77});
    return 0;
}

static void *waiter(void *argument) {
    sigset_t set;
    int number;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    int error = sigwait(&set, &number);
    printf("sigwait %d %d\n", error, number);
    return 0;
}

int main(void) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigaddset(&action.sa_mask, SIGUSR1);
    sigaction(SIGALRM, &action, 0);
    sigset_t set, old, none, blocked;
    sigemptyset(&none);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGALRM);
    sigaddset(&blocked, SIGUSR2);
    sigaddset(&blocked, SIGRTMIN + 3);
    sigprocmask(SIG_BLOCK, &blocked, 0);

    alarm_in(20);
    int result = sigsuspend(&none);
    printf("sigsuspend %d %d got %d\n", result, errno == EINTR, got == SIGALRM);
    printf("inside alrm %d usr1 %d usr2 %d\n", sigismember(&inside, SIGALRM), sigismember(&inside, SIGUSR1), sigismember(&inside, SIGUSR2));
    sigprocmask(SIG_BLOCK, 0, &old);
    printf("mask is back %d %d\n", sigismember(&old, SIGALRM), sigismember(&old, SIGUSR1));

    sigprocmask(SIG_UNBLOCK, &blocked, 0);
    alarm_in(20);
    got = 0;
    result = pause();
    printf("pause %d %d got %d\n", result, errno == EINTR, got == SIGALRM);
    sigprocmask(SIG_BLOCK, &blocked, 0);

    struct timespec no_time = {0, 0}, short_time = {0, 20000000}, bad = {0, 1000000000};
    siginfo_t info;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN + 3);
    printf("timedwait at once %d", sigtimedwait(&set, &info, &no_time));
    printf(" %d\n", errno == EAGAIN);
    printf("timedwait later %d", sigtimedwait(&set, &info, &short_time));
    printf(" %d\n", errno == EAGAIN);
    printf("timedwait bad %d", sigtimedwait(&set, &info, &bad));
    printf(" %d\n", errno);
    pthread_t thread;
    pthread_create(&thread, 0, sender, 0);
    result = sigwaitinfo(&set, &info);
    printf("sigwaitinfo %d code %d value %d pid %d\n", result == SIGRTMIN + 3, info.si_code, info.si_value.sival_int, info.si_pid == getpid());
    pthread_join(thread, 0);

    // A handler ends it, whatever SA_RESTART says.
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &blocked, 0);
    alarm_in(20);
    result = sigwaitinfo(&set, &info);
    printf("interrupted %d %d\n", result, errno == EINTR);

    pthread_create(&thread, 0, waiter, 0);
    struct timespec wait = {0, 20000000};
    nanosleep(&wait, 0);
    kill(getpid(), SIGUSR2);
    pthread_join(thread, 0);

    // An ignored signal is not waited for in vain, and one that is blocked waits although it is ignored by default.
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, 0);
    raise(SIGCHLD);
    printf("sigchld %d\n", sigtimedwait(&set, &info, &no_time) == SIGCHLD);
    return 0;
}
