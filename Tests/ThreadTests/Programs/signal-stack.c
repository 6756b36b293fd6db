// The alternate stack: what may be set and when, a stack overflow caught on it, siglongjmp out of the handler, SS_AUTODISARM.
#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#ifndef SS_AUTODISARM
#define SS_AUTODISARM (1U << 31)
#endif

static char room[65536], other[65536];
static sigjmp_buf back;
static volatile int overflows;

static long set(void *base, int flags, size_t size) {
    stack_t stack = {.ss_sp = base, .ss_flags = flags, .ss_size = size};
    long result = syscall(SYS_sigaltstack, &stack, 0);
    return result < 0 ? -errno : result;
}

static int is_on(void *stack) {
    char here;
    return (uintptr_t)&here - (uintptr_t)stack < sizeof room;
}

static void segv(int number, siginfo_t *info, void *context) {
    ucontext_t *state = context;
    overflows++;
    printf("fault on the stack %d, code %d, trap %lld, near %d\n", is_on(room), info->si_code == SEGV_MAPERR || info->si_code == SEGV_ACCERR,
           (long long)state->uc_mcontext.gregs[REG_TRAPNO],
           (uintptr_t)info->si_addr - ((uintptr_t)state->uc_mcontext.gregs[REG_RSP] - 65536) < 131072);
    siglongjmp(back, 1);
}

static volatile char sink;
__attribute__((noinline)) static int deep(int count) {
    volatile char block[1024];
    block[count & 1023] = count;
    sink = block[7];
    return deep(count + 1) + block[3];
}

static void plain(int number) {
    stack_t now;
    syscall(SYS_sigaltstack, 0, &now);
    printf("in the handler: on it %d flags %d change %ld\n", is_on(room), now.ss_flags, set(other, 0, sizeof other));
}

static void disarmed(int number) {
    stack_t now;
    syscall(SYS_sigaltstack, 0, &now);
    printf("disarmed: on it %d flags %d change %ld\n", is_on(room), now.ss_flags, set(other, 0, sizeof other));
}

int main(void) {
    stack_t now;
    setvbuf(stdout, 0, _IOLBF, 0);
    printf("minimum %d\n", getauxval(AT_MINSIGSTKSZ) >= 1000 && getauxval(AT_MINSIGSTKSZ) < 20000);
    printf("small %ld flags %ld ok %ld\n", set(room, 0, 2047), set(room, 4, sizeof room), set(room, 0, sizeof room));
    syscall(SYS_sigaltstack, 0, &now);
    printf("reads %d %d %d\n", now.ss_sp == room, now.ss_flags, now.ss_size == sizeof room);

    struct sigaction action = {.sa_handler = plain, .sa_flags = SA_ONSTACK};
    sigaction(SIGUSR1, &action, 0);
    raise(SIGUSR1);
    action.sa_flags = 0;
    sigaction(SIGUSR1, &action, 0);
    action.sa_handler = disarmed;
    action.sa_flags = SA_ONSTACK;
    sigaction(SIGUSR2, &action, 0);
    printf("autodisarm %ld\n", set(room, SS_AUTODISARM, sizeof room));
    raise(SIGUSR2);
    syscall(SYS_sigaltstack, 0, &now);
    printf("after: %d %d\n", now.ss_sp == room, now.ss_flags == (int)SS_AUTODISARM);
    printf("off %ld\n", set(0, SS_DISABLE, 0));
    syscall(SYS_sigaltstack, 0, &now);
    printf("reads %d %d %d\n", now.ss_sp == 0, now.ss_flags, (int)now.ss_size);

    struct rlimit limit = {256 << 10, RLIM_INFINITY};
    setrlimit(RLIMIT_STACK, &limit);
    set(room, 0, sizeof room);
    action = (struct sigaction){.sa_sigaction = segv, .sa_flags = SA_ONSTACK | SA_SIGINFO};
    sigaction(SIGSEGV, &action, 0);
    for (int round = 0; round < 3; round++) {
        if (!sigsetjmp(back, 1)) deep(0);
    }
    printf("overflows %d\n", overflows);
    return 0;
}
