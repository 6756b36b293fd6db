/* A fuzzer of system calls: what its parts share. */
#ifndef FUZZ_H
#define FUZZ_H
#include <stdint.h>

/* A generator of numbers (xorshift64*): a thread's own, so that its calls follow from its seed alone. */
struct numbers { uint64_t state; };
uint64_t next(struct numbers *);
/* Less than `limit`, which is not 0. */
static inline uint64_t below(struct numbers *n, uint64_t limit) { return next(n) % limit; }

/* A call of the kernel's catalogue, as the list has it: see list.c. */
struct call {
    int number;
    char name[32];
    char kind[6];           /* of each argument, 0 for none */
    const uint64_t *named[6]; /* values that have names */
    int named_count[6];
};
extern struct call calls[512];
extern int call_count;
/* Returns 0 if the list cannot be read. */
int read_list(const char *path);

/* The thread's playground: the only memory of the program's own that the calls are given. */
#define ARENA_SIZE (1ul << 20)
struct arena {
    char *memory;    /* ARENA_SIZE bytes that can be read and written, with nothing mapped on either side */
    char *read_only; /* two pages that cannot be written */
    char *gone;      /* a page that is not mapped */
};
void make_arena(struct arena *);
/* Maps what calls have unmapped, and fills it with numbers and names again. */
void mend_arena(struct arena *, struct numbers *);

/* Arguments for the call: some that make sense, some that do not. */
void make_arguments(struct numbers *, struct arena *, const struct call *, uint64_t argument[6]);
/* Makes arguments harmless for the fuzzer itself: returns 0 if the call is not to be made at all. */
int make_harmless(struct arena *, const struct call *, uint64_t argument[6]);

/* The SYSCALL instruction. A child that clone makes of it ends at once, whatever stack it has. */
long instruction(long number, const uint64_t argument[6]);
/* rt_sigreturn(2) with a frame of random bytes around what it takes to come back here. */
void return_from_signal(struct numbers *, struct arena *);

/* Descriptors that all threads use: files of each kind, from FIRST_FILE on. */
enum { FIRST_FILE = 3, FILES = 24, REPORT = 237 };
#endif
