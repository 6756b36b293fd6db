/* random and rand with glibc's sequences: additive feedback over 31 words by default, a linear
   congruence for the smallest state. */
#include "apus/musl.h"
#include <stdint.h>
#include <stdlib.h>

/* glibc's struct random_data, which callers of the _r functions provide. */
struct random_state {
    int32_t *front, *rear, *state;
    int type, degree, separation;
    int32_t *end;
};

static const int degrees[5] = {0, 7, 15, 31, 63};
static const int separations[5] = {0, 3, 1, 3, 1};
static const size_t sizes[5] = {8, 32, 64, 128, 256};

/* The word before the state holds type and position, so that a state can be taken up again. */
static int32_t first_state[32] = {3};
static struct random_state shared = {.state = first_state + 1, .type = 3, .degree = 31, .separation = 3,
                                     .front = first_state + 4, .rear = first_state + 1,
                                     .end = first_state + 32};
static int seeded;
static volatile int lock[1];
volatile int *const __random_lockptr HIDDEN = lock;

int random_r(struct random_state *buffer, int32_t *result)
{
    if (!buffer || !result) {
        errno = EINVAL;
        return -1;
    }
    int32_t *state = buffer->state;
    if (buffer->type == 0) {
        int32_t value = (int32_t)(((uint32_t)state[0] * 1103515245u + 12345u) & 0x7fffffff);
        state[0] = value;
        *result = value;
        return 0;
    }
    uint32_t value = (uint32_t)*buffer->front + (uint32_t)*buffer->rear;
    *buffer->front = (int32_t)value;
    *result = (int32_t)(value >> 1);
    if (++buffer->front >= buffer->end) {
        buffer->front = state;
        buffer->rear++;
    } else if (++buffer->rear >= buffer->end) {
        buffer->rear = state;
    }
    return 0;
}

int srandom_r(unsigned seed, struct random_state *buffer)
{
    if (!buffer || (unsigned)buffer->type > 4)
        return -1;
    int32_t *state = buffer->state;
    if (seed == 0)
        seed = 1;
    state[0] = (int32_t)seed;
    if (buffer->type == 0)
        return 0;
    int32_t word = (int32_t)seed;
    for (int i = 1; i < buffer->degree; i++) {
        /* 16807 * word % 2147483647 without overflow */
        int32_t high = word / 127773, low = word % 127773;
        word = 16807 * low - 2836 * high;
        if (word < 0)
            word += 2147483647;
        state[i] = word;
    }
    buffer->front = state + buffer->separation;
    buffer->rear = state;
    int32_t discard;
    for (int i = 0; i < buffer->degree * 10; i++)
        random_r(buffer, &discard);
    return 0;
}

static void remember(struct random_state *buffer)
{
    if (buffer->state)
        buffer->state[-1] = buffer->type == 0
            ? 0 : (int32_t)(5 * (buffer->rear - buffer->state) + buffer->type);
}

int initstate_r(unsigned seed, char *memory, size_t size, struct random_state *buffer)
{
    if (!buffer || size < sizes[0]) {
        errno = EINVAL;
        return -1;
    }
    remember(buffer);
    int type = 0;
    while (type < 4 && size >= sizes[type + 1])
        type++;
    buffer->type = type;
    buffer->degree = degrees[type];
    buffer->separation = separations[type];
    buffer->state = (int32_t *)memory + 1;
    buffer->end = buffer->state + buffer->degree;
    srandom_r(seed, buffer);
    remember(buffer);
    return 0;
}

int setstate_r(char *memory, struct random_state *buffer)
{
    if (!buffer || !memory) {
        errno = EINVAL;
        return -1;
    }
    int32_t *state = (int32_t *)memory + 1;
    int type = state[-1] % 5, rear = state[-1] / 5;
    if (type < 0 || type > 4) {
        errno = EINVAL;
        return -1;
    }
    remember(buffer);
    buffer->type = type;
    buffer->degree = degrees[type];
    buffer->separation = separations[type];
    if (type) {
        buffer->rear = state + rear;
        buffer->front = state + (rear + buffer->separation) % buffer->degree;
    }
    buffer->state = state;
    buffer->end = state + buffer->degree;
    return 0;
}

/* The state that a program starts with is that of seed 1, made when first needed. */
static void ensure_seed(void)
{
    if (!seeded) {
        seeded = 1;
        srandom_r(1, &shared);
    }
}

long random(void)
{
    int32_t result;
    __lock(lock);
    ensure_seed();
    random_r(&shared, &result);
    __unlock(lock);
    return result;
}

void srandom(unsigned seed)
{
    __lock(lock);
    seeded = 1;
    srandom_r(seed, &shared);
    __unlock(lock);
}

char *initstate(unsigned seed, char *memory, size_t size)
{
    __lock(lock);
    ensure_seed();
    char *before = (char *)(shared.state - 1);
    int failed = initstate_r(seed, memory, size, &shared);
    __unlock(lock);
    return failed ? 0 : before;
}

char *setstate(char *memory)
{
    __lock(lock);
    ensure_seed();
    char *before = (char *)(shared.state - 1);
    int failed = setstate_r(memory, &shared);
    __unlock(lock);
    return failed ? 0 : before;
}

int rand(void) { return (int)random(); }
void srand(unsigned seed) { srandom(seed); }

/* The old small generator: 31 bits out of three steps. */
int rand_r(unsigned *seed)
{
    unsigned next = *seed;
    next = next * 1103515245 + 12345;
    unsigned result = next / 65536 % 2048;
    next = next * 1103515245 + 12345;
    result = result << 10 ^ next / 65536 % 1024;
    next = next * 1103515245 + 12345;
    result = result << 10 ^ next / 65536 % 1024;
    *seed = next;
    return (int)result;
}
