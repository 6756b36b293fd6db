/* Cancellation in C: states, types, points, cleanup handlers in their order. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static const char *name(int e) { return e ? strerrorname_np(e) : "0"; }
static int pipes[2], sockets[2];
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER; static pthread_cond_t c = PTHREAD_COND_INITIALIZER; static sem_t sem;
static void note(void *p) { printf(" [%s]", (char *)p); }
static void unlock(void *p) { printf(" [unlock %s]", name(pthread_mutex_unlock(p))); }

static void p_read(void) { char b; read(pipes[0], &b, 1); }
static void p_readv(void) { char b; struct iovec v = {&b, 1}; readv(pipes[0], &v, 1); }
static void p_poll(void) { struct pollfd f = {pipes[0], POLLIN}; poll(&f, 1, -1); }
static void p_select(void) { fd_set s; FD_ZERO(&s); FD_SET(pipes[0], &s); select(pipes[0] + 1, &s, 0, 0, 0); }
static void p_pselect(void) { fd_set s; FD_ZERO(&s); FD_SET(pipes[0], &s); pselect(pipes[0] + 1, &s, 0, 0, 0, 0); }
static void p_recv(void) { char b; recv(sockets[0], &b, 1, 0); }
static void p_recvmsg(void) { char b; struct iovec v = {&b, 1}; struct msghdr h = {.msg_iov = &v, .msg_iovlen = 1}; recvmsg(sockets[0], &h, 0); }
static void p_sleep(void) { sleep(100); }
static void p_usleep(void) { usleep(900000), usleep(900000), usleep(900000); }
static void p_nanosleep(void) { struct timespec t = {100, 0}; nanosleep(&t, 0); }
static void p_clock_nanosleep(void) { struct timespec t = {100, 0}; clock_nanosleep(CLOCK_MONOTONIC, 0, &t, 0); }
static void p_pause(void) { pause(); }
static void p_sigsuspend(void) { sigset_t s; sigemptyset(&s); sigsuspend(&s); }
static void p_sigwait(void) { sigset_t s; int n; sigemptyset(&s), sigaddset(&s, SIGUSR1); sigwait(&s, &n); }
static void p_sigtimedwait(void) { sigset_t s; struct timespec t = {100, 0}; sigemptyset(&s), sigaddset(&s, SIGUSR1); sigtimedwait(&s, 0, &t); }
static void p_sem_wait(void) { sem_wait(&sem); }
static void p_sem_timedwait(void) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t), t.tv_sec += 100; sem_timedwait(&sem, &t); }
static void p_cond_wait(void) { pthread_mutex_lock(&m); pthread_cleanup_push(unlock, &m); pthread_cond_wait(&c, &m); pthread_cleanup_pop(0); }
static void p_cond_timedwait(void) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t), t.tv_sec += 100; pthread_mutex_lock(&m); pthread_cleanup_push(unlock, &m); pthread_cond_timedwait(&c, &m, &t); pthread_cleanup_pop(0); }
static void *forever(void *p) { for (;;) pause(); }
static pthread_t eternal;
static void p_join(void) { pthread_join(eternal, 0); }
static void p_timedjoin(void) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t), t.tv_sec += 100; pthread_timedjoin_np(eternal, 0, &t); }
static void p_accept(void) { int s = socket(AF_UNIX, SOCK_STREAM, 0); struct sockaddr a = {AF_UNIX}; bind(s, &a, 2); listen(s, 1); accept(s, 0, 0); }
static void p_testcancel(void) { for (;;) pthread_testcancel(); }
static void p_stdio(void) { FILE *f = fdopen(dup(pipes[0]), "r"); getc(f); }
static void p_lockf(void) { struct flock l = {.l_type = F_WRLCK}; int f = open("/dev/null", O_RDWR); fcntl(f, F_SETLKW, &l); pthread_testcancel(); pause(); }
static const struct { const char *name; void (*run)(void); } points[] = {
#define P(x) {#x, p_##x}
    P(read), P(readv), P(poll), P(select), P(pselect), P(recv), P(recvmsg), P(sleep), P(usleep), P(nanosleep), P(clock_nanosleep), P(pause), P(sigsuspend), P(sigwait), P(sigtimedwait),
    P(sem_wait), P(sem_timedwait), P(cond_wait), P(cond_timedwait), P(join), P(timedjoin), P(accept), P(testcancel), P(stdio), P(lockf),
};
static void *at_point(void *p)
{
    pthread_cleanup_push(note, "outer");
    pthread_cleanup_push(note, "inner");
    points[(long)p].run();
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
    return 0;
}
static void *pending(void *p)
{
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, 0);
    sem_post(p); usleep(50000);
    struct timespec t = {0, 1000};
    nanosleep(&t, 0); pthread_testcancel();
    printf(" survived");
    pthread_cleanup_push(note, "late");
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, 0);
    printf(" enabled");
    write(pipes[1], "x", 1); /* a pending cancellation comes before the call */
    printf(" not reached");
    pthread_cleanup_pop(0);
    return 0;
}
static void *asynchronous(void *p) { pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, 0); pthread_cleanup_push(note, "async"); sem_post(p); for (volatile long i = 0;; i++) ; pthread_cleanup_pop(0); return 0; }
static void *self(void *p) { pthread_cleanup_push(note, "self"); pthread_cancel(pthread_self()); printf(" still here"); pthread_testcancel(); pthread_cleanup_pop(0); return 0; }
static void *self_async(void *p) { pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, 0); pthread_cancel(pthread_self()); printf(" not reached"); return 0; }
static void *nested(void *p);
static void again(void *p) { printf(" [again]"); sleep(0); pthread_testcancel(); struct timespec t = {0, 1000}; nanosleep(&t, 0); pthread_cleanup_push(note, "in handler"); pthread_cleanup_pop(1); }
static void *in_handler(void *p) { pthread_cleanup_push(again, 0); sem_post(p); pause(); pthread_cleanup_pop(0); return 0; }
static void *exits(void *p) { pthread_cleanup_push(note, "1"); pthread_cleanup_push(note, "2"); pthread_cleanup_push(note, "3"); pthread_cleanup_pop(1); pthread_exit((void *)3); pthread_cleanup_pop(0); pthread_cleanup_pop(0); }
static pthread_key_t key; static void key_gone(void *p) { printf(" [key]"); }
static void *with_key(void *p) { pthread_setspecific(key, "v"); pthread_cleanup_push(note, "before key"); pause(); pthread_cleanup_pop(0); return 0; }
static void *reads_data(void *p) { char b = 0; sem_post(p); read(pipes[0], &b, 1); printf(" read %c", b); return 0; }
static void *locks(void *p) { sem_post(p); pthread_mutex_lock(&m); printf(" locked"); pthread_mutex_unlock(&m); pthread_testcancel(); printf(" not reached"); return 0; }
static void on_usr1(int n) { printf(" handler"); usleep(30000); }
static void *interrupted(void *p) { pthread_cleanup_push(note, "through handler"); sem_post(p); for (;;) pause(); pthread_cleanup_pop(0); return 0; }

