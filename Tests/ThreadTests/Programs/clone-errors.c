// options: -D_GNU_SOURCE
// Calls: clone clone3 ioprio_get ioprio_set sched_getattr sched_setattr setns unshare
// The error cases of the calls around threads, called directly: clone, clone3, sched_setattr, sched_getattr, ioprio_set, membarrier,
// robust lists, set_tid_address, setns, unshare.
#include <errno.h>
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <linux/sched.h>
#include <sched.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *name(long result) {
    static _Thread_local char text[32];
    if (result >= 0) {
        snprintf(text, sizeof text, "%ld", result);
        return text;
    }
    return strerrorname_np(errno);
}
static long clone_flags(unsigned long flags) { return syscall(SYS_clone, flags, 0, 0, 0, 0); }

struct arguments { uint64_t flags, pidfd, child, parent, signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup, more; };
static long clone_with(struct arguments *arguments, size_t size) { return syscall(SYS_clone3, arguments, size); }

struct attributes { uint32_t size, policy; uint64_t flags; int32_t nice; uint32_t priority; uint64_t runtime, deadline, period; uint32_t least, most; uint64_t more; };
static long set(struct attributes *attributes) { return syscall(SYS_sched_setattr, 0, attributes, 0); }
static long get(struct attributes *attributes, unsigned size) { return syscall(SYS_sched_getattr, 0, attributes, size, 0); }

static void cloning(void) {
    printf("sighand without vm: %s\n", name(clone_flags(CLONE_SIGHAND)));
    printf("thread without sighand: %s\n", name(clone_flags(CLONE_THREAD | CLONE_VM)));
    printf("fs and newns: %s\n", name(clone_flags(CLONE_FS | CLONE_NEWNS)));
    printf("thread and newuser: %s\n", name(clone_flags(CLONE_THREAD | CLONE_SIGHAND | CLONE_VM | CLONE_NEWUSER)));
    struct arguments arguments = {.flags = CLONE_SIGHAND};
    printf("clone3: %s\n", name(clone_with(&arguments, 64)));
    printf("clone3 small: %s\n", name(clone_with(&arguments, 56)));
    printf("clone3 large: %s\n", name(clone_with(&arguments, 8192)));
    printf("clone3 null: %s\n", name(clone_with(0, 64)));
    arguments = (struct arguments){.more = 1};
    printf("clone3 unknown field: %s\n", name(clone_with(&arguments, 96)));
    arguments = (struct arguments){.signal = 65};
    printf("clone3 signal: %s\n", name(clone_with(&arguments, 88)));
    arguments = (struct arguments){.flags = CLONE_THREAD | CLONE_SIGHAND | CLONE_VM, .signal = 17};
    printf("clone3 thread with signal: %s\n", name(clone_with(&arguments, 88)));
    arguments = (struct arguments){.flags = CLONE_VM, .stack = 4096};
    printf("clone3 stack without size: %s\n", name(clone_with(&arguments, 88)));
    arguments = (struct arguments){.flags = CLONE_VM, .stack_size = 4096};
    printf("clone3 size without stack: %s\n", name(clone_with(&arguments, 88)));
    arguments = (struct arguments){.flags = CLONE_DETACHED};
    printf("clone3 detached: %s\n", name(clone_with(&arguments, 88)));
    arguments = (struct arguments){.flags = 17};
    printf("clone3 signal in flags: %s\n", name(clone_with(&arguments, 88)));
    arguments = (struct arguments){.flags = CLONE_SIGHAND | CLONE_CLEAR_SIGHAND | CLONE_VM};
    printf("clone3 clear sighand: %s\n", name(clone_with(&arguments, 88)));
}

