// options: -D_GNU_SOURCE
// Calls: futex_waitv
// The priority-inheriting operations of futex(2), called directly: errors, hand-over, chains, deadlock, an owner's death, requeueing,
// and futex_waitv(2).
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_futex_waitv
#define SYS_futex_waitv 449
#endif
#ifndef FUTEX_LOCK_PI2
#define FUTEX_LOCK_PI2 13
#endif

static uint32_t one, two, three, condition;
static atomic_int step;

static const char *name(long result) {
    static _Thread_local char text[32];
    if (result >= 0) {
        snprintf(text, sizeof text, "%ld", result);
        return text;
    }
    return strerrorname_np(errno);
}
static long call(uint32_t *address, int operation, uint32_t value, const void *timeout, uint32_t *second, uint32_t third) {
    return syscall(SYS_futex, address, operation | FUTEX_PRIVATE_FLAG, value, timeout, second, third);
}
static uint32_t self(void) { return (uint32_t)syscall(SYS_gettid); }
static void nap(long milliseconds) {
    struct timespec span = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    while (nanosleep(&span, &span)) {}
}
static struct timespec soon(int clock, long milliseconds) {
    struct timespec time;
    clock_gettime(clock, &time);
    time.tv_nsec += milliseconds * 1000000;
    while (time.tv_nsec >= 1000000000) time.tv_sec++, time.tv_nsec -= 1000000000;
    return time;
}
static void lock(uint32_t *word) {
    uint32_t none = 0;
    if (__atomic_compare_exchange_n(word, &none, self(), 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) return;
    if (call(word, FUTEX_LOCK_PI, 0, 0, 0, 0)) printf("lock: %s\n", name(-1));
}
static void unlock(uint32_t *word) {
    uint32_t mine = self();
    if (__atomic_compare_exchange_n(word, &mine, 0, 0, __ATOMIC_RELEASE, __ATOMIC_RELAXED)) return;
    if (call(word, FUTEX_UNLOCK_PI, 0, 0, 0, 0)) printf("unlock: %s\n", name(-1));
}
static void wait_for(int wanted) {
    for (int tries = 0; atomic_load(&step) != wanted && tries < 10000; tries++) nap(1);
}

static void errors(void) {
    struct timespec past = {1, 0}, bad = {1, 2000000000};
    one = self();
    printf("own lock: %s\n", name(call(&one, FUTEX_LOCK_PI, 0, 0, 0, 0)));
    printf("try own: %s\n", name(call(&one, FUTEX_TRYLOCK_PI, 0, 0, 0, 0)));
    printf("unlock own: %s", name(call(&one, FUTEX_UNLOCK_PI, 0, 0, 0, 0)));
    printf(" word %x\n", one);
    printf("unlock free: %s\n", name(call(&one, FUTEX_UNLOCK_PI, 0, 0, 0, 0)));
    printf("take free: %s", name(call(&one, FUTEX_LOCK_PI, 0, 0, 0, 0)));
    printf(" mine %d\n", one == self());
    call(&one, FUTEX_UNLOCK_PI, 0, 0, 0, 0);
    printf("try free: %s", name(call(&one, FUTEX_TRYLOCK_PI, 0, 0, 0, 0)));
    printf(" mine %d\n", one == self());
    call(&one, FUTEX_UNLOCK_PI, 0, 0, 0, 0);
    one = 0x3ffffff0;
    printf("no such owner: %s\n", name(call(&one, FUTEX_LOCK_PI, 0, 0, 0, 0)));
    printf("try no such owner: %s\n", name(call(&one, FUTEX_TRYLOCK_PI, 0, 0, 0, 0)));
    printf("unlock of another's: %s\n", name(call(&one, FUTEX_UNLOCK_PI, 0, 0, 0, 0)));
    one = FUTEX_OWNER_DIED;
    printf("dead owner's: %s", name(call(&one, FUTEX_LOCK_PI, 0, 0, 0, 0)));
    printf(" died %d\n", one == (FUTEX_OWNER_DIED | self()));
    one = 0;
    printf("bad time: %s\n", name(call(&one, FUTEX_LOCK_PI, 0, &bad, 0, 0)));
    printf("past time, free: %s\n", name(call(&one, FUTEX_LOCK_PI, 0, &past, 0, 0)));
    one = 0;
    printf("not aligned: %s\n", name(call((uint32_t *)((char *)&one + 1), FUTEX_LOCK_PI, 0, 0, 0, 0)));
    printf("bad address: %s\n", name(call((uint32_t *)0x1000, FUTEX_LOCK_PI, 0, 0, 0, 0)));
    printf("clock flag of a plain wait: %s\n", name(call(&one, FUTEX_WAIT | FUTEX_CLOCK_REALTIME, 0, 0, 0, 0)));
    printf("clock flag: %s\n", name(call(&one, FUTEX_LOCK_PI | FUTEX_CLOCK_REALTIME, 0, 0, 0, 0)));
    printf("requeue two: %s\n", name(call(&one, FUTEX_CMP_REQUEUE_PI, 2, 0, &two, 0)));
    printf("requeue to itself: %s\n", name(call(&one, FUTEX_CMP_REQUEUE_PI, 1, 0, &one, 0)));
    printf("requeue other value: %s\n", name(call(&one, FUTEX_CMP_REQUEUE_PI, 1, 0, &two, 1)));
    printf("requeue nobody: %s\n", name(call(&one, FUTEX_CMP_REQUEUE_PI, 1, 0, &two, 0)));
    printf("requeue negative: %s\n", name(call(&one, FUTEX_CMP_REQUEUE_PI, 1, (void *)-1, &two, 0)));
    printf("wait on itself: %s\n", name(call(&one, FUTEX_WAIT_REQUEUE_PI, 0, 0, &one, 0)));
    printf("wait other value: %s\n", name(call(&one, FUTEX_WAIT_REQUEUE_PI, 1, 0, &two, 0)));
    struct timespec time = soon(CLOCK_MONOTONIC, 20);
    printf("wait in time: %s\n", name(call(&one, FUTEX_WAIT_REQUEUE_PI, 0, &time, &two, 0)));
}

static void *hold(void *argument) {
    uint32_t *word = argument;
    lock(word);
    atomic_store(&step, 1);
    wait_for(2);
    unlock(word);
    return 0;
}
static atomic_int handled;
static void handle(int number) { (void)number, handled++; }
static pthread_t waiter;
static void *interrupt(void *argument) {
    (void)argument;
    nap(60);
    pthread_kill(waiter, SIGUSR1);
    nap(60);
    atomic_store(&step, 2);
    return 0;
}

static void contention(void) {
    pthread_t holder, other;
    one = 0;
    step = 0;
    pthread_create(&holder, 0, hold, &one);
    wait_for(1);
    printf("try held: %s\n", name(call(&one, FUTEX_TRYLOCK_PI, 0, 0, 0, 0)));
    struct timespec time = soon(CLOCK_REALTIME, 30);
    printf("held, in time: %s", name(call(&one, FUTEX_LOCK_PI, 0, &time, 0, 0)));
    printf(" waiters %d\n", one >> 31);
    time = soon(CLOCK_MONOTONIC, 30);
    printf("held, on the monotonic clock: %s\n", name(call(&one, FUTEX_LOCK_PI2, 0, &time, 0, 0)));
    time = soon(CLOCK_REALTIME, 30);
    printf("held, on the wall clock: %s\n", name(call(&one, FUTEX_LOCK_PI2 | FUTEX_CLOCK_REALTIME, 0, &time, 0, 0)));
    // A handler without SA_RESTART does not make it fail.
    struct sigaction action = {.sa_handler = handle};
    sigaction(SIGUSR1, &action, 0);
    waiter = pthread_self();
    pthread_create(&other, 0, interrupt, 0);
    printf("held, with a signal: %s", name(call(&one, FUTEX_LOCK_PI, 0, 0, 0, 0)));
    printf(" handled %d mine %d\n", handled, (one & FUTEX_TID_MASK) == self());
    pthread_join(holder, 0);
    pthread_join(other, 0);
    printf("unlock: %s", name(call(&one, FUTEX_UNLOCK_PI, 0, 0, 0, 0)));
    printf(" word %x\n", one);
}

static void *cross(void *argument) {
    (void)argument;
    lock(&two);
    atomic_store(&step, 1);
    lock(&one);
    unlock(&one);
    unlock(&two);
    return 0;
}
static void deadlock(void) {
    pthread_t other;
    step = 0;
    one = two = 0;
    lock(&one);
    pthread_create(&other, 0, cross, 0);
    wait_for(1);
    while (!(__atomic_load_n(&one, __ATOMIC_ACQUIRE) & FUTEX_WAITERS)) nap(1);
    nap(20);
    printf("deadlock: %s\n", name(call(&two, FUTEX_LOCK_PI, 0, 0, 0, 0)));
    unlock(&one);
    pthread_join(other, 0);
    printf("afterwards: %x %x\n", one, two);
}

static void *die(void *argument) {
    uint32_t *word = argument;
    lock(word);
    atomic_store(&step, 1);
    while (!(__atomic_load_n(word, __ATOMIC_ACQUIRE) & FUTEX_WAITERS)) nap(1);
    nap(20);
    return 0;
}
static void death(void) {
    pthread_t other;
    one = 0;
    step = 0;
    pthread_create(&other, 0, die, &one);
    wait_for(1);
    printf("owner dies: %s", name(call(&one, FUTEX_LOCK_PI, 0, 0, 0, 0)));
    printf(" mine %d died %d\n", (one & FUTEX_TID_MASK) == self(), !!(one & FUTEX_OWNER_DIED));
    pthread_join(other, 0);
    call(&one, FUTEX_UNLOCK_PI, 0, 0, 0, 0);
    printf("afterwards: %x\n", one);
}

// In order of priority, not of arrival; a chain raises the one at its end.
static atomic_int order;
static int places[4];
static void *contend(void *argument) {
    long level = (long)argument;
    struct sched_param parameters = {(int)level * 10};
    if (sched_setscheduler(0, SCHED_FIFO, &parameters)) printf("sched_setscheduler: %s\n", name(-1));
    atomic_fetch_add(&step, 1);
    lock(&three);
    places[level] = order++;
    unlock(&three);
    return 0;
}
static void priorities(void) {
    pthread_t threads[3];
    step = 0;
    lock(&three);
    for (long level = 1; level <= 3; level++) {
        pthread_create(&threads[level - 1], 0, contend, (void *)level);
        wait_for((int)level);
        nap(20);
    }
    unlock(&three);
    for (int index = 0; index < 3; index++) pthread_join(threads[index], 0);
    printf("order: %d %d %d\n", places[1], places[2], places[3]);
}

static void *requeued(void *argument) {
    long number = (long)argument;
    atomic_fetch_add(&step, 1);
    long result = call(&condition, FUTEX_WAIT_REQUEUE_PI, 7, 0, &two, 0);
    if (result) printf("requeued %ld: %s\n", number, name(result));
    else if ((two & FUTEX_TID_MASK) != self()) printf("requeued %ld without the lock\n", number);
    atomic_fetch_add(&step, 1);
    unlock(&two);
    return 0;
}
static void requeueing(void) {
    pthread_t threads[4];
    step = 0;
    two = 0;
    condition = 7;
    for (long index = 0; index < 4; index++) pthread_create(&threads[index], 0, requeued, (void *)index);
    wait_for(4);
    nap(50);
    printf("plain wake-up: %s\n", name(call(&condition, FUTEX_WAKE, 1, 0, 0, 0)));
    printf("plain requeue: %s\n", name(call(&condition, FUTEX_CMP_REQUEUE, 1, (void *)1, &one, 7)));
    printf("another lock: %s\n", name(call(&condition, FUTEX_CMP_REQUEUE_PI, 1, (void *)1, &three, 7)));
    lock(&two);
    printf("requeue to one held: %s\n", name(call(&condition, FUTEX_CMP_REQUEUE_PI, 1, (void *)1, &two, 7)));
    unlock(&two);
    wait_for(6);
    nap(20);
    printf("requeue to a free one: %s\n", name(call(&condition, FUTEX_CMP_REQUEUE_PI, 1, (void *)100, &two, 7)));
    for (int index = 0; index < 4; index++) pthread_join(threads[index], 0);
    printf("step %d word %x\n", step, two);
}

struct vector { uint64_t value, address; uint32_t flags, reserved; };
static uint32_t words[3];
static void *wake_second(void *argument) {
    (void)argument;
    nap(50);
    words[1] = 1;
    printf("woken: %s\n", name(call(&words[1], FUTEX_WAKE, 5, 0, 0, 0)));
    return 0;
}
static long wait_vector(struct vector *list, unsigned count, unsigned flags, struct timespec *time, int clock) {
    return syscall(SYS_futex_waitv, list, count, flags, time, clock);
}
static void vectors(void) {
    struct vector list[3];
    for (int index = 0; index < 3; index++) list[index] = (struct vector){0, (uint64_t)(uintptr_t)&words[index], 2 | 0x80, 0};
    struct timespec time = soon(CLOCK_MONOTONIC, 20), wall = soon(CLOCK_REALTIME, 20), bad = {0, -1};
    printf("waitv in time: %s", name(wait_vector(list, 3, 0, &time, CLOCK_MONOTONIC)));
    printf(" %s\n", name(wait_vector(list, 3, 0, &wall, CLOCK_REALTIME)));
    printf("waitv flags: %s\n", name(wait_vector(list, 3, 1, 0, 0)));
    printf("waitv none: %s\n", name(wait_vector(list, 0, 0, 0, 0)));
    printf("waitv many: %s\n", name(wait_vector(list, 129, 0, 0, 0)));
    printf("waitv null: %s\n", name(wait_vector(0, 1, 0, 0, 0)));
    printf("waitv clock: %s\n", name(wait_vector(list, 3, 0, &time, CLOCK_PROCESS_CPUTIME_ID)));
    printf("waitv bad time: %s\n", name(wait_vector(list, 3, 0, &bad, CLOCK_MONOTONIC)));
    list[2].value = 1;
    printf("waitv value: %s\n", name(wait_vector(list, 3, 0, 0, 0)));
    list[2].value = 0, list[2].flags = 0x80;
    printf("waitv size: %s\n", name(wait_vector(list, 3, 0, 0, 0)));
    list[2].flags = 2, list[2].reserved = 1;
    printf("waitv reserved: %s\n", name(wait_vector(list, 3, 0, 0, 0)));
    list[2].reserved = 0;
    list[2].address = 1;
    printf("waitv alignment: %s\n", name(wait_vector(list, 3, 0, 0, 0)));
    list[2].address = (uint64_t)(uintptr_t)&words[2];
    pthread_t other;
    pthread_create(&other, 0, wake_second, 0);
    long index = wait_vector(list, 3, 0, 0, 0);
    pthread_join(other, 0);
    printf("waitv: %s\n", name(index));
}

// One word at two addresses of a shared mapping.
static uint32_t *mirror;
static void *wake_mirror(void *argument) {
    (void)argument;
    nap(50);
    *mirror = 1;
    printf("mirror woken: %ld\n", syscall(SYS_futex, mirror, FUTEX_WAKE, 5, 0, 0, 0));
    return 0;
}
static void shared(void) {
    int file = memfd_create("futex", 0);
    if (ftruncate(file, 4096)) printf("ftruncate: %s\n", name(-1));
    uint32_t *here = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    mirror = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    pthread_t other;
    pthread_create(&other, 0, wake_mirror, 0);
    long result = syscall(SYS_futex, here, FUTEX_WAIT, 0, 0, 0, 0);
    pthread_join(other, 0);
    printf("shared: %s\n", name(result));
    *here = 0;
    syscall(SYS_futex, here, FUTEX_LOCK_PI, 0, 0, 0, 0);
    printf("shared lock: mine %d", *mirror == self());
    printf(" unlock %s\n", name(syscall(SYS_futex, mirror, FUTEX_UNLOCK_PI, 0, 0, 0, 0)));
}

int main(void) {
    setvbuf(stdout, 0, _IOLBF, 0);
    errors();
    contention();
    deadlock();
    death();
    priorities();
    requeueing();
    vectors();
    shared();
    return 0;
}
