// epoll: level, edge, one shot, exclusive, nested, removed and closed while waited for, and many threads at one instance.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

static int watch(int instance, int fd, uint32_t events, uint64_t data) {
    struct epoll_event event = {.events = events, .data.u64 = data};
    return epoll_ctl(instance, EPOLL_CTL_ADD, fd, &event) ? errno : 0;
}
static int change(int instance, int fd, uint32_t events, uint64_t data) {
    struct epoll_event event = {.events = events, .data.u64 = data};
    return epoll_ctl(instance, EPOLL_CTL_MOD, fd, &event) ? errno : 0;
}
static void show(const char *title, int instance, int timeout) {
    struct epoll_event events[8];
    int count = epoll_wait(instance, events, 8, timeout);
    printf("%s: %d", title, count);
    for (int i = 0; i < count; i++) printf(" %x/%d", events[i].events, (int)events[i].data.u64);
    printf("\n");
}
static void put(int fd) {
    uint64_t one = 1;
    (void)!write(fd, &one, fd >= 0 ? 8 : 0);
}
static uint64_t take(int fd) {
    uint64_t value = 0;
    (void)!read(fd, &value, 8);
    return value;
}

static void edges(void) {
    int instance = epoll_create1(EPOLL_CLOEXEC), ends[2];
    (void)!pipe2(ends, O_NONBLOCK);
    watch(instance, ends[0], EPOLLIN | EPOLLET, 1);
    char bytes[65536] = "";
    show("edge, nothing", instance, 0);
    (void)!write(ends[1], "ab", 2);
    show("edge, written", instance, 0);
    show("edge, told", instance, 0);
    (void)!write(ends[1], "c", 1);
    show("edge, more", instance, 0);
    (void)!read(ends[0], bytes, 1);
    show("edge, some read", instance, 0);
    close(ends[1]);
    show("edge, hung up", instance, 0);
    show("edge, told of it", instance, 0);
    close(ends[0]);
    show("closed", instance, 0);
    (void)!pipe2(ends, O_NONBLOCK);
    watch(instance, ends[1], EPOLLOUT | EPOLLET, 2);
    show("room", instance, 0);
    while (write(ends[1], bytes, sizeof bytes) > 0) {}
    show("full", instance, 0);
    while (read(ends[0], bytes, sizeof bytes) > 0) {}
    show("room again", instance, 0);
    show("told", instance, 0);
    close(ends[0]);
    show("reader gone", instance, 0);
    close(ends[1]);
    int counter = eventfd(1, EFD_NONBLOCK);
    watch(instance, counter, EPOLLIN | EPOLLOUT | EPOLLET, 3);
    show("counter", instance, 0);
    put(counter);
    show("counter again", instance, 0);
    change(instance, counter, EPOLLIN | EPOLLET, 4);
    show("changed", instance, 0);
    take(counter);
    show("taken", instance, 0);
    change(instance, counter, EPOLLIN | EPOLLONESHOT, 5);
    put(counter);
    show("one shot", instance, 0);
    put(counter);
    show("disarmed", instance, 0);
    change(instance, counter, EPOLLIN | EPOLLONESHOT, 6);
    show("armed again", instance, 0);
    int copy = dup(counter);
    change(instance, counter, EPOLLIN, 7);
    close(counter);
    show("one descriptor left", instance, 0);
    close(copy);
    show("none left", instance, 0);
    close(instance);
}

static void nesting(void) {
    int inner = epoll_create1(0), outer = epoll_create1(0), counter = eventfd(0, 0);
    printf("nest %d\n", watch(outer, inner, EPOLLIN, 1));
    printf("circle %d\n", watch(inner, outer, EPOLLIN, 2));
    printf("counter %d\n", watch(inner, counter, EPOLLIN, 3));
    struct pollfd both[2] = {{outer, POLLIN, 0}, {inner, POLLIN, 0}};
    printf("poll %d\n", poll(both, 2, 0));
    put(counter);
    printf("poll %d %x %x\n", poll(both, 2, 0), both[0].revents, both[1].revents);
    show("outer", outer, 0);
    show("inner", inner, 0);
    take(counter);
    show("outer", outer, 0);
    int chain[7];
    chain[0] = counter;
    for (int i = 1; i < 7; i++) {
        chain[i] = epoll_create1(0);
        printf("level %d: %d\n", i, watch(chain[i], chain[i - 1], EPOLLIN, i));
    }
    for (int i = 1; i < 7; i++) close(chain[i]);
    close(inner);
    show("inner closed", outer, 0);
    close(outer);
    close(counter);
}