static void attributes(void) {
    struct attributes attributes = {.size = 48};
    printf("getattr: %s\n", name(get(&attributes, sizeof attributes)));
    printf("getattr size %u policy %u nice %d\n", attributes.size, attributes.policy, attributes.nice);
    printf("getattr 48: %s\n", name(get(&attributes, 48)));
    printf("getattr size %u\n", attributes.size);
    printf("getattr 47: %s\n", name(get(&attributes, 47)));
    printf("getattr null: %s\n", name(get(0, 48)));
    printf("getattr 8192: %s\n", name(get(&attributes, 8192)));
    printf("getattr flags: %s\n", name(syscall(SYS_sched_getattr, 0, &attributes, 48, 1)));
    printf("getattr negative: %s\n", name(syscall(SYS_sched_getattr, -1, &attributes, 48, 0)));
    printf("getattr nobody: %s\n", name(syscall(SYS_sched_getattr, 4000000, &attributes, 48, 0)));
    printf("setattr null: %s\n", name(set(0)));
    printf("setattr flags: %s\n", name(syscall(SYS_sched_setattr, 0, &attributes, 1)));
    attributes = (struct attributes){.size = 40};
    printf("setattr small: %s", name(set(&attributes)));
    printf(" size %u\n", attributes.size);
    attributes = (struct attributes){.size = 64, .more = 1};
    printf("setattr large: %s", name(set(&attributes)));
    printf(" size %u\n", attributes.size);
    attributes = (struct attributes){.size = 64, .nice = 3};
    printf("setattr nice: %s\n", name(set(&attributes)));
    get(&attributes, 56);
    printf("nice %d getpriority %d\n", attributes.nice, getpriority(PRIO_PROCESS, 0));
    attributes = (struct attributes){.size = 48, .policy = SCHED_FIFO, .priority = 5, .flags = SCHED_FLAG_RESET_ON_FORK};
    printf("setattr fifo: %s\n", name(set(&attributes)));
    get(&attributes, 56);
    printf("policy %u priority %u flags %llu\n", attributes.policy, attributes.priority, (unsigned long long)attributes.flags);
    printf("getscheduler %x\n", (unsigned)syscall(SYS_sched_getscheduler, 0));
    attributes = (struct attributes){.size = 48, .policy = SCHED_FIFO, .priority = 100};
    printf("setattr priority: %s\n", name(set(&attributes)));
    attributes = (struct attributes){.size = 48, .policy = SCHED_OTHER, .priority = 1};
    printf("setattr other with priority: %s\n", name(set(&attributes)));
    attributes = (struct attributes){.size = 48, .policy = 99};
    printf("setattr policy: %s\n", name(set(&attributes)));
    attributes = (struct attributes){.size = 48, .flags = 1 << 20};
    printf("setattr unknown flag: %s\n", name(set(&attributes)));
    attributes = (struct attributes){.size = 48, .policy = SCHED_DEADLINE, .runtime = 100, .deadline = 10, .period = 10};
    printf("setattr deadline: %s\n", name(set(&attributes)));
    attributes = (struct attributes){.size = 48, .policy = SCHED_BATCH};
    printf("setattr batch: %s\n", name(set(&attributes)));
    attributes = (struct attributes){.size = 48, .policy = SCHED_OTHER};
    printf("setattr other: %s\n", name(set(&attributes)));
}

static void others(void) {
    printf("ioprio_set level: %s\n", name(syscall(SYS_ioprio_set, 1, 0, 2 << 13 | 5)));
    printf("ioprio_get: %s\n", name(syscall(SYS_ioprio_get, 1, 0)));
    printf("ioprio_set none with level: %s\n", name(syscall(SYS_ioprio_set, 1, 0, 3)));
    printf("ioprio_set class: %s\n", name(syscall(SYS_ioprio_set, 1, 0, 4 << 13)));
    printf("ioprio_get which: %s\n", name(syscall(SYS_ioprio_get, 4, 0)));
    printf("ioprio_get nobody: %s\n", name(syscall(SYS_ioprio_get, 1, 4000000)));
    printf("ioprio_set none: %s\n", name(syscall(SYS_ioprio_set, 1, 0, 0)));
    printf("membarrier flags: %s\n", name(syscall(SYS_membarrier, MEMBARRIER_CMD_QUERY, 8, 0)));
    printf("membarrier unknown: %s\n", name(syscall(SYS_membarrier, 1 << 20, 0, 0)));
    printf("membarrier unregistered: %s\n", name(syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0)));
    printf("membarrier register: %s\n", name(syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0)));
    printf("membarrier private: %s\n", name(syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0)));
    printf("membarrier global: %s\n", name(syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0)));
    struct robust_list_head head, *found = 0;
    size_t size = 0;
    printf("set_robust_list size: %s\n", name(syscall(SYS_set_robust_list, &head, 1)));
    printf("set_robust_list: %s\n", name(syscall(SYS_set_robust_list, &head, sizeof head)));
    printf("get_robust_list: %s", name(syscall(SYS_get_robust_list, 0, &found, &size)));
    printf(" %d %zu\n", found == &head, size);
    printf("get_robust_list nobody: %s\n", name(syscall(SYS_get_robust_list, 4000000, &found, &size)));
    printf("get_robust_list null: %s\n", name(syscall(SYS_get_robust_list, 0, 0, 0)));
    syscall(SYS_set_robust_list, 0, sizeof head);
    printf("set_tid_address: %d\n", syscall(SYS_set_tid_address, 0) == getpid());
    printf("setns: %s\n", name(syscall(SYS_setns, -1, 0)));
    printf("setns file: %s\n", name(syscall(SYS_setns, 0, 0)));
    printf("unshare nothing: %s\n", name(syscall(SYS_unshare, 0)));
    printf("unshare unknown: %s\n", name(syscall(SYS_unshare, 0x40)));
    printf("unshare alone: %s\n", name(syscall(SYS_unshare, CLONE_FS | CLONE_FILES)));
    unsigned processor = 99, node = 99;
    printf("getcpu: %s", name(syscall(SYS_getcpu, &processor, &node, 0)));
    printf(" %d %u\n", processor < 64, node);
    printf("getcpu null: %s\n", name(syscall(SYS_getcpu, 0, 0, 0)));
    printf("getcpu bad: %s\n", name(syscall(SYS_getcpu, 1, 0, 0)));
}

int main(void) {
    cloning();
    attributes();
    others();
    return 0;
}
