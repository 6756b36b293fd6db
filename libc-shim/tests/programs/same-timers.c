/* Timers that start threads, asynchronous I/O, message queues: ordinary use and errors. */
#include <aio.h>
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *last(long r) { return r < 0 ? strerrorname_np(errno) : "0"; }
static sem_t fired; static int value, main_thread;
static pthread_t me;
static void on_timer(union sigval v) { value = v.sival_int; main_thread = pthread_equal(me, pthread_self()); sem_post(&fired); }
static void on_exit_timer(union sigval v) { sem_post(&fired); pthread_exit(0); }
static void on_signal(int n) {}

int main(void)
{
    timer_t t; me = pthread_self(); sem_init(&fired, 0, 0);
    struct sigevent e = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = on_timer, .sigev_value.sival_int = 42};
    struct itimerspec once = {.it_value = {0, 10000000}}, often = {{0, 5000000}, {0, 5000000}}, now, bad = {.it_value = {0, 1000000000}};
    printf("%s", last(timer_create(CLOCK_MONOTONIC, &e, &t)));
    printf(" %s %s", last(timer_settime(t, 0, &bad, 0)), last(timer_settime(t, 0, &once, 0)));
    sem_wait(&fired); printf(" %d %d", value, main_thread);
    timer_settime(t, 0, &often, 0); for (int i = 0; i < 5; i++) sem_wait(&fired);
    printf(" %s", last(timer_gettime(t, &now))); printf(" %d", now.it_interval.tv_nsec == 5000000);
    printf(" %d %s\n", timer_getoverrun(t) >= 0, last(timer_delete(t)));
    e.sigev_notify_function = on_exit_timer;
    timer_create(CLOCK_REALTIME, &e, &t); timer_settime(t, 0, &often, 0); for (int i = 0; i < 3; i++) sem_wait(&fired); timer_delete(t); puts("exits");
    printf("%s\n", last(timer_create(99, 0, &t)));
    signal(SIGUSR1, on_signal);
    struct sigevent s = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1}; sigset_t set; siginfo_t info; sigemptyset(&set), sigaddset(&set, SIGUSR1); pthread_sigmask(SIG_BLOCK, &set, 0);
    s.sigev_value.sival_int = 9; timer_create(CLOCK_MONOTONIC, &s, &t); timer_settime(t, 0, &once, 0); printf("%d", sigwaitinfo(&set, &info) == SIGUSR1); printf(" %d %d\n", info.si_code == SI_TIMER, info.si_value.sival_int); timer_delete(t);
    s.sigev_signo = 100; printf("%s\n", last(timer_create(CLOCK_MONOTONIC, &s, &t)));

    char name[] = "/tmp/aio-XXXXXX", in[20] = "", out[] = "asynchronous"; int f = mkstemp(name); unlink(name);
    struct aiocb w = {.aio_fildes = f, .aio_buf = out, .aio_nbytes = 12}, r = {.aio_fildes = f, .aio_buf = in, .aio_nbytes = 19}; const struct aiocb *list[] = {&w, 0, &r};
    printf("%s", last(aio_write(&w))); while (aio_error(&w) == EINPROGRESS) aio_suspend(list, 2, 0); printf(" %d", (int)aio_return(&w));
    printf(" %s", last(aio_read(&r))); while (aio_error(&r) == EINPROGRESS) aio_suspend(list + 2, 1, 0); printf(" %d %s\n", (int)aio_return(&r), in);
    struct aiocb nofile = {.aio_fildes = 777, .aio_buf = in, .aio_nbytes = 1}; long q = aio_read(&nofile); if (!q) { while (aio_error(&nofile) == EINPROGRESS) usleep(1000); printf("%s %d\n", strerrorname_np(aio_error(&nofile)), (int)aio_return(&nofile)); } else printf("%s -1\n", last(q)); /* POSIX has both ways */
    struct timespec little = {0, 10000000}; int p[2]; pipe(p); struct aiocb waits = {.aio_fildes = p[0], .aio_buf = in, .aio_nbytes = 1}; const struct aiocb *wl[] = {&waits}; aio_read(&waits); printf("%s", last(aio_suspend(wl, 1, &little))); write(p[1], "x", 1); while (aio_error(&waits) == EINPROGRESS) usleep(1000); printf(" %d\n", (int)aio_return(&waits));
    struct aiocb *both[] = {&w, &r}; w.aio_lio_opcode = LIO_WRITE, r.aio_lio_opcode = LIO_READ; printf("%s %d %d\n", last(lio_listio(LIO_WAIT, both, 2, 0)), (int)aio_return(&w), (int)aio_return(&r) > 0);
    printf("%s %s\n", last(lio_listio(7, both, 2, 0)), last(aio_cancel(777, 0)));

    errno = 0; printf("%s", last(mq_open("/nope-nope", O_RDWR))); printf(" %s", last(mq_open("nope", O_RDWR))); printf(" %s %s", last(mq_close(777)), last(mq_unlink("/nope-nope")));
    struct mq_attr a = {.mq_maxmsg = 0, .mq_msgsize = 10}; printf(" %s", last(mq_open("/bad-attr", O_CREAT | O_RDWR, 0600, &a)));
    a.mq_maxmsg = 2; mqd_t m = mq_open("/apus-test-queue", O_CREAT | O_RDWR | O_NONBLOCK, 0600, &a);
    if (m >= 0) {
        mq_unlink("/apus-test-queue"); char b[20]; unsigned prio;
        printf(" %s", last(mq_receive(m, b, 20, 0))); printf(" %s %s", last(mq_send(m, "low", 4, 1)), last(mq_send(m, "high", 5, 7))); printf(" %s %s", last(mq_send(m, "x", 2, 1)), last(mq_send(m, "12345678901", 11, 1)));
        printf(" %d %s %u", (int)mq_receive(m, b, 20, &prio), b, prio); printf(" %s", last(mq_receive(m, b, 5, 0))); mq_getattr(m, &a); printf(" %ld %ld\n", a.mq_curmsgs, a.mq_msgsize); mq_close(m);
    } else printf(" no queues: %s\n", strerrorname_np(errno));
    return 0;
}
