// options: -lrt
// Calls: mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define TRY(call) (errno = 0, result = (call), printf("%s: %ld %s\n", #call, result, result < 0 ? strerrorname_np(errno) : ""))
static long result;
static char name[40], room[64];
static mqd_t queue;
static sem_t told;

static struct timespec in(long milliseconds)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_nsec += milliseconds * 1000000;
    t.tv_sec += t.tv_nsec / 1000000000;
    t.tv_nsec %= 1000000000;
    return t;
}

static void show(mqd_t q)
{
    struct mq_attr a;
    mq_getattr(q, &a);
    printf("flags %lo, %ld of %ld messages, %ld bytes\n", a.mq_flags, a.mq_curmsgs, a.mq_maxmsg, a.mq_msgsize);
}

static void take(void)
{
    unsigned priority = 99;
    errno = 0;
    memset(room, 0, sizeof room);
    long n = mq_receive(queue, room, sizeof room, &priority);
    printf("received %ld '%s' priority %u %s\n", n, room, priority, n < 0 ? strerrorname_np(errno) : "");
}

static void opening(void)
{
    struct mq_attr a = {.mq_maxmsg = 3, .mq_msgsize = 16};
    char longest[300];
    TRY(mq_open(name, O_RDWR));
    TRY(mq_open("none", O_RDWR | O_CREAT, 0600, &a));
    TRY(mq_open("/two/parts", O_RDWR | O_CREAT, 0600, &a));
    TRY(mq_open("/", O_RDWR | O_CREAT, 0600, &a));
    TRY(mq_open("/..", O_RDWR | O_CREAT, 0600, &a));
    memset(longest, 'x', 257), longest[0] = '/', longest[257] = 0;
    TRY(mq_open(longest, O_RDWR | O_CREAT, 0600, &a));
    TRY(mq_unlink(longest));
    for (int i = 0; i < 6; i++) {
        struct mq_attr bad = a;
        if (i < 3) bad.mq_maxmsg = i - 1 ? -i : 0; else bad.mq_msgsize = i == 3 ? 0 : i == 4 ? -5 : LONG_MIN;
        printf("%ld of %ld: ", bad.mq_maxmsg, bad.mq_msgsize), TRY(mq_open("/apus-bad", O_RDWR | O_CREAT, 0600, &bad));
        mq_unlink("/apus-bad");
    }
    TRY(syscall(SYS_mq_open, name + 1, O_RDWR | O_CREAT, 0600, 8));
    TRY(syscall(SYS_mq_open, 8, O_RDWR, 0600, 0));
    TRY(syscall(SYS_mq_open, "", O_RDWR | O_CREAT, 0600, 0));
    queue = mq_open(name, O_RDWR | O_CREAT, 0640, &a);
    TRY(mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &a));
    TRY(mq_open(name, O_RDWR | O_WRONLY, 0600, &a));
    show(queue);
    struct stat status;
    fstat(queue, &status);
    printf("mode %o, size %ld, close on exec %d, flags %o\n", status.st_mode, (long)status.st_size, fcntl(queue, F_GETFD), fcntl(queue, F_GETFL));
    mqd_t plain = mq_open("/apus-plain", O_RDWR | O_CREAT, 0600, NULL);
    show(plain);
    mq_close(plain), mq_unlink("/apus-plain");
    struct rlimit limit;
    getrlimit(RLIMIT_MSGQUEUE, &limit), limit.rlim_cur = 500, setrlimit(RLIMIT_MSGQUEUE, &limit);
    TRY(mq_open("/apus-much", O_RDWR | O_CREAT, 0600, &a));
    limit.rlim_cur = limit.rlim_max, setrlimit(RLIMIT_MSGQUEUE, &limit);
}

