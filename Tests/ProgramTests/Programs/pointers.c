// Bad pointers handed to the kernel give EFAULT, wherever they point.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void show(const char *what, long result) {
    printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : "");
}

int main(void) {
    int null = open("/dev/null", O_WRONLY), zero = open("/dev/zero", O_RDONLY);
    // Low addresses, a hole, addresses that no program can have.
    void *bad[] = {(void *)8, (void *)0x10000, (void *)0xffff800000000000, (void *)0x8000000000000000, (void *)-4096};
    char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    munmap(page + 4096, 4096);
    for (int i = 0; i < 5; i++) {
        show("read", read(zero, bad[i], 16));
        show("stat", stat(bad[i], (struct stat *)page));
        show("clock_gettime", syscall(SYS_clock_gettime, CLOCK_REALTIME, bad[i]));
    }
    show("across the end", read(zero, page + 4096 - 8, 8));
    show("open", open(page + 4096, O_RDONLY));
    close(null);
    show("closed", write(null, "x", 1));
    return 0;
}
