// Which calls are made again after a handler, with SA_RESTART and without (signal(7)); SIGPIPE; actions and their flags.
// Calls: restart_syscall
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t count, writes;
static int ends[2];

static void handler(int number) {
    // The second one lets a call that was made again succeed.
    if (++count == 2 && writes) write(ends[1], "x", 1);
}

static void soon(void) {
    struct itimerval value = {{0, 100000}, {0, 200000}};
    count = 0;
    setitimer(ITIMER_REAL, &value, 0);
}

static void report(const char *name, long result) {
    int error = errno;
    struct itimerval none = {{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &none, 0);
    printf("%s %ld %s\n", name, result < 0 ? -1 : result, result < 0 ? strerror(error) : "");
}

int main(void) {
    pipe(ends);
    char byte;
    struct iovec vector = {&byte, 1};
    int epoll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN};
    int empty[2];
    pipe(empty);
    epoll_ctl(epoll, EPOLL_CTL_ADD, empty[0], &event);
    for (int restart = 0; restart < 2; restart++) {
        printf("%s SA_RESTART\n", restart ? "with" : "without");
        struct sigaction action = {.sa_handler = handler, .sa_flags = restart ? SA_RESTART : 0};
        sigaction(SIGALRM, &action, 0);
        writes = 1;
        soon(); report("read", read(ends[0], &byte, 1));
        soon(); report("readv", readv(ends[0], &vector, 1));
        soon(); report("syscall read", syscall(SYS_read, ends[0], &byte, 1));
        writes = 0;
        struct pollfd entry = {empty[0], POLLIN, 0};
        fd_set set;
        FD_ZERO(&set);
        FD_SET(empty[0], &set);
        struct timespec time = {5, 0};
        soon(); report("poll", poll(&entry, 1, 5000));
        soon(); report("ppoll", ppoll(&entry, 1, &time, 0));
        soon(); report("select", select(empty[0] + 1, &set, 0, 0, &(struct timeval){5, 0}));
        soon(); report("epoll_wait", epoll_wait(epoll, &event, 1, 5000));
        soon(); report("nanosleep", nanosleep(&time, 0));
        soon(); report("usleep", usleep(900000));
    }
    // SIGPIPE: ignored gives EPIPE, else it comes to the thread that writes.
    int broken[2];
    pipe(broken);
    close(broken[0]);
    signal(SIGPIPE, SIG_IGN);
    report("write", write(broken[1], "x", 1));
    signal(SIGPIPE, handler);
    count = 0;
    report("write", write(broken[1], "x", 1));
    printf("sigpipe %d\n", count);

    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESETHAND | SA_NODEFER}, old;
    sigaction(SIGUSR1, &action, 0);
    raise(SIGUSR1);
    sigaction(SIGUSR1, 0, &old);
    printf("reset %d\n", old.sa_handler == SIG_DFL);
    printf("kill %d", sigaction(SIGKILL, &action, 0));
    printf(" %d", errno);
    printf(" stop %d get %d", sigaction(SIGSTOP, &action, 0), sigaction(SIGKILL, 0, &old));
    printf(" bad %d", sigaction(65, &action, 0));
    printf(" %d\n", errno);
    struct { void *handler; unsigned long flags; void *restorer; unsigned long mask; } raw = {SIG_IGN, 0x4000400 | SA_RESTART | 0x1000, 0, ~0ul}, seen;
    syscall(SYS_rt_sigaction, SIGUSR2, &raw, 0, 8);
    syscall(SYS_rt_sigaction, SIGUSR2, 0, &seen, 8);
    printf("flags %lx mask %lx\n", seen.flags, ~seen.mask);
    printf("size %ld", syscall(SYS_rt_sigaction, SIGUSR2, 0, &seen, 4));
    printf(" %d\n", errno);
    return 0;
}
