// Calls: truncate ftruncate fallocate fsync fdatasync sync syncfs sync_file_range fadvise64 readahead
#include "calls.h"

static char buffer[20000];
static int file, reader, directory, path, ends[2];

static void size(int line) {
    struct stat status;
    fstat(file, &status);
    printf("%d: size %ld, blocks %ld\n", line, (long)status.st_size, (long)status.st_blocks);
}
#define SIZE() size(__LINE__)

static void truncating(void) {
    section("truncate");
    memset(buffer, 'a', sizeof buffer);
    pwrite(file, buffer, sizeof buffer, 0);
    SIZE();
    RAW(ftruncate, file, 5);
    SIZE();
    RAW(ftruncate, file, 5000);
    SIZE();
    memset(buffer, 'b', sizeof buffer);
    RAW(pread64, file, buffer, 5000, 0);
    VALUE("%d %d %d", buffer[4], buffer[5], buffer[4999]);
    RAW(ftruncate, file, 0);
    SIZE();
    RAW(ftruncate, file, 1L << 40);
    SIZE();
    RAW(ftruncate, file, LONG_MAX);
    SIZE();
    RAW(ftruncate, file, -1);
    RAW(ftruncate, file, LONG_MIN);
    RAW(ftruncate, reader, 5);
    RAW(ftruncate, path, 5);
    RAW(ftruncate, directory, 5);
    RAW(ftruncate, ends[1], 5);
    RAW(ftruncate, 99, 5);
    RAW(ftruncate, 99, -1);
    RAW(truncate, "f", 100);
    SIZE();
    RAW(truncate, "f", -1);
    RAW(truncate, ".", 5);
    RAW(truncate, "absent", 5);
    RAW(truncate, "absent", -1);
    RAW(truncate, "f/x", 5);
    RAW(truncate, "f/", 5);
    RAW(truncate, "loop", 5);
    RAW(truncate, "", 5);
    RAW(truncate, NOWHERE, 5);
    RAW(truncate, long_name(256), 5);
    RAW(truncate, "/dev/null", 5);
    RAW(truncate, "fifo", 5);
    int null = open("/dev/null", O_RDWR);
    RAW(ftruncate, null, 5);
    close(null);
}

