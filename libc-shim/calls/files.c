/* Descriptors and paths: opening, examining, naming. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apus/large_files.h"

APUS_CALL3(open);
APUS_CALL4(openat);
APUS_CALL2(stat);
APUS_CALL2(lstat);
APUS_CALL2(fstat);
APUS_CALL4(newfstatat);
APUS_CALL2(access);
APUS_CALL1(dup);
APUS_CALL2(dup2);
APUS_CALL3(dup3);
APUS_CALL2(pipe2);
APUS_CALL3(getdents64);
APUS_CALL1(unlink);
APUS_CALL2(rename);
APUS_CALL2(mkdir);
APUS_CALL1(rmdir);
APUS_CALL1(chdir);
APUS_CALL2(getcwd);
APUS_CALL3(readlink);
APUS_CALL2(ftruncate);
APUS_CALL3(fcntl);
APUS_CALL3(ioctl);

/* The mode is there only where the flags make a file. */
#define MODE_ARGUMENT(flags, mode) \
    do { \
        if (((flags) & O_CREAT) || ((flags) & O_TMPFILE) == O_TMPFILE) { \
            va_list arguments; \
            va_start(arguments, flags); \
            mode = va_arg(arguments, mode_t); \
            va_end(arguments); \
        } \
    } while (0)

int open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    MODE_ARGUMENT(flags, mode);
    return apus_result(APUS_POINT3(open, path, flags, mode));
}
int open64(const char *, int, ...) ALIAS(open);

int openat(int directory, const char *path, int flags, ...)
{
    mode_t mode = 0;
    MODE_ARGUMENT(flags, mode);
    return apus_result(APUS_POINT4(openat, directory, path, flags, mode));
}
int openat64(int, const char *, int, ...) ALIAS(openat);

int stat(const char *restrict path, struct stat *restrict out)
{
    return apus_result(__apus_sys_stat((long)path, (long)out));
}
int stat64(const char *restrict, struct stat *restrict) ALIAS(stat);

int lstat(const char *restrict path, struct stat *restrict out)
{
    return apus_result(__apus_sys_lstat((long)path, (long)out));
}
int lstat64(const char *restrict, struct stat *restrict) ALIAS(lstat);

int fstat(int fd, struct stat *out)
{
    return apus_result(__apus_sys_fstat(fd, (long)out));
}
int fstat64(int, struct stat *) ALIAS(fstat);
int __fstat(int, struct stat *) HIDDEN_ALIAS(fstat);

int fstatat(int directory, const char *restrict path, struct stat *restrict out, int flags)
{
    return apus_result(__apus_sys_newfstatat(directory, (long)path, (long)out, flags));
}
int fstatat64(int, const char *restrict, struct stat *restrict, int) ALIAS(fstatat);
int __fstatat(int, const char *restrict, struct stat *restrict, int) HIDDEN_ALIAS(fstatat);

int access(const char *path, int mode)
{
    return apus_result(__apus_sys_access((long)path, mode));
}

int dup(int fd)
{
    return apus_result(__apus_sys_dup(fd));
}

int dup2(int old, int new)
{
    return apus_result(__apus_sys_dup2(old, new));
}
int __dup2(int, int) ALIAS(dup2);

int dup3(int old, int new, int flags)
{
    return apus_result(__apus_sys_dup3(old, new, flags));
}
int __dup3(int, int, int) HIDDEN_ALIAS(dup3);

int pipe2(int ends[2], int flags)
{
    return apus_result(__apus_sys_pipe2((long)ends, flags));
}

int pipe(int ends[2])
{
    return apus_result(__apus_sys_pipe2((long)ends, 0));
}

ssize_t getdents64(int fd, struct dirent *buffer, size_t size)
{
    if (size > 0x7fffffff)
        size = 0x7fffffff;
    return apus_result(__apus_sys_getdents64(fd, (long)buffer, (long)size));
}
int getdents(int fd, struct dirent *buffer, size_t size)
{
    return (int)getdents64(fd, buffer, size);
}

int unlink(const char *path)
{
    return apus_result(__apus_sys_unlink((long)path));
}

int rename(const char *old, const char *new)
{
    return apus_result(__apus_sys_rename((long)old, (long)new));
}

int mkdir(const char *path, mode_t mode)
{
    return apus_result(__apus_sys_mkdir((long)path, mode));
}

int rmdir(const char *path)
{
    return apus_result(__apus_sys_rmdir((long)path));
}

int chdir(const char *path)
{
    return apus_result(__apus_sys_chdir((long)path));
}

/* glibc's extension: a null buffer is allocated, as large as `size` or as needed. */
char *getcwd(char *buffer, size_t size)
{
    char space[4096];
    char *target = buffer ? buffer : space;
    size_t room = buffer ? size : sizeof space;
    if (buffer && size == 0) {
        errno = EINVAL;
        return 0;
    }
    long length = apus_result(__apus_sys_getcwd((long)target, (long)room));
    if (length < 0)
        return 0;
    if (length == 0 || target[0] != '/') {
        errno = ENOENT;
        return 0;
    }
    if (buffer)
        return buffer;
    if (size != 0 && (size_t)length > size) {
        errno = ERANGE;
        return 0;
    }
    char *copy = malloc(size ? size : (size_t)length);
    return copy ? memcpy(copy, space, length) : 0;
}

ssize_t readlink(const char *restrict path, char *restrict buffer, size_t size)
{
    return apus_result(__apus_sys_readlink((long)path, (long)buffer, (long)size));
}

int ftruncate(int fd, off_t length)
{
    return apus_result(__apus_sys_ftruncate(fd, length));
}
int ftruncate64(int, off_t) ALIAS(ftruncate);

int fcntl(int fd, int command, ...)
{
    va_list arguments;
    va_start(arguments, command);
    unsigned long argument = va_arg(arguments, unsigned long);
    va_end(arguments);
    if (command == F_SETLKW || command == F_OFD_SETLKW)
        return apus_result(APUS_POINT3(fcntl, fd, command, argument));
    return apus_result(__apus_sys_fcntl(fd, command, (long)argument));
}
int fcntl64(int, int, ...) ALIAS(fcntl);
int __fcntl(int, int, ...) ALIAS(fcntl);

int ioctl(int fd, int request, ...)
{
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    return apus_result(__apus_sys_ioctl(fd, (unsigned)request, (long)argument));
}

int isatty(int fd)
{
    struct winsize size;
    long result = __apus_sys_ioctl(fd, TIOCGWINSZ, (long)&size);
    if (result == 0)
        return 1;
    errno = result == -EBADF ? EBADF : ENOTTY;
    return 0;
}
