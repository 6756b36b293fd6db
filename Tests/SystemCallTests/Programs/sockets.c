// Calls: socket socketpair connect accept accept4 sendto sendmsg sendmmsg recvfrom recvmsg recvmmsg shutdown bind listen getsockname getpeername setsockopt getsockopt exit_group
#include "calls.h"
#include <netinet/in.h>
#include <sys/socket.h>

// What the calls say to descriptors that are no sockets.
static void strangers(int descriptor) {
    char buffer[100] = "";
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof address;
    struct iovec part = {buffer, sizeof buffer};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    struct mmsghdr messages[2] = {{message, 0}, {message, 0}};
    int value = 1;
    RAW(connect, descriptor, &address, length);
    RAW(accept, descriptor, &address, &length);
    RAW(accept, descriptor, NULL, NULL);
    RAW(accept4, descriptor, NULL, NULL, SOCK_CLOEXEC);
    RAW(accept4, descriptor, NULL, NULL, 0x100);
    RAW(bind, descriptor, &address, length);
    RAW(listen, descriptor, 5);
    RAW(getsockname, descriptor, &address, &length);
    RAW(getpeername, descriptor, &address, &length);
    RAW(sendto, descriptor, buffer, 5, 0, NULL, 0);
    RAW(sendmsg, descriptor, &message, 0);
    RAW(sendmmsg, descriptor, messages, 2, 0);
    RAW(recvfrom, descriptor, buffer, 5, 0, NULL, NULL);
    RAW(recvmsg, descriptor, &message, 0);
    RAW(recvmmsg, descriptor, messages, 2, 0, NULL);
    RAW(shutdown, descriptor, SHUT_RDWR);
    RAW(setsockopt, descriptor, SOL_SOCKET, SO_REUSEADDR, &value, sizeof value);
    RAW(getsockopt, descriptor, SOL_SOCKET, SO_REUSEADDR, &value, &length);
}

int main(void) {
    begin();
    section("no such families and types");
    int ends[2];
    RAW(socket, 99, SOCK_STREAM, 0);
    RAW(socket, -1, SOCK_STREAM, 0);
    RAW(socketpair, 99, SOCK_STREAM, 0, ends);
    section("a bad descriptor");
    strangers(99);
    section("a file");
    strangers(file_with("f", "", 0));
    section("a path descriptor");
    strangers(open("f", O_PATH));
    section("a pipe");
    pipe(ends);
    strangers(ends[1]);
    leave_nothing();
    fflush(stdout);
    KERNEL(exit_group, 300);
    return 1;
}
