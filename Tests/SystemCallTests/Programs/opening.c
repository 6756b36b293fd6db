// Calls: open openat openat2 creat close dup dup2 dup3 close_range memfd_create
#include "calls.h"
#include <linux/openat2.h>
#include <sys/mman.h>

static char buffer[100];

// What a descriptor is, then closes it.
static void opened(int line, const char *text, int descriptor) {
    int error = errno;
    struct stat status;
    if (descriptor < 0) {
        printf("%d: %s = -1 %s\n", line, text, strerrorname_np(error));
        return;
    }
    fstat(descriptor, &status);
    printf("%d: %s = %d, mode %o, flags %o, descriptor flags %d\n", line, text, descriptor, status.st_mode,
           fcntl(descriptor, F_GETFL), fcntl(descriptor, F_GETFD));
    close(descriptor);
}
#define OPEN(expression) opened(__LINE__, #expression, expression)

static void opening(void) {
    section("open");
    OPEN(open("f", O_RDONLY));
    OPEN(open("f", O_CREAT | O_EXCL | O_WRONLY, 0644));
    OPEN(open("f", O_CREAT | O_EXCL | O_WRONLY, 0644));
    OPEN(open("f", O_CREAT | O_RDWR, 0));
    OPEN(open("m", O_CREAT | O_RDWR, 07777));
    OPEN(open("n", O_CREAT | O_RDWR, 0200777));
    OPEN(open("f", O_RDONLY | O_APPEND | O_NONBLOCK | O_SYNC | O_CLOEXEC));
    OPEN(open("f", O_RDWR | O_DSYNC | O_NOATIME | O_NOCTTY));
    OPEN(open("f", O_WRONLY | O_RDWR));
    OPEN(open("f", O_RDONLY | 0x40000000));
    OPEN(open("f", O_PATH));
    OPEN(open("f", O_PATH | O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC));
    OPEN(open("f", O_PATH | O_DIRECTORY));
    OPEN(open("f", O_DIRECTORY));
    OPEN(open(".", O_DIRECTORY));
    OPEN(open(".", O_WRONLY));
    OPEN(open(".", O_RDWR));
    OPEN(open(".", O_RDONLY | O_TRUNC));
    OPEN(open(".", O_RDONLY | O_CREAT, 0644));
    OPEN(open("/", O_RDONLY));
    OPEN(open("f/", O_RDONLY));
    OPEN(open("f/g", O_RDONLY));
    OPEN(open("f/..", O_RDONLY));
    OPEN(open("new/", O_CREAT | O_WRONLY, 0644));
    OPEN(open("none/new", O_CREAT | O_WRONLY, 0644));
    OPEN(open("d", O_CREAT | O_DIRECTORY, 0755));
    mkdir("d", 0755);
    OPEN(open("d", O_CREAT | O_DIRECTORY, 0755));
    OPEN(open("d", O_CREAT | O_EXCL, 0755));
    OPEN(open("d/", O_RDONLY));
    OPEN(open("d/.", O_CREAT | O_WRONLY, 0644));
    OPEN(open("d/..", O_CREAT | O_WRONLY, 0644));
    OPEN(open("", O_RDONLY));
    OPEN(open("", O_CREAT | O_WRONLY, 0644));
    OPEN(open(NULL, O_RDONLY));
    OPEN(open(NOWHERE, O_RDONLY));
    OPEN(open(NONCANONICAL, O_RDONLY));
    OPEN(open(HIGHEST, O_RDONLY));
    int file = open("f", O_WRONLY);
    write(file, "content", 7);
    close(file);
    struct stat status;
    OPEN(open("f", O_RDONLY | O_TRUNC));
    stat("f", &status);
    VALUE("%ld", status.st_size);

    section("names");
    OPEN(open(long_name(255), O_CREAT | O_RDWR, 0644));
    OPEN(open(long_name(256), O_CREAT | O_RDWR, 0644));
    OPEN(open(long_name(256), O_RDONLY));
    OPEN(open(long_path("f", 4095), O_RDONLY));
    OPEN(open(long_path("f", 4096), O_RDONLY));
    OPEN(open(long_path("f", 5000), O_RDONLY));
    char *fence = fenced(1);
    strcpy(fence + PAGE - 2, "f");
    OPEN(open(fence + PAGE - 2, O_RDONLY));
    fence[PAGE - 1] = 'f';
    OPEN(open(fence + PAGE - 2, O_RDONLY));
    memset(fence, 'a', PAGE);
    OPEN(open(fence, O_RDONLY));

    section("symbolic links");
    symlink("f", "s");
    symlink("loop", "loop");
    symlink("absent", "dangling");
    symlink("d", "sd");
    symlink("new-by-link", "makes");
    OPEN(open("s", O_RDONLY));
    OPEN(open("s", O_RDONLY | O_NOFOLLOW));
    OPEN(open("s", O_PATH | O_NOFOLLOW));
    OPEN(open("s/", O_RDONLY));
    OPEN(open("sd", O_RDONLY | O_NOFOLLOW));
    OPEN(open("sd", O_RDONLY | O_NOFOLLOW | O_DIRECTORY));
    OPEN(open("sd/", O_RDONLY | O_NOFOLLOW));
    OPEN(open("sd/.", O_RDONLY | O_NOFOLLOW));
    OPEN(open("loop", O_RDONLY));
    OPEN(open("loop/x", O_RDONLY));
    OPEN(open("loop", O_RDONLY | O_CREAT, 0644));
    OPEN(open("dangling", O_RDONLY));
    OPEN(open("dangling", O_CREAT | O_EXCL, 0644));
    OPEN(open("makes", O_CREAT | O_WRONLY, 0600));
    SHOW(access("new-by-link", F_OK));
    // Forty links in a row are followed, forty-one are not.
    char name[20], target[20];
    int made = open("chain0", O_CREAT | O_WRONLY, 0644);
    close(made);
    for (int i = 1; i <= 42; i++) {
        sprintf(name, "chain%d", i), sprintf(target, "chain%d", i - 1);
        symlink(target, name);
    }
    OPEN(open("chain39", O_RDONLY));
    OPEN(open("chain40", O_RDONLY));
    OPEN(open("chain41", O_RDONLY));

    section("unnamed files");
    OPEN(open(".", O_TMPFILE | O_RDWR, 0600));
    OPEN(open(".", O_TMPFILE | O_WRONLY | O_EXCL, 0644));
    OPEN(open(".", O_TMPFILE | O_RDONLY, 0600));
    OPEN(open("f", O_TMPFILE | O_RDWR, 0600));
    OPEN(open("absent", O_TMPFILE | O_RDWR, 0600));
    OPEN(open(".", (O_TMPFILE & ~O_DIRECTORY) | O_RDWR, 0600));
    int unnamed = open(".", O_TMPFILE | O_RDWR, 0600);
    fstat(unnamed, &status);
    VALUE("%ld links", (long)status.st_nlink);
    char link_name[40];
    sprintf(link_name, "/proc/self/fd/%d", unnamed);
    SHOW(linkat(AT_FDCWD, link_name, AT_FDCWD, "named", AT_SYMLINK_FOLLOW));
    close(unnamed);
    unnamed = open(".", O_TMPFILE | O_RDWR | O_EXCL, 0600);
    sprintf(link_name, "/proc/self/fd/%d", unnamed);
    SHOW(linkat(AT_FDCWD, link_name, AT_FDCWD, "named2", AT_SYMLINK_FOLLOW));
    close(unnamed);

    section("other kinds");
    mkfifo("fifo", 0644);
    mknod("sock", S_IFSOCK | 0644, 0);
    OPEN(open("fifo", O_WRONLY | O_NONBLOCK));
    OPEN(open("fifo", O_RDONLY | O_NONBLOCK));
    OPEN(open("fifo", O_RDWR));
    OPEN(open("sock", O_RDWR));
    OPEN(open("sock", O_PATH));
    OPEN(open("/dev/null", O_RDWR | O_CREAT, 0600));
    OPEN(open("/dev/null", O_RDWR | O_DIRECTORY));
    OPEN(open("/proc/self/fd/99", O_RDONLY));
    OPEN(open("/proc/self/exe", O_WRONLY));
    int reopened = open("f", O_RDWR);
    sprintf(link_name, "/proc/self/fd/%d", reopened);
    OPEN(open(link_name, O_RDONLY));
    OPEN(open(link_name, O_RDONLY | O_NOFOLLOW));
    OPEN(open("/dev/fd/3", O_WRONLY));
    unlink("f");
    OPEN(open(link_name, O_RDONLY));
    close(reopened);
    reopened = open("m", O_PATH);
    sprintf(link_name, "/proc/self/fd/%d", reopened);
    OPEN(open(link_name, O_RDWR));
    close(reopened);

    section("creat");
    OPEN(creat("c", 0640));
    OPEN(creat("c", 0));
    OPEN(creat("d", 0640));
    OPEN(creat("", 0640));
    OPEN(creat(NOWHERE, 0640));
    OPEN(creat("none/c", 0640));
}

