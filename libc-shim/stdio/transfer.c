/* What stdio streams call to move bytes: musl's five functions for descriptors, with plain
   calls into the kernel. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include "thread/futex.h"
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>

APUS_CALL3(read);
APUS_CALL3(readv);
APUS_CALL3(write);
APUS_CALL3(writev);
APUS_CALL1(close);
APUS_CALL3(lseek);
APUS_CALL3(ioctl);
extern int __aio_close(int) HIDDEN;

/* Calls are cancellation points, but the stream has to be let go before the thread ends. */
#define STREAM_CALL(name, file, from, size) \
    (__builtin_expect(__libc.threaded, 0) \
         ? __apus_masked_point(SYS_##name, (file)->fd, (long)(from), (long)(size), 0, 0, 0) \
         : __apus_sys_##name((file)->fd, (long)(from), (long)(size)))

static _Noreturn void cancelled(struct apus_file *file)
{
    if (file->lock > 0 && !file->lock_count) /* else it is flockfile that holds it */
        __unlockfile(file);
    __apus_act_on_cancel();
}

/* Fills the caller's buffer and, with the same call, the stream's. */
HIDDEN size_t __stdio_read(struct apus_file *file, unsigned char *buffer, size_t length)
{
    struct iovec parts[2] = {
        {buffer, length - (file->buf_size != 0)},
        {file->buf, file->buf_size},
    };
    long count = parts[0].iov_len ? STREAM_CALL(readv, file, parts, 2)
                                  : STREAM_CALL(read, file, file->buf, file->buf_size);
    if (count == -ECANCELED)
        cancelled(file);
    count = apus_result(count);
    if (count <= 0) {
        file->flags |= count ? FILE_ERROR : FILE_EOF;
        return 0;
    }
    if ((size_t)count <= parts[0].iov_len)
        return (size_t)count;
    file->rpos = file->buf;
    file->rend = file->buf + (count - (long)parts[0].iov_len);
    if (file->buf_size)
        buffer[length - 1] = *file->rpos++;
    return length;
}

/* Writes what is buffered and then the caller's bytes, however many calls it takes. */
HIDDEN size_t __stdio_write(struct apus_file *file, const unsigned char *buffer, size_t length)
{
    struct iovec parts[2] = {
        {file->wbase, (size_t)(file->wpos - file->wbase)},
        {(void *)buffer, length},
    };
    struct iovec *part = parts;
    int count = 2;
    size_t left = parts[0].iov_len + parts[1].iov_len;
    if (parts[0].iov_len == 0) {
        part++;
        count--;
    } else if (length == 0) {
        count--;
    }
    for (;;) {
        long written = count == 1
            ? STREAM_CALL(write, file, part->iov_base, part->iov_len)
            : STREAM_CALL(writev, file, part, count);
        if (written == -ECANCELED) {
            /* What was not written stays in the stream, if there is room, for who flushes it. */
            size_t kept = parts[0].iov_len, room = file->buf_size;
            memmove(file->buf, parts[0].iov_base, kept);
            size_t more = parts[1].iov_len < room - kept ? parts[1].iov_len : room - kept;
            memcpy(file->buf + kept, parts[1].iov_base, more);
            file->wbase = file->buf;
            file->wpos = file->buf + kept + more;
            file->wend = file->buf + file->buf_size;
            cancelled(file);
        }
        written = apus_result(written);
        if (written >= 0 && (size_t)written == left) {
            file->wend = file->buf + file->buf_size;
            file->wpos = file->wbase = file->buf;
            return length;
        }
        if (written < 0) {
            file->wpos = file->wbase = file->wend = 0;
            file->flags |= FILE_ERROR;
            return part == parts && count == 2 ? 0 : length - parts[1].iov_len;
        }
        left -= (size_t)written;
        if ((size_t)written > part->iov_len || (count == 2 && (size_t)written == part->iov_len)) {
            written -= (long)part->iov_len;
            part->iov_len = 0;
            part++;
            count--;
        }
        part->iov_base = (char *)part->iov_base + written;
        part->iov_len -= (size_t)written;
    }
}

/* Standard output is line buffered on a terminal only. Which it is, is found out at the first
   write; what was to be written because of a newline then stays in the buffer otherwise. */
HIDDEN size_t __stdout_write(struct apus_file *file, const unsigned char *buffer, size_t length)
{
    struct winsize size;
    file->write = __stdio_write;
    if (!(file->flags & FILE_SET_BUFFER) &&
        __apus_sys_ioctl(file->fd, TIOCGWINSZ, (long)&size) < 0) {
        file->line_buffered = -1;
        if (length && length <= (size_t)(file->wend - file->wpos)) {
            memcpy(file->wpos, buffer, length);
            file->wpos += length;
            return length;
        }
    } else if (!(file->flags & FILE_SET_BUFFER) && file->buf_size > 1024) {
        file->buf_size = 1024; /* a terminal's block size */
    }
    return __stdio_write(file, buffer, length);
}

HIDDEN off_t __stdio_seek(struct apus_file *file, off_t offset, int whence)
{
    return apus_result(__apus_sys_lseek(file->fd, offset, whence));
}

HIDDEN int __stdio_close(struct apus_file *file)
{
    return (int)apus_result(__apus_sys_close(__aio_close(file->fd)));
}
