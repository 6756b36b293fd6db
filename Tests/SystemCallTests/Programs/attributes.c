// Calls: chmod fchmod fchmodat chown fchown lchown fchownat utime utimes futimesat utimensat setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr removexattr lremovexattr fremovexattr
#include "calls.h"
#include <sys/time.h>
#include <sys/xattr.h>
#include <utime.h>

static char buffer[200];
static int file, directory, path, writer;

static void mode(int line, const char *name) {
    struct stat status;
    lstat(name, &status);
    printf("%d: %s: %o %d:%d\n", line, name, status.st_mode, status.st_uid, status.st_gid);
}
#define MODE(name) mode(__LINE__, name)

static void modes(void) {
    section("chmod");
    RAW(chmod, "f", 0640);
    MODE("f");
    RAW(chmod, "f", 07777);
    MODE("f");
    RAW(chmod, "f", 0200644);
    MODE("f");
    RAW(chmod, "f", -1);
    MODE("f");
    RAW(chmod, "d", 01777);
    MODE("d");
    RAW(chmod, "s", 0600);
    MODE("s"), MODE("f");
    RAW(chmod, "absent", 0600);
    RAW(chmod, "dangling", 0600);
    RAW(chmod, "f/", 0600);
    RAW(chmod, "f/x", 0600);
    RAW(chmod, "loop", 0600);
    RAW(chmod, "", 0600);
    RAW(chmod, NOWHERE, 0600);
    RAW(chmod, long_name(256), 0600);
    RAW(chmod, long_path("f", 4096), 0600);
    RAW(fchmod, file, 0604);
    MODE("f");
    RAW(fchmod, path, 0600);
    RAW(fchmod, 99, 0600);
    RAW(fchmod, directory, 0755);
    RAW(fchmodat, directory, "in", 0600);
    RAW(fchmodat, directory, "", 0600);
    RAW(fchmodat, 99, "in", 0600);
    RAW(fchmodat, file, "in", 0600);
    int ends[2];
    pipe(ends);
    RAW(fchmod, ends[0], 0644);
    struct stat status;
    fstat(ends[0], &status);
    VALUE("%o", status.st_mode);
    RAW(fchown, ends[0], 3, 4);
    fstat(ends[0], &status);
    VALUE("%d %d", status.st_uid, status.st_gid);
    close(ends[0]), close(ends[1]);

    section("chown");
    chmod("f", 06755);
    RAW(chown, "f", 5, 6);
    MODE("f");
    chmod("f", 06745);
    RAW(chown, "f", -1, -1);
    MODE("f");
    RAW(chown, "f", 7, -1);
    MODE("f");
    RAW(chown, "f", -1, 8);
    MODE("f");
    chmod("d", 06755);
    RAW(chown, "d", 5, 6);
    MODE("d");
    RAW(chown, "s", 9, 10);
    MODE("s"), MODE("f");
    RAW(lchown, "s", 11, 12);
    MODE("s"), MODE("f");
    RAW(lchown, "absent", 11, 12);
    RAW(lchown, NOWHERE, 11, 12);
    RAW(lchown, "loop", 11, 12);
    RAW(lchown, "loop/x", 11, 12);
    RAW(chown, "absent", 1, 1);
    RAW(chown, "loop", 1, 1);
    RAW(chown, "f/x", 1, 1);
    RAW(chown, "", 1, 1);
    RAW(chown, NOWHERE, 1, 1);
    RAW(chown, long_name(256), 1, 1);
    RAW(chown, "f", 0xfffffffe, 0xfffffffe);
    MODE("f");
    RAW(fchown, file, 0, 0);
    MODE("f");
    RAW(fchown, path, 0, 0);
    RAW(fchown, 99, 0, 0);
    RAW(fchownat, directory, "in", 1, 2, 0);
    RAW(fchownat, directory, "", 1, 2, AT_EMPTY_PATH);
    MODE("d");
    RAW(fchownat, path, "", 1, 2, AT_EMPTY_PATH);
    MODE("f");
    RAW(fchownat, directory, "", 1, 2, 0);
    RAW(fchownat, AT_FDCWD, "s", 3, 4, AT_SYMLINK_NOFOLLOW);
    MODE("s");
    RAW(fchownat, directory, "in", 1, 2, 0x10000);
    RAW(fchownat, 99, "in", 1, 2, 0);
    RAW(fchownat, file, "in", 1, 2, 0);
    // Writing takes the set-user-ID bit away, unless with privileges.
    fchmod(file, 06777);
    write(file, "x", 1);
    MODE("f");
    truncate("f", 0);
    MODE("f");
    chown("f", 0, 0);
}

