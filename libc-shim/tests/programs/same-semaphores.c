/* Semaphores without and with a name: errors, limits, waiting. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *last(int r) { return r ? strerrorname_np(errno) : "0"; }
static struct timespec in(clockid_t clock, long ms) { struct timespec t; clock_gettime(clock, &t); t.tv_nsec += ms * 1000000; t.tv_sec += t.tv_nsec / 1000000000; t.tv_nsec %= 1000000000; return t; }
static int value(sem_t *s) { int v; sem_getvalue(s, &v); return v; }
static sem_t s; static int count;
static void *waiter(void *p) { for (int i = 0; i < 5000; i++) { sem_wait(&s); __sync_fetch_and_add(&count, 1); } return 0; }
static void *poster(void *p) { for (int i = 0; i < 5000; i++) sem_post(&s); return 0; }
static void ignore(int n) {}
static void *wait_forever(void *p) { int r = sem_wait(&s); printf("interrupted: %s\n", last(r)); return 0; }

int main(void)
{
    struct timespec bad = {0, 1000000000}, minus = {-1, 0}, t;
    printf("%s\n", last(sem_init(&s, 0, (unsigned)INT_MAX + 1)));
    printf("%s\n", last(sem_init(&s, 0, INT_MAX)));
    printf("%s %d\n", last(sem_post(&s)), value(&s) == INT_MAX);
    sem_init(&s, 1, 2);
    printf("%s", last(sem_wait(&s)));
    printf(" %s", last(sem_trywait(&s)));
    printf(" %s", last(sem_trywait(&s)));
    printf(" %d\n", value(&s));
    t = in(CLOCK_REALTIME, 20), printf("%s", last(sem_timedwait(&s, &t)));
    t = in(CLOCK_MONOTONIC, 20), printf(" %s", last(sem_clockwait(&s, CLOCK_MONOTONIC, &t)));
    printf(" %s %s %s", last(sem_timedwait(&s, &bad)), last(sem_timedwait(&s, &minus)), last(sem_clockwait(&s, 9, &t)));
    sem_post(&s), printf(" %s %d\n", last(sem_timedwait(&s, &bad)), value(&s));
    pthread_t p[4];
    for (int i = 0; i < 4; i++) pthread_create(&p[i], 0, i % 2 ? waiter : poster, 0);
    for (int i = 0; i < 4; i++) pthread_join(p[i], 0);
    printf("%d %d %s\n", count, value(&s), last(sem_destroy(&s)));
    sem_init(&s, 0, 0);
    struct sigaction action = {.sa_handler = ignore};
    sigaction(SIGUSR1, &action, 0);
    pthread_create(&p[0], 0, wait_forever, 0); usleep(30000); pthread_kill(p[0], SIGUSR1); pthread_join(p[0], 0);

    char name[64], longest[NAME_MAX + 20], path[128];
    snprintf(name, sizeof name, "/test-%d", (int)getpid());
    snprintf(path, sizeof path, "/dev/shm/sem.%s", name + 1);
    errno = 0; printf("%d %s\n", sem_open(name, 0) == SEM_FAILED, strerrorname_np(errno));
    umask(022);
    sem_t *a = sem_open(name, O_CREAT, 0666, 3), *b = sem_open(name, O_CREAT, 0666, 7);
    printf("%d %d\n", a != SEM_FAILED, a == b);
    struct stat st = {0};
    printf("%d", stat(path, &st));
    printf(" %o %d\n", st.st_mode & 0777, (int)st.st_size);
    errno = 0; printf("%d %s\n", sem_open(name, O_CREAT | O_EXCL, 0600, 1) == SEM_FAILED, strerrorname_np(errno));
    printf("%d %s %d\n", value(a), last(sem_wait(b)), value(a));
    printf("%s %s", last(sem_close(a)), last(sem_close(b)));
    printf(" %s", last(sem_unlink(name)));
    printf(" %s", last(sem_unlink(name)));
    printf(" %s\n", last(sem_close(&s)));
    errno = 0; printf("%d %s", sem_open("/", O_CREAT, 0600, 1) == SEM_FAILED, strerrorname_np(errno));
    errno = 0; printf(" %d %s", sem_open("/a/b", O_CREAT, 0600, 1) == SEM_FAILED, strerrorname_np(errno));
    memset(longest, 'x', sizeof longest), longest[NAME_MAX + 10] = 0;
    errno = 0; printf(" %d %s", sem_open(longest, O_CREAT, 0600, 1) == SEM_FAILED, strerrorname_np(errno));
    longest[NAME_MAX - 3] = 0;
    errno = 0; printf(" %d %s", sem_open(longest, O_CREAT, 0600, 1) == SEM_FAILED, strerrorname_np(errno));
    errno = 0; printf(" %d %s", sem_open("/too-much", O_CREAT, 0600, (unsigned)INT_MAX + 1) == SEM_FAILED, strerrorname_np(errno));
    printf(" %s %s\n", last(sem_unlink("/a/b")), last(sem_unlink("/")));
    return 0;
}
