#include <stdio.h>
#include <stdlib.h>
int main(void)
{
    for (int i = 0; i < 40; i++) printf("%ld ", random());
    srand(42);
    for (int i = 0; i < 1000; i++) { int r = rand(); if (i > 990) printf("%d ", r); }
    unsigned s = 7;
    for (int i = 0; i < 5; i++) printf("%d ", rand_r(&s));
    char state[128], small[8], *old;
    initstate(5, state, 128);
    for (int i = 0; i < 5; i++) printf("%ld ", random());
    old = initstate(9, small, 8);
    for (int i = 0; i < 5; i++) printf("%ld ", random());
    setstate(old);
    for (int i = 0; i < 5; i++) printf("%ld ", random());
    struct random_data d = {0}; char st[64];
    initstate_r(3, st, 64, &d); int r;
    for (int i = 0; i < 5; i++) { random_r(&d, &r); printf("%d ", r); }
    srand48(3);
    printf("%ld %f %ld\n", lrand48(), drand48(), mrand48());
    return 0;
}
