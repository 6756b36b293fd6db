// Counts the instructions of common operations.
#define _GNU_SOURCE
#include "measure.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PAGES = 256 };

static int null, zero, file, ends[2];
static char buffer[65536], *area;

static void op_getppid(void) { getppid(); }
static void op_write(void) { (void)!write(null, buffer, 1); }
static void op_read(void) { (void)!read(zero, buffer, 1); }
static void op_malloc(void) {
    void *volatile block = malloc(64);
    free(block);
}
static void op_malloc_large(void) {
    void *volatile block = malloc(8192);
    free(block);
}
static void op_open(void) { close(open("/tmp/apus-bench/directory/file", O_RDONLY)); }
static void op_open_root(void) { close(open("/etc/hosts", O_RDONLY)); }
static void op_stat(void) {
    struct stat status;
    stat("/tmp/apus-bench/directory/file", &status);
}
static void op_stat_root(void) {
    struct stat status;
    stat("/etc/hosts", &status);
}
static void op_fstat(void) {
    struct stat status;
    fstat(file, &status);
}
static void op_lseek(void) { lseek(file, 0, SEEK_SET); }
static void op_pread(void) { (void)!pread(file, buffer, 4096, 0); }
static void op_pwrite(void) { (void)!pwrite(file, buffer, 4096, 0); }
static void op_pipe(void) {
    (void)!write(ends[1], buffer, 1);
    (void)!read(ends[0], buffer, 1);
}
static void op_clock(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
}
static void op_mmap(void) { munmap(mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), 65536); }
static void op_touch(void) {
    static long next;
    area[next++ % PAGES * 4096] = 1;
}
static void op_mprotect(void) {
    static int times;
    mprotect(area, 4096, times++ & 1 ? PROT_READ : PROT_READ | PROT_WRITE);
}
static void op_printf(void) { snprintf(buffer, sizeof buffer, "%d %s %5.2f", 42, "apus", 3.14159); }

int main(void) {
    mkdir("/tmp/apus-bench", 0755);
    mkdir("/tmp/apus-bench/directory", 0755);
    file = open("/tmp/apus-bench/directory/file", O_RDWR | O_CREAT, 0644);
    null = open("/dev/null", O_WRONLY);
    zero = open("/dev/zero", O_RDONLY);
    if (file < 0 || null < 0 || zero < 0 || pipe(ends) || write(file, buffer, 4096) != 4096) {
        perror("cannot prepare");
        return 1;
    }
    loop = measure(op_nothing, TIMES);
    report("getppid", op_getppid);
    report("write-1", op_write);
    report("read-1", op_read);
    report("malloc-64", op_malloc);
    report("malloc-8192", op_malloc_large);
    report("open-close", op_open);
    report("open-close-image", op_open_root);
    report("stat", op_stat);
    report("stat-image", op_stat_root);
    report("fstat", op_fstat);
    report("lseek", op_lseek);
    report("pread-4096", op_pread);
    report("pwrite-4096", op_pwrite);
    report("pipe-1", op_pipe);
    report("clock_gettime", op_clock);
    report("mmap-munmap-64k", op_mmap);
    // Each round touches pages that were never touched: a second touch would cost nothing.
    uint64_t best = UINT64_MAX;
    for (int round = 0; round < ROUNDS; round++) {
        area = mmap(NULL, PAGES * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        madvise(area, PAGES * 4096, MADV_NOHUGEPAGE);
        uint64_t start = __rdtsc();
        for (int i = 0; i < PAGES; i++) op_touch();
        uint64_t passed = __rdtsc() - start;
        if (passed < best) best = passed;
        if (round < ROUNDS - 1) munmap(area, PAGES * 4096);
    }
    printf("first-touch\t%llu\n", (unsigned long long)((best - loop * PAGES / TIMES) / PAGES));
    report("mprotect", op_mprotect);
    report("snprintf", op_printf);
    unlink("/tmp/apus-bench/directory/file");
    return 0;
}
