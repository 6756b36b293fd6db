/* Functions that a resolver chooses (STT_GNU_IFUNC): called through the PLT, through the GOT, and by pointers. */
#ifndef PREFIX
#define PREFIX
#endif
#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)
#define N(name) JOIN(PREFIX, name)
#include <string.h>

static int slow(int x) { return x + 1; }
static int fast(int x) { return x + 2; }
static int chosen = 1;
/* A resolver may read data that relocations set. */
static int *const pointer_to_chosen = &chosen;

static int (*resolve(void))(int) { return *pointer_to_chosen ? fast : slow; }
int N(pick)(int) __attribute__((ifunc("resolve")));
static int hidden_pick(int) __attribute__((ifunc("resolve")));
__attribute__((visibility("protected"))) int N(protected_pick)(int) __attribute__((ifunc("resolve")));

int (*const N(table)[])(int) = {N(pick), hidden_pick, N(protected_pick)};
int N(through_library)(int x) { return N(pick)(x) * 10000 + hidden_pick(x) * 100 + N(protected_pick)(x); }
int (*N(address_in_library)(void))(int) { return N(pick); }
int N(is_equal)(int (*function)(int)) { return function == N(pick) && function == N(table)[0]; }
size_t N(length)(const char *text) { return strlen(text); }
