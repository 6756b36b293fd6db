// Calls: sendfile copy_file_range splice tee
#include "calls.h"
#include <sys/ioctl.h>
#include <sys/sendfile.h>

static char buffer[200000];
static int source, target, appender, reader, writer, directory, path, ends[2], other[2];
static off_t offset, second;

static int queued(int descriptor) {
    int bytes = -1;
    ioctl(descriptor, FIONREAD, &bytes);
    return bytes;
}

static void sending(void) {
    section("sendfile");
    RAW(sendfile, target, source, NULL, 100);
    RAW(lseek, source, 0, SEEK_CUR);
    RAW(lseek, target, 0, SEEK_CUR);
    offset = 10;
    RAW(sendfile, target, source, &offset, 50);
    VALUE("%ld", (long)offset);
    RAW(lseek, source, 0, SEEK_CUR);
    RAW(sendfile, target, source, NULL, 0);
    RAW(sendfile, target, source, NULL, 1L << 40);
    RAW(sendfile, target, source, NULL, 10);
    offset = 1L << 40;
    RAW(sendfile, target, source, &offset, 10);
    VALUE("%ld", (long)offset);
    offset = -1;
    RAW(sendfile, target, source, &offset, 10);
    offset = 0;
    RAW(sendfile, target, source, &offset, -1L);
    VALUE("%ld", (long)offset);
    RAW(sendfile, target, source, NOWHERE, 10);
    RAW(sendfile, ends[1], source, &offset, 10);
    offset = 0;
    RAW(sendfile, ends[1], source, &offset, 100);
    VALUE("%d", queued(ends[0]));
    RAW(sendfile, target, ends[0], NULL, 10);
    RAW(sendfile, target, ends[0], &offset, 10);
    VALUE("%d", queued(ends[0]));
    RAW(sendfile, appender, source, &offset, 10);
    RAW(sendfile, reader, source, &offset, 10);
    RAW(sendfile, target, writer, &offset, 10);
    RAW(sendfile, target, directory, &offset, 10);
    RAW(sendfile, target, path, &offset, 10);
    RAW(sendfile, path, source, &offset, 10);
    RAW(sendfile, 99, source, &offset, 10);
    RAW(sendfile, target, 99, &offset, 10);
    int null = open("/dev/null", O_RDWR), zero = open("/dev/zero", O_RDONLY);
    offset = 0;
    RAW(sendfile, null, source, &offset, 100);
    RAW(sendfile, target, zero, NULL, 100);
    RAW(sendfile, target, null, NULL, 100);
    close(null), close(zero);
    while (queued(ends[0]) > 0) read(ends[0], buffer, sizeof buffer);
}

static void copying(void) {
    section("copy_file_range");
    lseek(source, 0, SEEK_SET), ftruncate(target, 0), lseek(target, 0, SEEK_SET);
    RAW(copy_file_range, source, NULL, target, NULL, 100, 0);
    RAW(lseek, source, 0, SEEK_CUR);
    RAW(lseek, target, 0, SEEK_CUR);
    offset = 5, second = 1000;
    RAW(copy_file_range, source, &offset, target, &second, 50, 0);
    VALUE("%ld %ld", (long)offset, (long)second);
    RAW(lseek, target, 0, SEEK_END);
    RAW(copy_file_range, source, &offset, target, &second, 0, 0);
    offset = 20000 - 10;
    RAW(copy_file_range, source, &offset, target, &second, 50, 0);
    RAW(copy_file_range, source, &offset, target, &second, 50, 0);
    offset = -1;
    RAW(copy_file_range, source, &offset, target, &second, 50, 0);
    offset = 0, second = -1;
    RAW(copy_file_range, source, &offset, target, &second, 50, 0);
    second = LONG_MAX;
    RAW(copy_file_range, source, &offset, target, &second, 50, 0);
    second = 0;
    RAW(copy_file_range, source, &offset, target, &second, 50, 1);
    RAW(copy_file_range, source, NOWHERE, target, &second, 50, 0);
    RAW(copy_file_range, source, &offset, target, NOWHERE, 50, 0);
    RAW(copy_file_range, source, &offset, source, &second, 50, 0);
    offset = 0, second = 10;
    RAW(copy_file_range, source, &offset, source, &second, 50, 0);
    second = 50;
    RAW(copy_file_range, source, &offset, source, &second, 50, 0);
    RAW(copy_file_range, source, NULL, reader, NULL, 50, 0);
    RAW(copy_file_range, writer, NULL, target, NULL, 50, 0);
    RAW(copy_file_range, source, NULL, appender, NULL, 50, 0);
    RAW(copy_file_range, directory, NULL, target, NULL, 50, 0);
    RAW(copy_file_range, source, NULL, directory, NULL, 50, 0);
    RAW(copy_file_range, ends[0], NULL, target, NULL, 50, 0);
    RAW(copy_file_range, source, NULL, ends[1], NULL, 50, 0);
    RAW(copy_file_range, path, NULL, target, NULL, 50, 0);
    RAW(copy_file_range, source, NULL, path, NULL, 50, 0);
    RAW(copy_file_range, 99, NULL, target, NULL, 50, 0);
    RAW(copy_file_range, source, NULL, 99, NULL, 50, 0);
    int null = open("/dev/null", O_RDWR);
    RAW(copy_file_range, source, NULL, null, NULL, 50, 0);
    RAW(copy_file_range, null, NULL, target, NULL, 50, 0);
    close(null);
}

