// options: -D_GNU_SOURCE
// A thread that overruns its stack gets SIGSEGV on the guard page, handled on an alternate stack; the others go on. And many threads.
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local sigjmp_buf back;
static _Thread_local uintptr_t low, found;

static void handle(int number, siginfo_t *info, void *context) {
    (void)number, (void)context;
    found = (uintptr_t)info->si_addr;
    siglongjmp(back, info->si_code);
}
static int __attribute__((noinline)) recurse(int depth) {
    volatile char room[512];
    memset((char *)room, depth, sizeof room);
    return recurse(depth + 1) + room[depth & 511];
}
static void *overrun(void *argument) {
    stack_t stack = {.ss_sp = malloc(65536), .ss_size = 65536};
    sigaltstack(&stack, 0);
    pthread_attr_t attributes;
    void *start;
    size_t size;
    pthread_getattr_np(pthread_self(), &attributes);
    pthread_attr_getstack(&attributes, &start, &size);
    pthread_attr_destroy(&attributes);
    low = (uintptr_t)start;
    int code = sigsetjmp(back, 1);
    if (!code) recurse(0);
    // The guard is one page below what the attributes tell, or the first of it.
    printf("overrun: code %d near the end %d\n", code == SEGV_ACCERR || code == SEGV_MAPERR, found - (low - 8192) < 16384);
    return argument;
}
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static int up, go;
static void *park(void *argument) {
    pthread_mutex_lock(&mutex);
    up++;
    pthread_cond_broadcast(&condition);
    while (!go) pthread_cond_wait(&condition, &mutex);
    pthread_mutex_unlock(&mutex);
    return argument;
}

int main(void) {
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigaction(SIGSEGV, &action, 0);
    for (int round = 0; round < 3; round++) {
        pthread_t thread;
        pthread_attr_t attributes;
        pthread_attr_init(&attributes);
        pthread_attr_setstacksize(&attributes, 256 << 10);
        pthread_create(&thread, &attributes, overrun, 0);
        pthread_join(thread, 0);
    }
    enum { count = 2000 };
    static pthread_t threads[count];
    int made = 0;
    while (made < count && !pthread_create(&threads[made], 0, park, 0)) made++;
    pthread_mutex_lock(&mutex);
    while (up < made) pthread_cond_wait(&condition, &mutex);
    go = 1;
    pthread_cond_broadcast(&condition);
    pthread_mutex_unlock(&mutex);
    for (int index = 0; index < made; index++) pthread_join(threads[index], 0);
    printf("made %d\n", made);
    return 0;
}
