/* Arguments that POSIX wants refused and musl takes. */
#include "apus/musl.h"
#include <aio.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdarg.h>
#include <stdlib.h>

#include "apus/large_files.h"

extern int __musl_lio_listio(int, struct aiocb *restrict const *restrict, int, struct sigevent *restrict) HIDDEN;
extern int __musl_aio_read(struct aiocb *) HIDDEN, __musl_aio_write(struct aiocb *) HIDDEN;
extern int __musl_aio_cancel(int, struct aiocb *) HIDDEN;
extern mqd_t __musl_mq_open(const char *, int, ...) HIDDEN;
extern int __musl_mq_unlink(const char *) HIDDEN;
extern int __musl_shm_unlink(const char *) HIDDEN;

static int refuse(int error)
{
    errno = error;
    return -1;
}

/* A request that is not taken says so itself, too. */
static int refuse_request(struct aiocb *control)
{
    control->__err = EINVAL;
    control->__ret = -1;
    return refuse(EINVAL);
}

static int has_good_priority(const struct aiocb *control)
{
    return control->aio_reqprio >= 0 && control->aio_reqprio <= 20; /* AIO_PRIO_DELTA_MAX */
}

int aio_read(struct aiocb *control)
{
    return has_good_priority(control) ? __musl_aio_read(control) : refuse_request(control);
}
int aio_read64(struct aiocb *) ALIAS(aio_read);

int aio_write(struct aiocb *control)
{
    return has_good_priority(control) ? __musl_aio_write(control) : refuse_request(control);
}
int aio_write64(struct aiocb *) ALIAS(aio_write);

static int is_good(const struct aiocb *control)
{
    int operation = control->aio_lio_opcode;
    return operation == LIO_NOP ||
           ((operation == LIO_READ || operation == LIO_WRITE) && has_good_priority(control));
}

/* The good ones of a list are done, and the others make it fail. */
static int list_without_bad(int mode, struct aiocb *restrict const *restrict list, int count, struct sigevent *event)
{
    struct aiocb **good = calloc((size_t)count, sizeof *good);
    if (!good)
        return refuse(EAGAIN);
    for (int i = 0; i < count; i++)
        if (list[i] && !is_good(list[i]))
            refuse_request(list[i]);
        else
            good[i] = list[i];
    int result = __musl_lio_listio(mode, good, count, event);
    free(good);
    return result ? result : refuse(EIO);
}

int lio_listio(int mode, struct aiocb *restrict const *restrict list, int count, struct sigevent *restrict event)
{
    if (mode != LIO_WAIT && mode != LIO_NOWAIT)
        return refuse(EINVAL);
    for (int i = 0; i < count; i++)
        if (list[i] && !is_good(list[i]))
            return list_without_bad(mode, list, count, event);
    return __musl_lio_listio(mode, list, count, event);
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