static void allocating(void) {
    section("fallocate");
    ftruncate(file, 0);
    RAW(fallocate, file, 0, 0, 10000);
    SIZE();
    RAW(fallocate, file, FALLOC_FL_KEEP_SIZE, 0, 30000);
    SIZE();
    RAW(fallocate, file, 0, 5000, 100);
    SIZE();
    RAW(fallocate, file, 0, -1, 10);
    RAW(fallocate, file, 0, 0, 0);
    RAW(fallocate, file, 0, 0, -1);
    RAW(fallocate, file, 0, LONG_MAX, 1);
    RAW(fallocate, file, 0, LONG_MAX - 10, 100);
    RAW(fallocate, file, 0x1000, 0, 10);
    memset(buffer, 'a', sizeof buffer);
    pwrite(file, buffer, 10000, 0);
    RAW(fallocate, file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 100, 5000);
    RAW(pread64, file, buffer, 10000, 0);
    VALUE("%d %d %d %d", buffer[99], buffer[100], buffer[5099], buffer[5100]);
    SIZE();
    RAW(fallocate, file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096);
    SIZE();
    RAW(lseek, file, 0, SEEK_DATA);
    RAW(fallocate, file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 1L << 40);
    SIZE();
    RAW(fallocate, file, FALLOC_FL_PUNCH_HOLE, 0, 4096);
    RAW(fallocate, file, FALLOC_FL_COLLAPSE_RANGE, 0, 4096);
    RAW(fallocate, file, FALLOC_FL_INSERT_RANGE, 0, 4096);
    RAW(fallocate, file, FALLOC_FL_ZERO_RANGE, 0, 4096);
    RAW(fallocate, file, FALLOC_FL_ZERO_RANGE | FALLOC_FL_PUNCH_HOLE, 0, 4096);
    RAW(fallocate, file, FALLOC_FL_UNSHARE_RANGE, 0, 4096);
    RAW(fallocate, reader, 0, 0, 10);
    RAW(fallocate, path, 0, 0, 10);
    RAW(fallocate, directory, 0, 0, 10);
    RAW(fallocate, ends[1], 0, 0, 10);
    RAW(fallocate, ends[0], 0, 0, 10);
    RAW(fallocate, 99, 0, 0, 10);
    RAW(fallocate, 99, 0x1000, 0, 10);
    int null = open("/dev/null", O_RDWR), appender = open("f", O_WRONLY | O_APPEND);
    RAW(fallocate, null, 0, 0, 10);
    RAW(fallocate, appender, 0, 20000, 10);
    SIZE();
    close(null), close(appender);
    struct rlimit limit = {20000, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    RAW(fallocate, file, 0, 0, 30000);
    RAW(fallocate, file, 0, 0, 20000);
    limit.rlim_cur = RLIM_INFINITY;
    setrlimit(RLIMIT_FSIZE, &limit);
}

static void synchronising(void) {
    section("fsync and the like");
    RAW(sync);
    RAW(fsync, file);
    RAW(fsync, reader);
    RAW(fsync, directory);
    RAW(fsync, path);
    RAW(fsync, ends[0]);
    RAW(fsync, 99);
    RAW(fsync, -1);
    RAW(fdatasync, file);
    RAW(fdatasync, directory);
    RAW(fdatasync, path);
    RAW(fdatasync, ends[1]);
    RAW(fdatasync, 99);
    RAW(syncfs, file);
    RAW(syncfs, path);
    RAW(syncfs, ends[0]);
    RAW(syncfs, 99);
    int null = open("/dev/null", O_RDWR);
    RAW(fsync, null);
    RAW(fdatasync, null);
    RAW(sync_file_range, file, 0, 0, 0);
    RAW(sync_file_range, file, 0, 100, 7);
    RAW(sync_file_range, file, 0, 100, 8);
    RAW(sync_file_range, file, -1, 100, 0);
    RAW(sync_file_range, file, 0, -1, 0);
    RAW(sync_file_range, file, LONG_MAX, 10, 0);
    RAW(sync_file_range, directory, 0, 0, 0);
    RAW(sync_file_range, path, 0, 0, 0);
    RAW(sync_file_range, ends[0], 0, 0, 0);
    RAW(sync_file_range, null, 0, 0, 0);
    RAW(sync_file_range, 99, 0, 0, 0);
    RAW(sync_file_range, 99, 0, 0, 8);
    section("fadvise64");
    for (int advice = -1; advice < 8; advice++) {
        printf("advice %d\n", advice);
        RAW(fadvise64, file, 0, 0, advice);
        RAW(fadvise64, ends[0], 0, 0, advice);
    }
    RAW(fadvise64, file, -1, 10, 0);
    RAW(fadvise64, file, 10, -1, 0);
    RAW(fadvise64, file, LONG_MAX, LONG_MAX, 3);
    RAW(fadvise64, path, 0, 0, 0);
    RAW(fadvise64, directory, 0, 0, 0);
    RAW(fadvise64, null, 0, 0, 0);
    RAW(fadvise64, 99, 0, 0, 0);
    RAW(fadvise64, 99, 0, 0, 77);
    section("readahead");
    RAW(readahead, file, 0, 10);
    RAW(readahead, file, -1, 10);
    RAW(readahead, file, 0, -1L);
    RAW(readahead, file, 1L << 50, 10);
    RAW(readahead, directory, 0, 10);
    RAW(readahead, path, 0, 10);
    RAW(readahead, ends[0], 0, 10);
    RAW(readahead, null, 0, 10);
    RAW(readahead, 99, 0, 10);
    int writer = open("f", O_WRONLY);
    RAW(readahead, writer, 0, 10);
}

int main(void) {
    begin();
    file = file_with("f", "", 0), reader = open("f", O_RDONLY), directory = open(".", O_RDONLY), path = open("f", O_PATH);
    pipe(ends);
    symlink("loop", "loop"), mkfifo("fifo", 0644);
    truncating();
    allocating();
    synchronising();
    return 0;
}
