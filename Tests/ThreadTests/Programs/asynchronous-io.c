// options: -lrt
// Asynchronous reads and writes, lists of them, and what is refused.
#define _GNU_SOURCE
#include <aio.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *name(int error) { return error ? strerrorname_np(error) : "0"; }
static void say(const char *what, int result, const struct aiocb *control)
{
    printf("%s: %d %s, request %s\n", what, result, result < 0 ? name(errno) : "", name(aio_error(control)));
}

int main(void)
{
    char path[] = "/tmp/apus-aio-XXXXXX", text[] = "asynchronous", room[16] = "";
    int file = mkstemp(path);
    unlink(path);
    struct aiocb write = {.aio_fildes = file, .aio_buf = text, .aio_nbytes = 12};
    const struct aiocb *list[] = {&write};
    aio_write(&write);
    while (aio_error(&write) == EINPROGRESS) aio_suspend(list, 1, 0);
    printf("written: %s %zd\n", name(aio_error(&write)), aio_return(&write));

    struct aiocb read = {.aio_fildes = file, .aio_buf = room, .aio_nbytes = 16, .aio_reqprio = -1};
    say("priority -1", aio_read(&read), &read);
    read.aio_reqprio = 21;
    say("priority 21", aio_read(&read), &read);
    say("write", aio_write(&read), &read);
    read.aio_reqprio = 20, read.aio_offset = 1;
    list[0] = &read;
    aio_read(&read);
    while (aio_error(&read) == EINPROGRESS) aio_suspend(list, 1, 0);
    printf("read: %zd %s\n", aio_return(&read), room);

    struct aiocb good = {.aio_fildes = file, .aio_buf = text, .aio_nbytes = 4, .aio_lio_opcode = LIO_WRITE}, bad = good, none = good;
    bad.aio_lio_opcode = -1, none.aio_lio_opcode = LIO_NOP;
    struct aiocb *all[] = {&good, 0, &none}, *some[] = {&bad, &good};
    printf("list %d", lio_listio(LIO_WAIT, all, 3, 0));
    printf(" %zd\n", aio_return(&good));
    say("a bad one", lio_listio(LIO_WAIT, some, 2, 0), &bad);
    say("its neighbour", 0, &good);
    say("mode", lio_listio(7, all, 3, 0), &good);
    printf("cancel: %d", aio_cancel(file, 0) == AIO_ALLDONE);
    printf(" %d\n", aio_cancel(999, 0) < 0 ? errno == EBADF : -1);
    return 0;
}
