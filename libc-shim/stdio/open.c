/* fopen and fdopen, with a buffer of a page as glibc has, where musl has a quarter. */
#include "apus/kernel.h"
#include "stdio/stream.h"
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

APUS_CALL3(fcntl);
APUS_CALL3(ioctl);
APUS_CALL3(open);
APUS_CALL1(close);
extern int __fmodeflags(const char *) HIDDEN;
extern struct apus_file *__ofl_add(struct apus_file *) HIDDEN;
extern void *malloc(size_t);

struct apus_file *__fdopen(int fd, const char *mode) HIDDEN;
struct apus_file *__fdopen(int fd, const char *mode)
{
    struct winsize size;
    if (!strchr("rwa", *mode)) {
        errno = EINVAL;
        return 0;
    }
    struct apus_file *file = malloc(sizeof *file + UNGET + STREAM_BUFFER);
    if (!file)
        return 0;
    *file = (struct apus_file){0};
    if (!strchr(mode, '+'))
        file->flags = *mode == 'r' ? FILE_NO_WRITE : FILE_NO_READ;
    if (strchr(mode, 'e'))
        __apus_sys_fcntl(fd, F_SETFD, FD_CLOEXEC);
    if (*mode == 'a') {
        long flags = __apus_sys_fcntl(fd, F_GETFL, 0);
        if (!(flags & O_APPEND))
            __apus_sys_fcntl(fd, F_SETFL, flags | O_APPEND);
        file->flags |= FILE_APPEND;
        /* What is only written begins at the end, for ftell too. */
        if (!strchr(mode, '+'))
            lseek(fd, 0, SEEK_END);
    }
    file->fd = fd;
    file->buf = (unsigned char *)file + sizeof *file + UNGET;
    file->buf_size = STREAM_BUFFER;
    file->line_buffered = -1;
    if (!(file->flags & FILE_NO_WRITE) && __apus_sys_ioctl(fd, TIOCGWINSZ, (long)&size) == 0)
        file->line_buffered = '\n';
    file->read = __stdio_read;
    file->write = __stdio_write;
    file->seek = __stdio_seek;
    file->close = __stdio_close;
    if (!__libc.threaded)
        file->lock = -1;
    return __ofl_add(file);
}
struct apus_file *fdopen(int, const char *) ALIAS(__fdopen);

struct apus_file *fopen(const char *restrict path, const char *restrict mode)
{
    if (!strchr("rwa", *mode)) {
        errno = EINVAL;
        return 0;
    }
    int flags = __fmodeflags(mode);
    int fd = (int)apus_result(__apus_sys_open((long)path, flags, 0666));
    if (fd < 0)
        return 0;
    struct apus_file *file = __fdopen(fd, mode);
    if (!file)
        __apus_sys_close(fd);
    return file;
}
struct apus_file *fopen64(const char *restrict, const char *restrict) ALIAS(fopen);
