/* sem_t. */
#ifndef APUS_SEMAPHORE_H
#define APUS_SEMAPHORE_H
#include "thread/futex.h"

#define SEM_MOST 0x7fffffffu
#define ONE_WAITER (1ul << 32)

struct semaphore {
    uint64_t state; /* the value, and above it how many wait */
    int shared;
    int unused[5];
};
_Static_assert(sizeof(struct semaphore) == 32, "glibc's size");

int sem_init(struct semaphore *semaphore, int shared, unsigned value);

#endif
