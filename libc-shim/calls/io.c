/* Reading, writing and positioning: hot calls, made as plain calls into the kernel. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <poll.h>
#include <sys/select.h>
#include <sys/uio.h>
#include <unistd.h>

#include "apus/large_files.h"

APUS_CALL3(read);
APUS_CALL3(write);
APUS_CALL3(readv);
APUS_CALL3(writev);
APUS_CALL4(pread64);
APUS_CALL4(pwrite64);
APUS_CALL5(preadv);
APUS_CALL5(pwritev);
APUS_CALL1(close);
APUS_CALL3(lseek);
APUS_CALL3(poll);
APUS_CALL5(select);

ssize_t read(int fd, void *buffer, size_t count)
{
    return apus_result(APUS_POINT3(read, fd, buffer, count));
}

ssize_t write(int fd, const void *buffer, size_t count)
{
    return apus_result(APUS_POINT3(write, fd, buffer, count));
}

ssize_t readv(int fd, const struct iovec *parts, int count)
{
    return apus_result(APUS_POINT3(readv, fd, parts, count));
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    return apus_result(APUS_POINT3(writev, fd, parts, count));
}

ssize_t pread(int fd, void *buffer, size_t count, off_t offset)
{
    return apus_result(APUS_POINT4(pread64, fd, buffer, count, offset));
}
ssize_t pread64(int, void *, size_t, off_t) ALIAS(pread);

ssize_t pwrite(int fd, const void *buffer, size_t count, off_t offset)
{
    return apus_result(APUS_POINT4(pwrite64, fd, buffer, count, offset));
}
ssize_t pwrite64(int, const void *, size_t, off_t) ALIAS(pwrite);

ssize_t preadv(int fd, const struct iovec *parts, int count, off_t offset)
{
    return apus_result(APUS_POINT5(preadv, fd, parts, count, offset, offset >> 32));
}
ssize_t preadv64(int, const struct iovec *, int, off_t) ALIAS(preadv);

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset)
{
    return apus_result(APUS_POINT5(pwritev, fd, parts, count, offset, offset >> 32));
}
ssize_t pwritev64(int, const struct iovec *, int, off_t) ALIAS(pwritev);

/* musl's asynchronous I/O waits here for requests on the descriptor, if it is in use. */
HIDDEN __attribute__((weak)) int __aio_close(int fd)
{
    return fd;
}

int close(int fd)
{
    fd = __aio_close(fd);
    long result = APUS_POINT1(close, fd);
    return apus_result(result == -EINTR ? 0 : result);
}

off_t lseek(int fd, off_t offset, int whence)
{
    return apus_result(__apus_sys_lseek(fd, offset, whence));
}
off_t lseek64(int, off_t, int) ALIAS(lseek);
off_t __musl__lseek(int, off_t, int) HIDDEN_ALIAS(lseek);

/* Unlike musl's, it tells how much of the timeout is left, as Linux and glibc do. */
int select(int count, fd_set *restrict in, fd_set *restrict out, fd_set *restrict urgent,
           struct timeval *restrict timeout)
{
    return apus_result(APUS_POINT5(select, count, in, out, urgent, timeout));
}

int poll(struct pollfd *entries, nfds_t count, int timeout)
{
    return apus_result(APUS_POINT3(poll, entries, count, timeout));
}
