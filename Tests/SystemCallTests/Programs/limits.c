// Calls: getrlimit setrlimit prlimit64 getrusage getpriority setpriority sched_yield sched_setparam sched_getparam sched_setscheduler sched_getscheduler sched_get_priority_max sched_get_priority_min sched_rr_get_interval sched_setaffinity sched_getaffinity getcpu
#include "calls.h"
#include <sched.h>

static void resources(void) {
    section("rlimits");
    struct rlimit limit, kept;
    for (int resource = 0; resource < 17; resource++) {
        errno = 0;
        long result = KERNEL(getrlimit, resource, &limit);
        printf("resource %d = %ld %s %d\n", resource, result, result ? strerrorname_np(errno) : "", result || limit.rlim_cur <= limit.rlim_max);
    }
    RAW(getrlimit, -1, &limit);
    RAW(getrlimit, RLIMIT_NOFILE, NOWHERE);
    RAW(getrlimit, 99, NOWHERE);
    RAW(getrlimit, RLIMIT_NOFILE, &limit);
    VALUE("%ld %ld", (long)limit.rlim_cur, (long)limit.rlim_max);
    limit = (struct rlimit){100, 50};
    RAW(setrlimit, RLIMIT_NOFILE, &limit);
    limit = (struct rlimit){500, 900};
    RAW(setrlimit, RLIMIT_NOFILE, &limit);
    RAW(setrlimit, 99, &limit);
    RAW(setrlimit, -1, &limit);
    RAW(setrlimit, RLIMIT_NOFILE, NOWHERE);
    RAW(setrlimit, RLIMIT_NOFILE, NULL);
    for (int resource = 0; resource < 16; resource++) {
        if (resource == RLIMIT_NOFILE || resource == RLIMIT_AS || resource == RLIMIT_CPU || resource == RLIMIT_RTTIME) continue;
        getrlimit(resource, &kept);
        limit = (struct rlimit){kept.rlim_max == RLIM_INFINITY ? 1 << 30 : kept.rlim_max / 2, kept.rlim_max};
        errno = 0;
        long result = KERNEL(setrlimit, resource, &limit);
        struct rlimit now;
        getrlimit(resource, &now);
        printf("set %d = %ld %s %d\n", resource, result, result ? strerrorname_np(errno) : "", now.rlim_cur == limit.rlim_cur);
        setrlimit(resource, &kept);
    }
    RAW(prlimit64, 0, RLIMIT_NOFILE, NULL, &limit);
    VALUE("%ld %ld", (long)limit.rlim_cur, (long)limit.rlim_max);
    RAW(prlimit64, getpid(), RLIMIT_NOFILE, NULL, &limit);
    limit.rlim_cur = 600;
    RAW(prlimit64, 0, RLIMIT_NOFILE, &limit, &kept);
    VALUE("%ld", (long)kept.rlim_cur);
    RAW(prlimit64, 0, RLIMIT_NOFILE, NULL, NULL);
    RAW(prlimit64, 0, 99, NULL, NULL);
    RAW(prlimit64, 0x7ffffff0, RLIMIT_NOFILE, NULL, NULL);
    RAW(prlimit64, -1, RLIMIT_NOFILE, NULL, NULL);
    RAW(prlimit64, 0, RLIMIT_NOFILE, NOWHERE, NULL);
    RAW(prlimit64, 0, RLIMIT_NOFILE, NULL, NOWHERE);
    limit = (struct rlimit){5, 4};
    RAW(prlimit64, 0, RLIMIT_NOFILE, &limit, NULL);

    section("getrusage");
    struct rusage usage;
    RAW(getrusage, RUSAGE_SELF, &usage);
    VALUE("%d %d", usage.ru_maxrss > 100, usage.ru_utime.tv_usec < 1000000);
    RAW(getrusage, RUSAGE_CHILDREN, &usage);
    VALUE("%ld %ld %ld", (long)usage.ru_utime.tv_sec, (long)usage.ru_utime.tv_usec, usage.ru_maxrss);
    RAW(getrusage, RUSAGE_THREAD, &usage);
    RAW(getrusage, 2, &usage);
    RAW(getrusage, -5, &usage);
    RAW(getrusage, RUSAGE_SELF, NOWHERE);
    RAW(getrusage, RUSAGE_SELF, NULL);
}

