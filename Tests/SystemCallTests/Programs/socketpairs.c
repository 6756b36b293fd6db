// Calls: socketpair sendto sendmsg recvfrom recvmsg shutdown getsockname getpeername setsockopt getsockopt
#include "calls.h"
#include <poll.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>

static char buffer[300000];
static int ends[2];
static volatile int broken;
static void on_broken(int number) { broken++; }

static void look(int descriptor) {
    struct pollfd one = {descriptor, POLLIN | POLLOUT | POLLRDHUP, 0};
    int count = poll(&one, 1, 0);
    int queued = -1;
    ioctl(descriptor, FIONREAD, &queued);
    VALUE("poll %d %x, queued %d", count, one.revents, queued);
}

static void making(void) {
    section("making");
    RAW(socketpair, AF_UNIX, SOCK_STREAM, 0, NOWHERE);
    RAW(socketpair, AF_UNIX, SOCK_STREAM, 0, NULL);
    RAW(socketpair, AF_UNIX, SOCK_STREAM, 7, ends);
    RAW(socketpair, AF_UNIX, 4, 0, ends);
    RAW(socketpair, AF_UNIX, 12, 0, ends);
    RAW(socketpair, AF_UNIX, SOCK_STREAM | 0x100, 0, ends);
    RAW(socketpair, -1, SOCK_STREAM, 0, ends);
    RAW(socketpair, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 1, ends);
    VALUE("%d %d %o %o", fcntl(ends[0], F_GETFD), fcntl(ends[1], F_GETFD), fcntl(ends[0], F_GETFL), fcntl(ends[1], F_GETFL));
    struct stat status;
    fstat(ends[0], &status);
    VALUE("mode %o, size %ld, links %ld", status.st_mode, (long)status.st_size, (long)status.st_nlink);
    RAW(lseek, ends[0], 0, SEEK_SET);
    RAW(pread64, ends[0], buffer, 1, 0);
    RAW(fsync, ends[0]);
    RAW(accept, ends[0], NULL, NULL);
    RAW(listen, ends[0], 1);
    char link[64], name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", ends[0]);
    ssize_t length = readlink(name, link, sizeof link);
    VALUE("%.8s %d", link, length > 9);
    close(ends[0]), close(ends[1]);
}

static void streams(void) {
    section("a stream");
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    look(ends[0]);
    RAW(write, ends[0], "abcdef", 6);
    RAW(sendto, ends[0], "ghi", 3, 0, NULL, 0);
    look(ends[1]);
    RAW(recvfrom, ends[1], buffer, 4, MSG_PEEK, NULL, NULL);
    VALUE("%.4s", buffer);
    RAW(read, ends[1], buffer, 4);
    VALUE("%.4s", buffer);
    RAW(recvfrom, ends[1], buffer, 100, MSG_TRUNC, NULL, NULL);
    VALUE("%.5s", buffer);
    RAW(recvfrom, ends[1], buffer, 100, MSG_DONTWAIT, NULL, NULL);
    RAW(recvfrom, ends[1], buffer, 0, MSG_DONTWAIT, NULL, NULL);
    RAW(read, ends[1], buffer, 0);
    RAW(sendto, ends[0], "", 0, 0, NULL, 0);
    RAW(sendto, ends[0], NOWHERE, 3, 0, NULL, 0);
    RAW(recvfrom, ends[1], NOWHERE, 3, MSG_DONTWAIT, NULL, NULL);
    struct sockaddr_un address = {AF_UNIX, "/nowhere"};
    RAW(sendto, ends[0], "ghi", 3, 0, &address, sizeof address);
    struct iovec parts[2] = {{"12", 2}, {"345", 3}}, holes[2] = {{buffer, 1}, {buffer + 100, 100}};
    struct msghdr out = {.msg_iov = parts, .msg_iovlen = 2}, in = {.msg_iov = holes, .msg_iovlen = 2, .msg_name = &address, .msg_namelen = 10};
    RAW(sendmsg, ends[0], &out, 0);
    RAW(recvmsg, ends[1], &in, 0);
    VALUE("%c %.4s, name %d, control %zd, flags %x", buffer[0], buffer + 100, in.msg_namelen, (ssize_t)in.msg_controllen, in.msg_flags);
    RAW(writev, ends[1], parts, 2);
    RAW(readv, ends[0], holes, 2);
    VALUE("%c %.4s", buffer[0], buffer + 100);
    RAW(sendmsg, ends[0], NOWHERE, 0);
    out.msg_iovlen = 1025;
    RAW(sendmsg, ends[0], &out, 0);
    // A full one: how much fits is the kernel's business.
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    long total = 0, sent;
    while ((sent = write(ends[0], buffer, sizeof buffer)) > 0) total += sent;
    VALUE("%ld %s %d", sent, strerror(errno), total >= 100000);
    look(ends[0]);
    long received = 0;
    while ((sent = recv(ends[1], buffer, sizeof buffer, MSG_DONTWAIT)) > 0) received += sent;
    VALUE("all came %d", received == total);
    look(ends[0]);
}

