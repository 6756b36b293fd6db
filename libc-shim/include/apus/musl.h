/* The parts of musl 1.2.3's internal state that our objects share with musl's: they are
   linked into one shared object, so these layouts are fixed by the library that is there.
   `tests/layout.c` checks them against musl's code. */
#ifndef APUS_MUSL_H
#define APUS_MUSL_H

#include <stddef.h>
#include <stdint.h>
#include <stdarg.h>
#include <locale.h>
#include <errno.h>
#include <sys/types.h>
#include <syscall.h>

#define HIDDEN __attribute__((visibility("hidden")))
#define ALIAS(name) __attribute__((alias(#name)))
#define HIDDEN_ALIAS(name) __attribute__((alias(#name), visibility("hidden")))
#define WEAK_ALIAS(name) __attribute__((weak, alias(#name)))

/* A locale as glibc lays it out. The first six words are what musl reads; libstdc++ reads
   the three tables behind them directly. */
struct __locale_struct {
    const void *category[6];
    const void *unused[7];
    const unsigned short *ctype_b;
    const int *ctype_tolower;
    const int *ctype_toupper;
    const char *names[13];
};
_Static_assert(offsetof(struct __locale_struct, ctype_b) == 104, "glibc's place");
_Static_assert(sizeof(struct __locale_struct) == 232, "glibc's size");

/* A thread's control block. musl's part is 200 bytes; ours follows it. */
struct apus_thread {
    struct apus_thread *self;
    uintptr_t *dtv;
    struct apus_thread *previous, *next;
    uintptr_t sysinfo;
    uintptr_t canary;
    int tid;
    int errno_value;
    volatile int detach_state;
    volatile int cancel;
    volatile unsigned char cancel_disabled, cancel_async;
    unsigned char tsd_used : 1;
    unsigned char dlerror_flag : 1;
    unsigned char *map_base;
    size_t map_size;
    void *stack;
    size_t stack_size;
    size_t guard_size;
    void *result;
    void *cancel_buffer; /* innermost frame of pthread_cleanup_push */
    void *robust_previous; /* makes the head below a node of the list (thread/robust.h) */
    struct {
        volatile void *volatile head;
        long offset;
        volatile void *volatile pending;
    } robust_list;
    int h_errno_value;
    volatile int timer_id;
    struct __locale_struct *locale;
    volatile int kill_lock[1];
    char *dlerror_buffer;
    void *stdio_locks;

    /* Ours. */
    void *heap;                          /* the allocator's per-thread cache */
    struct thread_exit_handler *at_exit; /* destructors of thread_local objects */
    void *walk;                          /* of ftw and nftw, the innermost in progress */
    void *(*start)(void *);              /* what pthread_create was given */
    void *argument;
    struct apus_thread *volatile joiner; /* who waits for this thread's end */
    struct ceilings *ceilings;           /* of priority-protecting mutexes held (thread/ceiling.c) */
    volatile int gate;                   /* what has to happen before `start` runs (thread/create.c) */
    int has_start_mask;
    unsigned long start_mask;
    struct apus_thread *next_cached;     /* of stacks that are kept (thread/stack.c) */
    volatile unsigned char ending;       /* pthread_exit has begun: no more cancellation */
    volatile unsigned char ended;        /* no more signals: the thread's number may go at any time */
    unsigned char returns_int;           /* `start` is one of threads.h */
    void *exception[4] __attribute__((aligned(16))); /* struct _Unwind_Exception, while unwinding */
    int one_conversion;                  /* printf of a single conversion, which is musl's affair */
    uintptr_t first_dtv[8];              /* enough for most programs, without an allocation */
    struct apus_key_value *key_blocks[32];
    struct apus_key_value {
        uintptr_t generation;
        void *value;
    } first_keys[32];
};
_Static_assert(offsetof(struct apus_thread, canary) == 0x28, "where gcc looks");
_Static_assert(offsetof(struct apus_thread, robust_previous) == 0x80, "musl's place of tsd, unused there");
_Static_assert(offsetof(struct apus_thread, locale) == 0xa8, "musl's place");
_Static_assert(offsetof(struct apus_thread, heap) == 0xc8, "end of musl's part");

