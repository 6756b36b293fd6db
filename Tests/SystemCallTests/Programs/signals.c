// Calls: rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigqueueinfo rt_tgsigqueueinfo sigaltstack kill tkill tgkill getpid gettid
#include "calls.h"
#include <sched.h>
#include <ucontext.h>

// C libraries keep some real-time signals for themselves and move SIGRTMIN.
#define REALTIME 40

struct kernel_action {
    void *handler;
    unsigned long flags;
    void *restorer;
    uint64_t mask;
};

static volatile int count, last;
static volatile siginfo_t information;
static void on_signal(int number) { count++, last = number; }
static void on_information(int number, siginfo_t *about, void *context) {
    (void)context;
    count++, last = number;
    information = *about;
}

static void show(int line) {
    printf("%d: signal %d, %d times, code %d, mine %d, value %d\n", line, last, count, information.si_code,
           information.si_pid == getpid(), information.si_value.sival_int);
    count = last = 0;
    memset((void *)&information, 0, sizeof information);
}
#define ARRIVED() show(__LINE__)

static void actions(void) {
    section("rt_sigaction");
    struct kernel_action set = {SIG_IGN, 0, NULL, 0}, old;
    RAW(rt_sigaction, SIGUSR1, &set, &old, 8);
    VALUE("%ld", (long)old.handler);
    RAW(rt_sigaction, SIGUSR1, NULL, &old, 8);
    VALUE("%ld %lx %lx", (long)old.handler, old.flags, (long)old.mask);
    set = (struct kernel_action){SIG_DFL, ~0UL, NULL, ~0UL};
    RAW(rt_sigaction, SIGUSR1, &set, NULL, 8);
    RAW(rt_sigaction, SIGUSR1, NULL, &old, 8);
    VALUE("%lx %lx", old.flags, (long)old.mask);
    set = (struct kernel_action){SIG_IGN, 0, NULL, 0};
    RAW(rt_sigaction, SIGKILL, &set, NULL, 8);
    RAW(rt_sigaction, SIGSTOP, &set, NULL, 8);
    RAW(rt_sigaction, SIGKILL, NULL, &old, 8);
    RAW(rt_sigaction, 0, &set, NULL, 8);
    RAW(rt_sigaction, 64, &set, NULL, 8);
    RAW(rt_sigaction, 65, &set, NULL, 8);
    RAW(rt_sigaction, -1, &set, NULL, 8);
    RAW(rt_sigaction, SIGUSR1, &set, NULL, 4);
    RAW(rt_sigaction, SIGUSR1, &set, NULL, 16);
    RAW(rt_sigaction, SIGUSR1, NOWHERE, NULL, 8);
    RAW(rt_sigaction, SIGUSR1, NULL, NOWHERE, 8);
    RAW(rt_sigaction, 0, NOWHERE, NULL, 8);
    RAW(rt_sigaction, SIGUSR1, NULL, NULL, 8);

    section("rt_sigprocmask");
    uint64_t mask = ~0UL, was = 7;
    RAW(rt_sigprocmask, SIG_BLOCK, &mask, &was, 8);
    VALUE("%lx", was);
    RAW(rt_sigprocmask, SIG_BLOCK, NULL, &was, 8);
    VALUE("%lx", was);
    mask = 1UL << (SIGUSR1 - 1);
    RAW(rt_sigprocmask, SIG_UNBLOCK, &mask, NULL, 8);
    RAW(rt_sigprocmask, 77, NULL, &was, 8);
    VALUE("%lx", was);
    mask = 0;
    RAW(rt_sigprocmask, SIG_SETMASK, &mask, &was, 8);
    RAW(rt_sigprocmask, 77, &mask, NULL, 8);
    RAW(rt_sigprocmask, -1, &mask, NULL, 8);
    RAW(rt_sigprocmask, SIG_BLOCK, &mask, NULL, 4);
    RAW(rt_sigprocmask, SIG_BLOCK, &mask, NULL, 16);
    RAW(rt_sigprocmask, SIG_BLOCK, NOWHERE, NULL, 8);
    RAW(rt_sigprocmask, SIG_BLOCK, NULL, NOWHERE, 8);
    RAW(rt_sigprocmask, SIG_BLOCK, NULL, NULL, 8);
}

