// Calls: fcntl flock ioctl
#include "calls.h"
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>

static char buffer[100];

static void flags(void) {
    section("fcntl: descriptors and flags");
    int file = file_with("f", "content", 7), path = open("f", O_PATH), directory = open(".", O_RDONLY), ends[2];
    pipe(ends);
    RAW(fcntl, file, F_DUPFD, 100);
    RAW(fcntl, file, F_DUPFD, 100);
    RAW(fcntl, file, F_DUPFD_CLOEXEC, 100);
    RAW(fcntl, 102, F_GETFD);
    RAW(fcntl, 100, F_GETFD);
    RAW(fcntl, file, F_DUPFD, -1);
    RAW(fcntl, file, F_DUPFD, 1024);
    RAW(fcntl, file, F_DUPFD, 1023);
    RAW(fcntl, file, F_DUPFD, 1023);
    RAW(fcntl, file, F_DUPFD, 1UL << 40);
    RAW(fcntl, 99, F_DUPFD, 0);
    RAW(fcntl, 99, F_DUPFD, -1);
    RAW(fcntl, path, F_DUPFD, 110);
    RAW(fcntl, file, F_SETFD, FD_CLOEXEC);
    RAW(fcntl, file, F_GETFD);
    RAW(fcntl, file, F_SETFD, 2);
    RAW(fcntl, file, F_GETFD);
    RAW(fcntl, file, F_SETFD, -1);
    RAW(fcntl, file, F_GETFD);
    VALUE("%o", fcntl(file, F_GETFL));
    RAW(fcntl, file, F_SETFL, O_APPEND | O_NONBLOCK | O_WRONLY | O_CREAT | O_CLOEXEC);
    VALUE("%o", fcntl(file, F_GETFL));
    RAW(fcntl, file, F_SETFL, O_NOATIME | O_SYNC | O_DIRECTORY | O_TRUNC);
    VALUE("%o", fcntl(file, F_GETFL));
    RAW(fcntl, file, F_SETFL, -1L);
    RAW(fcntl, file, F_SETFL, 0);
    VALUE("%o", fcntl(file, F_GETFL));
    VALUE("%o %o %o %o", fcntl(path, F_GETFL), fcntl(directory, F_GETFL), fcntl(ends[0], F_GETFL), fcntl(ends[1], F_GETFL));
    RAW(fcntl, path, F_SETFL, O_NONBLOCK);
    RAW(fcntl, path, F_SETFD, 1);
    RAW(fcntl, path, F_GETFD);
    RAW(fcntl, path, F_GETOWN);
    RAW(fcntl, path, F_GETPIPE_SZ);
    RAW(fcntl, file, 9999);
    RAW(fcntl, path, 9999);
    RAW(fcntl, 99, 9999);
    RAW(fcntl, -1, F_GETFL);

    section("fcntl: owners and signals");
    RAW(fcntl, ends[0], F_GETOWN);
    RAW(fcntl, ends[0], F_SETOWN, getpid());
    SHOW(fcntl(ends[0], F_GETOWN) == getpid());
    RAW(fcntl, ends[0], F_SETOWN, 0);
    RAW(fcntl, ends[0], F_GETOWN);
    RAW(fcntl, ends[0], F_SETOWN, 0x7ffffff0);
    RAW(fcntl, ends[0], F_GETSIG);
    RAW(fcntl, ends[0], F_SETSIG, SIGUSR1);
    RAW(fcntl, ends[0], F_GETSIG);
    RAW(fcntl, ends[0], F_SETSIG, 65);
    RAW(fcntl, ends[0], F_SETSIG, -1);
    RAW(fcntl, ends[0], F_SETSIG, 0);
    struct f_owner_ex owner = {F_OWNER_PID, getpid()};
    RAW(fcntl, ends[0], F_SETOWN_EX, &owner);
    owner.pid = 0, owner.type = 9;
    RAW(fcntl, ends[0], F_GETOWN_EX, &owner);
    VALUE("%d %d", owner.type, owner.pid == getpid());
    owner.type = 9;
    RAW(fcntl, ends[0], F_SETOWN_EX, &owner);
    RAW(fcntl, ends[0], F_SETOWN_EX, NOWHERE);

    section("fcntl: pipes");
    RAW(fcntl, ends[0], F_GETPIPE_SZ);
    RAW(fcntl, ends[0], F_SETPIPE_SZ, 1);
    RAW(fcntl, ends[1], F_GETPIPE_SZ);
    RAW(fcntl, ends[1], F_SETPIPE_SZ, 5000);
    RAW(fcntl, ends[1], F_SETPIPE_SZ, 100000);
    RAW(fcntl, ends[1], F_SETPIPE_SZ, 0);
    RAW(fcntl, ends[1], F_SETPIPE_SZ, 1UL << 31);
    RAW(fcntl, ends[1], F_SETPIPE_SZ, -1L);
    RAW(fcntl, ends[1], F_SETPIPE_SZ, 1 << 20);
    RAW(fcntl, file, F_GETPIPE_SZ);
    RAW(fcntl, file, F_SETPIPE_SZ, 4096);
    write(ends[1], "some bytes", 10);
    RAW(fcntl, ends[1], F_SETPIPE_SZ, 4096);
    for (int i = 0; i < 3; i++) write(ends[1], buffer, sizeof buffer);
    int big[2];
    pipe2(big, O_NONBLOCK);
    static char block[20000];
    write(big[1], block, sizeof block);
    RAW(fcntl, big[1], F_SETPIPE_SZ, 4096);
    RAW(fcntl, big[1], F_SETPIPE_SZ, 32768);

    section("fcntl: seals");
    int memory = memfd_create("m", MFD_ALLOW_SEALING), closed = memfd_create("c", 0);
    RAW(fcntl, memory, F_GET_SEALS);
    RAW(fcntl, closed, F_GET_SEALS);
    RAW(fcntl, closed, F_ADD_SEALS, F_SEAL_WRITE);
    RAW(fcntl, file, F_GET_SEALS);
    RAW(fcntl, ends[0], F_GET_SEALS);
    RAW(fcntl, file, F_ADD_SEALS, F_SEAL_WRITE);
    RAW(fcntl, memory, F_ADD_SEALS, 0x100);
    RAW(fcntl, memory, F_ADD_SEALS, 0);
    ftruncate(memory, PAGE);
    RAW(fcntl, memory, F_ADD_SEALS, F_SEAL_SHRINK);
    RAW(ftruncate, memory, 10);
    RAW(ftruncate, memory, 2 * PAGE);
    RAW(fcntl, memory, F_ADD_SEALS, F_SEAL_GROW);
    RAW(ftruncate, memory, 3 * PAGE);
    RAW(pwrite64, memory, "x", 1, 2 * PAGE);
    RAW(pwrite64, memory, "xy", 2, 2 * PAGE - 1);
    RAW(fallocate, memory, 0, 0, 3 * PAGE);
    char *mapped = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
    RAW(fcntl, memory, F_ADD_SEALS, F_SEAL_WRITE);
    RAW(fcntl, memory, F_ADD_SEALS, F_SEAL_FUTURE_WRITE);
    RAW(write, memory, "x", 1);
    TOUCH(mapped, mapped[0] = 1);
    RAW(mmap, NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
    munmap(mapped, PAGE);
    RAW(fcntl, memory, F_ADD_SEALS, F_SEAL_WRITE);
    RAW(fallocate, memory, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, PAGE);
    mapped = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, memory, 0);
    SHOW(mapped != MAP_FAILED);
    RAW(mprotect, mapped, PAGE, PROT_READ | PROT_WRITE);
    char *private = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, memory, 0);
    TOUCH(private, private[0] = 1);
    RAW(fcntl, memory, F_GET_SEALS);
    RAW(fcntl, memory, F_ADD_SEALS, F_SEAL_SEAL);
    RAW(fcntl, memory, F_ADD_SEALS, F_SEAL_SHRINK);
    int reader = open("/proc/self/fd/3", O_RDONLY);
    RAW(fcntl, reader, F_ADD_SEALS, F_SEAL_SHRINK);

    section("fcntl: leases and notification");
    RAW(fcntl, file, F_GETLEASE);
    RAW(fcntl, file, F_SETLEASE, 77);
    RAW(fcntl, file, F_SETLEASE, F_RDLCK);
    RAW(fcntl, file, F_SETLEASE, F_UNLCK);
    RAW(fcntl, directory, F_SETLEASE, F_RDLCK);
    RAW(fcntl, ends[0], F_SETLEASE, F_RDLCK);
    RAW(fcntl, file, F_NOTIFY, 1);
    uint64_t hint = 2;
    RAW(fcntl, file, F_GET_RW_HINT, &hint);
    VALUE("%ld", (long)hint);
    hint = 3;
    RAW(fcntl, file, F_SET_RW_HINT, &hint);
    hint = 0;
    RAW(fcntl, file, F_GET_RW_HINT, &hint);
    VALUE("%ld", (long)hint);
    hint = 77;
    RAW(fcntl, file, F_SET_RW_HINT, &hint);
    RAW(fcntl, file, F_SET_RW_HINT, NOWHERE);
    RAW(fcntl, file, F_GET_RW_HINT, NOWHERE);
    close_range(3, ~0U, 0);
}