static inline struct apus_thread *apus_self(void)
{
    struct apus_thread *self;
    __asm__("mov %%fs:0, %0" : "=r"(self));
    return self;
}

/* musl's process-wide state. `global_locale` is its last member, so ours may be longer. */
struct apus_libc {
    char can_do_threads;
    char threaded;
    char secure;
    volatile signed char need_locks;
    int threads_minus_1;
    size_t *auxv;
    void *tls_head;
    size_t tls_size, tls_align, tls_count;
    size_t page_size;
    struct __locale_struct global_locale;
};
extern struct apus_libc __libc HIDDEN;
_Static_assert(offsetof(struct apus_libc, global_locale) == 0x38, "musl's place");

/* A stdio stream. Inlined getc_unlocked and friends of glibc read the flags and the read
   pointers, which lie where glibc has them. */
struct apus_file {
    unsigned flags;
    unsigned char *rpos, *rend;
    int (*close)(struct apus_file *);
    unsigned char *wend, *wpos;
    unsigned char *mustbezero_1;
    unsigned char *wbase;
    size_t (*read)(struct apus_file *, unsigned char *, size_t);
    size_t (*write)(struct apus_file *, const unsigned char *, size_t);
    off_t (*seek)(struct apus_file *, off_t, int);
    unsigned char *buf;
    size_t buf_size;
    struct apus_file *previous, *next;
    int fd;
    int pipe_pid;
    long lock_count;
    int mode;
    volatile int lock;
    int line_buffered;
    void *cookie;
    off_t offset;
    char *getln_buffer;
    void *mustbezero_2;
    unsigned char *shend;
    off_t shlimit, shcount;
    struct apus_file *previous_locked, *next_locked;
    struct __locale_struct *locale;
};
_Static_assert(offsetof(struct apus_file, cookie) == 152, "musl's place");
_Static_assert(sizeof(struct apus_file) == 232, "musl's size");

enum { FILE_PERMANENT = 1, FILE_NO_READ = 4, FILE_NO_WRITE = 8, FILE_EOF = 16, FILE_ERROR = 32,
       FILE_SET_BUFFER = 64, FILE_APPEND = 128 };

extern void __lock(volatile int *) HIDDEN;
extern void __unlock(volatile int *) HIDDEN;
extern int __lockfile(struct apus_file *) HIDDEN;
extern void __unlockfile(struct apus_file *) HIDDEN;
extern long __syscall_cp(long, long, long, long, long, long, long) HIDDEN;
extern long __syscall_ret(unsigned long) HIDDEN;

/* A result or -errno, as the C library's functions give it: -1 and errno. */
static inline long apus_result(long value)
{
    if (__builtin_expect((unsigned long)value > -4096UL, 0)) {
        apus_self()->errno_value = (int)-value;
        return -1;
    }
    return value;
}

/* A cancellation point. With one thread nobody can cancel: the call goes straight to the
   kernel. With more, the window between the look at the cancellation and the call is closed. */
#define APUS_POINT1(name, a) \
    (__builtin_expect(__libc.threaded, 0) ? __apus_point_##name((long)(a)) : __apus_sys_##name((long)(a)))
#define APUS_POINT3(name, a, b, c) \
    (__builtin_expect(__libc.threaded, 0) \
         ? __apus_point_##name((long)(a), (long)(b), (long)(c)) \
         : __apus_sys_##name((long)(a), (long)(b), (long)(c)))
#define APUS_POINT4(name, a, b, c, d) \
    (__builtin_expect(__libc.threaded, 0) \
         ? __apus_point_##name((long)(a), (long)(b), (long)(c), (long)(d)) \
         : __apus_sys_##name((long)(a), (long)(b), (long)(c), (long)(d)))
#define APUS_POINT5(name, a, b, c, d, e) \
    (__builtin_expect(__libc.threaded, 0) \
         ? __apus_point_##name((long)(a), (long)(b), (long)(c), (long)(d), (long)(e)) \
         : __apus_sys_##name((long)(a), (long)(b), (long)(c), (long)(d), (long)(e)))
#define APUS_POINT6(name, a, b, c, d, e, f) \
    (__builtin_expect(__libc.threaded, 0) \
         ? __apus_point_##name((long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f)) \
         : __apus_sys_##name((long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f)))

#endif
