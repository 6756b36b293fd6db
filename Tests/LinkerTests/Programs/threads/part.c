#include <stdint.h>
#include <stdio.h>
#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)
static __thread long counter = 100;
static __thread char room[SIZE] __attribute__((aligned(ALIGN)));
/* The thread's own counter after one more step; -1 where its storage is not as it should be. */
long step(int thread)
{
    if ((uintptr_t)room % ALIGN)
        return -1;
    if (counter == 100)
        for (int i = 0; i < SIZE; i++)
            if (room[i])
                return -1;
    for (int i = 0; i < SIZE; i += 16)
        if (counter > 100 && room[i] != (char)thread)
            return -1;
    for (int i = 0; i < SIZE; i += 16)
        room[i] = (char)thread;
    return ++counter;
}
