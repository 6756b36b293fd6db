// Calls: eventfd eventfd2 timerfd_create timerfd_settime timerfd_gettime
#include "calls.h"
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

static uint64_t value;
static char buffer[64];

static int readiness(int descriptor) {
    struct pollfd polled = {descriptor, POLLIN | POLLOUT, 0};
    poll(&polled, 1, 0);
    return polled.revents;
}

static void adding(int descriptor, uint64_t amount) {
    errno = 0;
    long result = write(descriptor, &amount, 8);
    printf("add %llu = %ld %s, readiness %x\n", (unsigned long long)amount, result, result < 0 ? strerrorname_np(errno) : "",
           readiness(descriptor));
}
static void taking(int descriptor) {
    errno = 0, value = 0;
    long result = read(descriptor, &value, 8);
    printf("take = %ld %s, value %llu, readiness %x\n", result, result < 0 ? strerrorname_np(errno) : "",
           (unsigned long long)value, readiness(descriptor));
}

static void events(void) {
    section("eventfd");
    int plain = KERNEL(eventfd, 5), other = KERNEL(eventfd2, 0, EFD_NONBLOCK | EFD_CLOEXEC), many = eventfd(3, EFD_SEMAPHORE | EFD_NONBLOCK);
    VALUE("%o %d %o %d", fcntl(plain, F_GETFL), fcntl(plain, F_GETFD), fcntl(other, F_GETFL), fcntl(other, F_GETFD));
    taking(plain);
    taking(other);
    adding(other, 7);
    adding(other, 0);
    taking(other);
    adding(other, -2ULL);
    adding(other, 1);
    adding(other, 0);
    taking(other);
    adding(other, -1ULL);
    adding(other, -2ULL - 5);
    adding(other, 5);
    adding(other, 6);
    for (int i = 0; i < 4; i++) taking(many);
    RAW(read, other, buffer, 7);
    RAW(write, other, buffer, 7);
    RAW(read, other, buffer, 0);
    RAW(read, other, NOWHERE, 8);
    taking(other);
    RAW(write, other, NOWHERE, 8);
    adding(other, 3);
    RAW(read, other, buffer, 64);
    RAW(lseek, other, 0, SEEK_SET);
    RAW(pread64, other, buffer, 8, 0);
    RAW(pwrite64, other, buffer, 8, 0);
    RAW(fsync, other);
    RAW(ftruncate, other, 0);
    struct stat status;
    fstat(other, &status);
    VALUE("%o %ld", status.st_mode, (long)status.st_size);
    RAW(eventfd2, 0, 0x1000);
    RAW(eventfd2, 0, 2);
    RAW(eventfd2, 0xffffffffUL, EFD_NONBLOCK);
    close_range(3, ~0U, 0);
}

static void show_setting(int line, const struct itimerspec *setting) {
    printf("%d: interval %ld.%09ld, value %s\n", line, setting->it_interval.tv_sec, setting->it_interval.tv_nsec,
           setting->it_value.tv_sec || setting->it_value.tv_nsec ? "armed" : "none");
}

