// options: -D_GNU_SOURCE
// Storms of create, join, futex, signal, mmap and sleep, at random; SOAK_SECONDS makes it long. The seed is printed on standard error
// only when something is wrong, so that the output is the same everywhere; SOAK_SEED repeats a run.
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static unsigned seed;
static atomic_long handled, sent, rounds;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static long guarded, expected;
static atomic_int word;
static __thread volatile int own;

static void fail(const char *what) {
    fprintf(stderr, "soak: %s, seed %u, errno %d\n", what, seed, errno);
    printf("failed: %s\n", what);
    fflush(stdout);
    _exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void handle(int number) {
    (void)number;
    own++;
    handled++;
}

static void *work(void *argument) {
    unsigned state = (unsigned)(long)argument;
    double value = state;
    for (int step = 0; step < 24; step++) {
        rounds++;
        switch (rand_r(&state) % 9) {
        case 0: {
            size_t size = (1 + rand_r(&state) % 32) * 4096;
            unsigned char *pages = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            if (pages == MAP_FAILED) fail("mmap");
            unsigned char mark = (unsigned char)state;
            for (size_t at = 0; at < size; at += 4096) {
                if (pages[at]) fail("a new page is not zero");
                pages[at] = mark;
            }
            if (rand_r(&state) & 1) sched_yield();
            for (size_t at = 0; at < size; at += 4096)
                if (pages[at] != mark) fail("a page has changed");
            if (munmap(pages, size)) fail("munmap");
            break;
        }
        case 1:
            pthread_mutex_lock(&mutex);
            guarded++;
            if (rand_r(&state) % 4 == 0) sched_yield();
            expected++;
            if (guarded != expected) fail("the mutex does not exclude");
            pthread_cond_broadcast(&condition);
            pthread_mutex_unlock(&mutex);
            break;
        case 2: {
            struct timespec end;
            clock_gettime(CLOCK_REALTIME, &end);
            end.tv_nsec += rand_r(&state) % 2000000;
            if (end.tv_nsec >= 1000000000) end.tv_sec++, end.tv_nsec -= 1000000000;
            pthread_mutex_lock(&mutex);
            int error = pthread_cond_timedwait(&condition, &mutex, &end);
            if (error && error != ETIMEDOUT) fail("pthread_cond_timedwait");
            if (guarded != expected) fail("woken without the mutex");
            pthread_mutex_unlock(&mutex);
            break;
        }
        case 3: {
            struct timespec span = {0, rand_r(&state) % 1000000};
            syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, atomic_load(&word), &span, 0, 0);
            break;
        }
        case 4:
            atomic_fetch_add(&word, 1);
            syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1 + rand_r(&state) % 4, 0, 0, 0);
            break;
        case 5:
            sent++;
            if (pthread_kill(pthread_self(), SIGUSR1)) fail("pthread_kill");
            break;
        case 6:
            sent++;
            if (kill(getpid(), SIGUSR2)) fail("kill");
            break;
        case 7: {
            struct timespec span = {0, rand_r(&state) % 500000};
            nanosleep(&span, 0);
            break;
        }
        case 8: {
            // Vector registers survive whatever happens meanwhile.
            double sum = 0;
            for (int index = 0; index < 20000; index++) sum += value * index;
            double again = 0;
            for (int index = 0; index < 20000; index++) again += value * index;
            if (sum != again) fail("registers were lost");
            break;
        }
        }
    }
    return argument;
}

static long left(void) {
    FILE *file = fopen("/proc/meminfo", "r");
    char line[128];
    long value = -1;
    while (file && fgets(line, sizeof line, file)) sscanf(line, "MemFree: %ld", &value);
    if (file) fclose(file);
    return value;
}

static void storm(unsigned *state) {
    enum { most = 24 };
    pthread_t threads[most];
    int count = 1 + rand_r(state) % most;
    for (int index = 0; index < count; index++)
        if (pthread_create(&threads[index], 0, work, (void *)(long)rand_r(state))) fail("pthread_create");
    for (int index = 0; index < count; index++) {
        if (rand_r(state) % 8 == 0) {
            sent++;
            pthread_kill(threads[index], SIGUSR1);
        }
        void *result;
        if (pthread_join(threads[index], &result)) fail("pthread_join");
    }
}

int main(void) {
    double seconds = getenv("SOAK_SECONDS") ? atof(getenv("SOAK_SECONDS")) : 3;
    seed = getenv("SOAK_SEED") ? (unsigned)atol(getenv("SOAK_SEED")) : (unsigned)time(0) ^ (unsigned)getpid();
    unsigned state = seed;
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, 0);
    sigaction(SIGUSR2, &action, 0);
    double end = now() + seconds;
    // What is kept for the next time is there after the first storms.
    for (int index = 0; index < 8; index++) storm(&state);
    long before = left();
    while (now() < end) storm(&state);
    long after = left();
    if (getenv("SOAK_REPORT")) fprintf(stderr, "%ld rounds, %ld signals, memory %ld -> %ld kB\n", (long)rounds, (long)handled, before, after);
    if (handled > sent) fail("more signals than were sent");
    if (getenv("APUS_SOAK") && before - after > 1024) fail("memory was lost");
    puts("done");
    return 0;
}
