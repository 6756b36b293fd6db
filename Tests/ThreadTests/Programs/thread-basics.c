// Threads share memory, are joined with their results, and take turns at a mutex; the order of their lines is made certain.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_barrier_t barrier;
static __thread long own = 7;
static long total;

static void *work(void *argument) {
    long number = (long)argument;
    own += number;
    pthread_barrier_wait(&barrier);
    for (int round = 0; round < 1000; round++) {
        pthread_mutex_lock(&mutex);
        total++;
        pthread_mutex_unlock(&mutex);
        if (round % 100 == 0) {
            char *page = mmap(0, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            memset(page, round, 65536);
            if (page[65535] != (char)round) abort();
            munmap(page, 65536);
        }
    }
    return (void *)(own * 10);
}

int main(void) {
    enum { count = 8 };
    pthread_t threads[count];
    pthread_barrier_init(&barrier, 0, count);
    for (long number = 0; number < count; number++)
        printf("create %d\n", pthread_create(&threads[number], 0, work, (void *)number));
    for (int number = 0; number < count; number++) {
        void *result;
        int error = pthread_join(threads[number], &result);
        printf("join %d %ld\n", error, (long)result);
    }
    printf("total %ld own %ld\n", total, own);
    return 0;
}
