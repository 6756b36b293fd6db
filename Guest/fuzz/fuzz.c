/* Throws calls at the kernel from several threads, with arguments that make sense and others, and sees whether it answers afterwards.
   The same seed makes the same calls of each thread; how those of several threads mix is the machine's.

   fuzz [-s SEED] [-n CALLS] [-t THREADS] [-c NUMBER] [-v] LIST

   CALLS are each thread's, NUMBER is the only call to make, -v shows each before it is made. LIST is described in list.c; the
   test CallFuzzTests writes it from the kernel's catalogue. */
#define _GNU_SOURCE
#include "fuzz.h"
#include <errno.h>
#include <stdarg.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <ucontext.h>
#include <unistd.h>

enum { THREADS = 16, STACK = 1 << 17 };

struct worker {
    struct numbers numbers;
    struct arena arena;
    char *stack;
    int tid;
    volatile long made, succeeded;
    volatile int doing, has_ended, is_lost;
    long seen;
    int idle;
};
/* Those that run, and those that were given up: they may come back and must not find others in their place. */
static struct worker *workers[THREADS];
static int threads = 4, only = -1, verbose;
static long calls_each = 2000, lost;
static uint64_t seed = 1;
extern char land[];

static long raw(long number, uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    uint64_t argument[6] = {a, b, c, d, 0, 0};
    return instruction(number, argument);
}

__attribute__((format(printf, 1, 2))) static void report(const char *format, ...)
{
    char line[512];
    va_list list;
    va_start(list, format);
    int length = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    raw(SYS_write, REPORT, (uint64_t)line, length, 0);
}

