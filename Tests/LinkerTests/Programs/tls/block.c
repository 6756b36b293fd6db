/* A library with thread-local variables: initialised, zero, and aligned ones; used first in its constructor. */
#include <stdint.h>
#include <stdio.h>

#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)
#define TEXT2(x) #x
#define TEXT(x) TEXT2(x)

__thread int JOIN(NAME, _shared) = 41;
static __thread char odd_byte = 'o';
static __thread char big[SIZE] __attribute__((aligned(ALIGN)));
static __thread long counter __attribute__((aligned(ALIGN))) = 7;

__attribute__((constructor)) static void first_use(void)
{
    counter++;
    big[SIZE - 1] = 1;
    printf("%s: constructor, counter %ld, shared %d\n", TEXT(NAME), counter, JOIN(NAME, _shared));
}

__attribute__((destructor)) static void last_use(void)
{
    printf("%s: destructor, counter %ld\n", TEXT(NAME), counter);
}

void JOIN(NAME, _check)(const char *when)
{
    int zeros = 0;
    for (unsigned i = 0; i < SIZE; i++)
        zeros += big[i] == 0;
    printf("%s %s: counter %ld shared %d byte %c, %u bytes not zero, aligned %d %d\n", TEXT(NAME), when, ++counter,
           ++JOIN(NAME, _shared), odd_byte, SIZE - zeros, (uintptr_t)big % ALIGN == 0,
           (uintptr_t)&counter % ALIGN == 0);
    big[0] = odd_byte = 'x';
}

int *JOIN(NAME, _address)(void) { return &JOIN(NAME, _shared); }