static void relative(void) {
    section("openat");
    int directory = open("d", O_RDONLY), path = open("d", O_PATH), file = open("c", O_RDWR);
    OPEN(openat(directory, "x", O_CREAT | O_RDWR, 0600));
    OPEN(openat(path, "x", O_RDONLY));
    OPEN(openat(path, ".", O_RDONLY));
    OPEN(openat(path, "", O_RDONLY));
    OPEN(openat(directory, "../c", O_RDONLY));
    OPEN(openat(file, "x", O_RDONLY));
    OPEN(openat(file, "", O_RDONLY));
    OPEN(openat(99, "x", O_RDONLY));
    OPEN(openat(-1, "x", O_RDONLY));
    OPEN(openat(99, "/", O_RDONLY));
    OPEN(openat(file, "/", O_RDONLY));
    OPEN(openat(99, NOWHERE, O_RDONLY));
    OPEN(openat(AT_FDCWD, "c", O_RDONLY));
    rmdir("gone"), mkdir("gone", 0755);
    int gone = open("gone", O_RDONLY);
    rmdir("gone");
    OPEN(openat(gone, "x", O_CREAT | O_RDWR, 0600));
    OPEN(openat(gone, "..", O_RDONLY));
    OPEN(openat(gone, ".", O_RDONLY));
    close(gone);

    section("openat2");
    struct open_how how = {.flags = O_RDONLY};
#define OPEN2(dir, name, ...)                                                                                          \
    do {                                                                                                               \
        how = (struct open_how){__VA_ARGS__};                                                                          \
        opened(__LINE__, "openat2(" #dir ", " #name ", " #__VA_ARGS__ ")",                                             \
               (int)KERNEL(openat2, dir, name, &how, sizeof how));                                                     \
    } while (0)
    symlink("../c", "d/up");
    symlink("x", "d/in");
    symlink("/dev/null", "d/root");
    OPEN2(directory, "x", .flags = O_RDONLY);
    OPEN2(directory, "x", .flags = O_RDONLY, .mode = 0600);
    OPEN2(directory, "new2", .flags = O_CREAT | O_RDWR, .mode = 0600);
    OPEN2(directory, "new3", .flags = O_CREAT | O_RDWR, .mode = 0200600);
    OPEN2(directory, "x", .flags = 0x40000000);
    OPEN2(directory, "x", .flags = 1UL << 40);
    OPEN2(directory, "x", .flags = O_PATH | O_RDWR);
    OPEN2(directory, "x", .flags = O_PATH | O_CREAT);
    OPEN2(directory, ".", .flags = O_TMPFILE | O_RDWR, .mode = 0600);
    OPEN2(directory, "x", .resolve = 0x100);
    OPEN2(directory, "in", .resolve = RESOLVE_NO_SYMLINKS);
    OPEN2(directory, "in", .flags = O_PATH | O_NOFOLLOW, .resolve = RESOLVE_NO_SYMLINKS);
    OPEN2(directory, "x", .resolve = RESOLVE_NO_SYMLINKS);
    OPEN2(directory, "x", .resolve = RESOLVE_BENEATH);
    OPEN2(directory, "up", .resolve = RESOLVE_BENEATH);
    OPEN2(directory, "root", .resolve = RESOLVE_BENEATH);
    OPEN2(directory, "../c", .resolve = RESOLVE_BENEATH);
    OPEN2(directory, "/c", .resolve = RESOLVE_BENEATH);
    OPEN2(directory, "..", .resolve = RESOLVE_BENEATH);
    OPEN2(AT_FDCWD, "d/../c", .resolve = RESOLVE_BENEATH);
    OPEN2(directory, "../x", .resolve = RESOLVE_IN_ROOT);
    OPEN2(directory, "/x", .resolve = RESOLVE_IN_ROOT);
    OPEN2(directory, "/../../x", .resolve = RESOLVE_IN_ROOT);
    OPEN2(directory, "root", .resolve = RESOLVE_IN_ROOT);
    OPEN2(directory, "x", .resolve = RESOLVE_IN_ROOT | RESOLVE_BENEATH);
    OPEN2(AT_FDCWD, "/proc/self/fd/1", .resolve = RESOLVE_NO_MAGICLINKS);
    OPEN2(AT_FDCWD, "/proc/self/status", .resolve = RESOLVE_NO_XDEV);
    OPEN2(AT_FDCWD, "c", .resolve = RESOLVE_NO_XDEV);
    struct { struct open_how how; long more; } larger = {{.flags = O_RDONLY}, 0};
    opened(__LINE__, "larger, zero", (int)KERNEL(openat2, AT_FDCWD, "c", &larger, sizeof larger));
    larger.more = 1;
    opened(__LINE__, "larger, not zero", (int)KERNEL(openat2, AT_FDCWD, "c", &larger, sizeof larger));
    RAW(openat2, AT_FDCWD, "c", &how, 23);
    RAW(openat2, AT_FDCWD, "c", &how, 0);
    RAW(openat2, AT_FDCWD, "c", &how, 5000);
    RAW(openat2, AT_FDCWD, "c", NOWHERE, sizeof how);
    RAW(openat2, AT_FDCWD, NOWHERE, &larger.how, sizeof how);
    close(directory), close(path), close(file);
}

