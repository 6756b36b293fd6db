/* Thread-specific data: limits, destructors and their rounds, keys that are used again. */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <threads.h>

static const char *name(int e) { return e ? strerrorname_np(e) : "0"; }
static pthread_key_t keys[PTHREAD_KEYS_MAX + 1], again, a, b; static int rounds, seen;
static void count(void *p) { rounds++; pthread_setspecific(again, p); }
static void order(void *p) { printf(" %ld", (long)p); }
static void chain(void *p) { printf(" chain"); if (!seen++) pthread_setspecific(b, "x"); }
static void plain(void *p) { printf(" plain %d", pthread_getspecific(b) == 0); }
static void *use(void *p) { pthread_setspecific(again, (void *)1); return 0; }
static void *use_order(void *p) { for (int i = 0; i < 40; i++) pthread_setspecific(keys[i], (void *)(long)(i + 1)); pthread_setspecific(a, "y"); return 0; }
static pthread_barrier_t bar; static pthread_key_t shared;
static void *stale(void *p) { pthread_setspecific(shared, (void *)5); pthread_barrier_wait(&bar); pthread_barrier_wait(&bar); printf("stale %p\n", pthread_getspecific(shared)); return 0; }
static void run(void *(*f)(void *)) { pthread_t t; pthread_create(&t, 0, f, 0); pthread_join(t, 0); }

int main(void)
{
    int n = 0, e;
    while (!(e = pthread_key_create(&keys[n], 0)) && n < PTHREAD_KEYS_MAX) n++;
    printf("%d %s\n", n, name(e));
    for (int i = 0; i < n; i++) pthread_setspecific(keys[i], (void *)(long)(i + 1));
    int right = 0; for (int i = 0; i < n; i++) right += pthread_getspecific(keys[i]) == (void *)(long)(i + 1);
    printf("%d\n", right == n);
    printf("%s %s %s %s\n", name(pthread_setspecific(PTHREAD_KEYS_MAX, "a")), name(pthread_setspecific(0xffffffff, "a")), name(pthread_key_delete(PTHREAD_KEYS_MAX)), name(pthread_key_delete(0xffffffff)));
    printf("%s %s %s\n", name(pthread_key_delete(keys[9])), name(pthread_key_delete(keys[9])), name(pthread_setspecific(keys[9], "a")));
    for (int i = 0; i < n; i++) if (i != 9) pthread_key_delete(keys[i]);
    pthread_key_create(&keys[0], 0), printf("%p\n", pthread_getspecific(keys[0])), pthread_key_delete(keys[0]);
    pthread_key_create(&again, count), run(use), printf("rounds %d of %d\n", rounds, PTHREAD_DESTRUCTOR_ITERATIONS), pthread_key_delete(again);
    for (int i = 0; i < 40; i++) pthread_key_create(&keys[i], order);
    pthread_key_create(&a, chain), pthread_key_create(&b, plain);
    run(use_order), puts("");
    pthread_key_create(&shared, 0), pthread_barrier_init(&bar, 0, 2);
    pthread_t t; pthread_create(&t, 0, stale, 0); pthread_barrier_wait(&bar); pthread_key_delete(shared); pthread_key_create(&shared, order); pthread_barrier_wait(&bar); pthread_join(t, 0);
    tss_t k; printf("%d %p", tss_create(&k, 0), tss_get(k)); printf(" %d %s\n", tss_set(k, "v"), (char *)tss_get(k)); tss_delete(k); printf("%d\n", tss_set(k, "v"));
    return 0;
}