static void times(int line, const char *name) {
    struct stat status;
    lstat(name, &status);
    time_t now = time(NULL);
    // A time of today is only called so.
    if (labs(now - status.st_atim.tv_sec) < 1000) printf("%d: now", line);
    else printf("%d: %ld.%09ld", line, status.st_atim.tv_sec, status.st_atim.tv_nsec);
    if (labs(now - status.st_mtim.tv_sec) < 1000) printf(" now\n");
    else printf(" %ld.%09ld\n", status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}
#define TIMES(name) times(__LINE__, name)

static void instants(void) {
    section("utimensat");
    struct timespec set[2] = {{1000, 5}, {2000, 999999999}};
    RAW(utimensat, AT_FDCWD, "f", set, 0);
    TIMES("f");
    RAW(utimensat, AT_FDCWD, "f", NULL, 0);
    TIMES("f");
    set[0] = (struct timespec){-5, 7}, set[1] = (struct timespec){0, 0};
    RAW(utimensat, AT_FDCWD, "f", set, 0);
    TIMES("f");
    set[0] = (struct timespec){77, UTIME_OMIT}, set[1] = (struct timespec){88, UTIME_NOW};
    RAW(utimensat, AT_FDCWD, "f", set, 0);
    TIMES("f");
    set[0] = (struct timespec){77, UTIME_OMIT}, set[1] = (struct timespec){88, UTIME_OMIT};
    RAW(utimensat, AT_FDCWD, "f", set, 0);
    TIMES("f");
    RAW(utimensat, AT_FDCWD, "absent", set, 0);
    RAW(utimensat, 99, "f", set, 0);
    RAW(utimensat, 99, NULL, set, 0);
    RAW(utimensat, AT_FDCWD, NOWHERE, set, 0);
    set[0] = (struct timespec){1, 1000000000}, set[1] = (struct timespec){2, 0};
    RAW(utimensat, AT_FDCWD, "f", set, 0);
    RAW(utimensat, AT_FDCWD, "absent", set, 0);
    set[0] = (struct timespec){1, -1};
    RAW(utimensat, AT_FDCWD, "f", set, 0);
    set[0] = (struct timespec){1L << 40, 1}, set[1] = (struct timespec){-(1L << 40), 1};
    RAW(utimensat, AT_FDCWD, "f", set, 0);
    TIMES("f");
    set[0] = (struct timespec){LONG_MAX, 1}, set[1] = (struct timespec){LONG_MIN, 1};
    RAW(utimensat, AT_FDCWD, "f", set, 0);
    TIMES("f");
    set[0] = (struct timespec){11, 12}, set[1] = (struct timespec){13, 14};
    RAW(utimensat, AT_FDCWD, "f", NOWHERE, 0);
    RAW(utimensat, file, NULL, set, 0);
    TIMES("f");
    RAW(utimensat, path, NULL, set, 0);
    RAW(utimensat, file, "", set, 0);
    RAW(utimensat, file, "", set, AT_EMPTY_PATH);
    RAW(utimensat, AT_FDCWD, NULL, set, 0);
    RAW(utimensat, AT_FDCWD, NULL, NULL, 0);
    RAW(utimensat, file, NULL, set, AT_SYMLINK_NOFOLLOW);
    RAW(utimensat, AT_FDCWD, "s", set, AT_SYMLINK_NOFOLLOW);
    TIMES("s");
    RAW(utimensat, AT_FDCWD, "f", set, 0x40);
    RAW(utimensat, directory, "in", set, 0);
    TIMES("d/in");
    RAW(utimensat, file, "in", set, 0);
    RAW(utimensat, AT_FDCWD, "loop", set, 0);
    RAW(utimensat, AT_FDCWD, long_name(256), set, 0);

    section("utime, utimes and futimesat");
    struct utimbuf old = {7, 8};
    RAW(utime, "f", &old);
    TIMES("f");
    RAW(utime, "f", NULL);
    TIMES("f");
    RAW(utime, "absent", &old);
    RAW(utime, "f", NOWHERE);
    RAW(utime, NOWHERE, &old);
    struct timeval micro[2] = {{1, 2}, {3, 999999}};
    RAW(utimes, "f", micro);
    TIMES("f");
    micro[0].tv_usec = 1000000;
    RAW(utimes, "f", micro);
    micro[0].tv_usec = -1;
    RAW(utimes, "f", micro);
    RAW(utimes, "f", NULL);
    TIMES("f");
    RAW(utimes, "absent", NULL);
    RAW(utimes, "f", NOWHERE);
    micro[0].tv_usec = 5;
    RAW(futimesat, directory, "in", micro);
    TIMES("d/in");
    RAW(futimesat, file, NULL, micro);
    TIMES("f");
    RAW(futimesat, 99, "in", micro);
    RAW(futimesat, file, "in", micro);
    RAW(futimesat, AT_FDCWD, NULL, micro);

    // What sets the times by itself.
    section("times that calls set");
    struct timespec past[2] = {{1000, 0}, {1000, 0}};
    futimens(file, past);
    read(file, buffer, 10);
    TIMES("f");
    futimens(file, past), pwrite(file, "12345", 5, 0);
    TIMES("f");
    futimens(file, past), ftruncate(file, 5);
    TIMES("f");
    futimens(file, past), ftruncate(file, 4);
    TIMES("f");
    futimens(file, past), write(file, "", 0);
    TIMES("f");
    futimens(file, past), close(open("f", O_WRONLY | O_TRUNC));
    TIMES("f");
    utimensat(AT_FDCWD, "d", past, 0), close(creat("d/new", 0600));
    TIMES("d");
    utimensat(AT_FDCWD, "d", past, 0), chmod("d/new", 0644);
    TIMES("d");
    utimensat(AT_FDCWD, "d", past, 0), rename("d/new", "d/newer");
    TIMES("d");
    utimensat(AT_FDCWD, "d", past, 0), unlink("d/newer");
    TIMES("d");
    utimensat(AT_FDCWD, "d", past, 0), link("d/in", "d/in2");
    TIMES("d");
    futimens(file, past), chmod("f", 0600), link("f", "f5"), unlink("f5");
    TIMES("f");
}

static void extended(void) {
    section("extended attributes");
    RAW(setxattr, "f", "user.a", "value", 5, 0);
    RAW(getxattr, "f", "user.a", buffer, sizeof buffer);
    RAW(getxattr, "f", "user.a", buffer, 0);
    RAW(getxattr, "f", "user.a", buffer, 3);
    RAW(setxattr, "f", "user.a", "v", 1, XATTR_CREATE);
    RAW(setxattr, "f", "user.b", "v", 1, XATTR_REPLACE);
    RAW(setxattr, "f", "user.a", "longer value", 12, XATTR_REPLACE);
    RAW(setxattr, "f", "user.a", "v", 1, XATTR_CREATE | XATTR_REPLACE);
    RAW(setxattr, "f", "user.a", "v", 1, 4);
    RAW(setxattr, "f", "user.empty", NULL, 0, 0);
    RAW(getxattr, "f", "user.empty", buffer, sizeof buffer);
    RAW(listxattr, "f", buffer, sizeof buffer);
    RAW(listxattr, "f", NULL, 0);
    RAW(listxattr, "f", buffer, 3);
    RAW(fgetxattr, file, "user.a", buffer, sizeof buffer);
    VALUE("%.12s", buffer);
    RAW(fsetxattr, file, "user.c", "c", 1, 0);
    RAW(flistxattr, file, buffer, sizeof buffer);
    RAW(fremovexattr, file, "user.c");
    RAW(fremovexattr, file, "user.c");
    RAW(removexattr, "f", "user.empty");
    RAW(getxattr, "f", "user.absent", buffer, sizeof buffer);
    RAW(getxattr, "absent", "user.a", buffer, sizeof buffer);
    RAW(getxattr, "f/x", "user.a", buffer, sizeof buffer);
    RAW(getxattr, "f", "", buffer, sizeof buffer);
    RAW(getxattr, "f", "user.", buffer, sizeof buffer);
    RAW(getxattr, "f", "a", buffer, sizeof buffer);
    RAW(getxattr, "f", "other.a", buffer, sizeof buffer);
    RAW(setxattr, "f", "other.a", "v", 1, 0);
    RAW(setxattr, "f", "", "v", 1, 0);
    RAW(setxattr, "f", "user.", "v", 1, 0);
    RAW(getxattr, "f", long_name(255), buffer, sizeof buffer);
    RAW(getxattr, "f", long_name(256), buffer, sizeof buffer);
    RAW(getxattr, "f", NOWHERE, buffer, sizeof buffer);
    RAW(getxattr, NOWHERE, "user.a", buffer, sizeof buffer);
    RAW(getxattr, "f", "user.a", NOWHERE, 100);
    RAW(setxattr, "f", "user.d", NOWHERE, 10, 0);
    RAW(setxattr, "f", "user.d", "v", 70000, 0);
    RAW(setxattr, "absent", "user.a", "v", 1, 0);
    RAW(setxattr, "d", "user.a", "v", 1, 0);
    RAW(getxattr, "d", "user.a", buffer, sizeof buffer);
    RAW(lsetxattr, "s", "user.a", "v", 1, 0);
    RAW(lgetxattr, "s", "user.a", buffer, sizeof buffer);
    RAW(llistxattr, "s", buffer, sizeof buffer);
    RAW(lremovexattr, "s", "user.a");
    RAW(lgetxattr, "f", "user.a", buffer, sizeof buffer);
    RAW(setxattr, "s", "user.s", "through", 7, 0);
    RAW(getxattr, "f", "user.s", buffer, sizeof buffer);
    RAW(lsetxattr, "s", "trusted.a", "v", 1, 0);
    RAW(lgetxattr, "s", "trusted.a", buffer, sizeof buffer);
    RAW(setxattr, "f", "trusted.a", "v", 1, 0);
    RAW(setxattr, "f", "security.a", "v", 1, 0);
    RAW(getxattr, "f", "security.a", buffer, sizeof buffer);
    RAW(removexattr, "f", "security.a");
    RAW(setxattr, "f", "system.a", "v", 1, 0);
    RAW(removexattr, "absent", "user.a");
    RAW(removexattr, "f", "other.a");
    RAW(listxattr, "absent", buffer, sizeof buffer);
    RAW(listxattr, "f", NOWHERE, 100);
    RAW(fgetxattr, 99, "user.a", buffer, sizeof buffer);
    RAW(fgetxattr, path, "user.a", buffer, sizeof buffer);
    RAW(flistxattr, path, buffer, sizeof buffer);
    RAW(fsetxattr, path, "user.a", "v", 1, 0);
    RAW(fremovexattr, path, "user.a");
    RAW(fsetxattr, 99, "user.a", "v", 1, 0);
    RAW(flistxattr, 99, buffer, sizeof buffer);
    RAW(fremovexattr, 99, "user.a");
    mkfifo("fifo", 0644);
    RAW(setxattr, "fifo", "user.a", "v", 1, 0);
    RAW(getxattr, "fifo", "user.a", buffer, sizeof buffer);
    RAW(getxattr, "/proc/version", "user.a", buffer, sizeof buffer);
    RAW(setxattr, "/proc/version", "user.a", "v", 1, 0);
}

int main(void) {
    begin();
    mkdir("d", 0755);
    file = file_with("f", "content", 7), close(file_with("d/in", "in", 2));
    symlink("f", "s"), symlink("loop", "loop"), symlink("absent", "dangling");
    directory = open("d", O_RDONLY), path = open("f", O_PATH);
    modes();
    instants();
    extended();
    return 0;
}