static void show_lock(int line, struct flock *lock) {
    printf("%d: type %d whence %d start %ld length %ld mine %d\n", line, lock->l_type, lock->l_whence,
           (long)lock->l_start, (long)lock->l_len, lock->l_pid == getpid());
}
#define LOCK(descriptor, command, ...)                                                                                 \
    do {                                                                                                               \
        struct flock lock = {__VA_ARGS__};                                                                             \
        errno = 0;                                                                                                     \
        long result = KERNEL(fcntl, descriptor, command, &lock);                                                       \
        print_result(__LINE__, #command "(" #descriptor ", " #__VA_ARGS__ ")", result);                                \
        if (command == F_GETLK || command == F_OFD_GETLK) show_lock(__LINE__, &lock);                                  \
    } while (0)

static void locks(void) {
    section("record locks");
    int one = file_with("lock", "0123456789", 10), two = open("lock", O_RDWR), reader = open("lock", O_RDONLY);
    int writer = open("lock", O_WRONLY), path = open("lock", O_PATH), ends[2];
    pipe(ends);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_SET, 0, 10);
    LOCK(one, F_GETLK, F_WRLCK, SEEK_SET, 0, 10);
    LOCK(two, F_SETLK, F_WRLCK, SEEK_SET, 5, 10);
    LOCK(one, F_SETLKW, F_RDLCK, SEEK_SET, 0, 0);
    LOCK(one, F_SETLK, F_UNLCK, SEEK_SET, 3, 4);
    LOCK(one, F_SETLK, 9, SEEK_SET, 0, 1);
    LOCK(one, F_SETLK, F_WRLCK, 5, 0, 1);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_SET, -5, 1);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_SET, 5, -5);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_SET, 5, -6);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_END, -10, 1);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_END, -11, 1);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_CUR, -1, 1);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_SET, LONG_MAX, 1);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_SET, LONG_MAX, 2);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_SET, 10, LONG_MAX);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_SET, LONG_MIN, 0);
    LOCK(one, F_GETLK, F_UNLCK, SEEK_SET, 0, 1);
    LOCK(one, F_GETLK, 7, SEEK_SET, 0, 1);
    LOCK(reader, F_SETLK, F_WRLCK, SEEK_SET, 0, 1);
    LOCK(writer, F_SETLK, F_RDLCK, SEEK_SET, 0, 1);
    LOCK(reader, F_SETLK, F_UNLCK, SEEK_SET, 0, 1);
    LOCK(path, F_SETLK, F_RDLCK, SEEK_SET, 0, 1);
    LOCK(ends[0], F_SETLK, F_RDLCK, SEEK_SET, 0, 1);
    LOCK(99, F_SETLK, F_RDLCK, SEEK_SET, 0, 1);
    RAW(fcntl, one, F_SETLK, NOWHERE);
    RAW(fcntl, one, F_GETLK, NOWHERE);

    section("locks of open files");
    LOCK(one, F_OFD_SETLK, F_WRLCK, SEEK_SET, 0, 4, 1);
    LOCK(one, F_OFD_SETLK, F_WRLCK, SEEK_SET, 0, 4);
    // The process's own record locks, on the same file, conflict with those of open files.
    LOCK(one, F_SETLK, F_UNLCK, SEEK_SET, 0, 0);
    LOCK(one, F_OFD_SETLK, F_WRLCK, SEEK_SET, 0, 4);
    LOCK(two, F_OFD_SETLK, F_WRLCK, SEEK_SET, 3, 1);
    LOCK(two, F_OFD_SETLK, F_WRLCK, SEEK_SET, 4, 1);
    LOCK(two, F_OFD_GETLK, F_RDLCK, SEEK_SET, 0, 0);
    LOCK(two, F_GETLK, F_RDLCK, SEEK_SET, 0, 0);
    LOCK(two, F_SETLK, F_RDLCK, SEEK_SET, 2, 1);
    LOCK(one, F_OFD_GETLK, F_RDLCK, SEEK_SET, 0, 4);
    LOCK(one, F_OFD_SETLK, F_RDLCK, SEEK_SET, 1, 2);
    LOCK(two, F_OFD_SETLK, F_RDLCK, SEEK_SET, 1, 2);
    LOCK(two, F_OFD_SETLK, F_RDLCK, SEEK_SET, 0, 2);
    LOCK(one, F_OFD_SETLK, F_UNLCK, SEEK_SET, 0, 0);
    LOCK(two, F_OFD_SETLK, F_WRLCK, SEEK_SET, 0, 0);
    close(two);
    LOCK(one, F_OFD_SETLK, F_WRLCK, SEEK_SET, 0, 0);
    LOCK(99, F_OFD_SETLK, F_WRLCK, SEEK_SET, 0, 0);
    // Closing any descriptor of the file gives the process's locks up, those of open files stay.
    LOCK(one, F_OFD_SETLK, F_UNLCK, SEEK_SET, 0, 0);
    LOCK(one, F_SETLK, F_WRLCK, SEEK_SET, 0, 0);
    two = open("lock", O_RDWR);
    LOCK(two, F_OFD_GETLK, F_WRLCK, SEEK_SET, 0, 0);
    close(reader);
    LOCK(two, F_OFD_GETLK, F_WRLCK, SEEK_SET, 0, 0);

    section("flock");
    RAW(flock, one, LOCK_EX);
    RAW(flock, two, LOCK_SH | LOCK_NB);
    RAW(flock, two, LOCK_EX | LOCK_NB);
    int twin = dup(one);
    RAW(flock, twin, LOCK_SH);
    RAW(flock, two, LOCK_SH | LOCK_NB);
    RAW(flock, two, LOCK_EX | LOCK_NB);
    RAW(flock, one, LOCK_UN);
    RAW(flock, two, LOCK_EX | LOCK_NB);
    close(two);
    RAW(flock, writer, LOCK_EX | LOCK_NB);
    RAW(flock, writer, LOCK_UN | LOCK_NB);
    RAW(flock, writer, LOCK_UN | LOCK_EX);
    RAW(flock, writer, 0);
    RAW(flock, writer, 77);
    RAW(flock, writer, -1);
    RAW(flock, path, LOCK_SH);
    RAW(flock, 99, LOCK_SH);
    RAW(flock, 99, 77);
    RAW(flock, ends[0], LOCK_SH);
    int directory = open(".", O_RDONLY);
    RAW(flock, directory, LOCK_EX | LOCK_NB);
    close_range(3, ~0U, 0);
}