static void errors(void)
{
    struct timespec bad = {0, -1}, past = {1, 0};
    struct mq_attr a = {.mq_flags = O_APPEND};
    mqd_t reader = mq_open(name, O_RDONLY), writer = mq_open(name, O_WRONLY | O_NONBLOCK);
    int other = open("/dev/null", O_RDWR);
    TRY(mq_send(reader, "", 0, 0));
    TRY(mq_receive(writer, room, 64, 0));
    TRY(mq_send(other, "", 0, 0));
    TRY(mq_receive(other, room, 64, 0));
    TRY(mq_getattr(other, &a));
    TRY(mq_notify(other, 0));
    TRY(mq_send(999, "", 0, 0));
    TRY(mq_setattr(queue, &(struct mq_attr){.mq_flags = O_APPEND}, 0));
    TRY(syscall(SYS_mq_getsetattr, queue, 0, 8));
    TRY(mq_send(queue, "seventeen bytes..", 17, 0));
    TRY(mq_send(queue, "", 0, 32768));
    TRY(syscall(SYS_mq_timedsend, queue, 8, 4, 0, 0));
    TRY(mq_timedsend(queue, "x", 1, 0, &bad));
    TRY(mq_timedreceive(queue, room, 64, 0, &bad));
    TRY(mq_timedreceive(queue, room, 64, 0, &past));
    TRY(mq_receive(reader, room, 15, 0));
    TRY(syscall(SYS_mq_timedreceive, queue, room, 64, 0, 8));
    TRY(mq_send(queue, "", 0, 32767));
    TRY(mq_timedsend(queue, "low", 4, 1, &past));
    TRY(mq_send(writer, "mid", 4, 7));
    TRY(mq_send(writer, "full", 5, 7));
    TRY(mq_timedsend(queue, "full", 5, 0, &past));
    struct timespec soon = in(30);
    TRY(mq_timedsend(queue, "full", 5, 0, &soon));
    struct pollfd p = {queue, POLLIN | POLLOUT};
    poll(&p, 1, 0), printf("full: %x\n", p.revents);
    show(queue), show(writer);
    take(), poll(&p, 1, 0), printf("between: %x\n", p.revents);
    take(), take(), poll(&p, 1, 0), printf("empty: %x\n", p.revents);
    TRY(mq_setattr(queue, &(struct mq_attr){.mq_flags = O_NONBLOCK, .mq_maxmsg = 9}, &a));
    printf("before: %lo\n", a.mq_flags), show(queue), take();
    fcntl(queue, F_SETFL, 0), show(queue);
    mq_send(queue, "a", 2, 3), mq_send(queue, "b", 2, 4), mq_send(queue, "c", 2, 3);
    take(), take(), take();
    memset(room, 0, sizeof room), mq_send(queue, "text", 5, 3);
    TRY(read(queue, room, 0)), TRY(read(queue, room, 17)), TRY(pread(queue, room + 17, 40, 17)), TRY(read(queue, room, 0));
    printf("%s", room), take(), TRY(write(queue, room, 1)), TRY(lseek(queue, 0, SEEK_CUR));
    mq_close(reader), mq_close(writer), close(other);
    TRY(mq_close(other));
}

static void handler(int signal, siginfo_t *info, void *context)
{
    printf("signal %d code %d value %d pid %d\n", signal, info->si_code, info->si_value.sival_int, info->si_pid == getpid());
}
static void in_thread(union sigval value)
{
    printf("told %d by a thread\n", value.sival_int);
    sem_post(&told);
}

static void notifying(void)
{
    struct sigevent none = {.sigev_notify = SIGEV_NONE};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 17};
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGUSR1, &action, 0);
    TRY(mq_notify(queue, &event));
    TRY(mq_notify(queue, &event));
    TRY(mq_notify(queue, &none));
    mq_send(queue, "one", 4, 0), puts("sent"), mq_send(queue, "two", 4, 0);
    TRY(mq_notify(queue, &event));
    take(), mq_send(queue, "three", 6, 0), puts("not empty before: no signal");
    take(), take(), mq_send(queue, "four", 5, 0), take();
    TRY(mq_notify(queue, &none));
    mq_send(queue, "five", 5, 0), take();
    TRY(mq_notify(queue, &event));
    TRY(mq_notify(queue, 0));
    TRY(mq_notify(queue, 0));
    TRY(mq_notify(queue, &event));
    mqd_t again = mq_open(name, O_RDONLY);
    mq_close(again), puts("closing any descriptor of the queue ends it:");
    TRY(mq_notify(queue, &event));
    mq_notify(queue, 0);
    event.sigev_notify = 7;
    TRY(mq_notify(queue, &event));
    event.sigev_notify = SIGEV_SIGNAL, event.sigev_signo = 65;
    TRY(mq_notify(queue, &event));
    TRY(syscall(SYS_mq_notify, queue, 8));
}

