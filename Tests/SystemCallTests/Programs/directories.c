// Calls: getdents getdents64 chdir fchdir getcwd chroot umask
#include "calls.h"
#include <dirent.h>

struct entry64 {
    uint64_t inode;
    int64_t next;
    uint16_t length;
    uint8_t type;
    char name[];
};

static char buffer[70000];

// Reads a directory to its end with a buffer of this size: how many entries, how many calls, and a sum that no order changes.
static void count(int line, int directory, size_t size) {
    long entries = 0, calls = 0, sum = 0, result, badly = 0;
    lseek(directory, 0, SEEK_SET);
    while ((result = syscall(SYS_getdents64, directory, buffer, size)) > 0) {
        calls++;
        for (long at = 0; at < result;) {
            struct entry64 *entry = (struct entry64 *)(buffer + at);
            entries++;
            badly += entry->length % 8 != 0 || entry->inode == 0;
            for (char *c = entry->name; *c; c++) sum += *c * entry->type;
            at += entry->length;
        }
    }
    printf("%d: %ld entries, sum %ld, %ld bad, end %s\n", line, entries, sum, badly, result ? strerrorname_np(errno) : "fine");
}

static void listing(void) {
    section("getdents64");
    mkdir("d", 0755);
    int directory = open("d", O_RDONLY), file = file_with("f", "", 0), path = open("d", O_PATH);
    count(__LINE__, directory, sizeof buffer);
    mkdir("d/sub", 0755), symlink("x", "d/link"), mkfifo("d/fifo", 0644), mknod("d/sock", S_IFSOCK | 0644, 0);
    for (int i = 0; i < 300; i++) {
        char name[30];
        sprintf(name, "d/entry-%d", i);
        close(creat(name, 0644));
    }
    count(__LINE__, directory, sizeof buffer);
    count(__LINE__, directory, 4096);
    count(__LINE__, directory, 23);
    RAW(lseek, directory, 0, SEEK_SET);
    RAW(getdents64, directory, buffer, 10);
    RAW(getdents64, directory, buffer, 0);
    RAW(getdents64, directory, NOWHERE, 1000);
    RAW(getdents64, directory, NOWHERE, 0);
    RAW(getdents64, directory, HIGHEST, 1000);
    RAW(getdents64, file, buffer, 1000);
    RAW(getdents64, path, buffer, 1000);
    RAW(getdents64, 99, buffer, 1000);
    // Seeking to where an entry said the next one is.
    lseek(directory, 0, SEEK_SET);
    long first = syscall(SYS_getdents64, directory, buffer, 1000), entries = 0, more = 0, result;
    int64_t next = 0;
    for (long at = 0; at < first; at += ((struct entry64 *)(buffer + at))->length) {
        entries++;
        next = ((struct entry64 *)(buffer + at))->next;
    }
    lseek(directory, next, SEEK_SET);
    while ((result = syscall(SYS_getdents64, directory, buffer, sizeof buffer)) > 0)
        for (long at = 0; at < result; at += ((struct entry64 *)(buffer + at))->length) more++;
    VALUE("%ld entries in two parts", entries + more);
    RAW(lseek, directory, -1, SEEK_SET);
    RAW(lseek, directory, 0, 9);
    // Removing while reading.
    lseek(directory, 0, SEEK_SET);
    long removed = 0;
    while ((result = syscall(SYS_getdents64, directory, buffer, 500)) > 0)
        for (long at = 0; at < result; at += ((struct entry64 *)(buffer + at))->length) {
            struct entry64 *entry = (struct entry64 *)(buffer + at);
            if (entry->type == DT_REG && unlinkat(directory, entry->name, 0) == 0) removed++;
        }
    VALUE("%ld removed", removed);
    count(__LINE__, directory, sizeof buffer);
    section("getdents");
    RAW(lseek, directory, 0, SEEK_SET);
    long old = KERNEL(getdents, directory, buffer, sizeof buffer), olds = 0;
    for (long at = 0; at < old;) {
        unsigned short length = *(unsigned short *)(buffer + at + 16);
        olds++;
        at += length;
    }
    VALUE("%ld", olds);
    RAW(getdents, directory, buffer, 1000);
    RAW(lseek, directory, 0, SEEK_SET);
    RAW(getdents, directory, buffer, 10);
    RAW(getdents, directory, NOWHERE, 1000);
    RAW(getdents, file, buffer, 1000);
    RAW(getdents, 99, buffer, 1000);
    // A directory that is gone.
    mkdir("gone", 0755);
    int gone = open("gone", O_RDONLY);
    rmdir("gone");
    RAW(getdents64, gone, buffer, 1000);
    struct stat status;
    RAW(fstat, gone, &status);
    VALUE("%ld links", (long)status.st_nlink);
    close_range(3, ~0U, 0);
}

