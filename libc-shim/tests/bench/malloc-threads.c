/* A load on malloc with threads: each keeps 1000 blocks of mixed sizes, replaces them at random, and
   hands every eighth to a neighbour to free. Prints the nanoseconds an operation takes, and the
   memory that is resident at the end. Usage: malloc-threads [THREADS [OPERATIONS]] */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BLOCKS = 1000, MAIL = 64 };
static int threads = 4;
static long operations = 2000000;
static void *volatile mail[64][MAIL];

static uint64_t next(uint64_t *state) { *state ^= *state << 13; *state ^= *state >> 7; return *state ^= *state << 17; }

static void *work(void *argument)
{
    long me = (long)argument;
    uint64_t state = 88172645463325252ull + (uint64_t)me * 7919;
    static __thread void *blocks[BLOCKS];
    for (long i = 0; i < operations; i++) {
        uint64_t r = next(&state);
        unsigned at = (unsigned)(r >> 8) % BLOCKS;
        unsigned kind = (unsigned)(r >> 32) % 64;
        size_t size = kind < 48 ? 8 + (r >> 40) % 248 : kind < 62 ? 256 + (r >> 40) % 1800 : kind < 63 ? (r >> 40) % 30000 : (r >> 40) % 200000;
        if (i % 8 == 0) {
            void *old = __atomic_exchange_n(&mail[(me + 1) % threads][(r >> 20) % MAIL], blocks[at], __ATOMIC_ACQ_REL);
            free(old);
        } else
            free(blocks[at]);
        blocks[at] = malloc(size);
        if (size)
            *(char *)blocks[at] = 1;
    }
    for (int i = 0; i < BLOCKS; i++)
        free(blocks[i]), blocks[i] = 0;
    return 0;
}

int main(int count, char **arguments)
{
    if (count > 1) threads = atoi(arguments[1]);
    if (count > 2) operations = atol(arguments[2]);
    if (threads < 1 || threads > 64) return 1;
    struct timespec from, to;
    pthread_t made[64];
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (long i = 0; i < threads; i++) pthread_create(&made[i], 0, work, (void *)i);
    for (int i = 0; i < threads; i++) pthread_join(made[i], 0);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    double nanoseconds = to.tv_sec * 1e9 + to.tv_nsec;
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file) { if (fscanf(file, "%*d %ld", &pages) != 1) pages = 0; fclose(file); }
    printf("%.1f ns CPU per malloc and free, %ld KB resident\n", nanoseconds / ((double)operations * threads), pages * 4);
    return 0;
}
