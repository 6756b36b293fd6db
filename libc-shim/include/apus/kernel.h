/* What the kernel exports to the C library: system calls as plain functions, the process's
   identity as data, and the services of the dynamic linker. The linker resolves names that
   start with __apus_ against the kernel's own export table. */
#ifndef APUS_KERNEL_H
#define APUS_KERNEL_H

#include <stddef.h>
#include <stdint.h>

/* Every system call NAME is a function `__apus_sys_NAME` that takes up to six words and
   returns a result or -errno. Declared where used, with the arguments that the call has. Those that
   are cancellation points have a second form, __apus_point_NAME, which is this library's own
   (thread/cancel_point.S). */
#define APUS_OWN __attribute__((visibility("hidden")))
#define APUS_CALL0(name) extern long __apus_sys_##name(void)
#define APUS_CALL1(name) extern long __apus_sys_##name(long), __apus_point_##name(long) APUS_OWN
#define APUS_CALL2(name) extern long __apus_sys_##name(long, long), __apus_point_##name(long, long) APUS_OWN
#define APUS_CALL3(name) extern long __apus_sys_##name(long, long, long), __apus_point_##name(long, long, long) APUS_OWN
#define APUS_CALL4(name) extern long __apus_sys_##name(long, long, long, long), __apus_point_##name(long, long, long, long) APUS_OWN
#define APUS_CALL5(name) extern long __apus_sys_##name(long, long, long, long, long), __apus_point_##name(long, long, long, long, long) APUS_OWN
#define APUS_CALL6(name) extern long __apus_sys_##name(long, long, long, long, long, long), __apus_point_##name(long, long, long, long, long, long) APUS_OWN

/* The process's identity, kept by the kernel in a page that programs may only read. */
struct apus_process {
    int pid, ppid, uid, gid, euid, egid;
};
extern const struct apus_process __apus_process;

/* What reading the clocks takes, in the same page. The words are true between two looks at a
   `sequence` that has not changed; while it is 0 only the kernel can tell. */
struct apus_clock {
    uint64_t sequence;
    uint64_t start;      /* the time-stamp counter when the machine started */
    uint64_t multiplier; /* nanoseconds for each of its ticks, in units of 2^-32 */
    uint64_t offset[2];  /* what CLOCK_REALTIME and CLOCK_MONOTONIC showed then, in nanoseconds */
};
extern const struct apus_clock __apus_clock;

/* The result of a symbol lookup. A thread-local symbol has no address of its own:
   `tls_module` is non-zero then, and the address depends on the calling thread. */
struct apus_symbol {
    void *address;
    size_t tls_module;
    size_t tls_offset;
    int type;
};

/* One module's thread-local storage. `static_offset` is the distance below the thread
   pointer, or 0 for a module that came later and is allocated on first use. */
struct apus_tls_module {
    const void *image;
    size_t file_size, memory_size, alignment;
    long static_offset;
};

/* The shape of the static block below each thread pointer. */
struct apus_tls_layout {
    size_t static_size, static_align, modules, generation;
};

typedef void (*apus_initializer)(int, char **, char **);
typedef void (*apus_finalizer)(void);

extern void *__apus_dl_open(const char *file, int flags, void *caller, long space);
extern const char *__apus_dl_error(void);
extern apus_initializer __apus_dl_next_init(void);
extern apus_initializer __apus_dl_next_init_main(void);
extern apus_finalizer __apus_dl_next_fini(void *handle);
extern long __apus_dl_close(void *handle);
extern long __apus_dl_unmap(void *handle); /* how many objects went */
extern void *__apus_dl_bind(void *handle, size_t relocation);
extern void __apus_dl_pin(void *address, long change);
extern long __apus_dl_lookup(void *handle, const char *name, const char *version,
                             void *caller, struct apus_symbol *out);
extern long __apus_dl_addr(const void *address, void *info, void **map, const void **symbol);
extern long __apus_dl_iterate(long index, void *info);
extern long __apus_dl_find_object(void *pc, void *out);
extern long __apus_dl_info(void *handle, int request, void *out);
extern long __apus_tls_module(size_t module, struct apus_tls_module *out);
extern long __apus_tls_layout(struct apus_tls_layout *out);

#endif