/* Signals interrupt what waits. A fault is the fuzzer's own fault, unless it is the answer to a frame that was refused. */
static void handle(int signal, siginfo_t *info, void *context)
{
    uint64_t at = ((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
    int is_fault = signal == SIGSEGV || signal == SIGBUS || signal == SIGILL || signal == SIGFPE || signal == SIGTRAP;
    if (!is_fault || info->si_code <= 0 || at == (uint64_t)land)
        return;
    report("the fuzzer itself: signal %d, code %d, address %p, at %lx\n", signal, info->si_code, info->si_addr, at);
    for (int i = 0; i < threads; i++)
        report("thread %d: call %d\n", i, workers[i]->doing);
    raw(SYS_exit_group, 99, 0, 0, 0);
}

static void tidy(struct worker *w)
{
    uint64_t nothing[8] = {0};
    raw(SYS_setitimer, 0, (uint64_t)nothing, 0, 0);
    raw(SYS_setitimer, 1, (uint64_t)nothing, 0, 0);
    raw(SYS_setitimer, 2, (uint64_t)nothing, 0, 0);
    for (int i = 0; i < 8; i++)
        raw(SYS_timer_delete, i, 0, 0, 0);
    raw(SYS_close_range, 40, REPORT - 1, 0, 0);
    raw(SYS_close_range, REPORT + 1, 0xffffffff, 0, 0);
    raw(SYS_munlockall, 0, 0, 0, 0);
    mend_arena(&w->arena, &w->numbers);
}

static void unblock(void)
{
    uint64_t none = 0;
    raw(SYS_rt_sigprocmask, SIG_SETMASK, (uint64_t)&none, 0, 8);
}

static void make_call(struct worker *w, const struct call *call)
{
    uint64_t a[6];
    make_arguments(&w->numbers, &w->arena, call, a);
    if (!make_harmless(&w->arena, call, a))
        return;
    if (verbose)
        report("%d %ld %s(%lx, %lx, %lx, %lx, %lx, %lx)\n", w->tid, w->made, call->name, a[0], a[1], a[2], a[3], a[4], a[5]);
    w->doing = call->number;
    long result = instruction(call->number, a);
    w->doing = -1;
    int ok = (unsigned long)result < -4095ul;
    w->succeeded += ok;
    uint64_t arena = (uint64_t)w->arena.memory;
    switch (call->number) {
    case SYS_mmap: case SYS_mremap: case SYS_shmat: case SYS_munmap: case SYS_mprotect: case SYS_madvise: case SYS_brk: case SYS_shmdt:
    case SYS_pkey_mprotect: case SYS_remap_file_pages: case SYS_mbind:
        if (call->number == SYS_shmat && ok)
            raw(SYS_shmdt, result, 0, 0, 0);
        else if ((call->number == SYS_mmap || call->number == SYS_mremap) && ok
                 && ((uint64_t)result < arena || (uint64_t)result >= arena + ARENA_SIZE))
            raw(SYS_munmap, result, a[call->number == SYS_mmap ? 1 : 2], 0, 0);
        mend_arena(&w->arena, &w->numbers);
    }
    unblock();
}

static int work(void *argument)
{
    struct worker *w = argument;
    tidy(w);
    while (w->made < calls_each && !w->is_lost) {
        const struct call *call = &calls[below(&w->numbers, call_count)];
        if (only < 0 || call->number == only) {
            make_call(w, call);
            w->made++;
        }
        if (w->made % 50 == 49 && only < 0)
            return_from_signal(&w->numbers, &w->arena), unblock();
        if (w->made % 64 == 63)
            tidy(w);
    }
    w->has_ended = 1;
    raw(SYS_exit, 0, 0, 0, 0);
    return 0;
}

static void start(int place, uint64_t state, struct worker *before)
{
    struct worker *w = workers[place] = mmap(0, sizeof *w, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    w->numbers.state = state | 1;
    w->doing = w->seen = -1;
    if (before)
        w->made = before->made + 1, w->succeeded = before->succeeded;
    make_arena(&w->arena);
    w->stack = mmap(0, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    w->tid = clone(work, w->stack + STACK, CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM, w);
}

static void open_files(void)
{
    mkdir("/tmp/fuzz", 0755);
    mkdir("/tmp/fuzz/directory", 0755);
    symlink("file", "/tmp/fuzz/link");
    symlink("loop", "/tmp/fuzz/loop");
    chdir("/tmp/fuzz");
    int p[2], s[2];
    int at = FIRST_FILE;
    int opened[FILES], count = 0;
    opened[count++] = open("/tmp/fuzz/file", O_RDWR | O_CREAT, 0644);
    write(opened[0], "some bytes to read\n", 19);
    opened[count++] = open("/tmp/fuzz", O_RDONLY | O_DIRECTORY);
    pipe2(p, O_NONBLOCK), opened[count++] = p[0], opened[count++] = p[1];
    pipe(p), opened[count++] = p[0], opened[count++] = p[1];
    opened[count++] = eventfd(1, 0);
    opened[count++] = epoll_create1(0);
    opened[count++] = timerfd_create(CLOCK_MONOTONIC, 0);
    opened[count++] = memfd_create("fuzz", MFD_ALLOW_SEALING);
    opened[count++] = open("/dev/null", O_RDWR);
    opened[count++] = open("/dev/zero", O_RDWR);
    opened[count++] = open("/dev/urandom", O_RDONLY);
    opened[count++] = open("/proc/self/maps", O_RDONLY);
    opened[count++] = open("/proc", O_RDONLY | O_DIRECTORY);
    opened[count++] = inotify_init1(0);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    opened[count++] = signalfd(-1, &set, 0);
    opened[count++] = open("/tmp/fuzz/file", O_PATH);
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, s) == 0) opened[count++] = s[0], opened[count++] = s[1];
    opened[count++] = open("/", O_RDONLY | O_DIRECTORY);
    opened[count++] = open("/tmp/fuzz/file", O_WRONLY | O_APPEND);
    /* Those that are not there at all are as good. */
    for (int i = 0; i < count; i++)
        if (opened[i] >= 0 && opened[i] != at + i)
            dup2(opened[i], at + i);
}

/* What a kernel that is well does. */
static int is_well(void)
{
    int p[2], file = open("/tmp/fuzz-end", O_RDWR | O_CREAT, 0600);
    char byte = 0;
    struct timespec moment = {0, 1000000}, time;
    char *memory = mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return report("mmap: error %d\n", errno), 0;
    memset(memory, 1, 1 << 20);
    if (pipe(p) || write(p[1], "x", 1) != 1 || read(p[0], &byte, 1) != 1 || byte != 'x')
        return report("pipe: error %d\n", errno), 0;
    if (file >= 0 && (write(file, "12345", 5) != 5 || pread(file, &byte, 1, 3) != 1 || byte != '4'))
        return report("file: error %d\n", errno), 0;
    if (nanosleep(&moment, 0) && errno != EINTR)
        return report("sleep: error %d\n", errno), 0;
    return clock_gettime(CLOCK_MONOTONIC, &time) == 0 && munmap(memory, 1 << 20) == 0;
}

static int all_have_ended(void)
{
    int running = 0;
    for (int i = 0; i < threads; i++) {
        struct worker *w = workers[i];
        if (w->has_ended)
            continue;
        running++;
        int stands = w->seen == w->made && w->doing >= 0;
        w->seen = w->made;
        w->idle = stands ? w->idle + 1 : 0;
        if (w->idle > 2)
            raw(SYS_tgkill, getpid(), w->tid, SIGUSR1, 0);
        if (w->idle > 400) {
            /* It waits with all signals blocked, as it may: another takes its place. */
            lost++;
            report("thread %d does not come back from call %d\n", i, w->doing);
            w->is_lost = 1;
            start(i, w->numbers.state + 2, w);
        }
    }
    return !running;
}

int main(int argc, char **argv)
{
    for (int option; (option = getopt(argc, argv, "s:n:t:c:v")) != -1;)
        switch (option) {
        case 's': seed = strtoull(optarg, 0, 0); break;
        case 'n': calls_each = atol(optarg); break;
        case 't': threads = atoi(optarg); break;
        case 'c': only = atoi(optarg); break;
        case 'v': verbose = 1; break;
        default: return 2;
        }
    if (optind >= argc || threads < 1 || threads > THREADS || !read_list(argv[optind]))
        return fprintf(stderr, "usage: fuzz [-s SEED] [-n CALLS] [-t THREADS] [-c NUMBER] [-v] LIST\n"), 2;
    dup2(1, REPORT);
    int null = open("/dev/null", O_RDWR);
    for (int i = 0; i < 3; i++)
        dup2(null, i);
    close(null);
    report("seed %lu, %d threads, %ld calls each\n", seed, threads, calls_each);
    open_files();
    for (int i = 1; i <= 64; i++) {
        struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_NODEFER};
        sigaction(i, &action, 0);
    }
    for (int i = 0; i < threads; i++)
        start(i, (seed + i + 1) * 0x9e3779b97f4a7c15, 0);
    struct timespec moment = {0, 5000000};
    while (!all_have_ended())
        nanosleep(&moment, 0);
    long made = 0, succeeded = 0;
    for (int i = 0; i < threads; i++)
        made += workers[i]->made, succeeded += workers[i]->succeeded;
    int well = is_well();
    report("%ld calls, %ld succeeded, %ld did not return; the kernel %s\n", made, succeeded, lost, well ? "answers" : "does not answer");
    raw(SYS_exit_group, well ? 0 : 1, 0, 0, 0);
}