static void sending(void) {
    section("kill");
    struct sigaction action = {.sa_sigaction = on_information, .sa_flags = SA_SIGINFO};
    sigaction(SIGUSR1, &action, NULL), sigaction(SIGUSR2, &action, NULL), sigaction(REALTIME, &action, NULL);
    sigaction(REALTIME + 1, &action, NULL);
    RAW(kill, getpid(), SIGUSR1);
    ARRIVED();
    RAW(kill, getpid(), 0);
    RAW(kill, getpid(), 65);
    RAW(kill, getpid(), -1);
    RAW(kill, 0x7ffffff0, SIGUSR1);
    RAW(kill, 0x7ffffff0, 0);
    RAW(kill, 0x7ffffff0, 65);
    RAW(kill, -0x7ffffff0, 0);
    RAW(kill, INT_MIN, 0);
    RAW(tkill, gettid(), SIGUSR2);
    ARRIVED();
    RAW(tkill, gettid(), 0);
    RAW(tkill, 0, SIGUSR1);
    RAW(tkill, -1, SIGUSR1);
    RAW(tkill, 0x7ffffff0, SIGUSR1);
    RAW(tkill, gettid(), 65);
    RAW(tgkill, getpid(), gettid(), SIGUSR2);
    ARRIVED();
    RAW(tgkill, getpid(), gettid(), 0);
    RAW(tgkill, 0, gettid(), SIGUSR1);
    RAW(tgkill, getpid(), 0, SIGUSR1);
    RAW(tgkill, -1, gettid(), SIGUSR1);
    RAW(tgkill, 0x7ffffff0, gettid(), SIGUSR1);
    RAW(tgkill, getpid(), 0x7ffffff0, SIGUSR1);
    RAW(tgkill, getpid(), gettid(), 65);
    SHOW(gettid() == getpid());

    section("rt_sigqueueinfo");
    siginfo_t queue = {.si_code = SI_QUEUE, .si_pid = getpid(), .si_uid = getuid(), .si_value.sival_int = 42};
    RAW(rt_sigqueueinfo, getpid(), REALTIME, &queue);
    ARRIVED();
    queue.si_code = -70;
    RAW(rt_sigqueueinfo, getpid(), REALTIME, &queue);
    ARRIVED();
    queue.si_code = SI_USER;
    RAW(rt_sigqueueinfo, getpid(), REALTIME, &queue);
    ARRIVED();
    RAW(rt_sigqueueinfo, 0x7ffffff0, REALTIME, &queue);
    queue.si_code = SI_QUEUE;
    RAW(rt_sigqueueinfo, 0x7ffffff0, REALTIME, &queue);
    RAW(rt_sigqueueinfo, getpid(), 65, &queue);
    RAW(rt_sigqueueinfo, getpid(), -1, &queue);
    RAW(rt_sigqueueinfo, getpid(), 0, &queue);
    RAW(rt_sigqueueinfo, getpid(), REALTIME, NOWHERE);
    RAW(rt_tgsigqueueinfo, getpid(), gettid(), REALTIME, &queue);
    ARRIVED();
    RAW(rt_tgsigqueueinfo, 0, gettid(), REALTIME, &queue);
    RAW(rt_tgsigqueueinfo, getpid(), -1, REALTIME, &queue);
    RAW(rt_tgsigqueueinfo, getpid(), 0x7ffffff0, REALTIME, &queue);
    RAW(rt_tgsigqueueinfo, getpid(), gettid(), 65, &queue);
    RAW(rt_tgsigqueueinfo, getpid(), gettid(), REALTIME, NOWHERE);
    SHOW(sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 7}));
    ARRIVED();

    section("pending");
    sigset_t blocked;
    uint64_t pending = 0;
    sigemptyset(&blocked), sigaddset(&blocked, SIGUSR1), sigaddset(&blocked, REALTIME), sigaddset(&blocked, REALTIME + 1), sigaddset(&blocked, SIGUSR2);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    kill(getpid(), SIGUSR1), kill(getpid(), SIGUSR1), raise(SIGUSR2);
    for (int i = 0; i < 3; i++) sigqueue(getpid(), REALTIME, (union sigval){.sival_int = i});
    ARRIVED();
    RAW(rt_sigpending, &pending, 8);
    VALUE("%lx", pending);
    RAW(rt_sigpending, &pending, 4);
    RAW(rt_sigpending, &pending, 0);
    RAW(rt_sigpending, &pending, 16);
    RAW(rt_sigpending, NOWHERE, 8);
    sigset_t one;
    sigemptyset(&one), sigaddset(&one, SIGUSR1);
    sigprocmask(SIG_UNBLOCK, &one, NULL);
    ARRIVED();
    sigprocmask(SIG_UNBLOCK, &blocked, NULL);
    ARRIVED();
    RAW(rt_sigpending, &pending, 8);
    VALUE("%lx", pending);
    // What is ignored is forgotten, also while it waits.
    sigprocmask(SIG_BLOCK, &one, NULL);
    raise(SIGUSR1);
    signal(SIGUSR1, SIG_IGN);
    RAW(rt_sigpending, &pending, 8);
    VALUE("%lx", pending);
    sigaction(SIGUSR1, &action, NULL);
    sigprocmask(SIG_UNBLOCK, &one, NULL);
    ARRIVED();
}

