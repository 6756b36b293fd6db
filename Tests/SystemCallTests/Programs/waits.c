// Calls: pause rt_sigsuspend rt_sigtimedwait signalfd signalfd4 restart_syscall
#include "calls.h"
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/time.h>

static volatile int caught;
static void on_signal(int number) { caught = number; }

static void suspending(void) {
    section("pause and rt_sigsuspend");
    /* Again and again: the first may come before the pause. */
    struct itimerval soon = {{0, 3000}, {0, 3000}}, never = {{0, 0}, {0, 0}};
    signal(SIGALRM, on_signal), signal(SIGUSR1, on_signal);
    setitimer(ITIMER_REAL, &soon, NULL);
    RAW(pause);
    setitimer(ITIMER_REAL, &never, NULL);
    VALUE("%d", caught);
    sigset_t blocked;
    uint64_t none = 0;
    sigemptyset(&blocked), sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    caught = 0;
    raise(SIGUSR1);
    RAW(rt_sigsuspend, &none, 8);
    sigset_t now;
    sigprocmask(SIG_BLOCK, NULL, &now);
    VALUE("%d %d", caught, sigismember(&now, SIGUSR1));
    RAW(rt_sigsuspend, &none, 4);
    RAW(rt_sigsuspend, NOWHERE, 8);
    RAW(restart_syscall);

    section("rt_sigtimedwait");
    uint64_t wanted = 1UL << (SIGUSR1 - 1);
    siginfo_t about;
    struct timespec zero = {0, 0}, little = {0, 2000000}, bad = {0, -1};
    RAW(rt_sigtimedwait, &wanted, &about, &zero, 8);
    RAW(rt_sigtimedwait, &wanted, &about, &little, 8);
    raise(SIGUSR1);
    RAW(rt_sigtimedwait, &wanted, &about, NULL, 8);
    VALUE("%d %d %d", about.si_signo, about.si_code, about.si_pid == getpid());
    sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 9});
    RAW(rt_sigtimedwait, &wanted, &about, &zero, 8);
    VALUE("%d %d", about.si_code, about.si_value.sival_int);
    raise(SIGUSR1);
    RAW(rt_sigtimedwait, &wanted, NULL, &zero, 8);
    RAW(rt_sigtimedwait, &wanted, &about, &bad, 8);
    RAW(rt_sigtimedwait, &wanted, &about, &zero, 4);
    RAW(rt_sigtimedwait, NOWHERE, &about, &zero, 8);
    RAW(rt_sigtimedwait, &wanted, &about, NOWHERE, 8);
    raise(SIGUSR1);
    RAW(rt_sigtimedwait, &wanted, NOWHERE, &zero, 8);
    RAW(rt_sigtimedwait, &wanted, &about, &zero, 8);
}

static void descriptors(void) {
    section("signalfd");
    uint64_t wanted = 1UL << (SIGUSR1 - 1);
    struct signalfd_siginfo about[2];
    int file = KERNEL(signalfd4, -1, &wanted, 8, SFD_NONBLOCK | SFD_CLOEXEC), plain = KERNEL(signalfd, -1, &wanted, 8);
    VALUE("%o %d %o", fcntl(file, F_GETFL), fcntl(file, F_GETFD), fcntl(plain, F_GETFL));
    struct pollfd polled = {file, POLLIN | POLLOUT, 0};
    RAW(read, file, about, sizeof about);
    RAW(poll, &polled, 1, 0);
    sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 4});
    RAW(poll, &polled, 1, 0);
    VALUE("%x", polled.revents);
    RAW(read, file, about, 10);
    RAW(read, file, about, sizeof about);
    VALUE("%d %d %d %d", about[0].ssi_signo, about[0].ssi_code, about[0].ssi_int, about[0].ssi_pid == (unsigned)getpid());
    RAW(write, file, about, 128);
    RAW(lseek, file, 0, SEEK_SET);
    RAW(signalfd4, file, &wanted, 8, 0);
    RAW(signalfd4, -1, &wanted, 4, 0);
    RAW(signalfd4, -1, &wanted, 8, 1);
    RAW(signalfd4, -1, NOWHERE, 8, 0);
    RAW(signalfd4, 99, &wanted, 8, 0);
    RAW(signalfd4, 1, &wanted, 8, 0);
    close(file), close(plain);
}

int main(void) {
    begin();
    suspending();
    descriptors();
    return 0;
}
