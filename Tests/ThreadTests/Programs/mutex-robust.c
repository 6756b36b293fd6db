/* Robust mutexes whose owner ends while it holds them. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t mutex[3];
static const char *name(int e) { return e ? strerrorname_np(e) : "0"; }
static void *die(void *p) { for (int i = 0; i < 3; i++) pthread_mutex_lock(&mutex[i]); pthread_mutex_unlock(&mutex[1]); return 0; }
static int results[3];
static void *wait_for_it(void *p) { int e = pthread_mutex_lock(&mutex[0]); results[2] = e; if (e == EOWNERDEAD) pthread_mutex_consistent(&mutex[0]); if (e != ENOTRECOVERABLE) pthread_mutex_unlock(&mutex[0]); return 0; }
static void *die_later(void *p) { pthread_mutex_lock(&mutex[0]); usleep(50000); return 0; }
static void *die_by_exit(void *p) { pthread_mutex_lock(&mutex[0]); pthread_mutex_lock(&mutex[2]); pthread_exit(0); }
static void *not_recovered(void *p) { results[0] = pthread_mutex_lock(&mutex[0]); usleep(50000); results[1] = pthread_mutex_unlock(&mutex[0]); return 0; }
static void run(void *(*f)(void *)) { pthread_t t; pthread_create(&t, 0, f, 0); pthread_join(t, 0); }

int main(void)
{
    for (int type = 0; type < 3; type++)
        for (int inherit = 0; inherit < 2; inherit++)
            for (int shared = 0; shared < 2; shared++) {
                pthread_mutexattr_t a;
                pthread_mutexattr_init(&a);
                pthread_mutexattr_settype(&a, type);
                pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
                pthread_mutexattr_setprotocol(&a, inherit ? PTHREAD_PRIO_INHERIT : PTHREAD_PRIO_NONE);
                pthread_mutexattr_setpshared(&a, shared);
                printf("type %d inherit %d shared %d\n", type, inherit, shared);
                for (int i = 0; i < 3; i++) pthread_mutex_init(&mutex[i], &a);
                run(die);
                printf("  try %s", name(pthread_mutex_trylock(&mutex[0])));
                printf(" free one %s", name(pthread_mutex_lock(&mutex[1])));
                printf(" lock %s\n", name(pthread_mutex_lock(&mutex[2])));
                printf("  consistent %s %s %s\n", name(pthread_mutex_consistent(&mutex[0])), name(pthread_mutex_consistent(&mutex[0])), name(pthread_mutex_consistent(&mutex[1])));
                printf("  unlock %s %s %s\n", name(pthread_mutex_unlock(&mutex[0])), name(pthread_mutex_unlock(&mutex[1])), name(pthread_mutex_unlock(&mutex[2])));
                printf("  good again %s", name(pthread_mutex_lock(&mutex[0])));
                printf(" %s", name(pthread_mutex_unlock(&mutex[0])));
                printf(", lost %s", name(pthread_mutex_lock(&mutex[2])));
                printf(" %s\n", name(pthread_mutex_trylock(&mutex[2])));
                printf("  consistent %s", name(pthread_mutex_consistent(&mutex[2])));
                printf(" destroy %s\n", name(pthread_mutex_destroy(&mutex[2])));
                pthread_mutex_init(&mutex[2], &a);
                run(die_by_exit);
                printf("  after pthread_exit %s %s\n", name(pthread_mutex_lock(&mutex[0])), name(pthread_mutex_lock(&mutex[2])));
                pthread_mutex_consistent(&mutex[0]), pthread_mutex_unlock(&mutex[0]);
                pthread_mutex_consistent(&mutex[2]), pthread_mutex_unlock(&mutex[2]);
                pthread_t owner, waiter;
                pthread_create(&owner, 0, die_later, 0);
                usleep(20000);
                pthread_create(&waiter, 0, wait_for_it, 0);
                pthread_join(owner, 0);
                pthread_join(waiter, 0);
                printf("  lock %s unlock %s waiter %s\n", name(results[0]), name(results[1]), name(results[2]));
                run(die_later);
                pthread_create(&owner, 0, not_recovered, 0);
                usleep(20000);
                pthread_create(&waiter, 0, wait_for_it, 0);
                pthread_join(owner, 0);
                pthread_join(waiter, 0);
                printf("  lock %s unlock %s waiter %s\n", name(results[0]), name(results[1]), name(results[2]));
            }
    return 0;
}