static void names(void) {
    section("names and options");
    struct sockaddr_un address = {0};
    socklen_t length = sizeof address;
    RAW(getsockname, ends[0], &address, &length);
    VALUE("%d %d", length, address.sun_family);
    RAW(getpeername, ends[0], &address, &length);
    VALUE("%d", length);
    RAW(getpeername, ends[0], NOWHERE, &length);
    RAW(getsockname, ends[0], &address, NULL);
    static const int options[] = {SO_TYPE, SO_ERROR, SO_ACCEPTCONN, SO_PROTOCOL, SO_DOMAIN, SO_SNDBUF, SO_RCVBUF, 999};
    for (unsigned i = 0; i < sizeof options / sizeof *options; i++) {
        int value = -1;
        length = sizeof value;
        RAW(getsockopt, ends[0], SOL_SOCKET, options[i], &value, &length);
        VALUE("%d: %d %d", options[i], value, length);
    }
    int size = 50000;
    RAW(setsockopt, ends[0], SOL_SOCKET, SO_SNDBUF, &size, 4);
    RAW(setsockopt, ends[0], SOL_SOCKET, SO_SNDBUF, &size, 3);
    RAW(setsockopt, ends[0], SOL_SOCKET, SO_SNDBUF, NOWHERE, 4);
    RAW(setsockopt, ends[0], SOL_SOCKET, 999, &size, 4);
    RAW(setsockopt, ends[0], 77, 1, &size, 4);
    length = 2;
    size = 0;
    RAW(getsockopt, ends[0], SOL_SOCKET, SO_SNDBUF, &size, &length);
    VALUE("%d of %d", length, size == (100000 & 0xffff));
    RAW(getsockopt, ends[0], 77, 1, &size, &length);
    struct ucred peer;
    length = sizeof peer;
    RAW(getsockopt, ends[0], SOL_SOCKET, SO_PEERCRED, &peer, &length);
    VALUE("%d %d %d", peer.pid == getpid(), peer.uid == geteuid(), peer.gid == getegid());
    struct timeval time = {0, 20000}, back;
    RAW(setsockopt, ends[1], SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    length = sizeof back;
    RAW(getsockopt, ends[1], SOL_SOCKET, SO_RCVTIMEO, &back, &length);
    VALUE("%d: %ld %d", length, (long)back.tv_sec, back.tv_usec >= 20000 && back.tv_usec < 30000);
    RAW(read, ends[1], buffer, 1);
    time.tv_usec = 1000000;
    RAW(setsockopt, ends[1], SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
}

static void ending(void) {
    section("its end");
    signal(SIGPIPE, on_broken);
    write(ends[0], "left", 4);
    RAW(shutdown, ends[0], 3);
    RAW(shutdown, ends[0], SHUT_WR);
    look(ends[0]);
    look(ends[1]);
    RAW(write, ends[0], "x", 1);
    VALUE("signals %d", broken);
    RAW(sendto, ends[0], "x", 1, MSG_NOSIGNAL, NULL, 0);
    VALUE("signals %d", broken);
    RAW(read, ends[1], buffer, 100);
    RAW(read, ends[1], buffer, 100);
    RAW(write, ends[1], "back", 4);
    RAW(read, ends[0], buffer, 100);
    close(ends[1]);
    look(ends[0]);
    RAW(read, ends[0], buffer, 100);
    close(ends[0]);
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    write(ends[0], "unread", 6);
    close(ends[1]);
    look(ends[0]);
    RAW(read, ends[0], buffer, 100);
    RAW(read, ends[0], buffer, 100);
    RAW(write, ends[0], "x", 1);
    VALUE("signals %d", broken);
    close(ends[0]);
}

static void messages(int type, const char *title) {
    section(title);
    socketpair(AF_UNIX, type, 0, ends);
    RAW(write, ends[0], "first", 5);
    RAW(write, ends[0], "", 0);
    RAW(write, ends[0], "second", 6);
    look(ends[1]);
    RAW(read, ends[1], buffer, 3);
    RAW(read, ends[1], buffer, 100);
    struct iovec hole = {buffer, 3};
    struct msghdr in = {.msg_iov = &hole, .msg_iovlen = 1};
    RAW(recvmsg, ends[1], &in, MSG_PEEK);
    VALUE("flags %x", in.msg_flags);
    RAW(recvfrom, ends[1], buffer, 3, MSG_TRUNC, NULL, NULL);
    RAW(recvfrom, ends[1], buffer, 3, MSG_DONTWAIT, NULL, NULL);
    RAW(write, ends[0], buffer, sizeof buffer);
    close(ends[1]);
    look(ends[0]);
    broken = 0;
    RAW(write, ends[0], "x", 1);
    VALUE("signals %d", broken);
    if (type == SOCK_SEQPACKET) RAW(read, ends[0], buffer, 100);
    close(ends[0]);
}

static void *answer(void *unused) {
    char byte;
    for (int i = 0; i < 100 && read(ends[1], &byte, 1) == 1; i++) {
        byte++;
        write(ends[1], &byte, 1);
    }
    // More than fits, while the other end reads.
    for (long left = 1000000; left > 0;) left -= write(ends[1], buffer, left < 250000 ? left : 250000);
    close(ends[1]);
    return NULL;
}

static void threads(void) {
    section("two threads");
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    pthread_t thread;
    pthread_create(&thread, NULL, answer, NULL);
    unsigned char byte = 0;
    for (int i = 0; i < 100; i++) {
        write(ends[0], &byte, 1);
        read(ends[0], &byte, 1);
    }
    VALUE("%d", byte);
    long total = 0, count;
    RAW(recvfrom, ends[0], buffer, 100000, MSG_WAITALL, NULL, NULL);
    while ((count = read(ends[0], buffer, 70000)) > 0) total += count;
    VALUE("%ld %ld", total, count);
    pthread_join(thread, NULL);
    close(ends[0]);
}

int main(void) {
    begin();
    making();
    streams();
    names();
    ending();
    messages(SOCK_DGRAM, "datagrams");
    messages(SOCK_SEQPACKET, "packets");
    threads();
    leave_nothing();
    return 0;
}
