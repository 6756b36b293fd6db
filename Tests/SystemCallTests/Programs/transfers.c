// Calls: read write pread64 pwrite64 readv writev preadv pwritev preadv2 pwritev2 lseek
#include "calls.h"
#include <sys/uio.h>

static char buffer[70000];

static void reading(void) {
    section("read");
    int file = file_with("f", "hello world", 11);
    char *fence = fenced(1);
    RAW(read, file, buffer, 5);
    RAW(lseek, file, 0, SEEK_CUR);
    RAW(read, file, buffer, 0);
    RAW(read, file, NOWHERE, 0);
    RAW(read, file, NOWHERE, 3);
    RAW(read, file, NULL, 3);
    RAW(read, file, BEYOND, 3);
    RAW(read, file, NONCANONICAL, 3);
    RAW(read, file, HIGHEST, 3);
    RAW(read, file, fence - 2, 3);
    RAW(lseek, file, 0, SEEK_CUR);
    RAW(read, file, fence + PAGE - 3, 6);
    VALUE("%.3s", fence + PAGE - 3);
    RAW(lseek, file, 0, SEEK_SET);
    RAW(read, file, buffer, 1UL << 31);
    RAW(lseek, file, 0, SEEK_SET);
    RAW(read, file, buffer, -1L);
    RAW(lseek, file, 0, SEEK_SET);
    RAW(read, file, buffer, LONG_MAX);
    RAW(read, file, buffer, 100);
    RAW(lseek, file, 1000, SEEK_SET);
    RAW(read, file, buffer, 100);
    RAW(read, 99, buffer, 1);
    RAW(read, -1, buffer, 1);
    RAW(read, 99, NOWHERE, 0);
    int directory = open(".", O_RDONLY | O_DIRECTORY), path = open("f", O_PATH), writer = open("f", O_WRONLY);
    RAW(read, directory, buffer, 1);
    RAW(read, directory, buffer, 0);
    RAW(read, path, buffer, 1);
    RAW(read, writer, buffer, 1);
    RAW(read, writer, buffer, 0);
    RAW(write, path, buffer, 1);
    RAW(write, directory, buffer, 1);
    close(directory), close(path), close(writer);
    // A read that crosses from good memory into bad gives what fitted.
    ftruncate(file, 3 * PAGE);
    RAW(lseek, file, 0, SEEK_SET);
    RAW(read, file, fence, 2 * PAGE);
    RAW(lseek, file, 0, SEEK_CUR);
    RAW(pread64, file, fence + 100, 2 * PAGE, 1);
    char *unreadable = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    RAW(read, file, unreadable, 10);
    close(file);
    // Devices.
    int zero = open("/dev/zero", O_RDWR), null = open("/dev/null", O_RDWR), full = open("/dev/full", O_RDWR);
    RAW(read, zero, fence, 2 * PAGE);
    RAW(read, zero, NOWHERE, 10);
    RAW(read, null, NOWHERE, 10);
    RAW(write, null, NOWHERE, 10);
    RAW(write, zero, NOWHERE, 10);
    RAW(write, full, "x", 1);
    RAW(write, full, "x", 0);
    RAW(read, full, buffer, 10);
    RAW(lseek, null, 5, SEEK_SET);
    RAW(lseek, zero, 5, SEEK_END);
    RAW(pread64, zero, buffer, 10, 1000);
    RAW(pread64, null, buffer, 10, 1000);
    RAW(pwrite64, null, buffer, 10, 1000);
    close(zero), close(null), close(full);
}