static void requests(void) {
    section("ioctl");
    int file = file_with("i", "content", 7), path = open("i", O_PATH), directory = open(".", O_RDONLY), ends[2], n = -5;
    pipe(ends);
    struct winsize size;
    struct termios mode;
    RAW(ioctl, file, TCGETS, &mode);
    RAW(ioctl, file, TIOCGWINSZ, &size);
    RAW(ioctl, ends[0], TCGETS, &mode);
    RAW(ioctl, directory, TCGETS, &mode);
    RAW(ioctl, directory, FIONREAD, &n);
    RAW(ioctl, file, TIOCGPGRP, &n);
    RAW(ioctl, path, FIONREAD, &n);
    RAW(ioctl, 99, FIONREAD, &n);
    RAW(ioctl, file, FIONREAD, &n);
    VALUE("%d", n);
    lseek(file, 3, SEEK_SET);
    RAW(ioctl, file, FIONREAD, &n);
    VALUE("%d", n);
    lseek(file, 100, SEEK_SET);
    RAW(ioctl, file, FIONREAD, &n);
    VALUE("%d", n);
    RAW(ioctl, file, FIONREAD, NOWHERE);
    write(ends[1], "12345", 5);
    RAW(ioctl, ends[0], FIONREAD, &n);
    VALUE("%d", n);
    RAW(ioctl, ends[1], FIONREAD, &n);
    VALUE("%d", n);
    RAW(ioctl, ends[0], FIONREAD, NOWHERE);
    n = 1;
    RAW(ioctl, ends[0], FIONBIO, &n);
    VALUE("%o", fcntl(ends[0], F_GETFL));
    n = 0;
    RAW(ioctl, ends[0], FIONBIO, &n);
    VALUE("%o", fcntl(ends[0], F_GETFL));
    RAW(ioctl, ends[0], FIONBIO, NOWHERE);
    RAW(ioctl, file, FIONBIO, &n);
    n = 1;
    RAW(ioctl, file, FIOASYNC, &n);
    RAW(ioctl, file, FIOCLEX);
    RAW(fcntl, file, F_GETFD);
    RAW(ioctl, file, FIONCLEX);
    RAW(fcntl, file, F_GETFD);
    RAW(ioctl, path, FIOCLEX);
    RAW(ioctl, file, FIGETBSZ, &n);
    VALUE("%d", n);
    long bytes = -5;
    RAW(ioctl, file, FIOQSIZE, &bytes);
    VALUE("%ld", bytes);
    RAW(ioctl, ends[0], FIOQSIZE, &bytes);
    RAW(ioctl, file, FIBMAP, &n);
    RAW(ioctl, file, 0x12345678, &n);
    RAW(ioctl, ends[0], 0x12345678, &n);
    RAW(ioctl, 99, 0x12345678, &n);
    int null = open("/dev/null", O_RDWR);
    RAW(ioctl, null, TCGETS, &mode);
    RAW(ioctl, null, FIONREAD, &n);
    int link_flags = -1;
    RAW(ioctl, file, FS_IOC_GETFLAGS, &link_flags);
    VALUE("%d", link_flags);
    RAW(ioctl, ends[0], FS_IOC_GETFLAGS, &link_flags);
    close_range(3, ~0U, 0);
}

int main(void) {
    begin();
    signal(SIGIO, SIG_IGN);
    flags();
    locks();
    requests();
    return 0;
}