static atomic_int waiting, woken, events_seen;
static int instance, counter;
static void *waiter(void *unused) {
    struct epoll_event event;
    waiting++;
    int count = epoll_wait(instance, &event, 1, 10000);
    if (count == 1) events_seen++;
    woken++;
    return unused;
}
static void settle(atomic_int *value, int goal) {
    for (int i = 0; i < 2000 && *value < goal; i++) usleep(1000);
    usleep(30000);
}

static void crowd(void) {
    pthread_t threads[4];
    instance = epoll_create1(0);
    counter = eventfd(0, EFD_NONBLOCK);
    watch(instance, counter, EPOLLIN | EPOLLET, 1);
    for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, waiter, NULL);
    settle(&waiting, 4);
    put(counter);
    settle(&woken, 1);
    printf("one write, edge-triggered: %d woken, %d told\n", woken, events_seen);
    for (int i = 2; i <= 4; i++) {
        put(counter);
        settle(&woken, i);
    }
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    printf("all: %d woken, %d told\n", woken, events_seen);
    close(instance);
    close(counter);
}

static int exclusive[3];
static atomic_int exclusive_woken, exclusive_waiting;
static void *exclusive_waiter(void *number) {
    struct epoll_event event;
    exclusive_waiting++;
    if (epoll_wait(exclusive[(intptr_t)number], &event, 1, 300) == 1) exclusive_woken++;
    return NULL;
}

static void exclusively(void) {
    pthread_t threads[3];
    int ends[2];
    (void)!pipe(ends);
    for (intptr_t i = 0; i < 3; i++) {
        exclusive[i] = epoll_create1(0);
        printf("exclusive %d\n", watch(exclusive[i], ends[0], EPOLLIN | EPOLLET | EPOLLEXCLUSIVE, i));
        pthread_create(&threads[i], NULL, exclusive_waiter, (void *)i);
    }
    printf("not to be changed: %d\n", change(exclusive[0], ends[0], EPOLLIN, 1) == EINVAL);
    settle(&exclusive_waiting, 3);
    (void)!write(ends[1], "x", 1);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    printf("one write, exclusive: %d woken\n", exclusive_woken);
}

static int late[2];
static void *writes_later(void *fd) {
    usleep(50000);
    put((int)(intptr_t)fd);
    return NULL;
}
static void *adds_later(void *fd) {
    usleep(50000);
    watch(instance, (int)(intptr_t)fd, EPOLLIN, 9);
    return NULL;
}
static void *removes_later(void *fd) {
    usleep(50000);
    epoll_ctl(instance, EPOLL_CTL_DEL, (int)(intptr_t)fd, NULL);
    put((int)(intptr_t)fd);
    return NULL;
}

static void meanwhile(void) {
    pthread_t thread;
    instance = epoll_create1(0);
    late[0] = eventfd(0, EFD_NONBLOCK);
    watch(instance, late[0], EPOLLIN, 8);
    pthread_create(&thread, NULL, writes_later, (void *)(intptr_t)late[0]);
    show("written meanwhile", instance, 10000);
    pthread_join(thread, NULL);
    take(late[0]);
    late[1] = eventfd(1, 0);
    pthread_create(&thread, NULL, adds_later, (void *)(intptr_t)late[1]);
    show("added meanwhile", instance, 10000);
    pthread_join(thread, NULL);
    epoll_ctl(instance, EPOLL_CTL_DEL, late[1], NULL);
    pthread_create(&thread, NULL, removes_later, (void *)(intptr_t)late[0]);
    show("removed meanwhile", instance, 200);
    pthread_join(thread, NULL);
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    struct itimerspec often = {{0, 20000000}, {0, 20000000}};
    watch(instance, timer, EPOLLIN, 10);
    timerfd_settime(timer, 0, &often, NULL);
    for (int i = 0; i < 3; i++) {
        show("timer", instance, 10000);
        printf("expired %d\n", take(timer) >= 1);
    }
}

int main(void) {
    edges();
    nesting();
    crowd();
    exclusively();
    meanwhile();
    printf("errors %d %d %d\n", watch(99, 0, 0, 0) == EBADF, epoll_create1(1) < 0 && errno == EINVAL, watch(1, 1, 0, 0) != 0);
    return 0;
}
