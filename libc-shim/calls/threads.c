/* Scheduling and the ends of thread and process. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <sched.h>
#include <stdlib.h>

APUS_CALL0(sched_yield);
APUS_CALL1(exit_group);
APUS_CALL3(getcpu);

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

_Noreturn void _Exit(int status)
{
    for (;;)
        __apus_sys_exit_group(status);
}
_Noreturn void _exit(int) ALIAS(_Exit);
