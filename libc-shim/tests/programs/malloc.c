/* The allocator under a random load: contents, alignment and zeroing hold. */
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define CHECK(x) do { if (!(x)) { printf("line %d: %s\n", __LINE__, #x); exit(1); } } while (0)

static uint64_t state = 88172645463325252ull;
static uint64_t next(void) { state ^= state << 13; state ^= state >> 7; return state ^= state << 17; }
struct item { unsigned char *p; size_t n; unsigned char fill; } items[2000];

static size_t pick(void)
{
    switch (next() % 16) {
    case 0: return next() % 3000000;
    case 1: return next() % 600000;
    case 2: case 3: return next() % 40000;
    default: return next() % 1200;
    }
}
static void verify(struct item *i)
{
    for (size_t k = 0; k < i->n; k += 1 + (i->n > 5000) * 97) CHECK(i->p[k] == i->fill);
}
int main(void)
{
    for (int round = 0; round < 60000; round++) {
        struct item *i = &items[next() % 2000];
        if (i->p) {
            verify(i);
            if (next() % 4 == 0) {
                size_t n = pick() + 1;
                unsigned char *p = realloc(i->p, n);
                CHECK(p);
                for (size_t k = 0; k < n && k < i->n; k += 61) CHECK(p[k] == i->fill);
                i->p = p; i->n = n; memset(p, i->fill, n);
            } else { free(i->p); i->p = 0; }
            continue;
        }
        i->n = pick();
        i->fill = (unsigned char)next();
        switch (next() % 4) {
        case 0:
            i->p = calloc(1, i->n);
            for (size_t k = 0; k < i->n; k++) CHECK(i->p[k] == 0);
            break;
        case 1: {
            size_t a = 16ul << next() % (round % 100 == 0 ? 18 : 10);
            i->p = aligned_alloc(a, i->n);
            CHECK(((uintptr_t)i->p & (a - 1)) == 0);
            break;
        }
        default: i->p = malloc(i->n);
        }
        CHECK(i->p && ((uintptr_t)i->p & 15) == 0);
        CHECK(malloc_usable_size(i->p) >= i->n);
        memset(i->p, i->fill, i->n);
    }
    for (int k = 0; k < 2000; k++) if (items[k].p) { verify(&items[k]); free(items[k].p); }
    CHECK(malloc((size_t)-1) == 0);
    CHECK(calloc((size_t)-1 / 2, 3) == 0);
    CHECK(mallinfo2().uordblks < 100000);
    void *zero = malloc(0);
    CHECK(zero);
    free(zero);
    puts("ok");
    return 0;
}
