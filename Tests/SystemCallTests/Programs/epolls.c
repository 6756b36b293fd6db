// Calls: epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
#include "calls.h"
#include <poll.h>
#include <sys/epoll.h>

static int set, ends[2], other[2], file, directory;
static struct epoll_event event, events[10];

static void wait_for(int line, int queue) {
    int count = syscall(SYS_epoll_wait, queue, events, 10, 0);
    // In the order of the descriptors: who was ready first is nothing to rely on.
    for (int i = 0; i < count; i++)
        for (int j = i + 1; j < count; j++)
            if (events[j].data.fd < events[i].data.fd) {
                struct epoll_event other = events[i];
                events[i] = events[j], events[j] = other;
            }
    printf("%d: %d ready", line, count);
    for (int i = 0; i < count; i++) printf(", %d: %x", events[i].data.fd, events[i].events);
    printf("\n");
}
#define WAIT(queue) wait_for(__LINE__, queue)
#define CONTROL(queue, operation, descriptor, bits)                                                                    \
    do {                                                                                                               \
        event = (struct epoll_event){.events = bits, .data.fd = descriptor};                                           \
        RAW(epoll_ctl, queue, operation, descriptor, &event);                                                          \
    } while (0)

static void making(void) {
    section("epoll_create");
    RAW(epoll_create, 0);
    RAW(epoll_create, -1);
    RAW(epoll_create1, 1);
    RAW(epoll_create1, O_NONBLOCK);
    int one = epoll_create(1), two = epoll_create1(EPOLL_CLOEXEC);
    VALUE("%d %d", fcntl(one, F_GETFD), fcntl(two, F_GETFD));
    VALUE("%o", fcntl(one, F_GETFL));
    struct stat status;
    fstat(one, &status);
    VALUE("%o %ld", status.st_mode, (long)status.st_size);
    RAW(read, one, events, 10);
    RAW(write, one, events, 10);
    RAW(lseek, one, 0, SEEK_SET);
    close(one), close(two);
}

static void controlling(void) {
    section("epoll_ctl");
    set = epoll_create1(0);
    CONTROL(set, EPOLL_CTL_ADD, ends[0], EPOLLIN);
    CONTROL(set, EPOLL_CTL_ADD, ends[0], EPOLLIN);
    CONTROL(set, EPOLL_CTL_ADD, file, EPOLLIN);
    CONTROL(set, EPOLL_CTL_ADD, directory, EPOLLIN);
    CONTROL(set, EPOLL_CTL_ADD, set, EPOLLIN);
    CONTROL(set, EPOLL_CTL_ADD, 99, EPOLLIN);
    CONTROL(99, EPOLL_CTL_ADD, ends[0], EPOLLIN);
    CONTROL(ends[1], EPOLL_CTL_ADD, ends[0], EPOLLIN);
    CONTROL(set, EPOLL_CTL_MOD, ends[1], EPOLLIN);
    CONTROL(set, EPOLL_CTL_DEL, ends[1], EPOLLIN);
    CONTROL(set, 7, ends[0], EPOLLIN);
    CONTROL(set, 0, ends[0], EPOLLIN);
    RAW(epoll_ctl, set, EPOLL_CTL_ADD, ends[1], NOWHERE);
    RAW(epoll_ctl, set, EPOLL_CTL_MOD, ends[0], NULL);
    RAW(epoll_ctl, 99, EPOLL_CTL_ADD, ends[1], NOWHERE);
    int path = open("f", O_PATH);
    CONTROL(set, EPOLL_CTL_ADD, path, EPOLLIN);
    close(path);
    RAW(epoll_ctl, set, EPOLL_CTL_DEL, ends[0], NULL);
    RAW(epoll_ctl, set, EPOLL_CTL_DEL, ends[0], NULL);
    int null = open("/dev/null", O_RDWR);
    CONTROL(set, EPOLL_CTL_ADD, null, EPOLLIN);
    close(null);

    section("epoll_wait");
    RAW(epoll_wait, set, events, 0, 0);
    RAW(epoll_wait, set, events, -1, 0);
    RAW(epoll_wait, set, events, 1 << 30, 0);
    RAW(epoll_wait, set, NOWHERE, 1, 0);
    RAW(epoll_wait, set, HIGHEST, 1, 0);
    RAW(epoll_wait, 99, events, 1, 0);
    RAW(epoll_wait, ends[0], events, 1, 0);
    RAW(epoll_wait, 99, events, 0, 0);
    RAW(epoll_wait, set, events, 1, 5);
    CONTROL(set, EPOLL_CTL_ADD, ends[0], EPOLLIN);
    CONTROL(set, EPOLL_CTL_ADD, ends[1], EPOLLOUT);
    WAIT(set);
    write(ends[1], "x", 1);
    RAW(epoll_wait, set, events, 1, 0);
    RAW(epoll_wait, set, NOWHERE, 10, 0);
    int count = epoll_wait(set, events, 10, -1);
    VALUE("%d", count);
    CONTROL(set, EPOLL_CTL_MOD, ends[1], 0);
    WAIT(set);
    char byte;
    read(ends[0], &byte, 1);
    WAIT(set);
    CONTROL(set, EPOLL_CTL_DEL, ends[1], 0);
}

