/* Frames of signals that no kernel has made. */
#define _GNU_SOURCE
#include "fuzz.h"
#include <signal.h>
#include <ucontext.h>

extern void enter_frame(void *frame, uint64_t *kept);
extern char land[];

/* Where the state of the vector registers is: nowhere, among random bytes, in the kernel. */
static void *state(struct numbers *n, struct arena *arena)
{
    char *place = arena->memory + 262144;
    for (int i = 0; i < 1024; i++)
        ((uint64_t *)place)[i] = next(n) >> below(n, 64);
    /* With the marks of an extended state (struct _fpx_sw_bytes), good ones and others. */
    if (below(n, 2)) {
        *(uint32_t *)(place + 464) = 0x46505853;
        *(uint32_t *)(place + 468) = below(n, 2) ? 836 : (uint32_t)next(n);
        *(uint64_t *)(place + 472) = below(n, 2) ? 7 : next(n);
        *(uint32_t *)(place + 480) = below(n, 2) ? 832 : (uint32_t)next(n);
        *(uint32_t *)(place + (below(n, 2) ? 832 : below(n, 4096))) = 0x46505845;
    }
    switch (below(n, 6)) {
    case 0: return 0;
    case 1: return place + below(n, 64);
    case 2: return (void *)(below(n, 2) ? 0x400000100000ul : 0x40100000ul);
    case 3: return (void *)0xdeadbeefdeadbe00;
    default: return place;
    }
}

void return_from_signal(struct numbers *n, struct arena *arena)
{
    ucontext_t *context = (void *)(arena->memory + 65536);
    uint64_t *words = (void *)context;
    for (unsigned i = 0; i < (sizeof *context + 256) / 8; i++)
        words[i] = next(n) >> below(n, 64);
    greg_t *r = context->uc_mcontext.gregs;
    r[REG_RIP] = (greg_t)land;
    r[REG_RSP] = (greg_t)(arena->memory + 131072);
    r[REG_EFL] &= ~0x500ll; /* neither a step at a time nor backwards */
    context->uc_mcontext.fpregs = state(n, arena);
    enter_frame(context, (uint64_t *)&r[REG_RBX]);
}
