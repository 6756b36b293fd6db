/* Arguments that POSIX wants refused and musl takes. */
#include "apus/musl.h"
#include <aio.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdarg.h>

#include "apus/large_files.h"

extern int __musl_lio_listio(int, struct aiocb *restrict const *restrict, int, struct sigevent *restrict) HIDDEN;
extern int __musl_aio_cancel(int, struct aiocb *) HIDDEN;
extern mqd_t __musl_mq_open(const char *, int, ...) HIDDEN;
extern int __musl_mq_unlink(const char *) HIDDEN;
extern int __musl_shm_unlink(const char *) HIDDEN;

static int refuse(int error)
{
    errno = error;
    return -1;
}

int lio_listio(int mode, struct aiocb *restrict const *restrict list, int count, struct sigevent *restrict event)
{
    return mode == LIO_WAIT || mode == LIO_NOWAIT ? __musl_lio_listio(mode, list, count, event) : refuse(EINVAL);
}
int lio_listio64(int, struct aiocb *restrict const *restrict, int, struct sigevent *restrict) ALIAS(lio_listio);

int aio_cancel(int file, struct aiocb *control)
{
    return fcntl(file, F_GETFD) < 0 ? -1 : __musl_aio_cancel(file, control);
}
int aio_cancel64(int, struct aiocb *) ALIAS(aio_cancel);

mqd_t mq_open(const char *name, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    struct mq_attr *attributes = flags & O_CREAT ? va_arg(arguments, struct mq_attr *) : 0;
    va_end(arguments);
    return *name == '/' ? __musl_mq_open(name, flags, mode, attributes) : refuse(EINVAL);
}

int mq_unlink(const char *name)
{
    return *name == '/' ? __musl_mq_unlink(name) : refuse(EINVAL);
}

int shm_unlink(const char *name)
{
    int result = __musl_shm_unlink(name);
    if (result && errno == EPERM)
        errno = EACCES; /* POSIX */
    return result;
}
