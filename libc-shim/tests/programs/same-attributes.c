/* Thread attributes: what can be set, what threads get, what threads tell of themselves. */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char *name(int e) { return e ? strerrorname_np(e) : "0"; }
static int detach(pthread_attr_t *a) { int v; pthread_attr_getdetachstate(a, &v); return v; }
static void *tell(void *p)
{
    pthread_attr_t a; size_t size, guard; void *at; char here; int policy, inherit; struct sched_param sp; cpu_set_t set;
    pthread_getattr_np(pthread_self(), &a);
    pthread_attr_getstack(&a, &at, &size); pthread_attr_getguardsize(&a, &guard); pthread_attr_getschedpolicy(&a, &policy); pthread_attr_getschedparam(&a, &sp);
    pthread_attr_getaffinity_np(&a, sizeof set, &set);
    printf("  inside %d size %zu guard %zu detached %d policy %d priority %d processors %d\n", &here > (char *)at && &here < (char *)at + size, size, guard, detach(&a), policy, sp.sched_priority, CPU_COUNT(&set) > 0);
    if (p) printf("  given %d\n", at == p);
    pthread_attr_destroy(&a);
    return 0;
}
static void *masked(void *p) { sigset_t s; pthread_sigmask(0, 0, &s); printf("  mask %d %d\n", sigismember(&s, SIGUSR1), sigismember(&s, SIGUSR2)); return 0; }
static void *one_processor(void *p) { cpu_set_t s; pthread_getaffinity_np(pthread_self(), sizeof s, &s); printf("  processors %d\n", CPU_COUNT(&s)); return 0; }
static void create(pthread_attr_t *a, void *(*f)(void *), void *p) { pthread_t t; int e = pthread_create(&t, a, f, p); if (!e) pthread_join(t, 0); printf("create %s\n", name(e)); }

