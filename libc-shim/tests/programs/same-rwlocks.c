/* Read-write locks: errors, preference, time-outs. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER, strict = PTHREAD_RWLOCK_WRITER_NONRECURSIVE_INITIALIZER_NP;
static const char *name(int e) { return e ? strerrorname_np(e) : "0"; }
static struct timespec in(clockid_t clock, long ms) { struct timespec t; clock_gettime(clock, &t); t.tv_nsec += ms * 1000000; t.tv_sec += t.tv_nsec / 1000000000; t.tv_nsec %= 1000000000; return t; }
static void *try_all(void *p)
{
    pthread_rwlock_t *l = p;
    struct timespec bad = {0, 1000000000}, minus = {-1, 0};
    int e = pthread_rwlock_tryrdlock(l);
    printf("  tryrd %s", name(e)); if (!e) pthread_rwlock_unlock(l);
    e = pthread_rwlock_trywrlock(l);
    printf(" trywr %s", name(e)); if (!e) pthread_rwlock_unlock(l);
    struct timespec t = in(CLOCK_REALTIME, 10), m = in(CLOCK_MONOTONIC, 20);
    e = pthread_rwlock_timedrdlock(l, &t); printf(" timedrd %s", name(e)); if (!e) pthread_rwlock_unlock(l);
    e = pthread_rwlock_timedwrlock(l, &t); printf(" timedwr %s", name(e)); if (!e) pthread_rwlock_unlock(l);
    e = pthread_rwlock_clockrdlock(l, CLOCK_MONOTONIC, &m); printf(" clockrd %s", name(e)); if (!e) pthread_rwlock_unlock(l);
    e = pthread_rwlock_clockwrlock(l, CLOCK_MONOTONIC, &m); printf(" clockwr %s", name(e)); if (!e) pthread_rwlock_unlock(l);
    printf(" bad %s %s %s %s", name(pthread_rwlock_timedrdlock(l, &bad)), name(pthread_rwlock_timedwrlock(l, &bad)), name(pthread_rwlock_clockrdlock(l, 5, &m)), name(pthread_rwlock_clockwrlock(l, 5, &m)));
    e = pthread_rwlock_timedwrlock(l, &minus); printf(" past %s\n", name(e)); if (!e) pthread_rwlock_unlock(l);
    return 0;
}
static void run(void *(*f)(void *), void *p) { pthread_t t; pthread_create(&t, 0, f, p); pthread_join(t, 0); }
static void *writer(void *p) { pthread_rwlock_wrlock(p); pthread_rwlock_unlock(p); return 0; }
static void *timed_writer(void *p) { struct timespec t = in(CLOCK_REALTIME, 60); printf("  writer %s\n", name(pthread_rwlock_timedwrlock(p, &t))); return 0; }
static void *reader(void *p) { pthread_rwlock_rdlock(p); pthread_rwlock_unlock(p); return 0; }
static void *second_reader(void *p) { int e = pthread_rwlock_tryrdlock(p); printf("  reader behind a writer: %s\n", name(e)); if (!e) pthread_rwlock_unlock(p); return 0; }
static long total; static pthread_rwlock_t *shared_lock;
static void *churn(void *p)
{
    for (int i = 0; i < 20000; i++)
        if (i % 4 == (long)p) { pthread_rwlock_wrlock(shared_lock); total++; pthread_rwlock_unlock(shared_lock); }
        else { pthread_rwlock_rdlock(shared_lock); volatile long x = total; (void)x; pthread_rwlock_unlock(shared_lock); }
    return 0;
}

int main(void)
{
    pthread_rwlockattr_t a;
    int v;
    pthread_rwlockattr_init(&a);
    pthread_rwlockattr_getkind_np(&a, &v), printf("%d", v);
    pthread_rwlockattr_getpshared(&a, &v), printf(" %d", v);
    printf(" %s %s %s\n", name(pthread_rwlockattr_setkind_np(&a, 3)), name(pthread_rwlockattr_setpshared(&a, 2)), name(pthread_rwlockattr_setkind_np(&a, 2)));
    pthread_rwlock_t kinds[3];
    for (int k = 0; k < 3; k++) pthread_rwlockattr_setkind_np(&a, k), pthread_rwlock_init(&kinds[k], &a);
    pthread_rwlock_t *all[] = {&l, &strict, &kinds[0], &kinds[1], &kinds[2]};
    for (int i = 0; i < 5; i++) {
        printf("lock %d\n", i);
        run(try_all, all[i]);
        pthread_rwlock_rdlock(all[i]); pthread_rwlock_rdlock(all[i]);
        printf(" read:\n"), run(try_all, all[i]);
        printf("  trywr by reader %s\n", name(pthread_rwlock_trywrlock(all[i])));
        pthread_t w, r; pthread_create(&w, 0, writer, all[i]); usleep(20000);
        run(second_reader, all[i]);
        pthread_rwlock_unlock(all[i]); pthread_rwlock_unlock(all[i]); pthread_join(w, 0);
        pthread_rwlock_rdlock(all[i]);
        pthread_create(&w, 0, timed_writer, all[i]); usleep(20000);
        pthread_create(&r, 0, reader, all[i]); pthread_join(w, 0); pthread_join(r, 0); /* readers go on when the writer has given up */
        pthread_rwlock_unlock(all[i]);
        pthread_rwlock_wrlock(all[i]);
        printf(" written: rd %s wr %s tryrd %s trywr %s\n", name(pthread_rwlock_rdlock(all[i])), name(pthread_rwlock_wrlock(all[i])), name(pthread_rwlock_tryrdlock(all[i])), name(pthread_rwlock_trywrlock(all[i])));
        run(try_all, all[i]);
        pthread_rwlock_unlock(all[i]);
        total = 0, shared_lock = all[i];
        pthread_t t[4]; for (long k = 0; k < 4; k++) pthread_create(&t[k], 0, churn, (void *)k); for (int k = 0; k < 4; k++) pthread_join(t[k], 0);
        printf(" %ld destroy %s\n", total, name(pthread_rwlock_destroy(all[i])));
    }
    return 0;
}