static const char *tail(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash : path;
}

static void working(void) {
    section("chdir and getcwd");
    mkdir("w", 0755), mkdir("w/in", 0755), close(creat("file", 0755)), symlink("w", "link"), symlink("loop", "loop");
    RAW(chdir, "w");
    SHOW(KERNEL(getcwd, buffer, sizeof buffer) == (long)strlen(buffer) + 1);
    VALUE("%s", tail(buffer));
    RAW(getcwd, buffer, 0);
    RAW(getcwd, buffer, 1);
    RAW(getcwd, buffer, strlen(buffer));
    SHOW(KERNEL(getcwd, buffer, strlen(buffer) + 1) > 0);
    RAW(getcwd, NOWHERE, 1000);
    RAW(getcwd, NULL, 1000);
    RAW(getcwd, NOWHERE, 1);
    RAW(chdir, "..");
    RAW(chdir, "link/in");
    SHOW(KERNEL(getcwd, buffer, sizeof buffer) > 0);
    VALUE("%s", tail(buffer));
    RAW(chdir, "../..");
    RAW(chdir, "file");
    RAW(chdir, "absent");
    RAW(chdir, "file/x");
    RAW(chdir, "");
    RAW(chdir, "loop");
    RAW(chdir, NOWHERE);
    RAW(chdir, NULL);
    RAW(chdir, long_name(256));
    RAW(chdir, long_path("w", 4096));
    RAW(chdir, long_path("w", 4095));
    RAW(chdir, "..");
    int directory = open("w", O_RDONLY), path = open("w", O_PATH), file = open("file", O_RDONLY), root = open(".", O_RDONLY);
    RAW(fchdir, directory);
    RAW(fchdir, root);
    RAW(fchdir, path);
    SHOW(KERNEL(getcwd, buffer, sizeof buffer) > 0);
    VALUE("%s", tail(buffer));
    RAW(fchdir, file);
    RAW(fchdir, 99);
    RAW(fchdir, -1);
    // A working directory that is renamed, and one that is gone.
    RAW(chdir, "in");
    rename("../../w", "../../moved");
    SHOW(KERNEL(getcwd, buffer, sizeof buffer) > 0);
    VALUE("%d", strstr(buffer, "/moved/in") != NULL);
    rmdir("../in");
    RAW(getcwd, buffer, sizeof buffer);
    RAW(open, ".", O_RDONLY);
    RAW(open, "new", O_CREAT | O_WRONLY, 0644);
    RAW(mkdir, "new", 0755);
    RAW(chdir, ".");
    RAW(chdir, "..");
    fchdir(root);
    // Deeper than a path may say.
    int depth = 0;
    while (depth < 20 && mkdir(long_name(250), 0755) == 0 && chdir(long_name(250)) == 0) depth++;
    VALUE("%d deep", depth);
    RAW(getcwd, buffer, 4096);
    RAW(getcwd, buffer, 8192);
    for (; depth > 0; depth--) {
        chdir("..");
        rmdir(long_name(250));
    }

    section("umask");
    fchdir(root);
    RAW(umask, 0777);
    RAW(umask, 07777);
    RAW(umask, -1L);
    RAW(umask, 0);
    RAW(umask, 027);
    struct stat status;
    mkdir("masked", 0777), stat("masked", &status);
    VALUE("%o", status.st_mode);
    close(creat("masked/file", 0666)), stat("masked/file", &status);
    VALUE("%o", status.st_mode);

    section("chroot");
    RAW(chroot, "file");
    RAW(chroot, "absent");
    RAW(chroot, "loop");
    RAW(chroot, "");
    RAW(chroot, NOWHERE);
    RAW(chroot, long_name(256));
    RAW(chroot, long_path("moved", 4096));
    RAW(chroot, "moved");
    // The working directory is outside of it now.
    RAW(getcwd, buffer, sizeof buffer);
    VALUE("%.13s", buffer);
    RAW(open, "/masked", O_RDONLY);
    RAW(access, "file", F_OK);
    RAW(chdir, "/");
    RAW(getcwd, buffer, sizeof buffer);
    VALUE("%s", buffer);
    RAW(chdir, "..");
    RAW(getcwd, buffer, sizeof buffer);
    RAW(access, "/../file", F_OK);
    fchdir(root);
    RAW(chroot, "../../..");
    SHOW(KERNEL(getcwd, buffer, sizeof buffer) > 4);
    VALUE("%.8s", buffer);
}

int main(void) {
    begin();
    listing();
    working();
    return 0;
}
