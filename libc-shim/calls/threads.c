/* Scheduling and the ends of thread and process. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <sched.h>
#include <stdlib.h>
#include <string.h>

APUS_CALL0(sched_yield);
APUS_CALL1(exit_group);
APUS_CALL3(getcpu);
APUS_CALL3(sched_setaffinity);
APUS_CALL3(sched_getaffinity);

int sched_yield(void)
{
    return apus_result(__apus_sys_sched_yield());
}
int pthread_yield(void) ALIAS(sched_yield);

int sched_getcpu(void)
{
    unsigned cpu;
    long result = apus_result(__apus_sys_getcpu((long)&cpu, 0, 0));
    return result < 0 ? -1 : (int)cpu;
}

int getcpu(unsigned *cpu, unsigned *node)
{
    return apus_result(__apus_sys_getcpu((long)cpu, (long)node, 0));
}

int sched_setaffinity(pid_t thread, size_t size, const cpu_set_t *set)
{
    return apus_result(__apus_sys_sched_setaffinity(thread, (long)size, (long)set));
}

/* The kernel tells how much it has written; the rest of the set is empty. */
int sched_getaffinity(pid_t thread, size_t size, cpu_set_t *set)
{
    long written = apus_result(__apus_sys_sched_getaffinity(thread, (long)size, (long)set));
    if (written < 0)
        return -1;
    memset((char *)set + written, 0, size - (size_t)written);
    return 0;
}

_Noreturn void _Exit(int status)
{
    for (;;)
        __apus_sys_exit_group(status);
}
_Noreturn void _exit(int) ALIAS(_Exit);
