// Calls: stat fstat lstat newfstatat statx statfs fstatfs access faccessat faccessat2
#include "calls.h"
#include <sys/statfs.h>
#include <sys/sysmacros.h>

static struct stat status;
static struct statx extended;

static void show_status(int line, const char *what, const struct stat *s) {
    printf("%d: %s: mode %o links %ld owner %d:%d size %ld block %ld blocks %ld device %d:%d\n", line, what, s->st_mode,
           S_ISDIR(s->st_mode) ? 0 : (long)s->st_nlink, s->st_uid, s->st_gid, S_ISDIR(s->st_mode) ? 0 : (long)s->st_size,
           (long)s->st_blksize, S_ISDIR(s->st_mode) ? 0 : (long)s->st_blocks, major(s->st_rdev), minor(s->st_rdev));
}
#define STATUS(call, ...)                                                                                              \
    do {                                                                                                               \
        errno = 0;                                                                                                     \
        long result = KERNEL(call, ##__VA_ARGS__);                                                                     \
        if (result)                                                                                                    \
            print_result(__LINE__, #call "(" #__VA_ARGS__ ")", result);                                                \
        else                                                                                                           \
            show_status(__LINE__, #call "(" #__VA_ARGS__ ")", &status);                                                \
    } while (0)

static void plain(void) {
    section("stat");
    int file = file_with("f", "content", 7), path = open("f", O_PATH), directory = open("d", O_RDONLY), ends[2];
    pipe(ends);
    STATUS(stat, "f", &status);
    STATUS(stat, "d", &status);
    STATUS(stat, "s", &status);
    STATUS(lstat, "s", &status);
    STATUS(lstat, "sd/", &status);
    STATUS(lstat, "sd", &status);
    STATUS(lstat, "sd/in", &status);
    STATUS(stat, "fifo", &status);
    STATUS(stat, "sock", &status);
    STATUS(stat, "/dev/null", &status);
    STATUS(stat, "/dev/zero", &status);
    STATUS(stat, "/dev/urandom", &status);
    STATUS(stat, "absent", &status);
    STATUS(stat, "f/", &status);
    STATUS(stat, "f/x", &status);
    STATUS(stat, "f/.", &status);
    STATUS(stat, "absent/x", &status);
    STATUS(stat, "loop", &status);
    STATUS(lstat, "loop", &status);
    STATUS(lstat, "loop/", &status);
    STATUS(stat, "dangling", &status);
    STATUS(stat, "", &status);
    STATUS(stat, NULL, &status);
    STATUS(stat, NOWHERE, &status);
    STATUS(stat, NONCANONICAL, &status);
    STATUS(stat, "f", NOWHERE);
    STATUS(stat, "f", NULL);
    STATUS(stat, "f", HIGHEST);
    STATUS(stat, "absent", NOWHERE);
    STATUS(stat, long_name(256), &status);
    STATUS(stat, long_path("f", 4095), &status);
    STATUS(stat, long_path("f", 4096), &status);
    STATUS(fstat, file, &status);
    STATUS(fstat, path, &status);
    STATUS(fstat, directory, &status);
    STATUS(fstat, ends[0], &status);
    STATUS(fstat, 99, &status);
    STATUS(fstat, -1, &status);
    STATUS(fstat, file, NOWHERE);
    STATUS(fstat, 99, NOWHERE);
    ftruncate(file, 100 * PAGE);
    STATUS(fstat, file, &status);
    pwrite(file, "x", 1, 50 * PAGE);
    STATUS(fstat, file, &status);
    unlink("f");
    STATUS(fstat, file, &status);
    int memory = memfd_create("m", 0);
    STATUS(fstat, memory, &status);
    close(file), close(path), close(memory);
    close(file_with("f", "content", 7));

    section("newfstatat");
    int link_path = open("s", O_PATH | O_NOFOLLOW);
    STATUS(newfstatat, directory, "in", &status, 0);
    STATUS(newfstatat, directory, "../f", &status, 0);
    STATUS(newfstatat, AT_FDCWD, "s", &status, AT_SYMLINK_NOFOLLOW);
    STATUS(newfstatat, AT_FDCWD, "s", &status, 0);
    STATUS(newfstatat, directory, "", &status, AT_EMPTY_PATH);
    STATUS(newfstatat, directory, "", &status, 0);
    STATUS(newfstatat, link_path, "", &status, AT_EMPTY_PATH);
    STATUS(newfstatat, ends[0], "", &status, AT_EMPTY_PATH);
    STATUS(newfstatat, AT_FDCWD, "", &status, AT_EMPTY_PATH);
    STATUS(newfstatat, directory, NULL, &status, AT_EMPTY_PATH);
    STATUS(newfstatat, directory, NULL, &status, 0);
    STATUS(newfstatat, 99, "", &status, AT_EMPTY_PATH);
    STATUS(newfstatat, 99, "in", &status, 0);
    STATUS(newfstatat, 99, "/dev/null", &status, 0);
    STATUS(newfstatat, ends[0], "in", &status, 0);
    STATUS(newfstatat, directory, "in", &status, 0x800000);
    STATUS(newfstatat, directory, "in", &status, AT_NO_AUTOMOUNT);
    STATUS(newfstatat, directory, "in", &status, AT_STATX_FORCE_SYNC);
    STATUS(newfstatat, directory, "in", &status, AT_EACCESS);
    STATUS(newfstatat, directory, "in", &status, AT_SYMLINK_FOLLOW);
    STATUS(newfstatat, directory, "in", NOWHERE, 0);
}

// Whether the times of a change come along unasked is not the same in all versions of Linux.
static void show_extended(int line, const char *what) {
    int directory = S_ISDIR(extended.stx_mode);
    printf("%d: %s: mask %x mode %o links %u owner %u:%u size %lld block %u blocks %lld device %u:%u attributes %llx\n", line, what,
           extended.stx_mask & (STATX_BASIC_STATS | STATX_BTIME) & ~(STATX_MTIME | STATX_CTIME), extended.stx_mode, directory ? 0 : extended.stx_nlink,
           extended.stx_uid, extended.stx_gid, directory ? 0LL : (long long)extended.stx_size, extended.stx_blksize,
           directory ? 0LL : (long long)extended.stx_blocks, extended.stx_rdev_major, extended.stx_rdev_minor,
           (long long)extended.stx_attributes & 0xff);
}
#define EXTENDED(...)                                                                                                  \
    do {                                                                                                               \
        errno = 0;                                                                                                     \
        memset(&extended, 0xee, sizeof extended);                                                                      \
        long result = KERNEL(statx, __VA_ARGS__);                                                                      \
        if (result)                                                                                                    \
            print_result(__LINE__, "statx(" #__VA_ARGS__ ")", result);                                                 \
        else                                                                                                           \
            show_extended(__LINE__, "statx(" #__VA_ARGS__ ")");                                                        \
    } while (0)

static void wide(void) {
    section("statx");
    int directory = open("d", O_RDONLY), file = open("f", O_RDONLY);
    EXTENDED(AT_FDCWD, "f", 0, STATX_BASIC_STATS, &extended);
    EXTENDED(AT_FDCWD, "f", 0, STATX_ALL, &extended);
    EXTENDED(AT_FDCWD, "f", 0, 0, &extended);
    EXTENDED(AT_FDCWD, "f", 0, STATX_SIZE, &extended);
    EXTENDED(AT_FDCWD, "f", 0, 0x80000000, &extended);
    EXTENDED(AT_FDCWD, "f", 0, 0x40000000, &extended);
    EXTENDED(AT_FDCWD, "s", 0, STATX_BASIC_STATS, &extended);
    EXTENDED(AT_FDCWD, "s", AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &extended);
    EXTENDED(AT_FDCWD, "/dev/null", 0, STATX_BASIC_STATS, &extended);
    EXTENDED(directory, "in", AT_STATX_DONT_SYNC, STATX_BASIC_STATS, &extended);
    EXTENDED(directory, "in", AT_STATX_FORCE_SYNC, STATX_BASIC_STATS, &extended);
    EXTENDED(directory, "in", AT_STATX_FORCE_SYNC | AT_STATX_DONT_SYNC, STATX_BASIC_STATS, &extended);
    EXTENDED(directory, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &extended);
    EXTENDED(directory, NULL, AT_EMPTY_PATH, STATX_BASIC_STATS, &extended);
    EXTENDED(file, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &extended);
    EXTENDED(directory, "", 0, STATX_BASIC_STATS, &extended);
    EXTENDED(directory, "in", 0x800000, STATX_BASIC_STATS, &extended);
    EXTENDED(file, "in", 0, STATX_BASIC_STATS, &extended);
    EXTENDED(99, "in", 0, STATX_BASIC_STATS, &extended);
    EXTENDED(AT_FDCWD, "absent", 0, STATX_BASIC_STATS, &extended);
    EXTENDED(AT_FDCWD, "f/x", 0, STATX_BASIC_STATS, &extended);
    EXTENDED(AT_FDCWD, "loop", 0, STATX_BASIC_STATS, &extended);
    EXTENDED(AT_FDCWD, NOWHERE, 0, STATX_BASIC_STATS, &extended);
    EXTENDED(AT_FDCWD, "f", 0, STATX_BASIC_STATS, NOWHERE);
    EXTENDED(AT_FDCWD, "f", 0, STATX_BASIC_STATS, NULL);
    EXTENDED(AT_FDCWD, long_name(256), 0, STATX_BASIC_STATS, &extended);

    section("statfs");
    struct statfs system;
    RAW(statfs, ".", &system);
    VALUE("type %lx block %ld name %ld fragment %ld", (long)system.f_type, (long)system.f_bsize, (long)system.f_namelen,
          (long)system.f_frsize);
    RAW(statfs, "/proc", &system);
    VALUE("type %lx block %ld name %ld blocks %ld", (long)system.f_type, (long)system.f_bsize, (long)system.f_namelen,
          (long)system.f_blocks);
    RAW(fstatfs, file, &system);
    VALUE("type %lx", (long)system.f_type);
    int ends[2];
    pipe(ends);
    RAW(fstatfs, ends[0], &system);
    VALUE("type %lx block %ld name %ld", (long)system.f_type, (long)system.f_bsize, (long)system.f_namelen);
    int path = open("f", O_PATH);
    RAW(fstatfs, path, &system);
    RAW(statfs, "absent", &system);
    RAW(statfs, "f/x", &system);
    RAW(statfs, "loop", &system);
    RAW(statfs, "", &system);
    RAW(statfs, NOWHERE, &system);
    RAW(statfs, ".", NOWHERE);
    RAW(statfs, long_name(256), &system);
    RAW(fstatfs, 99, &system);
    RAW(fstatfs, file, NOWHERE);
    RAW(fstatfs, 99, NOWHERE);
}

static void permission(void) {
    section("access");
    int directory = open("d", O_RDONLY), file = open("f", O_RDONLY), path = open("s", O_PATH | O_NOFOLLOW);
    RAW(access, "f", F_OK);
    RAW(access, "f", R_OK | W_OK);
    RAW(access, "f", X_OK);
    RAW(access, "d", X_OK);
    RAW(access, "none", R_OK | W_OK);
    RAW(access, "none", X_OK);
    RAW(access, "one", X_OK);
    RAW(access, "nodir", X_OK | R_OK | W_OK);
    RAW(access, "f", 8);
    RAW(access, "f", -1);
    RAW(access, "absent", F_OK);
    RAW(access, "absent", 8);
    RAW(access, "f/", F_OK);
    RAW(access, "f/x", F_OK);
    RAW(access, "loop", F_OK);
    RAW(access, "dangling", F_OK);
    RAW(access, "", F_OK);
    RAW(access, NOWHERE, F_OK);
    RAW(access, long_name(256), F_OK);
    RAW(access, long_path("f", 4096), F_OK);
    RAW(faccessat, directory, "in", R_OK);
    RAW(faccessat, 99, "in", R_OK);
    RAW(faccessat, file, "in", R_OK);
    RAW(faccessat, 99, "/dev/null", R_OK);
    RAW(faccessat, directory, "in", 8);
    RAW(faccessat2, directory, "in", R_OK, 0);
    RAW(faccessat2, directory, "in", R_OK, AT_EACCESS);
    RAW(faccessat2, directory, "in", R_OK, AT_SYMLINK_NOFOLLOW);
    RAW(faccessat2, AT_FDCWD, "dangling", F_OK, AT_SYMLINK_NOFOLLOW);
    RAW(faccessat2, AT_FDCWD, "dangling", W_OK, AT_SYMLINK_NOFOLLOW);
    RAW(faccessat2, directory, "in", R_OK, 0x800000);
    RAW(faccessat2, directory, "in", R_OK, AT_REMOVEDIR);
    RAW(faccessat2, directory, "in", R_OK, AT_NO_AUTOMOUNT);
    RAW(faccessat2, file, "", R_OK, AT_EMPTY_PATH);
    RAW(faccessat2, path, "", R_OK, AT_EMPTY_PATH);
    RAW(faccessat2, file, "", R_OK, 0);
    RAW(faccessat2, 99, "", R_OK, AT_EMPTY_PATH);
    RAW(access, "/proc/self/status", W_OK);
    RAW(access, "/dev/null", W_OK | R_OK);
    RAW(access, "/dev/null", X_OK);

    // Without privileges the bits count; the real user's for access, the effective one's with AT_EACCESS.
    section("access without privileges");
    chmod("d", 0711), chmod("f", 0640), chmod(".", 0755), chmod("nodir", 0000);
    chown("one", 1000, 1000), chmod("one", 0077);
    mkdir("closed", 0700), close(file_with("closed/in", "", 0));
    SHOW(setresgid(1000, 1000, 0));
    SHOW(setresuid(1000, 1000, 0));
    RAW(access, "f", R_OK);
    RAW(access, "f", F_OK);
    RAW(access, "d", R_OK);
    RAW(access, "d", X_OK);
    RAW(access, "one", R_OK);
    RAW(access, "none", R_OK);
    RAW(access, "closed/in", F_OK);
    RAW(open, "f", O_RDONLY);
    RAW(open, "one", O_WRONLY);
    RAW(open, "d", O_RDONLY);
    RAW(open, "closed/in", O_PATH);
    RAW(open, "created", O_CREAT | O_WRONLY, 0600);
    RAW(mkdir, "created", 0755);
    RAW(unlink, "f");
    RAW(chdir, "closed");
    RAW(chdir, "d");
    RAW(chdir, "..");
    RAW(open, "s", O_RDONLY | O_NOATIME);
    STATUS(stat, "closed", &status);
    STATUS(stat, "closed/in", &status);
    RAW(link, "f", "f2");
    RAW(symlink, "f", "f3");
    RAW(rename, "f", "f4");
    RAW(truncate, "f", 0);
    RAW(chmod, "f", 0777);
    RAW(chmod, "one", 0444);
    RAW(chown, "one", 1000, 1000);
    RAW(chown, "one", 0, -1);
    RAW(chown, "one", -1, 0);
    RAW(chown, "f", 1000, 1000);
    RAW(utimensat, AT_FDCWD, "f", NULL, 0);
    RAW(utimensat, AT_FDCWD, "one", NULL, 0);
    RAW(mknod, "device", S_IFCHR | 0600, makedev(1, 3));
    RAW(mknod, "/tmp/apus-fifo-of-nobody", S_IFCHR | 0600, makedev(1, 3));
    RAW(chroot, ".");
    SHOW(setresuid(1000, 0, 0));
    RAW(access, "f", R_OK);
    RAW(faccessat2, AT_FDCWD, "f", R_OK, AT_EACCESS);
    SHOW(setresuid(0, 0, 0));
    SHOW(setresgid(0, 0, 0));
}

int main(void) {
    begin();
    mkdir("d", 0755);
    close(file_with("f", "content", 7)), close(file_with("d/in", "in", 2));
    close(file_with("none", "", 0)), chmod("none", 0);
    close(file_with("one", "", 0)), chmod("one", 0001);
    mkdir("nodir", 0);
    symlink("f", "s"), symlink("d", "sd"), symlink("loop", "loop"), symlink("absent", "dangling");
    mkfifo("fifo", 0644), mknod("sock", S_IFSOCK | 0600, 0);
    plain();
    close_range(3, ~0U, 0);
    wide();
    close_range(3, ~0U, 0);
    permission();
    return 0;
}
