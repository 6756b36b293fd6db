/* Read-write locks in glibc's layout: the preference lies where its static initialisers put it.
   The state word holds the number of readers or the mark of a writer, and is changed in one step as
   long as nobody waits. When somebody does, QUEUED is set, and all changes are made under a guard;
   who has to wait sleeps on a number that a release advances. */
#include "thread/futex.h"
#include <limits.h>

enum { PREFER_WRITER_STRICTLY = 2 /* PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP */ };
enum { READERS = (1 << 29) - 1, WRITER = 1 << 29, QUEUED = 1 << 30 };

struct rwlock {
    volatile int state;
    int queued_readers, queued_writers;
    volatile int guard;
    volatile int reader_turn, writer_turn;
    int writer; /* the thread number of who holds it, or 0 */
    int shared;
    int unused[4];
    int kind;
    int unused_end;
};
_Static_assert(sizeof(struct rwlock) == 56, "glibc's size");
_Static_assert(offsetof(struct rwlock, shared) == 28 && offsetof(struct rwlock, kind) == 48, "glibc's places");

enum rwlock_use { READING, WRITING };
struct rwlock_wish {
    int trying;
    clockid_t clock;
    const struct timespec *until;
};

int pthread_rwlock_init(struct rwlock *restrict lock, const unsigned *restrict attributes)
{
    *lock = (struct rwlock){0};
    if (attributes) {
        lock->shared = (int)(attributes[0] >> 31);
        lock->kind = (int)attributes[1];
    }
    return 0;
}

int pthread_rwlock_destroy(struct rwlock *lock)
{
    return 0;
}