static void end(pthread_t t) { void *r; pthread_join(t, &r); printf(" %s\n", r == PTHREAD_CANCELED ? "cancelled" : r ? "value" : "null"); }

int main(void)
{
    setvbuf(stdout, 0, _IOLBF, 0);
    pipe(pipes), socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), sem_init(&sem, 0, 0);
    sigset_t usr1; sigemptyset(&usr1), sigaddset(&usr1, SIGUSR1);
    int old; pthread_t t; sem_t ready; sem_init(&ready, 0, 0);
    printf("%s %s %s", name(pthread_setcancelstate(5, &old)), name(pthread_setcancelstate(-1, &old)), name(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old))); printf(" %d", old);
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old); printf(" %d", old);
    printf(" %s %s", name(pthread_setcanceltype(5, &old)), name(pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old))); printf(" %d", old); pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &old); printf(" %d\n", old);
    pthread_sigmask(SIG_BLOCK, &usr1, 0);
    pthread_create(&eternal, 0, forever, 0);
    for (long i = 0; i < (long)(sizeof points / sizeof points[0]); i++)
        for (int early = 0; early < 2; early++) {
            printf("%s%s:", points[i].name, early ? " at once" : "");
            pthread_create(&t, 0, at_point, (void *)i);
            if (!early) usleep(20000);
            pthread_cancel(t); end(t);
        }
    printf("join still: %s\n", name(pthread_tryjoin_np(eternal, 0)));
    printf("mutex is free: %s\n", name(pthread_mutex_trylock(&m))); pthread_mutex_unlock(&m);
    pthread_sigmask(SIG_UNBLOCK, &usr1, 0);
    printf("pending:"), pthread_create(&t, 0, pending, &ready), sem_wait(&ready), pthread_cancel(t), end(t);
    printf("asynchronous:"), pthread_create(&t, 0, asynchronous, &ready), sem_wait(&ready), pthread_cancel(t), end(t);
    printf("self:"), pthread_create(&t, 0, self, 0), end(t);
    printf("self asynchronous:"), pthread_create(&t, 0, self_async, 0), end(t);
    printf("in handler:"), pthread_create(&t, 0, in_handler, &ready), sem_wait(&ready), pthread_cancel(t), pthread_cancel(t), end(t);
    printf("exits:"), pthread_create(&t, 0, exits, 0), end(t);
    pthread_key_create(&key, key_gone), printf("key:"), pthread_create(&t, 0, with_key, 0), usleep(20000), pthread_cancel(t), end(t);
    printf("data:"), pthread_create(&t, 0, reads_data, &ready), sem_wait(&ready), usleep(20000), write(pipes[1], "d", 1), usleep(20000), pthread_cancel(t), end(t);
    printf("mutex:"), pthread_mutex_lock(&m), pthread_create(&t, 0, locks, &ready), sem_wait(&ready), usleep(20000), pthread_cancel(t), usleep(20000), pthread_mutex_unlock(&m), end(t);
    struct sigaction action = {.sa_handler = on_usr1, .sa_flags = SA_RESTART}; sigaction(SIGUSR1, &action, 0);
    printf("signal:"), pthread_create(&t, 0, interrupted, &ready), sem_wait(&ready), usleep(20000), pthread_kill(t, SIGUSR1), usleep(10000), pthread_cancel(t), end(t);
    pthread_cancel(eternal), end(eternal);
    printf("last thread:"); pthread_cancel(pthread_self()); printf(" main goes on\n"); fflush(stdout);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, 0); puts("end");
    return 0;
}
