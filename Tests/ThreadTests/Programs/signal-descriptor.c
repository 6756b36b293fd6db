// signalfd: what is read of a signal, together with poll and epoll, and a change of its set.
// Calls: signalfd signalfd4
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void *sender(void *argument) {
    nanosleep(&(struct timespec){0, 20000000}, 0);
    sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 5});
    return 0;
}

int main(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    sigaddset(&set, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &set, 0);
    sigdelset(&set, SIGUSR2);
    int fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    struct signalfd_siginfo info[4];
    printf("fd %d empty %zd", fd >= 0, read(fd, info, sizeof info));
    printf(" %d", errno == EAGAIN);
    printf(" small %zd", read(fd, info, 127));
    printf(" %d\n", errno);
    kill(getpid(), SIGUSR1);
    kill(getpid(), SIGUSR2);
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 1});
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 2});
    struct pollfd entry = {fd, POLLIN, 0};
    printf("poll %d %x\n", poll(&entry, 1, 0), entry.revents);
    ssize_t got = read(fd, info, sizeof info);
    printf("read %zd\n", got);
    for (int index = 0; index < got / 128; index++)
        printf("%d code %d pid %d value %d\n", info[index].ssi_signo == SIGRTMIN ? 100 : (int)info[index].ssi_signo, info[index].ssi_code,
               info[index].ssi_pid == (unsigned)getpid(), info[index].ssi_int);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    printf("change %d read %zd %d\n", signalfd(fd, &set, 0) == fd, read(fd, info, sizeof info), info[0].ssi_signo);
    printf("bad %d", signalfd(0, &set, 0));
    printf(" %d", errno);
    printf(" flags %d", signalfd(-1, &set, 1));
    printf(" %d", errno);
    printf(" size %ld", syscall(SYS_signalfd4, -1, &set, 4, 0));
    printf(" %d\n", errno);

    int waits = signalfd(-1, &(sigset_t){{1ul << (SIGUSR1 - 1)}}, 0);
    pthread_t thread;
    pthread_create(&thread, 0, sender, 0);
    got = read(waits, info, sizeof info);
    printf("waited %zd %d\n", got, info[0].ssi_int);
    pthread_join(thread, 0);
    int epoll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = 3};
    epoll_ctl(epoll, EPOLL_CTL_ADD, waits, &event);
    pthread_create(&thread, 0, sender, 0);
    event.data.u32 = 0;
    printf("epoll %d", epoll_wait(epoll, &event, 1, 5000));
    printf(" %u\n", event.data.u32);
    pthread_join(thread, 0);
    return 0;
}
