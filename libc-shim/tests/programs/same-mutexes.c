/* Every kind of mutex with every protocol: what each call answers, to the owner and to others. */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static pthread_mutex_t mutex;
static const char *name(int e) { return e ? strerrorname_np(e) : "0"; }
/* POSIX has a try answer EBUSY; glibc says EDEADLK for some kinds. */
static const char *tried(int e) { return name(e == EDEADLK ? EBUSY : e); }
static struct timespec soon(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    t.tv_nsec += 20000000;
    if (t.tv_nsec >= 1000000000) t.tv_nsec -= 1000000000, t.tv_sec++;
    return t;
}

static void *other(void *p)
{
    struct timespec t = soon(CLOCK_REALTIME), m = soon(CLOCK_MONOTONIC), bad = {0, 1000000000}, past = {0, 0}, minus = {-1, 0};
    int r[8];
    r[0] = pthread_mutex_trylock(&mutex);
    r[1] = pthread_mutex_timedlock(&mutex, &t);
    r[2] = pthread_mutex_clocklock(&mutex, CLOCK_MONOTONIC, &m);
    r[3] = pthread_mutex_clocklock(&mutex, CLOCK_PROCESS_CPUTIME_ID, &m);
    r[4] = pthread_mutex_timedlock(&mutex, &bad);
    r[5] = pthread_mutex_timedlock(&mutex, &past);
    r[6] = pthread_mutex_timedlock(&mutex, &minus);
    printf("  other:");
    for (int i = 0; i < 7; i++) printf(" %s", name(r[i]));
    if (p) printf(" unlock %s", name(pthread_mutex_unlock(&mutex)));
    puts("");
    return 0;
}

static void run(void *(*f)(void *), void *p)
{
    pthread_t t;
    pthread_create(&t, 0, f, p);
    pthread_join(t, 0);
}

int main(void)
{
    for (int type = 0; type < 4; type++)
        for (int robust = 0; robust < 2; robust++)
            for (int protocol = 0; protocol < 2; protocol++)
                for (int shared = 0; shared < 2; shared++) {
                    pthread_mutexattr_t a;
                    pthread_mutexattr_init(&a);
                    pthread_mutexattr_settype(&a, type);
                    pthread_mutexattr_setrobust(&a, robust);
                    pthread_mutexattr_setprotocol(&a, protocol);
                    pthread_mutexattr_setpshared(&a, shared);
                    int error = pthread_mutex_init(&mutex, &a);
                    printf("type %d robust %d protocol %d shared %d: init %s\n", type, robust, protocol, shared, name(error));
                    if (error) continue;
                    int checks = type == PTHREAD_MUTEX_ERRORCHECK || type == PTHREAD_MUTEX_RECURSIVE || robust;
                    if (checks) printf("  unlock free: %s\n", name(pthread_mutex_unlock(&mutex)));
                    printf("  lock %s", name(pthread_mutex_lock(&mutex)));
                    printf(" try %s", tried(pthread_mutex_trylock(&mutex)));
                    if (type == PTHREAD_MUTEX_ERRORCHECK || type == PTHREAD_MUTEX_RECURSIVE) {
                        struct timespec t = soon(CLOCK_REALTIME);
                        printf(" lock %s", name(pthread_mutex_lock(&mutex)));
                        printf(" timed %s", name(pthread_mutex_timedlock(&mutex, &t)));
                    }
                    printf(" destroy %s consistent %s\n", robust ? "-" : name(pthread_mutex_destroy(&mutex)), name(pthread_mutex_consistent(&mutex)));
                    run(other, (void *)(long)checks);
                    int ceiling = -1;
                    printf("  ceiling %s", name(pthread_mutex_getprioceiling(&mutex, &ceiling)));
                    printf(" %d\n  unlock", ceiling);
                    int depth = type == PTHREAD_MUTEX_RECURSIVE ? 4 : 1;
                    for (int i = 0; i < depth; i++) printf(" %s", name(pthread_mutex_unlock(&mutex)));
                    if (checks) printf(" once more %s", name(pthread_mutex_unlock(&mutex)));
                    printf(" destroy %s\n", name(pthread_mutex_destroy(&mutex)));
                }
    /* Recursion has a limit. */
    pthread_mutexattr_t a;
    pthread_mutexattr_init(&a);
    pthread_mutexattr_settype(&a, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&mutex, &a);
    pthread_mutex_lock(&mutex);
    mutex.__data.__count = 0xfffffffe;
    printf("%s", name(pthread_mutex_lock(&mutex)));
    printf(" %s", name(pthread_mutex_lock(&mutex)));
    printf(" %s\n", name(pthread_mutex_trylock(&mutex)));
    /* Attributes. */
    int v;
    printf("%s", name(pthread_mutexattr_settype(&a, 4)));
    printf(" %s", name(pthread_mutexattr_settype(&a, -1)));
    printf(" %s", name(pthread_mutexattr_setrobust(&a, 2)));
    printf(" %s", name(pthread_mutexattr_setprotocol(&a, 3)));
    printf(" %s", name(pthread_mutexattr_setpshared(&a, 2)));
    printf(" %s %s %s\n", name(pthread_mutexattr_setprioceiling(&a, 0)), name(pthread_mutexattr_setprioceiling(&a, 100)), name(pthread_mutexattr_setprioceiling(&a, 50)));
    pthread_mutexattr_getprioceiling(&a, &v), printf("%d", v);
    pthread_mutexattr_gettype(&a, &v), printf(" %d", v);
    pthread_mutexattr_init(&a);
    pthread_mutexattr_getprioceiling(&a, &v), printf(" %d", v);
    pthread_mutexattr_gettype(&a, &v), printf(" %d", v);
    pthread_mutexattr_getprotocol(&a, &v), printf(" %d", v);
    pthread_mutexattr_getrobust(&a, &v), printf(" %d", v);
    pthread_mutexattr_getpshared(&a, &v), printf(" %d\n", v);
    return 0;
}
