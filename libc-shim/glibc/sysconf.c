/* sysconf: musl's answers, but for the limits that glibc states otherwise and the ones that musl
   does not know: numeric limits, sizes of caches. */
#include "apus/musl.h"
#include <sys/auxv.h>
#include <sys/resource.h>
#include <unistd.h>

extern long __musl_sysconf(int) HIDDEN;

struct fixed {
    short name;
    long value;
};

/* Names by number: getconf(1) of glibc prints them in this order. */
static const struct fixed fixed[] = {
    {3, 65536},     /* _SC_NGROUPS_MAX */
    {32, -1},       /* _SC_SEM_NSEMS_MAX: without a limit */
    {74, 1024},     /* _SC_THREAD_KEYS_MAX */
    {87, 2147483647}, /* _SC_ATEXIT_MAX */
    {5, 16},        /* _SC_STREAM_MAX */
    {6, -1},        /* _SC_TZNAME_MAX: without a limit */
    {25, 20},       /* _SC_AIO_PRIO_DELTA_MAX */
    {31, 32},       /* _SC_RTSIG_MAX */
    {40, 255},      /* _SC_COLL_WEIGHTS_MAX */
    {42, 32}, {43, 2048}, {44, 32767}, {45, 2048}, /* EXPR_NEST, LINE, RE_DUP, CHARCLASS_NAME */
    {69, 1024}, {70, 1024}, /* buffers for getgrnam_r, getpwnam_r */
    {75, 16384},    /* _SC_THREAD_STACK_MIN */
    {88, 8192},     /* _SC_PASS_MAX */
    {90, 4},        /* _SC_XOPEN_XCU_VERSION */
    {101, 8}, {102, 127}, {103, -128}, {104, 2147483647}, {105, -2147483648l}, {106, 64}, {107, 32},
    {108, 16}, {110, 32767}, {111, 127}, {112, -128}, {113, 32767}, {114, -32768}, {115, 255},
    {116, 4294967295l}, {118, 65535}, {119, 4096}, {120, 2048}, {121, 2147483647},
    {122, 2147483647}, {123, 2147483647}, {124, 2147483647},
    {173, -1}, {174, -1}, /* _SC_SS_REPL_MAX, _SC_STREAMS */
    {180, 64},      /* _SC_HOST_NAME_MAX */
};

/* Options by number: those of POSIX.1-2008, those that are just there, and those that glibc knows and
   does not have. */
static const unsigned char options[] = {10, 13, 14, 48, 51, 52, 80, 81, 95, 96};
static const unsigned char present[] = {98, 99, 100, 129, 130, 131};
static const unsigned char absent[] = {
    53, 54, 55, 56, 57, 58, 59, 61, 62, 63, 64, 65, 66, 117, 134, 135,
    136, 140, 141, 142, 143, 144, 145, 146, 147, 148, 150, 151, 152, 156, 158, 162,
    163, 166, 167, 246,
};

static int contains(const unsigned char *list, size_t count, int name)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == name)
            return 1;
    return 0;
}

/* The room that a signal's frame takes, as the kernel tells it. */
static long signal_frame(void)
{
    long size = (long)getauxval(AT_MINSIGSTKSZ);
    return size ? size : 2048;
}

/* _SC_LEVEL1_ICACHE_SIZE (185) to _SC_LEVEL4_CACHE_LINESIZE (199): size, ways, line of each, from
   the processor's own list (CPUID leaf 4, or AMD's 0x8000001d in the same form). */
static long cache(int name)
{
    static const struct { unsigned char level, type; } which[5] = {{1, 2}, {1, 1}, {2, 3}, {3, 3}, {4, 3}};
    int index = (name - 185) / 3, property = (name - 185) % 3;
    unsigned a, b, c, d, leaf = 4;
    __asm__ volatile("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(0), "c"(0));
    if (a < 4 || b == 0x68747541 /* "Auth"enticAMD */)
        leaf = 0x8000001d;
    __asm__ volatile("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(0x80000000), "c"(0));
    if (leaf != 4 && a < leaf)
        return 0;
    for (unsigned sub = 0; sub < 16; sub++) {
        __asm__ volatile("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(leaf), "c"(sub));
        if (!(a & 31))
            break;
        if ((a >> 5 & 7) != which[index].level || (a & 31) != which[index].type)
            continue;
        long line = (b & 0xfff) + 1, partitions = (b >> 12 & 0x3ff) + 1, ways = (b >> 22) + 1;
        return property == 2 ? line : property == 1 ? ways : line * partitions * ways * ((long)c + 1);
    }
    return 0;
}

long sysconf(int name)
{
    struct rlimit limit;
    switch (name) {
    case _SC_NPROCESSORS_ONLN: case _SC_NPROCESSORS_CONF: case _SC_PAGESIZE: case _SC_OPEN_MAX:
    case _SC_CLK_TCK: case _SC_PHYS_PAGES: case _SC_AVPHYS_PAGES:
        return __musl_sysconf(name);
    case _SC_ARG_MAX:
        if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur / 4 > 131072)
            return limit.rlim_cur == RLIM_INFINITY ? __LONG_MAX__ : (long)(limit.rlim_cur / 4);
        return 131072;
    case _SC_CHILD_MAX:
        return getrlimit(RLIMIT_NPROC, &limit) == 0 ? (long)limit.rlim_cur : -1;
    case 249: /* _SC_MINSIGSTKSZ */
        return signal_frame();
    case 250: /* _SC_SIGSTKSZ */
        return signal_frame() > 2048 ? 4 * signal_frame() : 8192;
    case _SC_SIGQUEUE_MAX:
        return getrlimit(RLIMIT_SIGPENDING, &limit) == 0 ? (long)limit.rlim_cur : -1;
    }
    if (name >= 185 && name <= 199)
        return cache(name);
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (fixed[i].name == name)
            return fixed[i].value;
    if (contains(options, sizeof options, name))
        return 200809;
    if (contains(present, sizeof present, name))
        return 1;
    if (contains(absent, sizeof absent, name))
        return -1;
    if (name == 241 || name > 246) {
        errno = EINVAL;
        return -1;
    }
    return __musl_sysconf(name);
}
