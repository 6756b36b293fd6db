// Files on /tmp and the usual devices.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static void show(const char *what, long result) {
    printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : "");
}
static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

int main(void) {
    char directory[] = "/tmp/apus-files-XXXXXX", data[64] = "";
    if (!mkdtemp(directory) || chdir(directory)) return 1;
    int fd = open("one", O_RDWR | O_CREAT | O_EXCL, 0640);
    struct iovec parts[] = {{"first ", 6}, {"second", 6}};
    show("writev", writev(fd, parts, 2));
    show("pwrite", pwrite(fd, "F", 1, 0));
    show("pread", pread(fd, data, 12, 0));
    puts(data);
    show("lseek", lseek(fd, -3, SEEK_END));
    show("hole", pwrite(fd, "x", 1, 10000));
    struct stat status;
    show("fstat", fstat(fd, &status));
    printf("%ld %o %ld\n", (long)status.st_size, status.st_mode, (long)status.st_nlink);
    show("again", open("one", O_CREAT | O_EXCL, 0600));
    show("link", link("one", "two"));
    show("symlink", symlink("two", "three"));
    show("readlink", readlink("three", data, sizeof data));
    show("rename", rename("one", "four"));
    show("mkdir", mkdir("sub", 0755));
    show("rmdir full", rmdir("."));
    show("open directory", open("sub", O_WRONLY));
    show("not a directory", open("four/x", O_RDONLY));
    show("missing", open("none", O_RDONLY));
    show("ftruncate", ftruncate(fd, 5));
    show("read past the end", pread(fd, data, 10, 5));
    char *names[16];
    int count = 0;
    DIR *listing = opendir(".");
    for (struct dirent *entry; (entry = readdir(listing));) names[count++] = strdup(entry->d_name);
    closedir(listing);
    qsort(names, count, sizeof *names, by_name);
    for (int i = 0; i < count; i++) printf("%s ", names[i]);
    puts("");
    show("unlink directory", unlink("sub"));
    show("rmdir", rmdir("sub"));
    show("unlink", unlink("two") + unlink("three") + unlink("four"));
    show("chdir", chdir("/"));
    show("gone", rmdir(directory));
    int ends[2];
    show("pipe", pipe(ends));
    show("into the pipe", write(ends[1], "through", 7));
    close(ends[1]);
    memset(data, 0, sizeof data);
    show("out of the pipe", read(ends[0], data, sizeof data));
    show("at its end", read(ends[0], data, 1));
    puts(data);
    int copy = dup2(1, 17);
    show("dup2", copy);
    show("written to it", write(copy, "copy\n", 5));
    show("full", write(open("/dev/full", O_WRONLY), "x", 1));
    show("zero", read(open("/dev/zero", O_RDONLY), data, 8));
    show("null", read(open("/dev/null", O_RDONLY), data, 8));
    show("urandom", read(open("/dev/urandom", O_RDONLY), data, 32));
    return 0;
}
