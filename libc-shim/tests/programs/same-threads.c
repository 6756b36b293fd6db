#include <pthread.h>
#include <semaphore.h>
#include <threads.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <time.h>
#include <unistd.h>
static pthread_mutex_t recursive = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP, checking = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP, plain = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER; static pthread_key_t key; static sem_t sem; static long total; static int turn;
static __thread int local = 5;
static void dtor(void *p) { pthread_mutex_lock(&plain); total += (long)p; pthread_mutex_unlock(&plain); }
static void *work(void *arg)
{
    local += (long)arg; pthread_setspecific(key, (void *)1000);
    for (int i = 0; i < 50000; i++) { pthread_mutex_lock(&plain); total++; pthread_mutex_unlock(&plain); free(malloc(i % 300)); }
    sem_wait(&sem); return (void *)(long)local;
}
static void *ping(void *arg) { long me = (long)arg; for (int i = 0; i < 2000; i++) { pthread_mutex_lock(&plain); while (turn != me) pthread_cond_wait(&cond, &plain); turn = !me; pthread_cond_signal(&cond); pthread_mutex_unlock(&plain); } return 0; }
static void cleanup(void *p) { printf("cleanup %s\n", (char *)p); }
static void *victim(void *p) { pthread_cleanup_push(cleanup, "outer"); pthread_cleanup_push(cleanup, "inner"); for (;;) pause(); pthread_cleanup_pop(0); pthread_cleanup_pop(0); return 0; }
static void *waiter(void *p) { pthread_cleanup_push(cleanup, "cond"); pthread_mutex_lock(&plain); turn = 9; for (;;) pthread_cond_wait(&cond, &plain); pthread_cleanup_pop(0); return 0; }
static void once(void) { puts("once"); }
int main(void)
{
    printf("%d %d %d\n", pthread_mutex_lock(&recursive), pthread_mutex_lock(&recursive), pthread_mutex_unlock(&recursive) + pthread_mutex_unlock(&recursive));
    printf("%d %d %d\n", pthread_mutex_unlock(&recursive), pthread_mutex_unlock(&checking), pthread_mutex_lock(&checking));
    printf("%d %d\n", pthread_mutex_lock(&checking), pthread_mutex_trylock(&checking));
    pthread_key_create(&key, dtor); sem_init(&sem, 0, 0);
    pthread_t t[4]; for (long i = 0; i < 4; i++) pthread_create(&t[i], 0, work, (void *)i);
    usleep(1000); for (int i = 0; i < 4; i++) sem_post(&sem);
    for (int i = 0; i < 4; i++) { void *r; pthread_join(t[i], &r); printf("%ld ", (long)r); }
    printf("%ld\n", total);
    for (long i = 0; i < 2; i++) pthread_create(&t[i], 0, ping, (void *)i); for (int i = 0; i < 2; i++) pthread_join(t[i], 0); puts("pinged");
    void *r; pthread_create(&t[0], 0, victim, 0); usleep(20000); pthread_cancel(t[0]); pthread_join(t[0], &r); printf("%d\n", r == PTHREAD_CANCELED);
    pthread_create(&t[0], 0, waiter, 0); for (;;) { pthread_mutex_lock(&plain); int ok = turn == 9; pthread_mutex_unlock(&plain); if (ok) break; } pthread_cancel(t[0]); pthread_join(t[0], &r); printf("%d %d\n", r == PTHREAD_CANCELED, pthread_mutex_trylock(&plain)); pthread_mutex_unlock(&plain);
    struct timespec ts; clock_gettime(CLOCK_REALTIME, &ts); ts.tv_nsec += 20000000; if (ts.tv_nsec >= 1000000000) ts.tv_nsec -= 1000000000, ts.tv_sec++;
    pthread_mutex_lock(&plain); printf("%d\n", pthread_cond_timedwait(&cond, &plain, &ts)); pthread_mutex_unlock(&plain);
    clock_gettime(CLOCK_MONOTONIC, &ts); printf("%d %d\n", sem_clockwait(&sem, CLOCK_MONOTONIC, &ts), errno);
    mtx_t m; mtx_init(&m, mtx_recursive); mtx_lock(&m); printf("%d\n", mtx_lock(&m)); pthread_once_t o = PTHREAD_ONCE_INIT; pthread_once(&o, once); pthread_once(&o, once);
    pthread_attr_t a; size_t size; void *base; pthread_getattr_np(pthread_self(), &a); pthread_attr_getstack(&a, &base, &size); printf("%d %d\n", (char *)&a > (char *)base && (char *)&a < (char *)base + size, size > 1 << 20);
    pthread_attr_init(&a); pthread_attr_getstacksize(&a, &size); printf("%zu\n", size);
    return 0;
}