static void modes(void) {
    section("level, edge, one shot");
    char byte;
    write(ends[1], "a", 1);
    WAIT(set);
    WAIT(set);
    CONTROL(set, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLET);
    WAIT(set);
    WAIT(set);
    write(ends[1], "b", 1);
    WAIT(set);
    read(ends[0], &byte, 1);
    WAIT(set);
    write(ends[1], "c", 1);
    WAIT(set);
    WAIT(set);
    CONTROL(set, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLONESHOT);
    WAIT(set);
    WAIT(set);
    write(ends[1], "d", 1);
    WAIT(set);
    CONTROL(set, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLONESHOT);
    WAIT(set);
    CONTROL(set, EPOLL_CTL_DEL, ends[0], 0);
    CONTROL(set, EPOLL_CTL_ADD, ends[0], EPOLLIN | EPOLLEXCLUSIVE);
    WAIT(set);
    CONTROL(set, EPOLL_CTL_MOD, ends[0], EPOLLIN);
    CONTROL(set, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLEXCLUSIVE);
    CONTROL(set, EPOLL_CTL_DEL, ends[0], 0);
    CONTROL(set, EPOLL_CTL_ADD, ends[0], EPOLLIN | EPOLLEXCLUSIVE | EPOLLONESHOT);
    CONTROL(set, EPOLL_CTL_ADD, ends[0], EPOLLIN | EPOLLEXCLUSIVE | EPOLLRDHUP);
    CONTROL(set, EPOLL_CTL_ADD, ends[0], EPOLLIN | EPOLLWAKEUP);
    WAIT(set);
    CONTROL(set, EPOLL_CTL_DEL, ends[0], 0);
    // Round and round: more ready than asked for.
    int pipes[3][2];
    for (int i = 0; i < 3; i++) {
        pipe(pipes[i]);
        write(pipes[i][1], "x", 1);
        event = (struct epoll_event){.events = EPOLLIN, .data.fd = i};
        epoll_ctl(set, EPOLL_CTL_ADD, pipes[i][0], &event);
    }
    for (int i = 0; i < 4; i++) {
        int count = epoll_wait(set, events, 1, 0);
        VALUE("%d: %d", count, events[0].data.fd);
    }
    WAIT(set);

    section("closing");
    // An entry goes with the last descriptor of its open file.
    int twin = dup(pipes[0][0]);
    close(pipes[0][0]);
    WAIT(set);
    close(twin);
    WAIT(set);
    close(pipes[1][1]);
    WAIT(set);
    read(pipes[1][0], &byte, 1);
    WAIT(set);
    CONTROL(set, EPOLL_CTL_MOD, pipes[1][0], 0);
    WAIT(set);
    close(pipes[1][0]), close(pipes[2][0]);
    WAIT(set);
    event = (struct epoll_event){.events = EPOLLOUT, .data.fd = 50};
    RAW(epoll_ctl, set, EPOLL_CTL_ADD, pipes[2][1], &event);
    WAIT(set);
    close(pipes[2][1]), close(pipes[0][1]);

    section("nested");
    int outer = epoll_create1(0), third = epoll_create1(0);
    CONTROL(set, EPOLL_CTL_ADD, ends[0], EPOLLIN);
    CONTROL(outer, EPOLL_CTL_ADD, set, EPOLLIN);
    CONTROL(set, EPOLL_CTL_ADD, outer, EPOLLIN);
    CONTROL(third, EPOLL_CTL_ADD, outer, EPOLLIN | EPOLLEXCLUSIVE);
    CONTROL(third, EPOLL_CTL_ADD, outer, EPOLLIN);
    WAIT(third);
    struct pollfd polled = {third, POLLIN | POLLOUT, 0};
    RAW(poll, &polled, 1, 0);
    VALUE("%x", polled.revents);
    while (read(ends[0], &byte, 1) == 1) {
        int bytes;
        if (poll(&(struct pollfd){ends[0], POLLIN, 0}, 1, 0) == 0) break;
    }
    WAIT(third);
    RAW(poll, &polled, 1, 0);
    write(ends[1], "x", 1);
    WAIT(outer);
    // Five deep at most.
    int deep[7];
    deep[0] = third;
    for (int i = 1; i < 6; i++) {
        deep[i] = epoll_create1(0);
        CONTROL(deep[i], EPOLL_CTL_ADD, deep[i - 1], EPOLLIN);
    }
    for (int i = 1; i < 6; i++) close(deep[i]);
    close(outer), close(third);
}