static void writing(void) {
    section("write");
    int file = file_with("w", "", 0);
    char *fence = fenced(1);
    RAW(write, file, "abc", 3);
    RAW(write, file, NOWHERE, 0);
    RAW(write, file, NOWHERE, 3);
    RAW(write, file, BEYOND, 3);
    RAW(write, file, NONCANONICAL, 3);
    RAW(write, file, HIGHEST, 3);
    memset(fence, 'f', PAGE);
    RAW(write, file, fence + PAGE - 4, 8);
    RAW(lseek, file, 0, SEEK_CUR);
    RAW(lseek, file, 0, SEEK_END);
    RAW(write, -1, "a", 1);
    RAW(write, 1000000, "a", 1);
    int reader = open("w", O_RDONLY);
    RAW(write, reader, "a", 1);
    RAW(write, reader, "a", 0);
    close(reader);
    // Beyond the end leaves a hole of zeros.
    RAW(lseek, file, 10000, SEEK_SET);
    RAW(write, file, "end", 3);
    RAW(pread64, file, buffer, 10003, 0);
    VALUE("%d %d %.3s", buffer[100], buffer[9999], buffer + 10000);
    // Appending sets the offset first; a dup shares it.
    int appender = open("w", O_WRONLY | O_APPEND), twin = dup(appender);
    RAW(write, appender, "1234", 4);
    RAW(lseek, appender, 0, SEEK_CUR);
    RAW(lseek, twin, 0, SEEK_CUR);
    RAW(lseek, twin, 0, SEEK_SET);
    RAW(write, appender, "5", 1);
    RAW(lseek, twin, 0, SEEK_CUR);
    RAW(pwrite64, appender, "pp", 2, 0);
    RAW(lseek, twin, 0, SEEK_END);
    close(appender), close(twin);
    // The ends of offsets.
    RAW(lseek, file, LONG_MAX - 1, SEEK_SET);
    RAW(write, file, "xyz", 3);
    RAW(lseek, file, LONG_MAX, SEEK_SET);
    RAW(write, file, "xyz", 3);
    RAW(read, file, buffer, 3);
    RAW(pwrite64, file, "abc", 3, LONG_MAX);
    RAW(pwrite64, file, "abc", 3, -1);
    RAW(pwrite64, file, "abc", 0, -1);
    RAW(pread64, file, buffer, 3, LONG_MAX);
    RAW(pread64, file, buffer, 3, LONG_MIN);
    RAW(pread64, file, buffer, 0, -1);
    RAW(pread64, 99, buffer, 0, -1);
    struct rlimit limit = {20000, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    SHOW(setrlimit(RLIMIT_FSIZE, &limit));
    RAW(pwrite64, file, buffer, 100, 19990);
    RAW(pwrite64, file, buffer, 100, 20000);
    RAW(pwrite64, file, buffer, 0, 20000);
    RAW(ftruncate, file, 20001);
    RAW(ftruncate, file, 19999);
    limit.rlim_cur = RLIM_INFINITY;
    SHOW(setrlimit(RLIMIT_FSIZE, &limit));
    close(file);
}

static void seeking(void) {
    section("lseek");
    int file = file_with("s", "", 0);
    ftruncate(file, 1 << 20);
    RAW(pwrite64, file, "x", 1, 3 * PAGE + 5);
    RAW(lseek, file, 10, SEEK_SET);
    RAW(lseek, file, -11, SEEK_CUR);
    RAW(lseek, file, -10, SEEK_CUR);
    RAW(lseek, file, -1, SEEK_SET);
    RAW(lseek, file, -(1L << 20), SEEK_END);
    RAW(lseek, file, -(1L << 20) - 1, SEEK_END);
    RAW(lseek, file, LONG_MAX, SEEK_END);
    RAW(lseek, file, LONG_MAX, SEEK_SET);
    RAW(lseek, file, 1, SEEK_CUR);
    RAW(lseek, file, 0, 5);
    RAW(lseek, file, 0, -1);
    RAW(lseek, file, 0, SEEK_DATA);
    RAW(lseek, file, 3 * PAGE + 7, SEEK_DATA);
    RAW(lseek, file, 4 * PAGE, SEEK_DATA);
    RAW(lseek, file, 0, SEEK_HOLE);
    RAW(lseek, file, 3 * PAGE, SEEK_HOLE);
    RAW(lseek, file, 1 << 20, SEEK_DATA);
    RAW(lseek, file, 1 << 20, SEEK_HOLE);
    RAW(lseek, file, (1 << 20) - 1, SEEK_HOLE);
    RAW(lseek, file, -1, SEEK_DATA);
    RAW(lseek, file, -1, SEEK_HOLE);
    RAW(lseek, 99, 0, SEEK_SET);
    RAW(lseek, 99, 0, 77);
    int path = open("s", O_PATH);
    RAW(lseek, path, 0, SEEK_SET);
    close(path), close(file);
    int ends[2];
    pipe(ends);
    RAW(lseek, ends[0], 0, SEEK_SET);
    RAW(lseek, ends[1], 0, SEEK_END);
    RAW(lseek, ends[1], 0, 99);
    RAW(pread64, ends[0], buffer, 1, 0);
    RAW(pread64, ends[0], buffer, 1, -1);
    RAW(pwrite64, ends[1], buffer, 1, 0);
    RAW(preadv, ends[0], NULL, 0, 0, 0);
    close(ends[0]), close(ends[1]);
}

static struct iovec many[1025];

static void vectors(void) {
    section("readv and writev");
    int file = file_with("v", "", 0);
    char *fence = fenced(1), small[4] = "....";
    struct iovec out[3] = {{"abc", 3}, {NULL, 0}, {"defg", 4}};
    RAW(writev, file, out, 3);
    RAW(writev, file, out, 0);
    RAW(writev, file, NOWHERE, 0);
    RAW(writev, file, NOWHERE, 1);
    RAW(writev, file, HIGHEST, 1);
    RAW(writev, file, out, -1);
    RAW(writev, file, out, 1025);
    for (int i = 0; i < 1025; i++) many[i] = (struct iovec){"z", 1};
    RAW(writev, file, many, 1024);
    RAW(writev, file, many, 1025);
    RAW(writev, -1, out, 3);
    RAW(writev, -1, out, -1);
    struct iovec bad[3] = {{"good", 4}, {NOWHERE, 4}, {"more", 4}};
    RAW(writev, file, bad, 3);
    RAW(writev, file, bad + 1, 2);
    struct iovec huge[2] = {{"good", 4}, {"x", -1L}};
    RAW(writev, file, huge, 2);
    huge[1].iov_len = LONG_MAX;
    RAW(writev, file, huge, 2);
    huge[0].iov_len = LONG_MIN;
    RAW(writev, file, huge, 2);
    struct iovec empty[2] = {{NOWHERE, 0}, {"e", 1}};
    RAW(writev, file, empty, 2);
    RAW(writev, file, empty, 1);
    RAW(lseek, file, 0, SEEK_SET);
    struct iovec in[3] = {{small, 4}, {NULL, 0}, {buffer, 100}};
    RAW(readv, file, in, 3);
    VALUE("%.4s %.3s", small, buffer);
    RAW(readv, file, in, 0);
    RAW(readv, file, in, -1);
    RAW(readv, file, NOWHERE, 2);
    RAW(lseek, file, 0, SEEK_SET);
    struct iovec half[2] = {{small, 4}, {NOWHERE, 4}};
    RAW(readv, file, half, 2);
    RAW(lseek, file, 0, SEEK_CUR);
    struct iovec edge[2] = {{fence + PAGE - 2, 10}, {small, 4}};
    RAW(readv, file, edge, 2);
    RAW(readv, 99, in, 2);
    // The list itself at the edge of what can be read.
    struct iovec *last = (struct iovec *)(fence + PAGE) - 1;
    *last = (struct iovec){small, 2};
    RAW(readv, file, last, 1);
    RAW(readv, file, last, 2);
    int directory = open(".", O_RDONLY), path = open("v", O_PATH), reader = open("v", O_RDONLY);
    RAW(readv, directory, in, 2);
    RAW(readv, path, in, 2);
    RAW(writev, reader, out, 2);
    close(directory), close(path), close(reader);

    section("preadv and pwritev");
    RAW(preadv, file, in, 3, 3, 0);
    RAW(preadv, file, in, 3, -1, 0);
    RAW(preadv, file, in, 0, 0, 0);
    RAW(preadv, file, in, 1025, 0, 0);
    RAW(preadv, 99, in, 3, 0, 0);
    RAW(pwritev, file, out, 3, 20, 0);
    RAW(pwritev, file, out, 3, -1, 0);
    RAW(pwritev, file, out, 3, LONG_MAX, 0);
    RAW(pwritev, file, NOWHERE, 1, 0, 0);
    RAW(lseek, file, 0, SEEK_CUR);
    RAW(preadv2, file, in, 3, 2, 0, 0);
    RAW(lseek, file, 1, SEEK_SET);
    RAW(preadv2, file, in, 3, -1, 0, 0);
    RAW(lseek, file, 0, SEEK_CUR);
    RAW(preadv2, file, in, 3, -2, 0, 0);
    RAW(preadv2, file, in, 3, 0, 0, RWF_HIPRI);
    RAW(preadv2, file, in, 3, 0, 0, RWF_DSYNC);
    RAW(preadv2, file, in, 3, 0, 0, RWF_SYNC);
    RAW(preadv2, file, in, 3, 0, 0, RWF_NOWAIT);
    RAW(preadv2, file, in, 3, 0, 0, RWF_APPEND);
    RAW(preadv2, file, in, 3, 0, 0, 0x8000);
    RAW(pwritev2, file, out, 3, 0, 0, RWF_DSYNC);
    RAW(pwritev2, file, out, 3, 0, 0, RWF_SYNC);
    RAW(pwritev2, file, out, 3, 0, 0, RWF_APPEND);
    RAW(lseek, file, 0, SEEK_END);
    RAW(lseek, file, 1, SEEK_SET);
    RAW(pwritev2, file, out, 3, -1, 0, RWF_APPEND);
    RAW(lseek, file, 0, SEEK_CUR);
    RAW(pwritev2, file, out, 3, 0, 0, 0x8000);
    RAW(pwritev2, file, out, 3, -2, 0, 0);
    RAW(pwritev2, file, out, 3, -1, 0, 0);
    RAW(lseek, file, 0, SEEK_CUR);
    RAW(preadv2, 99, in, 3, 0, 0, 0x8000);
    close(file);
}

int main(void) {
    begin();
    reading();
    writing();
    seeking();
    vectors();
    return 0;
}
