// What the programs of the system calls' differential suite share. Each prints what the calls gave it; the output on Linux and in the guest
// must be the same, so nothing that differs from run to run (a process's number, an inode's, a time) is printed.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define PAGE 4096L

// Newer than the C library's headers.
#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif

// Addresses that no call may take: the zero page, the top of the program's part, beyond it, and the last byte of all.
#define NOWHERE ((void *)8)
#define BEYOND ((void *)0x7ffffffff000)
#define NONCANONICAL ((void *)0x800000000000)
#define HIGHEST ((void *)-1L)

static inline void print_result(int line, const char *text, long result) {
    if (result == -1 && errno)
        printf("%d: %s = -1 %s\n", line, text, strerrorname_np(errno));
    else
        printf("%d: %s = %ld\n", line, text, result);
}

// Prints an expression and what it gave: a number, or -1 and the error's name.
#define SHOW(expression)                                                                                               \
    do {                                                                                                               \
        errno = 0;                                                                                                     \
        long shown = (long)(expression);                                                                               \
        print_result(__LINE__, #expression, shown);                                                                    \
    } while (0)

static inline long raw_call(long number, long a, long b, long c, long d, long e, long f) {
    return syscall(number, a, b, c, d, e, f);
}

// The system call itself, every argument a whole word, so that the C library checks nothing.
#define KERNEL_(name, a, b, c, d, e, f, ...)                                                                           \
    raw_call(SYS_##name, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
#define KERNEL(name, ...) KERNEL_(name, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)

// The same, printed.
#define RAW(name, ...)                                                                                                 \
    do {                                                                                                               \
        errno = 0;                                                                                                     \
        long shown = KERNEL(name, ##__VA_ARGS__);                                                                      \
        print_result(__LINE__, #name "(" #__VA_ARGS__ ")", shown);                                                     \
    } while (0)

// A value with the line it is printed on.
#define VALUE(format, ...) printf("%d: " format "\n", __LINE__, __VA_ARGS__)

static inline void section(const char *title) {
    printf("# %s\n", title);
    fflush(stdout);
}

static sigjmp_buf fault_return;
static siginfo_t fault_information;

static inline void fault_handler(int number, siginfo_t *information, void *context) {
    (void)number, (void)context;
    fault_information = *information;
    siglongjmp(fault_return, 1);
}

static inline void catch_faults(void) {
    struct sigaction action = {.sa_sigaction = fault_handler, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK};
    const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP};
    for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaction(numbers[i], &action, NULL);
}

// Does a statement; prints that it went well, or the signal, its code, and how far from `base` the address is.
#define TOUCH(base, ...)                                                                                               \
    do {                                                                                                               \
        if (!sigsetjmp(fault_return, 1)) {                                                                             \
            __VA_ARGS__;                                                                                               \
            printf("%d: %s is fine\n", __LINE__, #__VA_ARGS__);                                                        \
        } else {                                                                                                       \
            printf("%d: %s: SIG%s, code %d, offset %ld\n", __LINE__, #__VA_ARGS__,                                     \
                   sigabbrev_np(fault_information.si_signo), fault_information.si_code,                                \
                   (long)((char *)fault_information.si_addr - (char *)(base)));                                        \
        }                                                                                                              \
    } while (0)

// `pages` pages of memory with one that cannot be touched before and one behind them.
static inline char *fenced(long pages) {
    char *memory = mmap(NULL, (pages + 2) * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(memory + PAGE, pages * PAGE, PROT_READ | PROT_WRITE);
    return memory + PAGE;
}

static char scratch_directory[] = "/dev/shm/apus-calls-XXXXXX";

static inline int discard(const char *path, const struct stat *status, int type, struct FTW *place) {
    (void)status, (void)type, (void)place;
    return remove(path);
}

static inline void leave_nothing(void) {
    // What is open may be all that may be.
    close_range(3, ~0U, 0);
    if (chdir("/") == 0) nftw(scratch_directory, discard, 16, FTW_DEPTH | FTW_PHYS);
}

// The same surroundings everywhere: a directory of its own on a tmpfs, the mask of modes, the limit of descriptors, no open descriptors but three.
static inline void begin(void) {
    setvbuf(stdout, NULL, _IOLBF, 1 << 16);
    close_range(3, ~0U, 0);
    umask(022);
    struct rlimit limit = {1024, 1024};
    setrlimit(RLIMIT_NOFILE, &limit);
    if (!mkdtemp(scratch_directory) || chdir(scratch_directory)) {
        perror(scratch_directory);
        exit(1);
    }
    atexit(leave_nothing);
    catch_faults();
}

// A file with this content, open for reading and writing at its start.
static inline int file_with(const char *name, const void *content, size_t size) {
    int descriptor = open(name, O_CREAT | O_TRUNC | O_RDWR, 0644);
    if (write(descriptor, content, size) != (ssize_t)size) abort();
    lseek(descriptor, 0, SEEK_SET);
    return descriptor;
}

// A name of `length` bytes.
static inline char *long_name(int length) {
    static char names[4][8192];
    static int turn;
    char *name = names[turn++ & 3];
    memset(name, 'n', length);
    name[length] = 0;
    return name;
}

// A path of `length` bytes that leads to `name` in the working directory.
static inline char *long_path(const char *name, int length) {
    static char path[8192];
    int front = length - (int)strlen(name);
    for (int i = 0; i < front; i++) path[i] = i & 1 ? '/' : '.';
    if (front & 1) path[front - 1] = '/';
    strcpy(path + front, name);
    return path;
}
