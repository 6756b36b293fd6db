/* Thread-specific data. A key has a generation, odd while it is in use: a value that was set for
   an earlier use of the same key counts as null. */
#include "thread/thread.h"

enum { KEYS = 1024, BLOCK = 32, ROUNDS = 4 /* PTHREAD_DESTRUCTOR_ITERATIONS */ };

static struct key {
    volatile uintptr_t generation;
    void (*destroy)(void *);
} keys[KEYS];

extern void *__libc_calloc(size_t, size_t) HIDDEN;
extern void __libc_free(void *) HIDDEN;

static int in_use(uintptr_t generation) { return generation & 1; }

int pthread_key_create(unsigned *out, void (*destroy)(void *))
{
    for (unsigned key = 0; key < KEYS; key++) {
        uintptr_t generation = keys[key].generation;
        if (!in_use(generation) && __atomic_compare_exchange_n(&keys[key].generation, &generation, generation + 1, 0,
                                                               __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
            keys[key].destroy = destroy;
            *out = key;
            return 0;
        }
    }
    return EAGAIN;
}

int pthread_key_delete(unsigned key)
{
    if (key >= KEYS)
        return EINVAL;
    uintptr_t generation = keys[key].generation;
    if (!in_use(generation) || !__atomic_compare_exchange_n(&keys[key].generation, &generation, generation + 1, 0,
                                                            __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
        return EINVAL;
    return 0;
}

void *pthread_getspecific(unsigned key)
{
    struct apus_thread *self = apus_self();
    struct apus_key_value *entry = &self->first_keys[key];
    if (__builtin_expect(key >= BLOCK, 0)) {
        if (key >= KEYS || !self->key_blocks[key / BLOCK])
            return 0;
        entry = &self->key_blocks[key / BLOCK][key % BLOCK];
    }
    void *value = entry->value;
    if (value && __builtin_expect(entry->generation != keys[key].generation, 0))
        value = entry->value = 0;
    return value;
}

int pthread_setspecific(unsigned key, const void *value)
{
    struct apus_thread *self = apus_self();
    if (key >= KEYS || !in_use(keys[key].generation))
        return EINVAL;
    struct apus_key_value *entry = &self->first_keys[key];
    if (key >= BLOCK) {
        struct apus_key_value **block = &self->key_blocks[key / BLOCK];
        if (!*block && (!value || !(*block = __libc_calloc(BLOCK, sizeof **block))))
            return value ? ENOMEM : 0;
        entry = &(*block)[key % BLOCK];
    }
    entry->generation = keys[key].generation;
    entry->value = (void *)value;
    self->tsd_used = 1;
    return 0;
}

/* One round: true if a destructor was called, which may have set values again. */
static int destroy_values(struct apus_thread *self)
{
    int called = 0;
    for (unsigned key = 0; key < KEYS; key++) {
        struct apus_key_value *block = key < BLOCK ? self->first_keys : self->key_blocks[key / BLOCK];
        if (!block) {
            key += BLOCK - 1;
            continue;
        }
        void *value = block[key % BLOCK].value;
        if (!value)
            continue;
        block[key % BLOCK].value = 0;
        void (*destroy)(void *) = keys[key].destroy;
        if (destroy && block[key % BLOCK].generation == keys[key].generation) {
            called = 1;
            destroy(value);
        }
    }
    return called;
}

/* At a thread's end. Destructors of thread_local objects come first, as in glibc. The values are
   all null afterwards, and the thread's block can be used again. */
HIDDEN void __pthread_tsd_run_dtors(void)
{
    extern void __apus_run_thread_exit_handlers(void) HIDDEN;
    struct apus_thread *self = apus_self();
    __apus_run_thread_exit_handlers();
    if (!self->tsd_used)
        return;
    int rounds = 0;
    do
        self->tsd_used = 0;
    while (destroy_values(self) && self->tsd_used && ++rounds < ROUNDS);
    for (int key = 0; key < BLOCK; key++)
        self->first_keys[key].value = 0;
    for (int block = 1; block < KEYS / BLOCK; block++)
        if (self->key_blocks[block]) {
            __libc_free(self->key_blocks[block]);
            self->key_blocks[block] = 0;
        }
    self->tsd_used = 0;
}

int tss_create(unsigned *out, void (*destroy)(void *))
{
    enum { SUCCESS = 0, ERROR = 2 };
    return pthread_key_create(out, destroy) ? ERROR : SUCCESS;
}

void tss_delete(unsigned key) { pthread_key_delete(key); }
void *tss_get(unsigned) ALIAS(pthread_getspecific);

int tss_set(unsigned key, void *value)
{
    enum { SUCCESS = 0, ERROR = 2 };
    return pthread_setspecific(key, value) ? ERROR : SUCCESS;
}

int __musl__pthread_key_create(unsigned *, void (*)(void *)) HIDDEN_ALIAS(pthread_key_create);
