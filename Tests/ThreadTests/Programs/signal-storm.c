// Signals from several sides to threads that compute, call and wait: none is lost, and no handler disturbs what it interrupts.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { count = 5, rounds = 1500 };
static _Atomic long handled, wrong;
static _Atomic int stop;
static __thread volatile double number = 1;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int ends[2];
static long shared;

static void handler(int signal) {
    volatile double kept = number;
    char block[300];
    memset(block, signal, sizeof block);
    for (int index = 0; index < 20; index++) kept = kept * 1.5 + block[index];
    handled++;
}

__attribute__((noinline)) static double compute(void) {
    double value = 1;
    for (int index = 0; index < 200; index++) value = value * 1.0000001 + index * 0.5;
    return value;
}

static void *work(void *argument) {
    double expected = 0;
    char byte;
    for (long round = 0; !stop; round++) {
        double value = compute();
        if (round == 0) expected = value;
        else if (value != expected) wrong++;
        switch ((long)argument) {
        case 1:
            pthread_mutex_lock(&mutex);
            shared++;
            pthread_mutex_unlock(&mutex);
            break;
        case 2: nanosleep(&(struct timespec){0, 1000}, 0); break;
        case 3:
            if (write(ends[1], "x", 1) != 1 || read(ends[0], &byte, 1) != 1) wrong++;
            break;
        case 4: getppid(); break;
        }
    }
    return 0;
}

int main(void) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    for (int index = 0; index < 4; index++) sigaction(SIGRTMIN + index, &action, 0);
    sigaction(SIGALRM, &action, 0);
    pipe(ends);
    pthread_t threads[count];
    for (long index = 0; index < count; index++) pthread_create(&threads[index], 0, work, (void *)index);
    struct itimerval value = {{0, 2000}, {0, 2000}}, none = {{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &value, 0);
    for (int round = 0; round < rounds; round++) {
        // The queue may be full.
        while (pthread_kill(threads[round % count], SIGRTMIN + round % 4) != 0) sched_yield();
        if (round % 50 == 0) nanosleep(&(struct timespec){0, 200000}, 0);
    }
    setitimer(ITIMER_REAL, &none, 0);
    for (int wait = 0; wait < 5000 && handled < rounds; wait++) nanosleep(&(struct timespec){0, 1000000}, 0);
    stop = 1;
    for (int index = 0; index < count; index++) pthread_join(threads[index], 0);
    printf("all handled %d, wrong %ld\n", handled >= rounds, wrong);
    return 0;
}
