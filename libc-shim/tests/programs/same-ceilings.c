/* Priority ceilings, in a thread that has a real-time priority. */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

static const char *name(int e) { return e ? strerrorname_np(e) : "0"; }
static pthread_mutex_t low, high, recursive, plain = PTHREAD_MUTEX_INITIALIZER;
static void init(pthread_mutex_t *m, int ceiling, int type)
{
    pthread_mutexattr_t a;
    pthread_mutexattr_init(&a);
    pthread_mutexattr_setprotocol(&a, PTHREAD_PRIO_PROTECT), pthread_mutexattr_setprioceiling(&a, ceiling), pthread_mutexattr_settype(&a, type);
    printf("init %s\n", name(pthread_mutex_init(m, &a)));
    pthread_mutexattr_setrobust(&a, 1);
    pthread_mutex_t r; printf("robust %s\n", name(pthread_mutex_init(&r, &a)));
}
static int running_at(void) { struct sched_param p; sched_getparam(0, &p); return p.sched_priority; }
static int told(void) { struct sched_param p; int policy; pthread_getschedparam(pthread_self(), &policy, &p); return p.sched_priority; }
static void *work(void *p)
{
    int c;
    printf("at %d\n", running_at());
    printf("low %s", name(pthread_mutex_lock(&low))); printf(" at %d", running_at());
    printf(" high %s", name(pthread_mutex_trylock(&high))); printf(" at %d", running_at());
    printf(" again %s", name(pthread_mutex_trylock(&high))); printf(" at %d\n", running_at());
    printf("unlock low %s", name(pthread_mutex_unlock(&low))); printf(" at %d", running_at());
    printf(" unlock high %s", name(pthread_mutex_unlock(&high))); printf(" at %d\n", running_at());
    printf("recursive %s %s", name(pthread_mutex_lock(&recursive)), name(pthread_mutex_lock(&recursive))); printf(" at %d", running_at());
    printf(" %s", name(pthread_mutex_unlock(&recursive))); printf(" at %d", running_at()); printf(" %s", name(pthread_mutex_unlock(&recursive))); printf(" at %d\n", running_at());
    printf("ceiling %s", name(pthread_mutex_getprioceiling(&low, &c))); printf(" %d", c); printf(" set %s", name(pthread_mutex_setprioceiling(&low, 25, &c))); printf(" was %d", c);
    pthread_mutex_getprioceiling(&low, &c), printf(" is %d\n", c);
    printf("%s %s %s %s\n", name(pthread_mutex_setprioceiling(&low, 0, &c)), name(pthread_mutex_setprioceiling(&low, 100, &c)), name(pthread_mutex_setprioceiling(&plain, 10, &c)), name(pthread_mutex_getprioceiling(&plain, &c)));
    printf("low %s", name(pthread_mutex_lock(&low))); printf(" at %d %s\n", running_at(), name(pthread_mutex_unlock(&low)));
    struct sched_param up = {.sched_priority = 30};
    printf("raise %s", name(pthread_setschedparam(pthread_self(), SCHED_FIFO, &up))); printf(" at %d", running_at());
    printf(" low %s", name(pthread_mutex_lock(&low))); printf(" try %s", name(pthread_mutex_trylock(&low))); printf(" high %s", name(pthread_mutex_lock(&high))); printf(" at %d", running_at());
    up.sched_priority = 10; printf(" lower %s", name(pthread_setschedparam(pthread_self(), SCHED_FIFO, &up))); printf(" at %d", running_at());
    printf(" unlock %s", name(pthread_mutex_unlock(&high))); printf(" at %d\n", running_at());
    return 0;
}
int main(void)
{
    init(&low, 20, PTHREAD_MUTEX_NORMAL), init(&high, 40, PTHREAD_MUTEX_NORMAL), init(&recursive, 22, PTHREAD_MUTEX_RECURSIVE);
    pthread_attr_t a; struct sched_param p = {.sched_priority = 10}; pthread_t t; int policy;
    pthread_attr_init(&a), pthread_attr_setinheritsched(&a, PTHREAD_EXPLICIT_SCHED), pthread_attr_setschedpolicy(&a, SCHED_FIFO), pthread_attr_setschedparam(&a, &p);
    int e = pthread_create(&t, &a, work, 0);
    if (!e) pthread_join(t, 0);
    printf("create %s\n", name(e));
    return 0;
}
