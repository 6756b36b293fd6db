#include "show.h"
#include <stdlib.h>
#include <string.h>

static void add_many(long (*next)(void), int count)
{
    for (int i = 0; i < count; i++) {
        add_number(next());
        add(" ");
    }
}

static long next_rand(void) { return rand(); }
char *rand_sequence(unsigned seed)
{
    begin();
    srand(seed);
    add_many(next_rand, 20);
    return shown();
}

char *random_sequence(unsigned seed)
{
    begin();
    srandom(seed);
    add_many(random, 400);
    return shown();
}

/* With a state of the caller's own: 8, 32, 64, 128 or 256 bytes. */
char *state_sequence(unsigned seed, size_t size)
{
    char state[256], other[64];
    begin();
    char *old = initstate(seed, state, size);
    pair("old", old != 0);
    add_many(random, 10);
    pair("back", initstate(1, other, 64) == state);
    add_many(random, 5);
    pair("again", setstate(state) == other);
    add_many(random, 5);
    if (old)
        setstate(old);
    return shown();
}

static unsigned own;
static long next_rand_r(void) { return rand_r(&own); }
char *rand_r_sequence(unsigned seed)
{
    begin();
    own = seed;
    add_many(next_rand_r, 30);
    return shown();
}

char *random_r_sequence(unsigned seed, size_t size)
{
    struct random_data data;
    char state[256];
    begin();
    memset(&data, 0, sizeof data);
    pair("initstate_r", initstate_r(seed, state, size, &data));
    for (int i = 0; i < 20; i++) {
        int value;
        pair("", random_r(&data, &value));
        add_number(value);
    }
    pair("srandom_r", srandom_r(seed + 1, &data));
    return shown();
}

static unsigned short words[3];
static long next_erand48(void) { return (long)(erand48(words) * 0x1p48); }
static long next_drand48(void) { return (long)(drand48() * 0x1p48); }
static long next_nrand48(void) { return nrand48(words); }
static long next_jrand48(void) { return jrand48(words); }
char *rand48_sequence(long seed)
{
    begin();
    srand48(seed);
    add_many(lrand48, 6);
    add_many(mrand48, 6);
    add_many(next_drand48, 6);
    memcpy(words, (unsigned short[]){(unsigned short)seed, 2, 3}, 6);
    add_many(next_erand48, 6);
    add_many(next_nrand48, 6);
    add_many(next_jrand48, 6);
    unsigned short *old = seed48(words);
    pair("old", old[0]);
    add_many(lrand48, 3);
    unsigned short parameters[7] = {1, 2, 3, 4, 5, 6, 7};
    lcong48(parameters);
    add_many(lrand48, 3);
    srand48(1);
    add_many(lrand48, 3);
    return shown();
}
