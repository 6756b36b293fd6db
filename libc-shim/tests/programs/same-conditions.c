/* Condition variables: errors, clocks, order, destruction while threads leave. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, checking = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static const char *name(int e) { return e ? strerrorname_np(e) : "0"; }
static struct timespec in(clockid_t clock, long ms) { struct timespec t; clock_gettime(clock, &t); t.tv_nsec += ms * 1000000; t.tv_sec += t.tv_nsec / 1000000000; t.tv_nsec %= 1000000000; return t; }
static int order[8], woken, waiting;
static void *sleeper(void *p) { pthread_mutex_lock(&m); waiting++; pthread_cond_wait(&c, &m); order[woken++] = (int)(long)p; pthread_mutex_unlock(&m); return 0; }

struct box { pthread_mutex_t m; pthread_cond_t c; int ready, n; };
static void *leave(void *p) { struct box *b = p; pthread_mutex_lock(&b->m); b->n++; while (!b->ready) pthread_cond_wait(&b->c, &b->m); pthread_mutex_unlock(&b->m); return 0; }

static int tokens, taken;
static void *consume(void *p) { for (int i = 0; i < 20000; i++) { pthread_mutex_lock(&m); while (!tokens) pthread_cond_wait(&c, &m); tokens--; taken++; pthread_mutex_unlock(&m); } return 0; }
static void *produce(void *p) { for (int i = 0; i < 20000; i++) { pthread_mutex_lock(&m); tokens++; pthread_cond_signal(&c); pthread_mutex_unlock(&m); } return 0; }
static void *produce_unlocked(void *p) { for (int i = 0; i < 20000; i++) { pthread_mutex_lock(&m); tokens++; pthread_mutex_unlock(&m); pthread_cond_signal(&c); } return 0; }

int main(void)
{
    pthread_condattr_t a;
    clockid_t clock;
    int v;
    pthread_condattr_init(&a);
    pthread_condattr_getclock(&a, &clock), pthread_condattr_getpshared(&a, &v);
    printf("%d %d %s %s %s\n", clock, v, name(pthread_condattr_setclock(&a, CLOCK_PROCESS_CPUTIME_ID)), name(pthread_condattr_setclock(&a, 99)), name(pthread_condattr_setpshared(&a, 5)));
    pthread_condattr_setclock(&a, CLOCK_MONOTONIC), pthread_condattr_setpshared(&a, 1);
    pthread_condattr_getclock(&a, &clock), pthread_condattr_getpshared(&a, &v);
    printf("%d %d\n", clock, v);
    pthread_cond_t mono;
    pthread_cond_init(&mono, &a);
    struct timespec t = in(CLOCK_MONOTONIC, 20), bad = {1, -1}, bad2 = {1, 1000000000}, minus = {-5, 0};
    pthread_mutex_lock(&m);
    printf("%s", name(pthread_cond_timedwait(&mono, &m, &t)));
    t = in(CLOCK_REALTIME, 20), printf(" %s", name(pthread_cond_timedwait(&c, &m, &t)));
    t = in(CLOCK_MONOTONIC, 20), printf(" %s", name(pthread_cond_clockwait(&c, &m, CLOCK_MONOTONIC, &t)));
    t = in(CLOCK_REALTIME, 20), printf(" %s", name(pthread_cond_clockwait(&mono, &m, CLOCK_REALTIME, &t)));
    printf(" %s %s %s %s\n", name(pthread_cond_timedwait(&c, &m, &bad)), name(pthread_cond_timedwait(&c, &m, &bad2)), name(pthread_cond_timedwait(&c, &m, &minus)), name(pthread_cond_clockwait(&c, &m, 7, &t)));
    printf("held still: %s\n", name(pthread_mutex_trylock(&m)));
    pthread_mutex_unlock(&m);
    printf("not held: %s\n", name(pthread_cond_wait(&c, &checking)));
    t = in(CLOCK_REALTIME, 20), printf("not held: %s\n", name(pthread_cond_timedwait(&c, &checking, &t)));
    printf("nobody: %s %s\n", name(pthread_cond_signal(&c)), name(pthread_cond_broadcast(&c)));

    pthread_t s[8];
    for (long i = 0; i < 6; i++) {
        pthread_create(&s[i], 0, sleeper, (void *)i);
        for (int there = 0; !there;) { usleep(2000); pthread_mutex_lock(&m); there = waiting == i + 1; pthread_mutex_unlock(&m); }
        usleep(5000);
    }
    for (int i = 0; i < 3; i++) { pthread_mutex_lock(&m); pthread_cond_signal(&c); pthread_mutex_unlock(&m); for (int there = 0, n = 0; !there && n < 1000; n++) { usleep(2000); pthread_mutex_lock(&m); there = woken == i + 1; pthread_mutex_unlock(&m); } }
    pthread_mutex_lock(&m), printf("signals woke %d:", woken);
    for (int i = 0; i < woken; i++) printf(" %d", order[i]);
    printf("\nmutex in use: %s\n", name(pthread_mutex_destroy(&m)));
    pthread_mutex_unlock(&m);
    pthread_cond_broadcast(&c);
    for (int i = 0; i < 6; i++) pthread_join(s[i], 0);
    printf("broadcast woke the rest: %d\n", woken);

    for (int round = 0; round < 300; round++) {
        struct box *b = malloc(sizeof *b);
        pthread_mutex_init(&b->m, 0), pthread_cond_init(&b->c, 0), b->ready = b->n = 0;
        for (int i = 0; i < 3; i++) pthread_create(&s[i], 0, leave, b);
        for (int there = 0; !there;) { pthread_mutex_lock(&b->m); there = b->n == 3; if (there) b->ready = 1, pthread_cond_broadcast(&b->c); pthread_mutex_unlock(&b->m); }
        pthread_cond_destroy(&b->c);
        memset(&b->c, 0xaa, sizeof b->c);
        for (int i = 0; i < 3; i++) pthread_join(s[i], 0);
        for (int i = 0; i < (int)sizeof b->c; i++) if (((unsigned char *)&b->c)[i] != 0xaa) { puts("touched after destruction"); break; }
        free(b);
    }
    for (int i = 0; i < 6; i++) pthread_create(&s[i], 0, i % 2 ? i == 1 ? produce : produce_unlocked : consume, 0);
    for (int i = 0; i < 6; i++) pthread_join(s[i], 0);
    printf("%d %d\n", tokens, taken);
    return 0;
}
