// Calls: pipe pipe2
#include "calls.h"
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/uio.h>

static char buffer[200000];
static int ends[2];

static int queued(void) {
    int bytes = -1;
    ioctl(ends[0], FIONREAD, &bytes);
    return bytes;
}

static volatile int broken;
static void on_broken(int number) { broken = number; }

static void making(void) {
    section("pipe");
    RAW(pipe, ends);
    VALUE("%d %d", ends[0], ends[1]);
    RAW(pipe, NOWHERE);
    RAW(pipe, NULL);
    RAW(pipe, HIGHEST);
    RAW(pipe2, NOWHERE, 0x1000);
    int next = dup(0);
    VALUE("%d", next);
    close(next);
    int made[2];
    RAW(pipe2, made, O_CLOEXEC | O_NONBLOCK);
    VALUE("%d %d %o %o", fcntl(made[0], F_GETFD), fcntl(made[1], F_GETFD), fcntl(made[0], F_GETFL), fcntl(made[1], F_GETFL));
    close(made[0]), close(made[1]);
    RAW(pipe2, made, 0x40);
    RAW(pipe2, made, O_APPEND);
    RAW(pipe2, made, O_RDWR);
    RAW(pipe2, made, 0);
    VALUE("%o %o", fcntl(made[0], F_GETFL), fcntl(made[1], F_GETFL));
    close(made[0]), close(made[1]);
    struct stat status;
    fstat(ends[0], &status);
    VALUE("mode %o, size %ld, block %ld, links %ld", status.st_mode, (long)status.st_size, (long)status.st_blksize, (long)status.st_nlink);
    RAW(read, ends[1], buffer, 1);
    RAW(write, ends[0], buffer, 1);
    RAW(pread64, ends[0], buffer, 1, 0);
    RAW(lseek, ends[0], 0, SEEK_SET);
    RAW(write, ends[1], NOWHERE, 1);
    RAW(write, ends[1], NOWHERE, 0);
    write(ends[1], "abcdef", 6);
    RAW(read, ends[0], NOWHERE, 1);
    RAW(read, ends[0], buffer, 0);
    RAW(read, ends[0], buffer, 3);
    RAW(read, ends[0], buffer, 300);
    struct iovec parts[2] = {{"12", 2}, {"345", 3}}, holes[2] = {{buffer, 1}, {buffer + 100, 100}};
    RAW(writev, ends[1], parts, 2);
    RAW(readv, ends[0], holes, 2);
    VALUE("%c %.4s", buffer[0], buffer + 100);
    char *fence = fenced(1);
    memset(fence, 'x', PAGE);
    RAW(write, ends[1], fence + PAGE - 10, 20);
    VALUE("%d", queued());
    RAW(write, ends[1], fence + PAGE - 10, 10000);
    VALUE("%d", queued());
    while (queued() > 0) read(ends[0], buffer, sizeof buffer);
    write(ends[1], buffer, 100);
    RAW(read, ends[0], fence + PAGE - 10, 100);
    VALUE("%d", queued());
    while (queued() > 0) read(ends[0], buffer, sizeof buffer);
    // The same pipe again, by its name.
    char name[40];
    sprintf(name, "/proc/self/fd/%d", ends[0]);
    int again = open(name, O_WRONLY);
    SHOW(again > 0);
    RAW(write, again, "zz", 2);
    VALUE("%d", queued());
    close(again);
    read(ends[0], buffer, 2);
}

