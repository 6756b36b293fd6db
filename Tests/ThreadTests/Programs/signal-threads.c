// Signals and threads: to one thread wherever it is (working, waiting), to any that does not block it, and to one that takes over.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t hits[5];
static __thread int own = -1;
static sem_t done;
static pthread_barrier_t ready;
static int ends[2];
static volatile int stop;

static void handler(int number) {
    if (own >= 0) hits[own]++;
    sem_post(&done);
}

static void *work(void *argument) {
    own = (long)argument;
    char byte;
    struct pollfd entry = {ends[0], POLLIN, 0};
    pthread_barrier_wait(&ready);
    while (!stop) {
        switch (own) {
        case 0: break;
        case 1: if (read(ends[0], &byte, 1) == 1) return 0; break;
        case 2: poll(&entry, 1, -1); break;
        case 3: nanosleep(&(struct timespec){10, 0}, 0); break;
        case 4: pause(); break;
        }
    }
    return 0;
}

static void *blocker(void *argument) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    pthread_sigmask(SIG_BLOCK, &set, 0);
    pthread_barrier_wait(&ready);
    pthread_barrier_wait(&ready);
    return 0;
}

int main(void) {
    enum { count = 5, rounds = 50 };
    pthread_t threads[count];
    struct sigaction action = {.sa_handler = handler};
    sigaction(SIGUSR1, &action, 0);
    sem_init(&done, 0, 0);
    pipe(ends);
    pthread_barrier_init(&ready, 0, count + 1);
    for (long index = 0; index < count; index++) pthread_create(&threads[index], 0, work, (void *)index);
    pthread_barrier_wait(&ready);
    for (int round = 0; round < rounds; round++)
        for (int index = 0; index < count; index++) {
            pthread_kill(threads[index], SIGUSR1);
            while (sem_wait(&done) != 0) {}
        }
    for (int index = 0; index < count; index++) printf("thread %d: %d\n", index, hits[index]);
    // Who sees this at once ends before a signal reaches it; another may begin to wait after its look: signals until each has ended.
    stop = 1;
    write(ends[1], "xxxx", 4);
    for (int index = 0; index < count; index++) {
        while (pthread_tryjoin_np(threads[index], 0) == EBUSY) {
            pthread_kill(threads[index], SIGUSR1);
            nanosleep(&(struct timespec){0, 1000000}, 0);
        }
    }

    // To the process: the thread that does not block it takes it; then it waits until one unblocks it.
    pthread_barrier_t again;
    pthread_barrier_init(&again, 0, 2);
    ready = again;
    own = 0;
    hits[0] = 0;
    sigaction(SIGUSR2, &action, 0);
    pthread_t thread;
    pthread_create(&thread, 0, blocker, 0);
    pthread_barrier_wait(&ready);
    kill(getpid(), SIGUSR2);
    printf("taken by the main thread %d\n", hits[0]);
    sigset_t set, pending;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    pthread_sigmask(SIG_BLOCK, &set, 0);
    kill(getpid(), SIGUSR2);
    pthread_kill(thread, SIGUSR2);
    sigpending(&pending);
    printf("blocked by all %d, pending %d\n", hits[0], sigismember(&pending, SIGUSR2));
    pthread_barrier_wait(&ready);
    pthread_join(thread, 0);
    pthread_sigmask(SIG_UNBLOCK, &set, 0);
    printf("unblocked %d\n", hits[0]);
    printf("ended %d\n", pthread_kill(pthread_self(), 0));
    return 0;
}
