// Which of several errors a call gives, and what clocks promise.
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#define TRY(call) (errno = 0, result = (call), printf("%s: %ld %s\n", #call, result, result < 0 ? strerrorname_np(errno) : ""))
static long result;
static int word = 1;

static void *wait_for_wall(void *argument)
{
    // Until the time that the other thread sets the clock to, an hour ahead.
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += 3600;
    long result = syscall(SYS_futex, &word, FUTEX_WAIT_BITSET_PRIVATE | FUTEX_CLOCK_REALTIME, 1, &end, 0, ~0);
    printf("the wait ended: %s\n", result ? strerrorname_np(errno) : "woken");
    return 0;
}

int main(void)
{
    struct timespec time, span = {0, 1000};
    for (int clock = 0; clock < 12; clock++) {
        time.tv_nsec = -1;
        int failed = clock_getres(clock, &time);
        printf("clock %d: %d %ld\n", clock, failed, time.tv_nsec);
    }
    int kinds[] = {-8, -7, -6, -4, -3, -2};
    for (int i = 0; i < 6; i++) clock_getres(kinds[i], &time), printf("clock %d: %ld\n", kinds[i], time.tv_nsec);
    TRY(syscall(SYS_clock_nanosleep, 99, 0, 8, 0));
    TRY(syscall(SYS_clock_nanosleep, -1000, 0, 8, 0));
    TRY(syscall(SYS_clock_nanosleep, -1000, 0, &span, 0));
    TRY(syscall(SYS_clock_nanosleep, 5, 0, 8, 0));
    TRY(wait4(INT_MIN, 0, 0, 0));
    TRY(wait4(INT_MIN, 0, 0x10, 0));
    TRY(syscall(SYS_futex, 8, FUTEX_WAKE_PRIVATE, 1, 0, 0, 0));
    TRY(syscall(SYS_futex, 8, FUTEX_WAKE, 1, 0, 0, 0));
    TRY(syscall(SYS_futex, 8, FUTEX_WAIT_PRIVATE, 1, 0, 0, 0));
    TRY(syscall(SYS_futex, -4096l, FUTEX_WAKE_PRIVATE, 1, 0, 0, 0));

    // Times of a mapped file.
    char name[] = "/tmp/apus-times-XXXXXX";
    int file = mkstemp(name);
    struct stat before, mapped, written;
    write(file, "contents", 8), fstat(file, &before), usleep(20000);
    volatile char *map = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    fstat(file, &mapped), usleep(20000);
    map[0] = 'C', msync((void *)map, 4096, MS_SYNC), fstat(file, &written);
    printf("mapping: accessed %d, modified %d; writing: modified %d changed %d\n", mapped.st_atim.tv_nsec != before.st_atim.tv_nsec,
        mapped.st_mtim.tv_nsec != before.st_mtim.tv_nsec, written.st_mtim.tv_nsec != mapped.st_mtim.tv_nsec, written.st_ctim.tv_nsec != mapped.st_ctim.tv_nsec);
    unlink(name);

    pthread_t thread;
    fflush(stdout);
    pthread_create(&thread, 0, wait_for_wall, 0);
    usleep(50000);
    // Only a machine of our own may have its clock set: elsewhere what should happen is said.
    struct utsname names;
    uname(&names);
    if (!strstr(names.release, "apus")) {
        puts("the wait ended: ETIMEDOUT");
        fflush(stdout);
        _exit(0);
    }
    clock_gettime(CLOCK_REALTIME, &time);
    time.tv_sec += 3600;
    clock_settime(CLOCK_REALTIME, &time);
    pthread_join(thread, 0);
    fflush(stdout);
    _exit(0);
}
