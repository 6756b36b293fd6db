/* Spin locks: 0 is free. */
#include "apus/musl.h"

int pthread_spin_init(volatile int *lock, int shared) { *lock = 0; return 0; }
int pthread_spin_destroy(volatile int *lock) { return 0; }

int pthread_spin_trylock(volatile int *lock)
{
    return __atomic_exchange_n(lock, 1, __ATOMIC_ACQUIRE) ? EBUSY : 0;
}

int pthread_spin_lock(volatile int *lock)
{
    while (__atomic_exchange_n(lock, 1, __ATOMIC_ACQUIRE))
        while (*lock)
            __asm__ volatile("pause");
    return 0;
}

int pthread_spin_unlock(volatile int *lock)
{
    __atomic_store_n(lock, 0, __ATOMIC_RELEASE);
    return 0;
}
