// Pipes and counters with many readers and writers: nothing is lost, nobody sleeps on, and one wake-up is for one thread.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <unistd.h>

enum { THREADS = 4, MESSAGES = 3000 };
static int ends[2], counter;
static atomic_long sum, messages;

// Each message is the same byte all over: torn ones would show.
static void *writer(void *number) {
    unsigned char message[512];
    for (int i = 0; i < MESSAGES; i++) {
        memset(message, (int)((intptr_t)number * 60 + i % 50), sizeof message);
        if (write(ends[1], message, sizeof message) != sizeof message) printf("short write\n");
    }
    return NULL;
}
static void *reader(void *unused) {
    unsigned char message[512];
    ssize_t count;
    while ((count = read(ends[0], message, sizeof message)) > 0) {
        if (count != sizeof message) printf("short read %zd\n", count);
        for (size_t i = 1; i < sizeof message; i++)
            if (message[i] != message[0]) {
                printf("torn\n");
                break;
            }
        sum += message[0];
        messages++;
    }
    return unused;
}

static void crowd(void) {
    pthread_t readers[THREADS], writers[THREADS];
    (void)!pipe(ends);
    for (intptr_t i = 0; i < THREADS; i++) {
        pthread_create(&readers[i], NULL, reader, NULL);
        pthread_create(&writers[i], NULL, writer, (void *)i);
    }
    for (int i = 0; i < THREADS; i++) pthread_join(writers[i], NULL);
    close(ends[1]);
    for (int i = 0; i < THREADS; i++) pthread_join(readers[i], NULL);
    close(ends[0]);
    printf("%ld messages, sum %ld\n", messages, sum);
}

static atomic_int arrived, first, second;
static void *one_byte(void *unused) {
    char byte;
    arrived++;
    if (read(ends[0], &byte, 1) == 1) (first ? &second : &first)[0]++;
    return unused;
}
static void *several(void *unused) {
    char bytes[100000];
    memset(bytes, 1, sizeof bytes);
    printf("large write %zd\n", write(ends[1], bytes, sizeof bytes));
    return unused;
}

static void by_one(void) {
    pthread_t threads[3];
    (void)!pipe(ends);
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, one_byte, NULL);
    while (arrived < 3) usleep(1000);
    usleep(50000);
    // Three bytes at once are enough for three readers of one byte.
    (void)!write(ends[1], "abc", 3);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    printf("read by %d\n", first + second);
    pthread_t large;
    pthread_create(&large, NULL, several, NULL);
    char bytes[10000];
    long total = 0;
    while (total < 100000) total += read(ends[0], bytes, sizeof bytes);
    pthread_join(large, NULL);
    printf("total %ld\n", total);
    close(ends[0]);
    close(ends[1]);
}

static atomic_int got;
static void *wants_one(void *unused) {
    uint64_t value;
    for (int i = 0; i < 500; i++)
        if (read(counter, &value, 8) == 8) got += (int)value;
    return unused;
}

static void counters(void) {
    pthread_t threads[THREADS];
    counter = eventfd(0, EFD_SEMAPHORE);
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, wants_one, NULL);
    uint64_t value = 5;
    for (int i = 0; i < THREADS * 100; i++) (void)!write(counter, &value, 8);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    printf("semaphore %d\n", got);
    close(counter);
}

static void *unlocks(void *fd) {
    usleep(50000);
    flock((int)(intptr_t)fd, LOCK_UN);
    return NULL;
}

static void locks(void) {
    char path[] = "/tmp/apus-wait-XXXXXX";
    int one = mkstemp(path), two = open(path, O_RDWR);
    printf("first %d\n", flock(one, LOCK_EX));
    printf("second %d\n", flock(two, LOCK_EX | LOCK_NB));
    printf("refused %d\n", errno == EWOULDBLOCK);
    pthread_t thread;
    pthread_create(&thread, NULL, unlocks, (void *)(intptr_t)one);
    printf("waited %d\n", flock(two, LOCK_SH));
    pthread_join(thread, NULL);
    unlink(path);
}

// Whose descriptor another thread closes goes on with the file, which is gone afterwards.
static void *closes_reader(void *unused) {
    usleep(50000);
    printf("closed %d\n", close(ends[0]));
    printf("written %zd\n", write(ends[1], "x", 1));
    return unused;
}
static void *closes_writer(void *unused) {
    usleep(50000);
    printf("closed %d\n", close(ends[1]));
    char bytes[10000];
    long total = 0;
    ssize_t count;
    while ((count = read(ends[0], bytes, sizeof bytes)) > 0) total += count;
    printf("until the end %ld\n", total);
    return unused;
}

static void closed(void) {
    pthread_t thread;
    char byte;
    signal(SIGPIPE, SIG_IGN);
    (void)!pipe(ends);
    pthread_create(&thread, NULL, closes_reader, NULL);
    ssize_t count = read(ends[0], &byte, 1);
    pthread_join(thread, NULL);
    printf("read %zd\n", count);
    count = write(ends[1], "y", 1);
    printf("no reader %zd %d\n", count, errno == EPIPE);
    close(ends[1]);
    (void)!pipe(ends);
    pthread_create(&thread, NULL, closes_writer, NULL);
    char bytes[100000];
    memset(bytes, 1, sizeof bytes);
    count = write(ends[1], bytes, sizeof bytes);
    pthread_join(thread, NULL);
    printf("wrote %zd\n", count);
    close(ends[0]);
}

int main(void) {
    crowd();
    by_one();
    counters();
    locks();
    closed();
    return 0;
}
