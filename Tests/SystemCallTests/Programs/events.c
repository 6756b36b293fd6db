// Calls: epoll_create1 epoll_ctl epoll_wait eventfd timerfd_create timerfd_settime timerfd_gettime
// Descriptors that report events: epoll, event counters, timers.
#include "calls.h"
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

static char buf[100];
static int fd, p[2];
static struct stat st;

// epoll and event counters.
static void epoll(void) {
    int ep;
    SHOW((ep = epoll_create1(0)) > 0);
    SHOW(epoll_create1(7));
    struct epoll_event ev = {EPOLLIN, {.u64 = 42}};
    SHOW(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &ev));
    SHOW(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &ev));
    SHOW(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev));
    SHOW(epoll_ctl(ep, EPOLL_CTL_ADD, ep, &ev));
    SHOW(epoll_ctl(ep, EPOLL_CTL_DEL, p[1], &ev));
    SHOW(epoll_ctl(ep, EPOLL_CTL_ADD, 99, &ev));
    SHOW(epoll_ctl(fd, EPOLL_CTL_ADD, p[0], &ev));
    SHOW(epoll_wait(ep, &ev, 1, 0));
    SHOW(epoll_wait(ep, &ev, 0, 0));
    write(p[1], "a", 1);
    SHOW(epoll_wait(ep, &ev, 1, -1));
    printf("%x %d\n", ev.events, (int)ev.data.u64);
    SHOW(epoll_wait(ep, &ev, 1, 10));
    int efd;
    SHOW((efd = eventfd(0, EFD_NONBLOCK)) > 0);
    unsigned long long u = 5;
    SHOW(read(efd, &u, 8));
    u = 5;
    SHOW(write(efd, &u, 8));
    SHOW(write(efd, &u, 8));
    SHOW(read(efd, &u, 8));
    printf("%llu\n", u);
    SHOW(read(efd, &u, 4));
    u = -1;
    SHOW(write(efd, &u, 8));
    SHOW(eventfd(0, 0x100));
    SHOW(fstat(efd, &st));
    printf("%o\n", st.st_mode);
}

// Timers with a descriptor.
static void timers(void) {
    int timer;
    unsigned long long count;
    struct itimerspec set = {{0, 0}, {0, 5000000}}, old;
    SHOW((timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK)) > 0);
    SHOW(timerfd_create(99, 0));
    SHOW(read(timer, &count, 8));
    SHOW(timerfd_settime(timer, 0, &set, &old));
    SHOW(old.it_value.tv_nsec);
    struct pollfd entry = {timer, POLLIN, 0};
    SHOW(poll(&entry, 1, 5000));
    SHOW(entry.revents);
    SHOW(read(timer, &count, 8));
    SHOW(count);
    SHOW(read(timer, &count, 8));
    SHOW(timerfd_gettime(timer, &old));
    SHOW(old.it_value.tv_sec + old.it_value.tv_nsec);
    set.it_value.tv_nsec = -1;
    SHOW(timerfd_settime(timer, 0, &set, NULL));
    SHOW(timerfd_settime(fd, 0, &old, NULL));
    SHOW(write(timer, &count, 8));
    SHOW(close(timer));
}

int main(void) {
    fd = open("/etc", O_RDONLY | O_DIRECTORY);
    if (fd < 0 || pipe(p)) return 1;
    epoll();
    timers();
    return 0;
}
