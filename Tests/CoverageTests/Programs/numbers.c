/* System calls whose numbers have to be followed to where they come from. */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

static inline long call(long number, long a)
{
    long result;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a) : "rcx", "r11", "memory");
    return result;
}

/* Not inlined: the number comes in an argument, through two functions. */
__attribute__((noinline)) static long pass_on(long a, long number) { return call(number, a); }
__attribute__((noinline)) static long wrap(long number, long a) { return pass_on(a, number) + 1; }

int main(int argc, char **argv)
{
    long sum = call(SYS_getppid, 0);                                /* a constant */
    long number = SYS_getgid;                                       /* one of two */
    if (argc > 1) {
        number = SYS_getuid;
        __asm__ volatile("");                                       /* keeps the compiler from doing sums instead */
    }
    sum += call(number, 0);
    sum += wrap(SYS_sched_yield, 0) + wrap(SYS_sync, 0);            /* an argument */
    sum += syscall(SYS_gettid) + syscall(SYS_getsid, 0);            /* through the C library */
    switch (argc) {
    case 2: sum += syscall(SYS_umask, 022); break;
    case 3: sum += syscall(SYS_alarm, 0); break;
    case 4: sum += syscall(SYS_getpgrp); break;
    case 5: sum += syscall(SYS_geteuid); break;
    case 6: sum += syscall(SYS_getegid); break;
    }
    if (argc == 7)
        sum += syscall(argv[0][0], 0);                              /* cannot be known */
    return (int)sum & 1;
}
