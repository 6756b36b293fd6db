/* System calls that glibc has functions for and musl has not. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include "apus/large_files.h"

#undef preadv64v2
#undef pwritev64v2
#define CALL(name, ...) syscall(SYS_##name, __VA_ARGS__)
#ifndef SYS_process_mrelease /* younger than the headers */
#define SYS_process_mrelease 448
#endif

int close_range(unsigned first, unsigned last, int flags)
{
    return CALL(close_range, first, last, flags);
}

void closefrom(int first)
{
    if (close_range(first < 0 ? 0 : (unsigned)first, ~0u, 0) == 0)
        return;
    long most = sysconf(_SC_OPEN_MAX);
    for (int fd = first < 0 ? 0 : first; fd < most; fd++)
        close(fd);
}

int statx(int directory, const char *restrict path, int flags, unsigned mask, void *restrict out)
{
    return CALL(statx, directory, path, flags, mask, out);
}

int renameat2(int old_directory, const char *old, int new_directory, const char *new, unsigned flags)
{
    return CALL(renameat2, old_directory, old, new_directory, new, flags);
}

int tgkill(pid_t group, pid_t thread, int signal) { return CALL(tgkill, group, thread, signal); }
int pidfd_open(pid_t process, unsigned flags) { return CALL(pidfd_open, process, flags); }

int pidfd_getfd(int process, int fd, unsigned flags)
{
    return CALL(pidfd_getfd, process, fd, flags);
}

int pidfd_send_signal(int process, int signal, siginfo_t *info, unsigned flags)
{
    return CALL(pidfd_send_signal, process, signal, info, flags);
}

int pkey_alloc(unsigned flags, unsigned rights) { return CALL(pkey_alloc, flags, rights); }
int pkey_free(int key) { return CALL(pkey_free, key); }

int pkey_mprotect(void *start, size_t length, int protection, int key)
{
    if (key == -1)
        return mprotect(start, length, protection);
    return CALL(pkey_mprotect, start, length, protection, key);
}

/* Without protection keys (CR4.PKE) the register they live in does not exist: asking whether
   a key can be had tells, before the instruction would fault. */
static int have_keys(void)
{
    int key = pkey_alloc(0, 0);
    if (key >= 0)
        pkey_free(key);
    return key >= 0 || errno == ENOSPC;
}

int pkey_get(int key)
{
    unsigned rights;
    if (key < 0 || key > 15) {
        errno = EINVAL;
        return -1;
    }
    if (!have_keys())
        return -1;
    __asm__ volatile("rdpkru" : "=a"(rights) : "c"(0) : "rdx");
    return rights >> (2 * key) & 3;
}

int pkey_set(int key, unsigned rights)
{
    unsigned all;
    if (key < 0 || key > 15 || rights > 3) {
        errno = EINVAL;
        return -1;
    }
    if (!have_keys())
        return -1;
    __asm__ volatile("rdpkru" : "=a"(all) : "c"(0) : "rdx");
    all = (all & ~(3u << (2 * key))) | rights << (2 * key);
    __asm__ volatile("wrpkru" : : "a"(all), "c"(0), "d"(0));
    return 0;
}

ssize_t preadv2(int fd, const struct iovec *parts, int count, off_t offset, int flags)
{
    return CALL(preadv2, fd, parts, count, offset, offset >> 32, flags);
}
ssize_t preadv64v2(int, const struct iovec *, int, off_t, int) ALIAS(preadv2);

ssize_t pwritev2(int fd, const struct iovec *parts, int count, off_t offset, int flags)
{
    return CALL(pwritev2, fd, parts, count, offset, offset >> 32, flags);
}
ssize_t pwritev64v2(int, const struct iovec *, int, off_t, int) ALIAS(pwritev2);

/* musl passes the size over; the kernel's own call refuses one that is not positive. */
int epoll_create(int size)
{
    if (size <= 0) {
        errno = EINVAL;
        return -1;
    }
    return epoll_create1(0);
}

int epoll_pwait2(int fd, struct epoll_event *events, int count, const struct timespec *timeout,
                 const sigset_t *mask)
{
    return CALL(epoll_pwait2, fd, events, count, timeout, mask, _NSIG / 8);
}

int execveat(int directory, const char *path, char *const arguments[], char *const environment[],
             int flags)
{
    return CALL(execveat, directory, path, arguments, environment, flags);
}

int modify_ldt(int function, void *pointer, unsigned long count)
{
    return CALL(modify_ldt, function, pointer, count);
}

int process_madvise(int process, const struct iovec *parts, size_t count, int advice, unsigned flags)
{
    return CALL(process_madvise, process, parts, count, advice, flags);
}

int process_mrelease(int process, unsigned flags) { return CALL(process_mrelease, process, flags); }

/* musl answers ENOSYS for these on purpose; glibc asks the kernel. */
int sched_getparam(pid_t process, struct sched_param *out)
{
    return CALL(sched_getparam, process, out);
}

int sched_setparam(pid_t process, const struct sched_param *parameters)
{
    return CALL(sched_setparam, process, parameters);
}

int sched_getscheduler(pid_t process) { return CALL(sched_getscheduler, process); }

int sched_setscheduler(pid_t process, int policy, const struct sched_param *parameters)
{
    return CALL(sched_setscheduler, process, policy, parameters);
}

cpu_set_t *__sched_cpualloc(size_t count)
{
    return calloc((count + 63) / 64, 8);
}

void __sched_cpufree(cpu_set_t *set) { free(set); }

int isfdtype(int fd, int type)
{
    struct stat status;
    return fstat(fd, &status) < 0 ? -1 : (status.st_mode & S_IFMT) == (mode_t)type;
}
