// RLIMIT_FSIZE and SIGXFSZ, RLIMIT_CPU and SIGXCPU, and default actions that end the program.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <unistd.h>

static volatile sig_atomic_t counts[65];
static void handler(int number) { counts[number]++; }

static void report(const char *name, long result) {
    printf("%s %ld %s, signals %d\n", name, result, result < 0 ? strerror(errno) : "", counts[SIGXFSZ]);
}

int main(void) {
    signal(SIGXFSZ, handler);
    signal(SIGXCPU, handler);
    char name[] = "/tmp/apus-limits-XXXXXX", block[1000] = "";
    int file = mkstemp(name);
    unlink(name);
    struct rlimit limit = {2500, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
    struct iovec vector = {block, sizeof block};
    report("write", write(file, block, sizeof block));
    report("write", write(file, block, sizeof block));
    report("write", write(file, block, sizeof block));
    report("write", write(file, block, sizeof block));
    report("writev", writev(file, &vector, 1));
    report("pwrite", pwrite(file, block, sizeof block, 2499));
    report("pwrite", pwrite(file, block, sizeof block, 2500));
    report("ftruncate", ftruncate(file, 2501));
    report("ftruncate", ftruncate(file, 2500));
    report("fallocate", fallocate(file, 0, 0, 4000));
    signal(SIGXFSZ, SIG_IGN);
    report("ignored", write(file, block, 1));
    limit.rlim_cur = RLIM_INFINITY;
    setrlimit(RLIMIT_FSIZE, &limit);
    report("unlimited", write(file, block, sizeof block));

    limit = (struct rlimit){1, 3};
    setrlimit(RLIMIT_CPU, &limit);
    while (!counts[SIGXCPU]) {}
    printf("sigxcpu %d\n", counts[SIGXCPU]);
    fflush(stdout);
    raise(SIGUSR2);
    return 1;
}
