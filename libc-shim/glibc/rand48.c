/* The generators of 48 bits (drand48(3)). Unlike musl's, srand48 and seed48 put the multiplier and the addend back. */
#include "apus/musl.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static unsigned short state[3], old[3];
static uint64_t multiplier = 0x5deece66d, addend = 0xb;

static uint64_t join(const unsigned short *x) { return (uint64_t)x[2] << 32 | (uint64_t)x[1] << 16 | x[0]; }

static uint64_t step(unsigned short *x)
{
    uint64_t next = (join(x) * multiplier + addend) & 0xffffffffffff;
    x[0] = (unsigned short)next;
    x[1] = (unsigned short)(next >> 16);
    x[2] = (unsigned short)(next >> 32);
    return next;
}

double erand48(unsigned short x[3]) { return (double)step(x) * 0x1p-48; }
long nrand48(unsigned short x[3]) { return (long)(step(x) >> 17); }
long jrand48(unsigned short x[3]) { return (int32_t)(step(x) >> 16); }
double drand48(void) { return erand48(state); }
long lrand48(void) { return nrand48(state); }
long mrand48(void) { return jrand48(state); }

static void reset(void)
{
    multiplier = 0x5deece66d;
    addend = 0xb;
}

void srand48(long seed)
{
    state[0] = 0x330e;
    state[1] = (unsigned short)seed;
    state[2] = (unsigned short)(seed >> 16);
    reset();
}

unsigned short *seed48(unsigned short seed[3])
{
    memcpy(old, state, sizeof old);
    memmove(state, seed, sizeof state);
    reset();
    return old;
}

void lcong48(unsigned short parameters[7])
{
    memcpy(state, parameters, sizeof state);
    multiplier = join(parameters + 3);
    addend = parameters[6];
}
