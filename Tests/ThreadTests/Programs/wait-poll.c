// poll, ppoll, select and pselect across threads: what wakes them, what ends them, and what they report.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

struct job {
    int fd;
    char kind;
};
static void *later(void *argument) {
    struct job *job = argument;
    uint64_t one = 1;
    usleep(50000);
    switch (job->kind) {
    case 'w': (void)!write(job->fd, "x", 1); break;
    case 'e': (void)!write(job->fd, &one, 8); break;
    case 'c': close(job->fd); break;
    case 'r': {
        char bytes[65536];
        (void)!read(job->fd, bytes, sizeof bytes);
    }
    }
    return NULL;
}
static pthread_t begin(struct job *job) {
    pthread_t thread;
    pthread_create(&thread, NULL, later, job);
    return thread;
}

static int ends[2], others[2];

static void polls(void) {
    struct pollfd list[20];
    pthread_t thread;
    for (int i = 0; i < 20; i++) list[i] = (struct pollfd){others[0], POLLIN, 0};
    list[7].fd = -5;
    list[19].fd = ends[0];
    thread = begin(&(struct job){ends[1], 'w'});
    printf("poll %d %x %x\n", poll(list, 20, -1), list[19].revents, list[7].revents);
    pthread_join(thread, NULL);
    char byte;
    (void)!read(ends[0], &byte, 1);
    long start = now();
    printf("timeout %d %d\n", poll(list, 20, 60), now() - start >= 59);
    start = now();
    printf("nothing %d %d\n", poll(NULL, 0, 30), now() - start >= 29);
    char bytes[65536];
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    while (write(ends[1], bytes, sizeof bytes) > 0) {}
    struct pollfd room = {ends[1], POLLOUT, 0};
    printf("full %d\n", poll(&room, 1, 0));
    thread = begin(&(struct job){ends[0], 'r'});
    printf("room %d %x\n", poll(&room, 1, 10000), room.revents);
    pthread_join(thread, NULL);
    int pair[2];
    (void)!pipe(pair);
    struct pollfd end = {pair[0], POLLIN, 0};
    thread = begin(&(struct job){pair[1], 'c'});
    printf("hung up %d %x\n", poll(&end, 1, 10000), end.revents);
    pthread_join(thread, NULL);
    close(pair[0]);
    printf("closed %d %x\n", poll(&end, 1, 10000), end.revents);
    (void)!pipe(pair);
    struct pollfd broken = {pair[1], 0, 0};
    thread = begin(&(struct job){pair[0], 'c'});
    printf("broken %d %x\n", poll(&broken, 1, 10000), broken.revents);
    pthread_join(thread, NULL);
    close(pair[1]);
}

static void selects(void) {
    fd_set read_set, write_set;
    FD_ZERO(&read_set);
    FD_ZERO(&write_set);
    int counter = eventfd(0, EFD_NONBLOCK), high = fcntl(counter, F_DUPFD, 700);
    FD_SET(others[0], &read_set);
    FD_SET(high, &read_set);
    pthread_t thread = begin(&(struct job){counter, 'e'});
    int count = select(high + 1, &read_set, &write_set, NULL, NULL);
    printf("select %d %d %d\n", count, FD_ISSET(high, &read_set) != 0, FD_ISSET(others[0], &read_set) != 0);
    pthread_join(thread, NULL);
    FD_ZERO(&read_set);
    FD_SET(others[0], &read_set);
    struct timeval wait = {0, 40000};
    printf("timeout %d %d", select(others[0] + 1, &read_set, NULL, NULL, &wait), FD_ISSET(others[0], &read_set) != 0);
    printf(" %ld %ld\n", (long)wait.tv_sec, (long)wait.tv_usec);
    close(high);
    FD_SET(high, &read_set);
    count = select(high + 1, &read_set, NULL, NULL, NULL);
    printf("closed %d %d\n", count, errno == EBADF);
    FD_ZERO(&write_set);
    FD_SET(counter, &write_set);
    printf("both %d\n", select(counter + 1, NULL, &write_set, &read_set, &wait));
    close(counter);
}

static atomic_int handled;
static void handler(int number) { handled = number; }
static pthread_t main_thread;
static void *signals_later(void *number) {
    usleep(50000);
    pthread_kill(main_thread, (int)(intptr_t)number);
    return NULL;
}

static void interrupted(void) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    main_thread = pthread_self();
    pthread_t thread;
    struct pollfd idle = {others[0], POLLIN, 0};
    pthread_create(&thread, NULL, signals_later, (void *)SIGUSR1);
    int result = poll(&idle, 1, -1);
    printf("poll and a signal %d %d %d\n", result, errno == EINTR, handled == SIGUSR1);
    pthread_join(thread, NULL);
    sigset_t blocked, none;
    sigemptyset(&none);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &blocked, NULL);
    handled = 0;
    pthread_kill(pthread_self(), SIGUSR1);
    struct timespec soon = {0, 30000000};
    printf("blocked %d %d\n", ppoll(&idle, 1, &soon, NULL), handled);
    result = ppoll(&idle, 1, NULL, &none);
    printf("let in %d %d %d\n", result, errno == EINTR, handled == SIGUSR1);
    handled = 0;
    fd_set set;
    FD_ZERO(&set);
    FD_SET(others[0], &set);
    pthread_create(&thread, NULL, signals_later, (void *)SIGUSR1);
    result = pselect(others[0] + 1, &set, NULL, NULL, NULL, &none);
    printf("pselect %d %d %d\n", result, errno == EINTR, handled == SIGUSR1);
    pthread_join(thread, NULL);
    handled = 0;
    pthread_kill(pthread_self(), SIGUSR1);
    struct pollfd ready = {others[1], POLLOUT, 0};
    result = ppoll(&ready, 1, NULL, &none);
    printf("ready and a signal %d\n", result);
}

int main(void) {
    (void)!pipe(ends);
    (void)!pipe(others);
    polls();
    selects();
    interrupted();
    struct pollfd *volatile nowhere = (struct pollfd *)8;
    printf("errors %d %d", poll(nowhere, 1, 0), errno);
    struct timespec bad = {0, 1000000000};
    printf(" %d %d\n", ppoll(NULL, 0, &bad, NULL), errno);
    return 0;
}
