// Counts the instructions of what threads do to each other, on one processor.
#define _GNU_SOURCE
#include "measure.h"
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int stop;
static pthread_t other;

static void begin(void *(*function)(void *)) {
    stop = 0;
    if (pthread_create(&other, NULL, function, NULL)) {
        perror("pthread_create");
        exit(1);
    }
}
static void end(void) { pthread_join(other, NULL); }

// ---- sched_yield ------------------------------------------------------------------------------
static void *yielder(void *unused) {
    while (!stop) sched_yield();
    return unused;
}
static void op_yield(void) { sched_yield(); }

// ---- a condition variable ---------------------------------------------------------------------
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t turns[2] = {PTHREAD_COND_INITIALIZER, PTHREAD_COND_INITIALIZER};
static int turn;
static void pass(int mine) {
    turn = !mine;
    pthread_cond_signal(&turns[!mine]);
    while (turn != mine) pthread_cond_wait(&turns[mine], &mutex);
}
static void *condition_partner(void *unused) {
    pthread_mutex_lock(&mutex);
    while (turn != 1) pthread_cond_wait(&turns[1], &mutex);
    while (!stop) pass(1);
    turn = 0;
    pthread_cond_signal(&turns[0]);
    pthread_mutex_unlock(&mutex);
    return unused;
}
static void op_condition(void) { pass(0); }

// ---- futexes ----------------------------------------------------------------------------------
static atomic_int words[2], nobodys;
static void futex(atomic_int *word, int operation, int value) { syscall(SYS_futex, word, operation, value, NULL, NULL, 0); }
static void futex_send(int to) {
    words[to] = 1;
    futex(&words[to], FUTEX_WAKE_PRIVATE, 1);
}
static void futex_receive(int me) {
    while (!words[me]) futex(&words[me], FUTEX_WAIT_PRIVATE, 0);
    words[me] = 0;
}
static void *futex_partner(void *unused) {
    while (!stop) {
        futex_receive(1);
        futex_send(0);
    }
    return unused;
}
static void op_futex(void) {
    futex_send(1);
    futex_receive(0);
}
static void op_wake(void) { futex(&nobodys, FUTEX_WAKE_PRIVATE, 1); }

// ---- pipes ------------------------------------------------------------------------------------
static int there[2], back[2];
static void *pipe_partner(void *unused) {
    char byte;
    while (read(there[0], &byte, 1) == 1) (void)!write(back[1], &byte, 1);
    return unused;
}
static void op_pipes(void) {
    char byte = 0;
    (void)!write(there[1], &byte, 1);
    (void)!read(back[0], &byte, 1);
}

// ---- the rest ---------------------------------------------------------------------------------
static void *nothing(void *unused) { return unused; }
static void op_create(void) {
    pthread_t thread;
    if (!pthread_create(&thread, NULL, nothing, NULL)) pthread_join(thread, NULL);
}
static pthread_mutex_t alone = PTHREAD_MUTEX_INITIALIZER;
static void op_mutex(void) {
    pthread_mutex_lock(&alone);
    pthread_mutex_unlock(&alone);
}
static int instance;
static void op_epoll(void) {
    struct epoll_event event;
    epoll_wait(instance, &event, 1, 0);
}

int main(void) {
    loop = measure(op_nothing, TIMES);
    report("mutex", op_mutex);
    report("futex-wake", op_wake);
    report("create-join", op_create);
    begin(yielder);
    report_part("yield-switch", op_yield, 2);
    stop = 1;
    end();
    begin(futex_partner);
    report("futex-round-trip", op_futex);
    stop = 1;
    op_futex();
    end();
    pthread_mutex_lock(&mutex);
    begin(condition_partner);
    report_part("condition-switch", op_condition, 2);
    stop = 1;
    op_condition();
    pthread_mutex_unlock(&mutex);
    end();
    instance = epoll_create1(0);
    int counter = eventfd(1, 0);
    struct epoll_event event = {.events = EPOLLIN};
    if (pipe(there) || pipe(back) || epoll_ctl(instance, EPOLL_CTL_ADD, counter, &event)) {
        perror("cannot prepare");
        return 1;
    }
    begin(pipe_partner);
    report("pipe-round-trip", op_pipes);
    close(there[1]);
    end();
    report("epoll-ready", op_epoll);
    return 0;
}
