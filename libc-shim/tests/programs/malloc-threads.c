/* The allocator with threads: blocks freed by others, threads that end with blocks alive, heaps left
   behind and taken over, memory given back. */
#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096, ROUNDS = 200000, THREADS = 6 };
struct block { size_t size; unsigned char bytes[]; };
static struct block *volatile slots[SLOTS];

static void check(struct block *b)
{
    if (!b) return;
    unsigned char fill = (unsigned char)(b->size * 31);
    for (size_t i = 0; i < b->size; i += 1 + b->size / 64)
        if (b->bytes[i] != fill) { puts("damaged"); exit(1); }
    free(b);
}

static void *exchange(void *p)
{
    uint64_t s = 88172645463325252ull + (uintptr_t)p * 77;
    for (int i = 0; i < ROUNDS; i++) {
        s ^= s << 13, s ^= s >> 7, s ^= s << 17;
        size_t size = s % 32 == 0 ? (s >> 8) % 100000 : s % 1000 == 1 ? (s >> 8) % 2000000 : (s >> 8) % 600;
        struct block *b = s & 0x10000 ? malloc(sizeof *b + size) : calloc(1, sizeof *b + size);
        if (!(s & 0x10000)) for (size_t k = 0; k < size; k++) if (b->bytes[k]) { puts("not zero"); exit(1); }
        if (s % 16 == 3) b = realloc(b, sizeof *b + (size += 100));
        b->size = size;
        memset(b->bytes, (unsigned char)(size * 31), size);
        check(__atomic_exchange_n(&slots[(s >> 40) % SLOTS], b, __ATOMIC_ACQ_REL));
    }
    return 0;
}

static long resident(void)
{
    long pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f) { if (fscanf(f, "%*d %ld", &pages) != 1) pages = 0; fclose(f); }
    return pages * 4;
}

static void *leave_behind(void *p)
{
    void **all = p;
    for (int i = 0; i < 20000; i++) all[i] = memset(malloc(1000), 1, 1000);
    return 0;
}
static void *short_lived(void *p) { free(malloc(100)); return malloc(50); }

int main(void)
{
    pthread_t t[THREADS];
    for (int generation = 0; generation < 3; generation++) {
        for (long i = 0; i < THREADS; i++) pthread_create(&t[i], 0, exchange, (void *)(generation * 10 + i));
        for (int i = 0; i < THREADS; i++) pthread_join(t[i], 0);
    }
    for (int i = 0; i < SLOTS; i++) check(slots[i]), slots[i] = 0;
    malloc_trim(0);

    /* 20 MB of blocks outlive their thread and are freed here; their memory serves what comes next. */
    static void *all[20000];
    long before = resident();
    pthread_create(&t[0], 0, leave_behind, all);
    pthread_join(t[0], 0);
    long peak = resident();
    for (int i = 0; i < 20000; i++) free(all[i]);
    for (int i = 0; i < 20000; i++) all[i] = memset(malloc(1000), 2, 1000);
    long again = resident();
    for (int i = 0; i < 20000; i++) free(all[i]);
    malloc_trim(0);
    long after = resident();
    if (before && (again - peak > 3000 || after - before > 3000)) { printf("%ld %ld %ld %ld KB\n", before, peak, again, after); return 1; }

    for (int i = 0; i < 3000; i++) { void *r; pthread_create(&t[0], 0, short_lived, 0); pthread_join(t[0], &r); free(r); }
    if (before && resident() - after > 3000) { printf("%ld KB after short lives, %ld before\n", resident(), after); return 1; }
    puts("ok");
    return 0;
}
