// Calls: poll ppoll select pselect6
#include "calls.h"
#include <poll.h>
#include <sys/select.h>

static int ends[2], file, directory;

static void on_alarm(int number) { (void)number; }

static void polls(void) {
    section("poll");
    struct pollfd set[4] = {{ends[0], POLLIN, 0}, {ends[1], POLLOUT, 0}, {99, POLLIN, 77}, {-5, POLLIN, 77}};
    RAW(poll, set, 4, 0);
    VALUE("%x %x %x %x", set[0].revents, set[1].revents, set[2].revents, set[3].revents);
    set[0].events = -1, set[1].events = -1;
    RAW(poll, set, 2, 0);
    VALUE("%x %x", set[0].revents, set[1].revents);
    set[0] = (struct pollfd){file, POLLIN | POLLOUT | POLLPRI | POLLRDNORM | POLLWRNORM | POLLRDBAND | POLLWRBAND, 0};
    set[1] = (struct pollfd){directory, POLLIN | POLLOUT, 0};
    RAW(poll, set, 2, 0);
    VALUE("%x %x", set[0].revents, set[1].revents);
    set[0] = (struct pollfd){open("f", O_PATH), POLLIN | POLLOUT, 0};
    RAW(poll, set, 1, 0);
    VALUE("%x", set[0].revents);
    close(set[0].fd);
    set[0] = (struct pollfd){open("/dev/null", O_RDWR), POLLIN | POLLOUT, 0};
    RAW(poll, set, 1, 0);
    VALUE("%x", set[0].revents);
    close(set[0].fd);
    RAW(poll, NULL, 0, 0);
    RAW(poll, NULL, 0, 5);
    RAW(poll, NOWHERE, 0, 0);
    RAW(poll, NOWHERE, 1, 0);
    RAW(poll, NULL, 1, 0);
    RAW(poll, HIGHEST, 1, 0);
    RAW(poll, set, 1025, 0);
    RAW(poll, set, -1L, 0);
    set[0] = (struct pollfd){ends[0], POLLIN, 0};
    RAW(poll, set, 1, 10);
    write(ends[1], "x", 1);
    RAW(poll, set, 1, -1);
    RAW(poll, set, 1, -100);
    set[0].events = 0;
    RAW(poll, set, 1, 0);
    VALUE("%x", set[0].revents);
    set[0].events = POLLIN;
    struct pollfd twice[2] = {set[0], set[0]};
    RAW(poll, twice, 2, 0);

    section("ppoll");
    struct timespec zero = {0, 0}, little = {0, 5000000}, bad = {0, 1000000000}, negative = {-1, 0};
    sigset_t mask;
    sigemptyset(&mask);
    RAW(ppoll, set, 1, &zero, NULL, 8);
    RAW(ppoll, set, 1, &zero, &mask, 8);
    RAW(ppoll, set, 1, &zero, &mask, 4);
    RAW(ppoll, set, 1, &zero, NULL, 4);
    RAW(ppoll, set, 1, &bad, NULL, 8);
    RAW(ppoll, set, 1, &negative, NULL, 8);
    RAW(ppoll, set, 1, NOWHERE, NULL, 8);
    RAW(ppoll, set, 1, &zero, NOWHERE, 8);
    RAW(ppoll, NOWHERE, 1, &zero, NULL, 8);
    RAW(ppoll, NULL, 0, &little, NULL, 8);
    VALUE("%ld %ld", little.tv_sec, little.tv_nsec);
    RAW(ppoll, set, 1, NULL, NULL, 8);
    // A signal that only waits for the mask of the call.
    sigset_t blocked;
    sigemptyset(&blocked), sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    signal(SIGUSR1, on_alarm);
    raise(SIGUSR1);
    RAW(ppoll, NULL, 0, NULL, &mask, 8);
    RAW(ppoll, NULL, 0, &zero, &blocked, 8);
    sigprocmask(SIG_UNBLOCK, &blocked, NULL);
}