static void copies(void) {
    section("dup");
    int file = file_with("dup", "0123456789", 10);
    RAW(dup, file);
    RAW(dup, 99);
    RAW(dup, -1);
    RAW(dup2, file, 50);
    RAW(dup2, file, 1023);
    RAW(dup2, file, 1024);
    RAW(dup2, file, -1);
    RAW(dup2, file, file);
    RAW(dup2, 99, 99);
    RAW(dup2, 99, 50);
    RAW(fcntl, 50, F_GETFD);
    RAW(dup3, file, 51, O_CLOEXEC);
    RAW(fcntl, 51, F_GETFD);
    RAW(dup3, file, 51, 0);
    RAW(fcntl, 51, F_GETFD);
    RAW(dup3, file, file, 0);
    RAW(dup3, file, 52, O_NONBLOCK);
    RAW(dup3, file, 1024, 0);
    RAW(dup3, 99, 52, 0);
    RAW(dup3, 99, 99, 0);
    RAW(read, 50, buffer, 4);
    RAW(lseek, file, 0, SEEK_CUR);
    RAW(close, file);
    RAW(lseek, 50, 0, SEEK_CUR);
    RAW(close, file);
    RAW(close, -1);
    RAW(close, 5000);

    section("close_range");
    for (int i = 60; i < 70; i++) dup2(50, i);
    RAW(close_range, 62, 64, 0);
    RAW(fcntl, 61, F_GETFD);
    RAW(fcntl, 62, F_GETFD);
    RAW(fcntl, 64, F_GETFD);
    RAW(fcntl, 65, F_GETFD);
    RAW(close_range, 65, 66, 4);
    RAW(fcntl, 65, F_GETFD);
    RAW(fcntl, 67, F_GETFD);
    RAW(close_range, 67, 67, 2);
    RAW(close_range, 68, 67, 0);
    RAW(close_range, 69, ~0U, 8);
    RAW(close_range, 69, ~0U, 0);
    RAW(fcntl, 69, F_GETFD);
    RAW(close_range, 2000, 3000, 0);
    RAW(close_range, 3, ~0U, 0);

    section("memfd_create");
    OPEN(memfd_create("mem", 0));
    OPEN(memfd_create("", MFD_CLOEXEC));
    OPEN(memfd_create("mem", MFD_ALLOW_SEALING | MFD_CLOEXEC));
    OPEN(memfd_create("mem", 0x100));
    OPEN(memfd_create(NOWHERE, 0));
    OPEN(memfd_create(long_name(249), 0));
    OPEN(memfd_create(long_name(250), 0));
    OPEN(memfd_create("exec", 0x10));
    OPEN(memfd_create("noexec", 0x8));
    OPEN(memfd_create("both", 0x18));
    int memory = memfd_create("shown", 0);
    char link_name[40];
    sprintf(link_name, "/proc/self/fd/%d", memory);
    ssize_t length = readlink(link_name, buffer, sizeof buffer - 1);
    VALUE("%.*s", (int)length, buffer);
    OPEN(open(link_name, O_RDONLY));
    close(memory);

    section("no more descriptors");
    struct rlimit limit = {10, 1024};
    setrlimit(RLIMIT_NOFILE, &limit);
    int last = -1, next;
    while ((next = open("dup", O_RDONLY)) >= 0) last = next;
    VALUE("last %d, %s", last, strerrorname_np(errno));
    SHOW(dup(0));
    SHOW(dup2(0, 10));
    SHOW(dup2(0, 9));
    SHOW(memfd_create("x", 0));
    int ends[2];
    close(9);
    SHOW(pipe(ends));
    SHOW(open("absent", O_RDONLY));
}

int main(void) {
    begin();
    opening();
    relative();
    copies();
    return 0;
}