static void timers(void) {
    section("timerfd");
    // Long enough to be looked at while it runs, on a busy machine too.
    struct itimerspec set = {{0, 0}, {0, 300000000}}, old = {{9, 9}, {9, 9}};
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK), cloexec = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC);
    VALUE("%o %d %o %d", fcntl(timer, F_GETFL), fcntl(timer, F_GETFD), fcntl(cloexec, F_GETFL), fcntl(cloexec, F_GETFD));
    RAW(timerfd_create, CLOCK_MONOTONIC, 1);
    RAW(timerfd_create, CLOCK_MONOTONIC, 0x1000);
    RAW(timerfd_create, CLOCK_BOOTTIME, 0);
    RAW(timerfd_create, CLOCK_PROCESS_CPUTIME_ID, 0);
    RAW(timerfd_create, CLOCK_THREAD_CPUTIME_ID, 0);
    RAW(timerfd_create, CLOCK_MONOTONIC_RAW, 0);
    RAW(timerfd_create, CLOCK_MONOTONIC_COARSE, 0);
    RAW(timerfd_create, CLOCK_TAI, 0);
    RAW(timerfd_create, CLOCK_BOOTTIME_ALARM, 0);
    RAW(timerfd_create, 99, 0);
    RAW(timerfd_create, -1, 0);
    RAW(timerfd_gettime, timer, &old);
    show_setting(__LINE__, &old);
    RAW(read, timer, &value, 8);
    RAW(read, timer, &value, 4);
    RAW(timerfd_settime, timer, 0, &set, &old);
    show_setting(__LINE__, &old);
    RAW(timerfd_gettime, timer, &old);
    show_setting(__LINE__, &old);
    struct pollfd polled = {timer, POLLIN | POLLOUT, 0};
    RAW(poll, &polled, 1, 5000);
    VALUE("%x", polled.revents);
    RAW(read, timer, &value, 7);
    RAW(read, timer, NOWHERE, 8);
    RAW(timerfd_gettime, timer, &old);
    show_setting(__LINE__, &old);
    RAW(read, timer, &value, 8);
    RAW(write, timer, &value, 8);
    // Periodic: what ran out meanwhile is counted.
    set = (struct itimerspec){{0, 1000000}, {0, 1000000}};
    RAW(timerfd_settime, timer, 0, &set, NULL);
    struct timespec nap = {0, 20000000};
    nanosleep(&nap, NULL);
    RAW(read, timer, buffer, 64);
    memcpy(&value, buffer, 8);
    VALUE("%d", value >= 19);
    RAW(timerfd_gettime, timer, &old);
    show_setting(__LINE__, &old);
    set.it_value = (struct timespec){0, 0};
    RAW(timerfd_settime, timer, 0, &set, &old);
    show_setting(__LINE__, &old);
    RAW(read, timer, &value, 8);
    RAW(timerfd_gettime, timer, &old);
    show_setting(__LINE__, &old);
    // Absolute, in the past and soon.
    set = (struct itimerspec){{0, 0}, {0, 1}};
    RAW(timerfd_settime, timer, TFD_TIMER_ABSTIME, &set, NULL);
    RAW(read, timer, &value, 8);
    VALUE("%d", (int)value);
    clock_gettime(CLOCK_MONOTONIC, &set.it_value);
    set.it_value.tv_nsec += 2000000;
    if (set.it_value.tv_nsec >= 1000000000) set.it_value.tv_nsec -= 1000000000, set.it_value.tv_sec++;
    RAW(timerfd_settime, timer, TFD_TIMER_ABSTIME, &set, NULL);
    RAW(poll, &polled, 1, 5000);
    RAW(read, timer, &value, 8);
    // Periodic from long ago.
    set = (struct itimerspec){{1000000000, 0}, {0, 1}};
    RAW(timerfd_settime, timer, TFD_TIMER_ABSTIME, &set, NULL);
    RAW(read, timer, &value, 8);
    VALUE("%d", (int)value);
    RAW(timerfd_settime, cloexec, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &set, NULL);
    RAW(timerfd_settime, timer, TFD_TIMER_CANCEL_ON_SET, &set, NULL);
    RAW(timerfd_settime, timer, 4, &set, NULL);
    set.it_value.tv_nsec = 1000000000;
    RAW(timerfd_settime, timer, 0, &set, NULL);
    set.it_value.tv_nsec = -1;
    RAW(timerfd_settime, timer, 0, &set, NULL);
    set.it_value = (struct timespec){-1, 0};
    RAW(timerfd_settime, timer, 0, &set, NULL);
    set = (struct itimerspec){{0, -1}, {0, 5}};
    RAW(timerfd_settime, timer, 0, &set, NULL);
    set = (struct itimerspec){{0, 0}, {LONG_MAX, 999999999}};
    RAW(timerfd_settime, timer, 0, &set, NULL);
    RAW(timerfd_gettime, timer, &old);
    VALUE("%d", old.it_value.tv_sec > 1L << 30);
    RAW(timerfd_settime, timer, 0, NOWHERE, NULL);
    RAW(timerfd_settime, timer, 0, NULL, NULL);
    RAW(timerfd_settime, timer, 0, &set, NOWHERE);
    RAW(timerfd_settime, 99, 0, &set, NULL);
    RAW(timerfd_settime, 1, 0, &set, NULL);
    RAW(timerfd_gettime, timer, NOWHERE);
    RAW(timerfd_gettime, 99, &old);
    RAW(timerfd_gettime, 1, &old);
    RAW(lseek, timer, 0, SEEK_SET);
    RAW(pread64, timer, &value, 8, 0);
    struct stat status;
    fstat(timer, &status);
    VALUE("%o", status.st_mode);
    close_range(3, ~0U, 0);
}

int main(void) {
    begin();
    events();
    timers();
    return 0;
}