static volatile uint64_t seen_mask, seen_stack;
static volatile int depth;
static void nested(int number, siginfo_t *about, void *context) {
    (void)about;
    ucontext_t *frame = context;
    sigset_t mask;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    seen_mask = *(uint64_t *)&mask;
    printf("in %d, mask %lx, before %lx\n", number, (long)seen_mask, *(long *)&frame->uc_sigmask);
    if (depth++ == 0) raise(SIGUSR2);
}
static stack_t inside;
static void where(int number) {
    (void)number;
    sigaltstack(NULL, &inside);
    seen_stack = (uint64_t)__builtin_frame_address(0);
    stack_t none = {.ss_flags = SS_DISABLE};
    SHOW(sigaltstack(&none, NULL));
}
static void change(int number, siginfo_t *about, void *context) {
    (void)number, (void)about;
    ucontext_t *frame = context;
    sigaddset(&frame->uc_sigmask, SIGUSR2);
    frame->uc_mcontext.gregs[REG_RBX] += 100;
}

static void handling(void) {
    section("handlers");
    struct sigaction action = {.sa_sigaction = nested, .sa_flags = SA_SIGINFO};
    sigemptyset(&action.sa_mask), sigaddset(&action.sa_mask, SIGTERM);
    sigaction(SIGUSR1, &action, NULL), sigaction(SIGUSR2, &action, NULL);
    depth = 0, raise(SIGUSR1);
    sigaddset(&action.sa_mask, SIGUSR2);
    sigaction(SIGUSR1, &action, NULL);
    depth = 0, raise(SIGUSR1);
    action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_RESETHAND, sigemptyset(&action.sa_mask);
    sigaction(SIGUSR1, &action, NULL);
    depth = 1, raise(SIGUSR1);
    struct sigaction now;
    sigaction(SIGUSR1, NULL, &now);
    VALUE("%d", now.sa_handler == SIG_DFL);
    // A handler may change what it returns to.
    action.sa_sigaction = change, action.sa_flags = SA_SIGINFO;
    sigaction(SIGUSR1, &action, NULL);
    long register value __asm__("rbx") = 5;
    __asm__ volatile("" : "+r"(value));
    long result;
    __asm__ volatile("syscall" : "=a"(result), "+r"(value) : "a"((long)SYS_kill), "D"((long)getpid()), "S"((long)SIGUSR1) : "rcx", "r11", "memory");
    VALUE("%ld %ld", value, result);
    sigset_t mask;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    VALUE("%d", sigismember(&mask, SIGUSR2));
    sigemptyset(&mask);
    sigprocmask(SIG_SETMASK, &mask, NULL);

    section("sigaltstack");
    static char stack[65536];
    stack_t set = {stack, 0, sizeof stack}, old;
    RAW(sigaltstack, NULL, &old);
    VALUE("%d %ld", old.ss_flags, (long)old.ss_size);
    RAW(sigaltstack, &set, &old);
    RAW(sigaltstack, NULL, &old);
    VALUE("%d %ld %d", old.ss_flags, (long)old.ss_size, old.ss_sp == stack);
    signal(SIGUSR1, where);
    struct sigaction on_stack = {.sa_handler = where, .sa_flags = SA_ONSTACK};
    sigaction(SIGUSR1, &on_stack, NULL);
    raise(SIGUSR1);
    VALUE("%d %d", inside.ss_flags, seen_stack > (uint64_t)stack && seen_stack < (uint64_t)stack + sizeof stack);
    set.ss_size = 100;
    RAW(sigaltstack, &set, NULL);
    set.ss_size = 2047;
    RAW(sigaltstack, &set, NULL);
    set.ss_size = sizeof stack, set.ss_flags = 77;
    RAW(sigaltstack, &set, NULL);
    set.ss_flags = SS_ONSTACK;
    RAW(sigaltstack, &set, NULL);
    set.ss_flags = 1 << 31;
    RAW(sigaltstack, &set, &old);
    RAW(sigaltstack, NULL, &old);
    VALUE("%x", old.ss_flags);
    set.ss_flags = SS_DISABLE, set.ss_size = 0;
    RAW(sigaltstack, &set, NULL);
    RAW(sigaltstack, NOWHERE, NULL);
    RAW(sigaltstack, NULL, NOWHERE);
    RAW(sigaltstack, NULL, NULL);
}

static void faults(void) {
    section("faults");
    static volatile int zero;
    char *memory = fenced(1);
    char *readonly = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    volatile char *bad = memory + PAGE;
    TOUCH(memory, *bad = 1);
    TOUCH(memory, (void)*bad);
    TOUCH(readonly, readonly[7] = 1);
    TOUCH(NULL, *(volatile char *)NOWHERE = 1);
    TOUCH(NULL, *(volatile char *)NONCANONICAL = 1);
    TOUCH(NULL, ((void (*)(void))NOWHERE)());
    TOUCH(fault_information.si_addr, zero = 5 / zero);
    VALUE("%d", fault_information.si_addr != NULL);
    TOUCH(fault_information.si_addr, __asm__ volatile("ud2"));
}

int main(void) {
    begin();
    actions();
    sending();
    handling();
    catch_faults();
    faults();
    return 0;
}
