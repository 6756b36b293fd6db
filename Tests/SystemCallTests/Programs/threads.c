// Calls: clone clone3 futex_waitv unshare setns ioprio_get ioprio_set sched_getattr sched_setattr
#include "calls.h"
#include <linux/sched.h>
#include <pthread.h>

#ifndef SYS_futex_waitv
#define SYS_futex_waitv 449
#endif

static int word;

static void *setting(void *argument) {
    *(int *)argument = gettid() != getpid();
    return argument;
}

static void making(void) {
    section("clone and clone3");
    // What goes well is what pthread_create makes of them; what would make a process is left out.
    pthread_t thread;
    int other = 0;
    SHOW(pthread_create(&thread, NULL, setting, &other));
    SHOW(pthread_join(thread, NULL));
    VALUE("%d", other);
    RAW(clone, CLONE_THREAD, 0, 0, 0, 0);
    RAW(clone, CLONE_SIGHAND, 0, 0, 0, 0);
    RAW(clone, CLONE_THREAD | CLONE_SIGHAND, 0, 0, 0, 0);
    RAW(clone, CLONE_FS | CLONE_NEWNS, 0, 0, 0, 0);
    struct clone_args arguments = {.flags = CLONE_THREAD};
    RAW(clone3, &arguments, sizeof arguments);
    RAW(clone3, &arguments, 63);
    RAW(clone3, &arguments, 0);
    RAW(clone3, &arguments, 5000);
    RAW(clone3, NOWHERE, 64);
    arguments = (struct clone_args){.flags = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD, .exit_signal = SIGCHLD};
    RAW(clone3, &arguments, sizeof arguments);
    arguments = (struct clone_args){.flags = 1UL << 40};
    RAW(clone3, &arguments, sizeof arguments);
    arguments = (struct clone_args){.flags = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD, .stack_size = 4096};
    RAW(clone3, &arguments, sizeof arguments);

    section("unshare and setns");
    RAW(unshare, 0);
    RAW(unshare, 1);
    RAW(unshare, CLONE_FS | CLONE_FILES);
    int file = file_with("f", "", 0);
    RAW(setns, file, 0);
    RAW(setns, 99, 0);

    section("futex_waitv");
    struct { uint64_t value, address; uint32_t flags, reserved; } wait = {1, (uint64_t)&word, 2, 0};
    struct timespec past = {0, 0};
    RAW(futex_waitv, &wait, 1, 0, &past, CLOCK_MONOTONIC);
    wait.value = 0;
    RAW(futex_waitv, &wait, 1, 0, &past, CLOCK_MONOTONIC);
    RAW(futex_waitv, &wait, 0, 0, &past, CLOCK_MONOTONIC);
    RAW(futex_waitv, &wait, 129, 0, &past, CLOCK_MONOTONIC);
    RAW(futex_waitv, &wait, 1, 1, &past, CLOCK_MONOTONIC);
    RAW(futex_waitv, NOWHERE, 1, 0, &past, CLOCK_MONOTONIC);
    RAW(futex_waitv, &wait, 1, 0, NOWHERE, CLOCK_MONOTONIC);
    RAW(futex_waitv, &wait, 1, 0, &past, 99);
    wait.reserved = 1;
    RAW(futex_waitv, &wait, 1, 0, &past, CLOCK_MONOTONIC);
}

struct attributes {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
    uint32_t least, most;
};

static void scheduling(void) {
    section("sched_getattr and sched_setattr");
    struct attributes set = {0};
    RAW(sched_getattr, 0, &set, sizeof set, 0);
    VALUE("%u %u %lu %d %u", set.size, set.policy, (long)set.flags, set.nice, set.priority);
    RAW(sched_getattr, 0, &set, 47, 0);
    RAW(sched_getattr, 0, &set, 5000, 0);
    RAW(sched_getattr, 0, &set, sizeof set, 1);
    RAW(sched_getattr, 0, NULL, sizeof set, 0);
    RAW(sched_getattr, 0, NOWHERE, sizeof set, 0);
    RAW(sched_getattr, -1, &set, sizeof set, 0);
    RAW(sched_getattr, 0x7ffffff0, &set, sizeof set, 0);
    set = (struct attributes){.size = 48, .policy = 3, .nice = 4};
    RAW(sched_setattr, 0, &set, 0);
    RAW(sched_getattr, 0, &set, sizeof set, 0);
    VALUE("%u %d", set.policy, set.nice);
    set = (struct attributes){.size = 48, .policy = 77};
    RAW(sched_setattr, 0, &set, 0);
    set = (struct attributes){.size = 48};
    RAW(sched_setattr, 0, &set, 1);
    RAW(sched_setattr, -1, &set, 0);
    RAW(sched_setattr, 0x7ffffff0, &set, 0);
    RAW(sched_setattr, 0, NULL, 0);
    RAW(sched_setattr, 0, NOWHERE, 0);
    section("ioprio");
    RAW(ioprio_set, 1, 0, 2 << 13 | 3);
    RAW(ioprio_get, 1, 0);
    RAW(ioprio_set, 1, 0, 5 << 13);
    RAW(ioprio_set, 9, 0, 2 << 13);
    RAW(ioprio_get, 9, 0);
    RAW(ioprio_get, 1, 0x7ffffff0);
    RAW(ioprio_set, 1, 0x7ffffff0, 2 << 13);
}

int main(void) {
    begin();
    making();
    scheduling();
    return 0;
}