static void priorities(void) {
    section("priority");
    RAW(getpriority, PRIO_PROCESS, 0);
    RAW(getpriority, PRIO_PGRP, 0);
    RAW(getpriority, PRIO_USER, 0x7ffffff0);
    RAW(getpriority, PRIO_PROCESS, getpid());
    RAW(getpriority, PRIO_PROCESS, 0x7ffffff0);
    RAW(getpriority, PRIO_PROCESS, -1);
    RAW(getpriority, 3, 0);
    RAW(getpriority, -1, 0);
    RAW(setpriority, PRIO_PROCESS, 0, 5);
    RAW(getpriority, PRIO_PROCESS, 0);
    RAW(setpriority, PRIO_PROCESS, 0, 100);
    RAW(getpriority, PRIO_PROCESS, 0);
    RAW(setpriority, PRIO_PROCESS, 0, -100);
    RAW(getpriority, PRIO_PROCESS, 0);
    RAW(setpriority, PRIO_PROCESS, getpid(), 0);
    RAW(setpriority, PRIO_PROCESS, 0x7ffffff0, 0);
    RAW(setpriority, 3, 0, 0);
    RAW(setpriority, PRIO_USER, 0x7ffffff0, 0);

    section("scheduling");
    struct sched_param parameter = {7};
    RAW(sched_yield);
    RAW(sched_getscheduler, 0);
    RAW(sched_getscheduler, getpid());
    RAW(sched_getscheduler, -1);
    RAW(sched_getscheduler, 0x7ffffff0);
    RAW(sched_getparam, 0, &parameter);
    VALUE("%d", parameter.sched_priority);
    RAW(sched_getparam, 0, NULL);
    RAW(sched_getparam, 0, NOWHERE);
    RAW(sched_getparam, -1, &parameter);
    RAW(sched_getparam, 0x7ffffff0, &parameter);
    RAW(sched_setparam, 0, &parameter);
    parameter.sched_priority = 5;
    RAW(sched_setparam, 0, &parameter);
    RAW(sched_setparam, 0, NULL);
    RAW(sched_setparam, 0, NOWHERE);
    RAW(sched_setparam, -1, &parameter);
    RAW(sched_setscheduler, 0, SCHED_OTHER, &parameter);
    parameter.sched_priority = 0;
    RAW(sched_setscheduler, 0, SCHED_OTHER, &parameter);
    RAW(sched_setscheduler, getpid(), SCHED_OTHER, &parameter);
    RAW(sched_setscheduler, 0, SCHED_BATCH, &parameter);
    RAW(sched_getscheduler, 0);
    RAW(sched_setscheduler, 0, SCHED_IDLE, &parameter);
    RAW(sched_getscheduler, 0);
    RAW(sched_setscheduler, 0, SCHED_OTHER | SCHED_RESET_ON_FORK, &parameter);
    RAW(sched_getscheduler, 0);
    RAW(sched_setscheduler, 0, SCHED_OTHER, &parameter);
    RAW(sched_setscheduler, 0, SCHED_FIFO, &parameter);
    RAW(sched_setscheduler, 0, 77, &parameter);
    RAW(sched_setscheduler, 0, -1, &parameter);
    RAW(sched_setscheduler, 0, SCHED_OTHER, NULL);
    RAW(sched_setscheduler, 0, SCHED_OTHER, NOWHERE);
    RAW(sched_setscheduler, -1, SCHED_OTHER, &parameter);
    RAW(sched_setscheduler, 0x7ffffff0, SCHED_OTHER, &parameter);
    for (int policy = -1; policy < 8; policy++) {
        // What came with Linux 6.12 is left out.
        if (policy == 7) continue;
        errno = 0;
        printf("policy %d: %ld", policy, KERNEL(sched_get_priority_min, policy));
        printf(" %ld %s\n", KERNEL(sched_get_priority_max, policy), errno ? strerrorname_np(errno) : "");
    }
    struct timespec interval;
    RAW(sched_rr_get_interval, 0, &interval);
    RAW(sched_rr_get_interval, -1, &interval);
    RAW(sched_rr_get_interval, 0x7ffffff0, &interval);
    RAW(sched_rr_get_interval, 0, NOWHERE);

    section("affinity");
    unsigned long mask[32] = {0}, none[2] = {0};
    SHOW(KERNEL(sched_getaffinity, 0, sizeof mask, mask) > 0);
    VALUE("%ld", (long)mask[0] & 1);
    RAW(sched_getaffinity, 0, 7, mask);
    RAW(sched_getaffinity, 0, 0, mask);
    RAW(sched_getaffinity, 0, 12, mask);
    RAW(sched_getaffinity, 0, sizeof mask, NOWHERE);
    RAW(sched_getaffinity, -1, sizeof mask, mask);
    RAW(sched_getaffinity, 0x7ffffff0, sizeof mask, mask);
    SHOW(KERNEL(sched_getaffinity, getpid(), sizeof mask, mask) > 0);
    RAW(sched_setaffinity, 0, sizeof mask, mask);
    RAW(sched_setaffinity, 0, sizeof none, none);
    RAW(sched_setaffinity, 0, 0, mask);
    RAW(sched_setaffinity, 0, sizeof mask, NOWHERE);
    RAW(sched_setaffinity, -1, sizeof mask, mask);
    RAW(sched_setaffinity, 0x7ffffff0, sizeof mask, mask);
    mask[0] = 1;
    RAW(sched_setaffinity, 0, sizeof mask, mask);
    SHOW(KERNEL(sched_getaffinity, 0, sizeof mask, mask) > 0);
    VALUE("%lx", mask[0]);
    unsigned cpu = 99, node = 99;
    RAW(getcpu, &cpu, &node, NULL);
    VALUE("%d %d", cpu, node);
    RAW(getcpu, NULL, NULL, NULL);
    RAW(getcpu, NOWHERE, NULL, NULL);
    RAW(getcpu, NULL, NOWHERE, NULL);
}

int main(void) {
    begin();
    resources();
    priorities();
    return 0;
}