/* From here to `unguard` nobody else changes the state: the quick ways need a word without QUEUED. */
static void guard(struct rwlock *lock)
{
    int free_value = 0;
    if (!__atomic_compare_exchange_n(&lock->guard, &free_value, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
        while (__atomic_exchange_n(&lock->guard, 2, __ATOMIC_ACQUIRE))
            apus_wait(&lock->guard, 2, CLOCK_REALTIME, 0, lock->shared);
    __atomic_fetch_or(&lock->state, QUEUED, __ATOMIC_ACQ_REL);
}

static void unguard(struct rwlock *lock)
{
    int shared = lock->shared;
    if (!lock->queued_readers && !lock->queued_writers)
        __atomic_fetch_and(&lock->state, ~QUEUED, __ATOMIC_RELEASE);
    if (__atomic_exchange_n(&lock->guard, 0, __ATOMIC_RELEASE) == 2)
        apus_wake(&lock->guard, 1, shared);
}

static int may_read(struct rwlock *lock)
{
    return !(lock->state & WRITER) && (!lock->queued_writers || lock->kind != PREFER_WRITER_STRICTLY);
}

/* Takes the lock if it can be had: 0, EBUSY if not, or another error. Under the guard. */
static int take(struct rwlock *lock, enum rwlock_use use, int tid)
{
    if (use == READING) {
        if (!may_read(lock))
            return EBUSY;
        if ((lock->state & READERS) == READERS)
            return EAGAIN;
        lock->state++;
    } else {
        if (lock->state & (WRITER | READERS))
            return EBUSY;
        lock->state |= WRITER;
        lock->writer = tid;
    }
    return 0;
}

/* Wakes those whose turn it is. Lets go of the guard: afterwards the lock may be gone. */
static void pass_on(struct rwlock *lock)
{
    int shared = lock->shared, count = 1;
    volatile int *turn = 0;
    if (lock->queued_readers && may_read(lock))
        turn = &lock->reader_turn, count = INT_MAX;
    else if (lock->queued_writers && !(lock->state & (WRITER | READERS)))
        turn = &lock->writer_turn;
    if (turn)
        ++*turn;
    unguard(lock);
    if (turn)
        apus_wake(turn, count, shared);
}

static int acquire_slowly(struct rwlock *lock, enum rwlock_use use, struct rwlock_wish wish)
{
    if (apus_bad_time(wish.until))
        return EINVAL;
    int tid = apus_self()->tid, shared = lock->shared, late = 0, error;
    guard(lock);
    while ((error = take(lock, use, tid)) == EBUSY && !wish.trying) {
        if (lock->writer == tid)
            error = EDEADLK;
        else if (late)
            error = ETIMEDOUT;
        if (error != EBUSY)
            break;
        int *queued = use == READING ? &lock->queued_readers : &lock->queued_writers;
        volatile int *turn = use == READING ? &lock->reader_turn : &lock->writer_turn;
        int seen = *turn;
        ++*queued;
        unguard(lock);
        late = apus_wait(turn, seen, wish.clock, wish.until, shared) == ETIMEDOUT;
        guard(lock);
        --*queued;
    }
    /* A writer that gives up may have kept readers waiting, or have been told that it may go on. */
    if (error == ETIMEDOUT && use == WRITING)
        pass_on(lock);
    else
        unguard(lock);
    return error;
}

static inline int acquire(struct rwlock *lock, enum rwlock_use use, struct rwlock_wish wish)
{
    int seen = lock->state;
    if (use == READING ? (unsigned)seen < READERS : !seen)
        if (__atomic_compare_exchange_n(&lock->state, &seen, use == READING ? seen + 1 : WRITER, 0,
                                        __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
            if (use == WRITING)
                lock->writer = apus_self()->tid;
            return 0;
        }
    return acquire_slowly(lock, use, wish);
}

int pthread_rwlock_rdlock(struct rwlock *lock) { return acquire(lock, READING, (struct rwlock_wish){0}); }
int pthread_rwlock_wrlock(struct rwlock *lock) { return acquire(lock, WRITING, (struct rwlock_wish){0}); }

int pthread_rwlock_tryrdlock(struct rwlock *lock)
{
    return acquire(lock, READING, (struct rwlock_wish){.trying = 1});
}

int pthread_rwlock_trywrlock(struct rwlock *lock)
{
    return acquire(lock, WRITING, (struct rwlock_wish){.trying = 1});
}

static int acquire_until(struct rwlock *lock, enum rwlock_use use, clockid_t clock, const struct timespec *until)
{
    return apus_bad_clock(clock) || apus_bad_time(until) ? EINVAL
        : acquire(lock, use, (struct rwlock_wish){.clock = clock, .until = until});
}

int pthread_rwlock_timedrdlock(struct rwlock *restrict lock, const struct timespec *restrict until)
{
    return acquire_until(lock, READING, CLOCK_REALTIME, until);
}

int pthread_rwlock_timedwrlock(struct rwlock *restrict lock, const struct timespec *restrict until)
{
    return acquire_until(lock, WRITING, CLOCK_REALTIME, until);
}

int pthread_rwlock_clockrdlock(struct rwlock *restrict lock, clockid_t clock, const struct timespec *restrict until)
{
    return acquire_until(lock, READING, clock, until);
}

int pthread_rwlock_clockwrlock(struct rwlock *restrict lock, clockid_t clock, const struct timespec *restrict until)
{
    return acquire_until(lock, WRITING, clock, until);
}

static int without_holder(int state)
{
    return state & WRITER ? state & ~WRITER : state & READERS ? state - 1 : state;
}

int pthread_rwlock_unlock(struct rwlock *lock)
{
    int seen = lock->state;
    if (seen & WRITER)
        lock->writer = 0;
    for (;;) {
        if (seen & QUEUED) {
            guard(lock);
            lock->state = without_holder(lock->state);
            pass_on(lock);
            return 0;
        }
        if (__atomic_compare_exchange_n(&lock->state, &seen, without_holder(seen), 0, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
            return 0;
    }
}

/* musl's own code calls these, and glibc has them under the same names. */
int __musl__pthread_rwlock_rdlock(struct rwlock *) HIDDEN_ALIAS(pthread_rwlock_rdlock);
int __musl__pthread_rwlock_wrlock(struct rwlock *) HIDDEN_ALIAS(pthread_rwlock_wrlock);
int __musl__pthread_rwlock_unlock(struct rwlock *) HIDDEN_ALIAS(pthread_rwlock_unlock);
