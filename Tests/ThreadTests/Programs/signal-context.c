// options: -mavx
// What a handler finds of the interrupted state and may change: registers, flags, vector registers of all sizes; garbage in it.
#define _GNU_SOURCE
#include <immintrin.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

static sigjmp_buf back;

static void trap(int number, siginfo_t *info, void *context) {
    ucontext_t *state = context;
    printf("trap %d code %d trapno %lld\n", number, info->si_code, (long long)state->uc_mcontext.gregs[REG_TRAPNO]);
    state->uc_mcontext.gregs[REG_RAX] = 1234;
    if (number == SIGILL) state->uc_mcontext.gregs[REG_RIP] += 2;
}

static void arithmetic(int number, siginfo_t *info, void *context) {
    ucontext_t *state = context;
    printf("fpe code %d trapno %lld at %d\n", info->si_code, (long long)state->uc_mcontext.gregs[REG_TRAPNO],
           info->si_addr == (void *)state->uc_mcontext.gregs[REG_RIP]);
    siglongjmp(back, 1);
}

static void fault(int number, siginfo_t *info, void *context) {
    ucontext_t *state = context;
    printf("%s code %d addr %d trapno %lld err %lld cr2 %d\n", number == SIGSEGV ? "segv" : "bus", info->si_code, (int)(uintptr_t)info->si_addr,
           (long long)state->uc_mcontext.gregs[REG_TRAPNO], (long long)state->uc_mcontext.gregs[REG_ERR],
           number == SIGSEGV && info->si_code != SI_KERNEL ? (int)state->uc_mcontext.gregs[REG_CR2] : 0);
    siglongjmp(back, 1);
}

static void vectors(int number, siginfo_t *info, void *context) {
    ucontext_t *state = context;
    uint32_t *words = (uint32_t *)state->uc_mcontext.fpregs;
    uint32_t size = words[(464 + 16) / 4];
    printf("magic %x %d, closing %x, flags %d, features %d\n", words[464 / 4], words[464 / 4 + 1] == size + 4, words[size / 4],
           (int)state->uc_flags & 5, (int)(words[(464 + 8) / 4] & 7));
    // Clobber everything; then change one register in the frame.
    __asm__ volatile("vpcmpeqd %%xmm0, %%xmm0, %%xmm0; vmovaps %%xmm0, %%xmm1; vmovaps %%xmm0, %%xmm9; vmovaps %%xmm0, %%xmm15; vzeroall" ::: "memory");
    memset((char *)words + 160 + 16 * 9, 0x55, 16);
}

static void redirected(void) {
    printf("continued elsewhere\n");
    exit(0);
}

static void redirect(int number, siginfo_t *info, void *context) {
    ucontext_t *state = context;
    state->uc_mcontext.gregs[REG_RIP] = (greg_t)redirected;
    state->uc_mcontext.gregs[REG_RSP] = (state->uc_mcontext.gregs[REG_RSP] & ~15ll) - 4104;
}

static void on(int number, void (*handler)(int, siginfo_t *, void *)) {
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(number, &action, 0);
}

int main(void) {
    setvbuf(stdout, 0, _IOLBF, 0);
    long result = 0;
    on(SIGTRAP, trap);
    on(SIGILL, trap);
    __asm__ volatile("int3" : "=a"(result)::"memory");
    printf("rax %ld\n", result);
    __asm__ volatile("ud2" : "=a"(result)::"memory");
    printf("rax %ld\n", result);

    on(SIGFPE, arithmetic);
    // Not those of SSE: QEMU's emulation never raises them.
    volatile int zero = 0, seven = 7;
    if (!sigsetjmp(back, 1)) printf("%d\n", seven / zero);

    on(SIGSEGV, fault);
    on(SIGBUS, fault);
    if (!sigsetjmp(back, 1)) *(volatile int *)16 = 1;
    if (!sigsetjmp(back, 1)) result = *(volatile int *)24;
    if (!sigsetjmp(back, 1)) ((void (*)(void))32)();
    if (!sigsetjmp(back, 1)) *(volatile int *)0x8000000000000000 = 1;

    on(SIGUSR1, vectors);
    uint8_t before[4][32], after[4][32];
    for (int index = 0; index < 128; index++) ((uint8_t *)before)[index] = index + 1;
    int pid = getpid();
    __asm__ volatile("vmovups (%[in]), %%ymm0; vmovups 32(%[in]), %%ymm1; vmovups 64(%[in]), %%ymm9; vmovups 96(%[in]), %%ymm15;"
                     "mov $62, %%eax; mov %[pid], %%edi; mov $10, %%esi; syscall;"
                     "vmovups %%ymm0, (%[out]); vmovups %%ymm1, 32(%[out]); vmovups %%ymm9, 64(%[out]); vmovups %%ymm15, 96(%[out])"
                     :
                     : [in] "r"(before), [out] "r"(after), [pid] "r"(pid)
                     : "rax", "rcx", "r11", "rdi", "rsi", "xmm0", "xmm1", "xmm9", "xmm15", "memory");
    printf("ymm0 %d ymm1 %d ymm15 %d\n", !memcmp(before[0], after[0], 32), !memcmp(before[1], after[1], 32), !memcmp(before[3], after[3], 32));
    printf("ymm9 low %x high %d\n", after[2][5], !memcmp(before[2] + 16, after[2] + 16, 16));

    on(SIGUSR2, redirect);
    raise(SIGUSR2);
    printf("not reached\n");
    return 1;
}
