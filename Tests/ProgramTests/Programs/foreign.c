// What a C library needs of the kernel to come up and to end: arguments, memory, files, clocks, threads with storage of their own.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <time.h>
#include <unistd.h>

static __thread int own = 5;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int total;

static void *work(void *argument) {
    own += (int)(long)argument;
    for (int round = 0; round < 1000; round++) {
        pthread_mutex_lock(&mutex);
        total++;
        pthread_mutex_unlock(&mutex);
    }
    return (void *)(long)own;
}

int main(int count, char **words, char **environment) {
    for (int index = 1; index < count; index++) printf("[%s]\n", words[index]);
    printf("PATH %d\n", getenv("PATH") != 0);
    printf("page %lu secure %lu random %d name %d\n", getauxval(AT_PAGESZ), getauxval(AT_SECURE), getauxval(AT_RANDOM) != 0,
           getauxval(AT_EXECFN) != 0);
    char *block = malloc(3 << 20);
    memset(block, 1, 3 << 20);
    block = realloc(block, 100);
    printf("%d\n", block[99]);
    struct timespec time, later;
    clock_gettime(CLOCK_MONOTONIC, &time);
    usleep(2000);
    clock_gettime(CLOCK_MONOTONIC, &later);
    printf("clock %d\n", later.tv_sec > time.tv_sec || later.tv_nsec >= time.tv_nsec + 2000000);
    pthread_t threads[4];
    for (long number = 0; number < 4; number++) printf("create %d\n", pthread_create(&threads[number], 0, work, (void *)number));
    for (int number = 0; number < 4; number++) {
        void *result;
        pthread_join(threads[number], &result);
        printf("join %ld\n", (long)result);
    }
    printf("total %d own %d\n", total, own);
    FILE *file = fopen("/tmp/foreign", "w");
    fprintf(file, "%a %s\n", 0.1, strerror(ENOENT));
    fclose(file);
    file = fopen("/tmp/foreign", "r");
    char line[80];
    printf("%s", fgets(line, sizeof line, file));
    remove("/tmp/foreign");
    return 3;
}