static void on_signal(int number) { (void)number; }

static void masks(void) {
    section("epoll_pwait");
    sigset_t mask, blocked;
    sigemptyset(&mask), sigemptyset(&blocked), sigaddset(&blocked, SIGUSR1);
    struct timespec zero = {0, 0}, bad = {0, -1}, little = {0, 2000000};
    RAW(epoll_pwait, set, events, 10, 0, NULL, 8);
    RAW(epoll_pwait, set, events, 10, 0, &mask, 8);
    RAW(epoll_pwait, set, events, 10, 0, &mask, 4);
    RAW(epoll_pwait, set, events, 10, 0, NULL, 4);
    RAW(epoll_pwait, set, events, 10, 0, NOWHERE, 8);
    RAW(epoll_pwait, set, events, 0, 0, &mask, 8);
    RAW(epoll_pwait2, set, events, 10, &zero, NULL, 8);
    RAW(epoll_pwait2, set, events, 10, &bad, NULL, 8);
    RAW(epoll_pwait2, set, events, 10, NOWHERE, NULL, 8);
    RAW(epoll_pwait2, set, events, 10, NULL, NULL, 8);
    char byte;
    read(ends[0], &byte, 1);
    RAW(epoll_pwait2, set, events, 10, &little, &mask, 8);
    RAW(epoll_pwait2, set, events, 10, &little, &mask, 9);
    RAW(epoll_pwait2, 99, events, 10, &little, &mask, 8);
    signal(SIGUSR1, on_signal);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    raise(SIGUSR1);
    RAW(epoll_pwait, set, events, 10, -1, &mask, 8);
    raise(SIGUSR1);
    RAW(epoll_pwait2, set, events, 10, NULL, &mask, 8);
    sigprocmask(SIG_UNBLOCK, &blocked, NULL);
}

int main(void) {
    begin();
    pipe(ends);
    file = file_with("f", "content", 7), directory = open(".", O_RDONLY);
    making();
    controlling();
    modes();
    masks();
    return 0;
}