int main(void)
{
    pthread_attr_t a; size_t size; int v; void *at; struct sched_param sp = {0};
    pthread_attr_init(&a);
    pthread_attr_getstacksize(&a, &size), printf("%zu", size); pthread_attr_getguardsize(&a, &size), printf(" %zu", size);
    pthread_attr_getscope(&a, &v), printf(" %d", v); pthread_attr_getinheritsched(&a, &v), printf(" %d", v); pthread_attr_getschedpolicy(&a, &v), printf(" %d", v);
    pthread_attr_getschedparam(&a, &sp), printf(" %d %d\n", sp.sched_priority, detach(&a));
    printf("detach %s %s %s %d\n", name(pthread_attr_setdetachstate(&a, 2)), name(pthread_attr_setdetachstate(&a, -1)), name(pthread_attr_setdetachstate(&a, 1)), detach(&a));
    pthread_attr_setdetachstate(&a, 0);
    printf("stack size %s %s %s\n", name(pthread_attr_setstacksize(&a, 0)), name(pthread_attr_setstacksize(&a, 16383)), name(pthread_attr_setstacksize(&a, 16384)));
    printf("stack %s\n", name(pthread_attr_setstack(&a, &a, 100)));
    printf("scope %s %s %s\n", name(pthread_attr_setscope(&a, PTHREAD_SCOPE_SYSTEM)), name(pthread_attr_setscope(&a, PTHREAD_SCOPE_PROCESS)), name(pthread_attr_setscope(&a, 7)));
    printf("inherit %s %s\n", name(pthread_attr_setinheritsched(&a, 2)), name(pthread_attr_setinheritsched(&a, -1)));
    printf("policy %s %s %s\n", name(pthread_attr_setschedpolicy(&a, SCHED_BATCH)), name(pthread_attr_setschedpolicy(&a, 99)), name(pthread_attr_setschedpolicy(&a, SCHED_RR)));
    sp.sched_priority = 0, printf("param %s", name(pthread_attr_setschedparam(&a, &sp)));
    sp.sched_priority = 100, printf(" %s", name(pthread_attr_setschedparam(&a, &sp)));
    sp.sched_priority = 7, printf(" %s\n", name(pthread_attr_setschedparam(&a, &sp)));
    pthread_attr_destroy(&a), pthread_attr_init(&a);

    create(0, tell, 0);
    pthread_attr_setstacksize(&a, 300000), pthread_attr_setguardsize(&a, 10000);
    create(&a, tell, 0);
    pthread_attr_setguardsize(&a, 0);
    create(&a, tell, 0);
    pthread_attr_setstacksize(&a, 16384 * 4), pthread_attr_setguardsize(&a, 4096);
    create(&a, tell, 0);
    at = mmap(0, 1 << 18, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memset(at, 0x55, 1 << 18);
    pthread_attr_setstack(&a, at, 1 << 18);
    create(&a, tell, at);
    create(&a, tell, at);
    pthread_attr_init(&a);
    pthread_attr_setstacksize(&a, (size_t)1 << 60);
    create(&a, tell, 0);
    pthread_attr_init(&a);
    sigset_t set; sigemptyset(&set), sigaddset(&set, SIGUSR2);
    printf("%d\n", pthread_attr_getsigmask_np(&a, &set));
    sigemptyset(&set), sigaddset(&set, SIGUSR2), pthread_attr_setsigmask_np(&a, &set);
    sigemptyset(&set); printf("%d %d\n", pthread_attr_getsigmask_np(&a, &set), sigismember(&set, SIGUSR2));
    create(&a, masked, 0);
    pthread_attr_setsigmask_np(&a, 0);
    sigset_t block; sigemptyset(&block), sigaddset(&block, SIGUSR1), pthread_sigmask(SIG_BLOCK, &block, 0);
    create(&a, masked, 0);
    cpu_set_t cpus, got; sched_getaffinity(0, sizeof cpus, &cpus);
    for (int i = 0, first = 1; i < CPU_SETSIZE; i++) if (CPU_ISSET(i, &cpus)) { if (!first) CPU_CLR(i, &cpus); first = 0; }
    printf("%s", name(pthread_attr_setaffinity_np(&a, sizeof cpus, &cpus)));
    printf(" %s %d", name(pthread_attr_getaffinity_np(&a, sizeof got, &got)), CPU_EQUAL(&cpus, &got));
    printf(" %s\n", name(pthread_attr_getaffinity_np(&a, 1, &got)));
    create(&a, one_processor, 0);
    CPU_ZERO(&cpus); CPU_SET(CPU_SETSIZE - 1, &cpus); pthread_attr_setaffinity_np(&a, sizeof cpus, &cpus);
    create(&a, one_processor, 0);
    pthread_attr_setaffinity_np(&a, 0, 0);
    pthread_attr_setinheritsched(&a, PTHREAD_EXPLICIT_SCHED);
    create(&a, tell, 0);

    char n[16]; printf("%s", name(pthread_setname_np(pthread_self(), "0123456789abcdef")));
    printf(" %s %s", name(pthread_setname_np(pthread_self(), "0123456789abcde")), name(pthread_getname_np(pthread_self(), n, 15)));
    printf(" %s %s\n", name(pthread_getname_np(pthread_self(), n, 16)), n);
    clockid_t clock; struct timespec ts; printf("%s", name(pthread_getcpuclockid(pthread_self(), &clock))); printf(" %d\n", clock_gettime(clock, &ts));
    printf("%s %d", name(pthread_setconcurrency(-1)), pthread_getconcurrency());
    printf(" %s %d\n", name(pthread_setconcurrency(4)), pthread_getconcurrency());
    sp.sched_priority = 0;
    printf("%s", name(pthread_setschedparam(pthread_self(), 77, &sp))); sp.sched_priority = 3;
    printf(" %s", name(pthread_setschedparam(pthread_self(), SCHED_OTHER, &sp))); printf(" %s", name(pthread_setschedprio(pthread_self(), 3)));
    printf(" %s %d %d\n", name(pthread_getschedparam(pthread_self(), &v, &sp)), v, sp.sched_priority);
    printf("%s %s %s\n", name(pthread_kill(pthread_self(), 65)), name(pthread_kill(pthread_self(), -1)), name(pthread_kill(pthread_self(), 0)));
    printf("%s %s\n", name(pthread_sigmask(9, &set, 0)), name(pthread_sigmask(9, 0, &set)));
    pthread_getattr_default_np(&a); pthread_attr_getstacksize(&a, &size), printf("%zu\n", size);
    pthread_attr_setstacksize(&a, 1 << 20); printf("%s\n", name(pthread_setattr_default_np(&a)));
    create(0, tell, 0);
    return 0;
}
