/* The ends of threads: joining in every way, detaching, and what is refused. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

static const char *name(int e) { return e ? strerrorname_np(e) : "0"; }
static struct timespec in(clockid_t clock, long ms) { struct timespec t; clock_gettime(clock, &t); t.tv_nsec += ms * 1000000; t.tv_sec += t.tv_nsec / 1000000000; t.tv_nsec %= 1000000000; return t; }
static void *nap(void *p) { usleep((long)p * 1000); return p; }
static void *leave(void *p) { pthread_exit((void *)77); }
static void *join_self(void *p) { printf("self %s\n", name(pthread_join(pthread_self(), 0))); return 0; }
static void *detach_self(void *p) { pthread_detach(pthread_self()); return 0; }
static int c11(void *p) { if (p) thrd_exit(-5); return 12; }
static void *many(void *p) { return p; }

int main(void)
{
    setvbuf(stdout, 0, _IOLBF, 0);
    pthread_t t, u; void *r; struct timespec ts, bad = {0, 1000000000};
    pthread_create(&t, 0, nap, (void *)100);
    printf("%s", name(pthread_tryjoin_np(t, &r)));
    ts = in(CLOCK_REALTIME, 10), printf(" %s", name(pthread_timedjoin_np(t, &r, &ts)));
    ts = in(CLOCK_MONOTONIC, 10), printf(" %s", name(pthread_clockjoin_np(t, &r, CLOCK_MONOTONIC, &ts)));
    printf(" %s", name(pthread_clockjoin_np(t, &r, 9, &ts)));
    ts = in(CLOCK_REALTIME, 5000), printf(" %s", name(pthread_timedjoin_np(t, &r, &ts)));
    printf(" %ld\n", (long)r);
    pthread_create(&t, 0, leave, 0); pthread_join(t, &r); printf("%ld\n", (long)r);
    pthread_create(&t, 0, nap, (void *)20); usleep(100000); printf("%s", name(pthread_kill(t, 0))); printf(" %s", name(pthread_kill(t, SIGUSR1))); printf(" %s", name(pthread_cancel(t))); printf(" %s", name(pthread_tryjoin_np(t, &r))); printf(" %ld\n", (long)r);
    pthread_create(&t, 0, nap, (void *)50); printf("detach %s", name(pthread_detach(t))); printf(" %s", name(pthread_detach(t))); printf(" join %s\n", name(pthread_join(t, 0)));
    usleep(80000);
    pthread_create(&t, 0, join_self, 0); pthread_join(t, 0);
    for (int i = 0; i < 2000; i++) { pthread_create(&t, 0, detach_self, 0); }
    usleep(100000);
    long sum = 0;
    for (int i = 0; i < 3000; i++) { pthread_t x[5]; for (long k = 0; k < 5; k++) pthread_create(&x[k], 0, many, (void *)k); for (int k = 0; k < 5; k++) pthread_join(x[k], &r), sum += (long)r; }
    printf("%ld\n", sum);
    thrd_t c; int v; thrd_create(&c, c11, 0); printf("%d", thrd_join(c, &v)); printf(" %d", v); thrd_create(&c, c11, &v); printf(" %d", thrd_join(c, &v)); printf(" %d %d\n", v, thrd_equal(thrd_current(), thrd_current()) != 0);
    thrd_create(&c, c11, 0); printf("%d\n", thrd_detach(c));
    ts = (struct timespec){0, 1000000}; printf("%d %d\n", thrd_sleep(&ts, 0), thrd_sleep(&bad, 0));
    return 0;
}