static void selects(void) {
    section("select");
    fd_set in, out, urgent;
    struct timeval wait = {0, 0};
#define SETS(r, w, x)                                                                                                  \
    do {                                                                                                               \
        FD_ZERO(&in);                                                                                                  \
        FD_ZERO(&out);                                                                                                 \
        FD_ZERO(&urgent);                                                                                              \
        if (r >= 0) FD_SET(r, &in);                                                                                    \
        if (w >= 0) FD_SET(w, &out);                                                                                   \
        if (x >= 0) FD_SET(x, &urgent);                                                                                \
    } while (0)
#define BITS(r, w, x)                                                                                                  \
    VALUE("%d %d %d", r >= 0 && FD_ISSET(r, &in), w >= 0 && FD_ISSET(w, &out), x >= 0 && FD_ISSET(x, &urgent))
    SETS(ends[0], ends[1], ends[0]);
    RAW(select, 20, &in, &out, &urgent, &wait);
    BITS(ends[0], ends[1], ends[0]);
    char byte;
    read(ends[0], &byte, 1);
    SETS(ends[0], ends[1], ends[0]);
    RAW(select, 20, &in, &out, &urgent, &wait);
    BITS(ends[0], ends[1], ends[0]);
    SETS(file, file, file);
    RAW(select, 20, &in, &out, &urgent, &wait);
    BITS(file, file, file);
    SETS(19, -1, -1);
    RAW(select, 20, &in, &out, &urgent, &wait);
    SETS(19, -1, -1);
    RAW(select, 19, &in, &out, &urgent, &wait);
    SETS(ends[0], ends[1], -1);
    RAW(select, ends[1], &in, &out, NULL, &wait);
    RAW(select, 0, NULL, NULL, NULL, &wait);
    RAW(select, -1, NULL, NULL, NULL, &wait);
    RAW(select, 1 << 30, NULL, NULL, NULL, &wait);
    SETS(ends[0], -1, -1);
    RAW(select, 20, NOWHERE, NULL, NULL, &wait);
    RAW(select, 20, NULL, NOWHERE, NULL, &wait);
    RAW(select, 20, NULL, NULL, HIGHEST, &wait);
    RAW(select, 20, &in, NULL, NULL, NOWHERE);
    wait.tv_sec = -1;
    RAW(select, 0, NULL, NULL, NULL, &wait);
    wait = (struct timeval){0, -1};
    RAW(select, 0, NULL, NULL, NULL, &wait);
    wait = (struct timeval){0, 5000000};
    SETS(-1, ends[1], -1);
    RAW(select, 20, NULL, &out, NULL, &wait);
    VALUE("%d", wait.tv_sec >= 4);
    wait = (struct timeval){0, 10000};
    SETS(ends[0], -1, -1);
    RAW(select, 20, &in, NULL, NULL, &wait);
    VALUE("%ld %ld", wait.tv_sec, wait.tv_usec);
    BITS(ends[0], -1, -1);
    SETS(-1, ends[1], -1);
    RAW(select, 20, NULL, &out, NULL, NULL);

    section("pselect6");
    struct timespec zero = {0, 0}, little = {0, 5000000}, bad = {0, 1000000000}, negative = {-1, 0};
    sigset_t mask;
    sigemptyset(&mask);
    struct { sigset_t *set; size_t size; } six = {&mask, 8}, wrong = {&mask, 4}, nowhere = {NOWHERE, 8}, none = {NULL, 4};
    SETS(ends[0], ends[1], -1);
    RAW(pselect6, 20, &in, &out, NULL, &zero, &six);
    BITS(ends[0], ends[1], -1);
    RAW(pselect6, 20, NULL, &out, NULL, &zero, NULL);
    RAW(pselect6, 20, NULL, &out, NULL, &zero, &wrong);
    RAW(pselect6, 20, NULL, &out, NULL, &zero, &nowhere);
    RAW(pselect6, 20, NULL, &out, NULL, &zero, &none);
    RAW(pselect6, 20, NULL, &out, NULL, &zero, NOWHERE);
    RAW(pselect6, 20, NULL, &out, NULL, &bad, NULL);
    RAW(pselect6, 20, NULL, &out, NULL, &negative, NULL);
    RAW(pselect6, 20, NULL, &out, NULL, NOWHERE, NULL);
    RAW(pselect6, -1, NULL, NULL, NULL, &zero, NULL);
    RAW(pselect6, 0, NULL, NULL, NULL, &little, NULL);
    VALUE("%ld %ld", little.tv_sec, little.tv_nsec);
    sigset_t blocked;
    sigemptyset(&blocked), sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    raise(SIGUSR1);
    RAW(pselect6, 0, NULL, NULL, NULL, NULL, &six);
    sigprocmask(SIG_UNBLOCK, &blocked, NULL);
}

int main(void) {
    begin();
    pipe(ends);
    file = file_with("f", "content", 7), directory = open(".", O_RDONLY);
    polls();
    selects();
    return 0;
}