static void splicing(void) {
    section("splice");
    lseek(source, 0, SEEK_SET), ftruncate(target, 0), lseek(target, 0, SEEK_SET);
    RAW(splice, source, NULL, ends[1], NULL, 100, 0);
    RAW(lseek, source, 0, SEEK_CUR);
    VALUE("%d", queued(ends[0]));
    RAW(splice, ends[0], NULL, target, NULL, 60, 0);
    RAW(lseek, target, 0, SEEK_CUR);
    VALUE("%d", queued(ends[0]));
    offset = 1000;
    RAW(splice, ends[0], NULL, target, &offset, 1000, 0);
    VALUE("%ld", (long)offset);
    RAW(splice, ends[0], NULL, target, NULL, 10, SPLICE_F_NONBLOCK);
    offset = 19990;
    RAW(splice, source, &offset, ends[1], NULL, 100, SPLICE_F_MOVE | SPLICE_F_MORE);
    VALUE("%ld", (long)offset);
    RAW(splice, source, &offset, ends[1], NULL, 100, 0);
    RAW(splice, source, &offset, ends[1], NULL, 0, 0);
    offset = 0;
    RAW(splice, source, &offset, ends[1], &second, 100, 0);
    RAW(splice, ends[0], &offset, target, NULL, 100, 0);
    RAW(splice, source, NOWHERE, ends[1], NULL, 100, 0);
    RAW(splice, ends[0], NULL, target, NOWHERE, 100, 0);
    RAW(splice, source, NULL, target, NULL, 100, 0);
    RAW(splice, source, &offset, ends[1], NULL, 100, 0x100);
    RAW(splice, ends[0], NULL, ends[1], NULL, 100, 0);
    VALUE("%d", queued(ends[0]));
    RAW(splice, ends[0], NULL, other[1], NULL, 4, 0);
    VALUE("%d %d", queued(ends[0]), queued(other[0]));
    RAW(splice, ends[1], NULL, target, NULL, 100, 0);
    RAW(splice, source, NULL, ends[0], NULL, 100, 0);
    RAW(splice, ends[0], NULL, appender, NULL, 4, 0);
    RAW(splice, ends[0], NULL, reader, NULL, 4, 0);
    RAW(splice, writer, NULL, ends[1], NULL, 4, 0);
    RAW(splice, directory, NULL, ends[1], NULL, 4, 0);
    RAW(splice, path, NULL, ends[1], NULL, 4, 0);
    RAW(splice, 99, NULL, ends[1], NULL, 4, 0);
    RAW(splice, source, NULL, 99, NULL, 4, 0);
    RAW(splice, 99, NULL, 99, NULL, 0, 0);
    offset = -1;
    RAW(splice, source, &offset, ends[1], NULL, 4, 0);
    RAW(splice, ends[0], NULL, target, &offset, 4, 0);
    // No more than the pipe holds.
    offset = 0;
    ftruncate(source, 1 << 20);
    RAW(splice, source, &offset, other[1], NULL, 1 << 20, SPLICE_F_NONBLOCK);
    RAW(splice, source, &offset, other[1], NULL, 1 << 20, SPLICE_F_NONBLOCK);
    int zero = open("/dev/zero", O_RDONLY), null = open("/dev/null", O_WRONLY);
    RAW(splice, other[0], NULL, null, NULL, 1 << 20, 0);
    RAW(splice, zero, NULL, other[1], NULL, 100, 0);
    VALUE("%d", queued(other[0]));

    section("tee");
    while (queued(other[0]) > 0) read(other[0], buffer, sizeof buffer);
    while (queued(ends[0]) > 0) read(ends[0], buffer, sizeof buffer);
    RAW(tee, ends[0], other[1], 100, SPLICE_F_NONBLOCK);
    write(ends[1], "0123456789", 10);
    RAW(tee, ends[0], other[1], 4, 0);
    VALUE("%d %d", queued(ends[0]), queued(other[0]));
    RAW(tee, ends[0], other[1], 100, 0);
    VALUE("%d %d", queued(ends[0]), queued(other[0]));
    RAW(read, other[0], buffer, 100);
    VALUE("%.14s", buffer);
    RAW(tee, ends[0], other[1], 0, 0);
    RAW(tee, ends[0], other[1], 10, 0x100);
    RAW(tee, ends[0], ends[1], 10, 0);
    RAW(tee, ends[0], target, 10, 0);
    RAW(tee, source, other[1], 10, 0);
    RAW(tee, ends[1], other[1], 10, 0);
    RAW(tee, ends[0], other[0], 10, 0);
    RAW(tee, 99, other[1], 10, 0);
    RAW(tee, ends[0], 99, 10, 0);
    RAW(tee, path, other[1], 10, 0);
    close(ends[1]);
    RAW(read, ends[0], buffer, 100);
    RAW(tee, ends[0], other[1], 10, 0);
    RAW(splice, ends[0], NULL, other[1], NULL, 10, 0);
    close(other[0]);
    signal(SIGPIPE, SIG_IGN);
    offset = 0;
    RAW(splice, source, &offset, other[1], NULL, 10, 0);
}

int main(void) {
    begin();
    for (size_t i = 0; i < sizeof buffer; i++) buffer[i] = 'a' + i % 26;
    source = file_with("source", buffer, 20000), target = file_with("target", "", 0), appender = open("target", O_WRONLY | O_APPEND);
    reader = open("target", O_RDONLY), writer = open("source", O_WRONLY), directory = open(".", O_RDONLY), path = open("source", O_PATH);
    pipe(ends), pipe(other);
    sending();
    copying();
    splicing();
    return 0;
}