static void notifying_threads(void)
{
    sem_init(&told, 0, 0);
    struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = in_thread, .sigev_value.sival_int = 5};
    TRY(mq_notify(queue, &event));
    TRY(mq_notify(queue, &event));
    mq_send(queue, "six", 4, 0), sem_wait(&told), take();
    event.sigev_value.sival_int = 6;
    TRY(mq_notify(queue, &event));
    TRY(mq_notify(queue, 0));
    mq_send(queue, "seven", 6, 0), take();
    TRY(mq_notify(999, &event));
}

static char order[10];
static int places;
static void *receive(void *argument)
{
    char message[16];
    mq_receive(queue, message, 16, 0);
    order[__atomic_fetch_add(&places, 1, __ATOMIC_SEQ_CST)] = *(char *)argument;
    return 0;
}
static void *send(void *argument)
{
    mq_send(queue, argument, 2, 5);
    return 0;
}
static void pause_for(int milliseconds) { nanosleep(&(struct timespec){0, milliseconds * 1000000}, 0); }

static void waiting(void)
{
    pthread_t threads[3];
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], 0, receive, "xyz" + i), pause_for(30);
    mq_notify(queue, &event);
    for (int i = 0; i < 3; i++) mq_send(queue, "m", 2, 0), pause_for(30);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], 0);
    printf("received in order of waiting: %s; nobody was told, since they waited\n", order);
    mq_notify(queue, 0);
    for (int i = 0; i < 3; i++) mq_send(queue, "full", 5, 1);
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], 0, send, "a\0b\0c" + 2 * i), pause_for(30);
    for (int i = 0; i < 6; i++) take();
    for (int i = 0; i < 3; i++) pthread_join(threads[i], 0);
}

static void count(int signal) { places++; }
static void *poke(void *target)
{
    for (int i = 0; i < 2; i++) pause_for(40), pthread_kill(*(pthread_t *)target, i ? SIGUSR1 : SIGUSR2);
    return 0;
}

static void interrupting(void)
{
    struct sigaction restarting = {.sa_handler = count, .sa_flags = SA_RESTART}, breaking = {.sa_handler = count};
    sigaction(SIGUSR2, &restarting, 0), sigaction(SIGUSR1, &breaking, 0);
    pthread_t self = pthread_self(), thread;
    places = 0;
    pthread_create(&thread, 0, poke, &self);
    take();
    printf("after %d signals\n", places);
    pthread_join(thread, 0);
    for (int i = 0; i < 3; i++) mq_send(queue, "full", 5, 1);
    places = 0;
    pthread_create(&thread, 0, poke, &self);
    TRY(mq_send(queue, "more", 5, 0));
    printf("after %d signals\n", places);
    pthread_join(thread, 0);
    struct timespec soon = in(50);
    take(), take(), take();
    TRY(mq_timedreceive(queue, room, 64, 0, &soon));
}

int main(void)
{
    setvbuf(stdout, 0, _IONBF, 0);
    snprintf(name, sizeof name, "/apus-test-%d-queue", getpid());
    mq_unlink(name);
    opening(), errors(), notifying(), notifying_threads(), waiting(), interrupting();
    TRY(mq_unlink(name));
    TRY(mq_unlink(name));
    mq_send(queue, "still", 6, 2), take();
    TRY(mq_open(name, O_RDWR));
    TRY(mq_close(queue));
    return 0;
}
