/* _FORTIFY_SOURCE: system calls that fill a buffer, and others with something to check. */
#include "glibc/fail.h"
#include "apus/large_files.h"
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#undef open64
#undef openat64
#define FITS(need, room) do { if ((size_t)(need) > (room)) __chk_fail(); } while (0)

ssize_t __read_chk(int fd, void *to, size_t count, size_t room)
{
    FITS(count, room);
    return read(fd, to, count);
}

ssize_t __pread_chk(int fd, void *to, size_t count, off_t offset, size_t room)
{
    FITS(count, room);
    return pread(fd, to, count, offset);
}
ssize_t __pread64_chk(int, void *, size_t, off_t, size_t) ALIAS(__pread_chk);

ssize_t __recv_chk(int fd, void *to, size_t count, size_t room, int flags)
{
    FITS(count, room);
    return recv(fd, to, count, flags);
}

ssize_t __recvfrom_chk(int fd, void *restrict to, size_t count, size_t room, int flags,
                       struct sockaddr *restrict from, socklen_t *restrict length)
{
    FITS(count, room);
    return recvfrom(fd, to, count, flags, from, length);
}

ssize_t __readlink_chk(const char *restrict path, char *restrict to, size_t count, size_t room)
{
    FITS(count, room);
    return readlink(path, to, count);
}

ssize_t __readlinkat_chk(int fd, const char *restrict path, char *restrict to, size_t count, size_t room)
{
    FITS(count, room);
    return readlinkat(fd, path, to, count);
}

char *__getcwd_chk(char *to, size_t size, size_t room)
{
    FITS(size, room);
    return getcwd(to, size);
}

char *__getwd_chk(char *to, size_t room)
{
    char *path = getcwd(to, room < PATH_MAX ? room : PATH_MAX);
    if (!path && errno == ERANGE && room < PATH_MAX)
        __chk_fail();
    return path;
}

char *__realpath_chk(const char *restrict path, char *restrict to, size_t room)
{
    FITS(PATH_MAX, room);
    return realpath(path, to);
}

int __gethostname_chk(char *to, size_t size, size_t room)
{
    FITS(size, room);
    return gethostname(to, size);
}

int __getdomainname_chk(char *to, size_t size, size_t room)
{
    FITS(size, room);
    return getdomainname(to, size);
}

int __getlogin_r_chk(char *to, size_t size, size_t room)
{
    FITS(size, room);
    return getlogin_r(to, size);
}

int __ttyname_r_chk(int fd, char *to, size_t size, size_t room)
{
    FITS(size, room);
    return ttyname_r(fd, to, size);
}

int __ptsname_r_chk(int fd, char *to, size_t size, size_t room)
{
    FITS(size, room);
    return ptsname_r(fd, to, size);
}

size_t __confstr_chk(int name, char *to, size_t size, size_t room)
{
    FITS(size, room);
    return confstr(name, to, size);
}

int __getgroups_chk(int count, gid_t *list, size_t room)
{
    if (count < 0) {
        errno = EINVAL;
        return -1;
    }
    FITS((size_t)count * sizeof *list, room);
    return getgroups(count, list);
}

int __poll_chk(struct pollfd *entries, nfds_t count, int timeout, size_t room)
{
    if (count > room / sizeof *entries)
        __chk_fail();
    return poll(entries, count, timeout);
}

int __ppoll_chk(struct pollfd *entries, nfds_t count, const struct timespec *timeout,
                const sigset_t *mask, size_t room)
{
    if (count > room / sizeof *entries)
        __chk_fail();
    return ppoll(entries, count, timeout, mask);
}

/* FD_SET and relatives: the index of the word, if the descriptor is in range. */
long __fdelt_chk(long fd)
{
    if (fd < 0 || fd >= FD_SETSIZE)
        __chk_fail();
    return fd / 64;
}
long __fdelt_warn(long) ALIAS(__fdelt_chk);

/* open without a mode although the flags make a file. */
static void check_mode(int flags)
{
    if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE)
        __apus_fail("*** invalid open call: O_CREAT or O_TMPFILE without mode ***: terminated\n");
}

int __open_2(const char *path, int flags)
{
    check_mode(flags);
    return open(path, flags);
}
int __open64_2(const char *, int) ALIAS(__open_2);

int __openat_2(int fd, const char *path, int flags)
{
    check_mode(flags);
    return openat(fd, path, flags);
}
int __openat64_2(int, const char *, int) ALIAS(__openat_2);

/* A jump may only go up the stack, unless it leaves an alternate signal stack. The stack
   pointer is the seventh word of the buffer. */
_Noreturn void __longjmp_chk(jmp_buf buffer, int value)
{
    uintptr_t target = ((uintptr_t *)buffer)[6];
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    if (target < here) {
        stack_t alternate;
        if (sigaltstack(0, &alternate) < 0 || !(alternate.ss_flags & SS_ONSTACK) ||
            target - (uintptr_t)alternate.ss_sp < alternate.ss_size)
            __apus_fail("*** longjmp causes uninitialized stack frame ***: terminated\n");
    }
    longjmp(buffer, value);
}