static void filling(void) {
    section("full and empty");
    fcntl(ends[0], F_SETFL, O_NONBLOCK), fcntl(ends[1], F_SETFL, O_NONBLOCK);
    RAW(read, ends[0], buffer, 10);
    RAW(write, ends[1], buffer, sizeof buffer);
    VALUE("%d", queued());
    RAW(write, ends[1], buffer, 1);
    RAW(read, ends[0], buffer, 4095);
    // Less than a page free: what would not fit whole, up to PIPE_BUF, is not written at all.
    RAW(write, ends[1], buffer, 4096);
    RAW(write, ends[1], buffer, 1);
    RAW(read, ends[0], buffer, 1);
    RAW(write, ends[1], buffer, 4096);
    RAW(write, ends[1], buffer, 4097);
    RAW(read, ends[0], buffer, 6000);
    RAW(write, ends[1], buffer, 5000);
    VALUE("%d", queued());
    struct pollfd polled[2] = {{ends[0], POLLIN | POLLOUT, 0}, {ends[1], POLLIN | POLLOUT, 0}};
    RAW(poll, polled, 2, 0);
    VALUE("%x %x", polled[0].revents, polled[1].revents);
    while (queued() > 0) read(ends[0], buffer, sizeof buffer);
    RAW(poll, polled, 2, 0);
    VALUE("%x %x", polled[0].revents, polled[1].revents);
    // Many small writes fill it too: each takes from the last page what is left there.
    long small = 0;
    while (write(ends[1], buffer, 100) == 100) small++;
    VALUE("%ld writes, %s", small, strerrorname_np(errno));
    while (queued() > 0) read(ends[0], buffer, sizeof buffer);

    section("broken");
    signal(SIGPIPE, on_broken);
    write(ends[1], "left", 4);
    close(ends[1]);
    polled[1].fd = -1;
    RAW(poll, polled, 1, 0);
    VALUE("%x", polled[0].revents);
    RAW(read, ends[0], buffer, 10);
    RAW(poll, polled, 1, 0);
    VALUE("%x", polled[0].revents);
    RAW(read, ends[0], buffer, 10);
    close(ends[0]);
    pipe(ends);
    close(ends[0]);
    RAW(write, ends[1], "x", 1);
    VALUE("signal %d", broken);
    broken = 0;
    RAW(write, ends[1], "x", 0);
    RAW(write, ends[1], NOWHERE, 1);
    VALUE("signal %d", broken);
    polled[0].fd = ends[1];
    RAW(poll, polled, 1, 0);
    VALUE("%x", polled[0].revents);
    signal(SIGPIPE, SIG_IGN);
    RAW(write, ends[1], "x", 1);
    close(ends[1]);

    section("packets");
    RAW(pipe2, ends, O_DIRECT | O_NONBLOCK);
    VALUE("%o %o", fcntl(ends[0], F_GETFL), fcntl(ends[1], F_GETFL));
    RAW(write, ends[1], "12345", 5);
    RAW(write, ends[1], "678", 3);
    RAW(read, ends[0], buffer, 2);
    RAW(read, ends[0], buffer, 100);
    RAW(write, ends[1], buffer, 5000);
    RAW(read, ends[0], buffer, 10000);
    RAW(read, ends[0], buffer, 10000);
    RAW(read, ends[0], buffer, 10000);
    RAW(write, ends[1], buffer, 0);
    RAW(read, ends[0], buffer, 10);
    close(ends[0]), close(ends[1]);
}

static void named(void) {
    section("FIFO");
    mkfifo("fifo", 0644);
    RAW(open, "fifo", O_WRONLY | O_NONBLOCK);
    SHOW((ends[0] = open("fifo", O_RDONLY | O_NONBLOCK)) > 0);
    RAW(read, ends[0], buffer, 10);
    struct pollfd polled = {ends[0], POLLIN, 0};
    RAW(poll, &polled, 1, 0);
    VALUE("%x", polled.revents);
    SHOW((ends[1] = open("fifo", O_WRONLY)) > 0);
    RAW(read, ends[0], buffer, 10);
    RAW(write, ends[1], "abc", 3);
    RAW(read, ends[0], buffer, 2);
    close(ends[1]);
    RAW(poll, &polled, 1, 0);
    VALUE("%x", polled.revents);
    RAW(read, ends[0], buffer, 2);
    RAW(read, ends[0], buffer, 2);
    RAW(poll, &polled, 1, 0);
    VALUE("%x", polled.revents);
    close(ends[0]);
    SHOW((ends[0] = open("fifo", O_RDWR)) > 0);
    RAW(write, ends[0], "both", 4);
    RAW(read, ends[0], buffer, 10);
    RAW(lseek, ends[0], 0, SEEK_CUR);
    RAW(fcntl, ends[0], F_GETPIPE_SZ);
    RAW(ftruncate, ends[0], 0);
    // What is in it is lost with the last descriptor.
    RAW(write, ends[0], "lost", 4);
    close(ends[0]);
    SHOW((ends[0] = open("fifo", O_RDWR | O_NONBLOCK)) > 0);
    RAW(read, ends[0], buffer, 10);
    unlink("fifo");
    RAW(write, ends[0], "still", 5);
    RAW(read, ends[0], buffer, 10);
    close(ends[0]);
}

int main(void) {
    begin();
    making();
    filling();
    named();
    return 0;
}
