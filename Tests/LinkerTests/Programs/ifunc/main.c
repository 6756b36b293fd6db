#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#define DECLARE(p) \
    int p##pick(int), p##protected_pick(int), p##through_library(int), p##is_equal(int (*)(int)); \
    int (*p##address_in_library(void))(int); \
    extern int (*const p##table[])(int);
DECLARE()
DECLARE(lazy_)

static int own_slow(int x) { return x - 1; }
static int own_fast(int x) { return x - 2; }
static int (*resolve_own(void))(int)
{
    /* Another library's function, called before main. */
    return strlen("abc") == 3 ? own_fast : own_slow;
}
int own(int) __attribute__((ifunc("resolve_own")));
static int own_static(int) __attribute__((ifunc("resolve_own")));
int (*const pointers[])(int) = {own, own_static, own_slow};
int (*volatile variable)(int) = own;

int main(void)
{
    printf("own: %d %d %d %d %d\n", own(10), own_static(10), pointers[0](10), pointers[1](10), variable(10));
    printf("own pointers: %d %d\n", variable == own, pointers[0] == own);
    printf("called: %d %d, %d %d\n", pick(5), protected_pick(5), lazy_pick(5), lazy_protected_pick(5));
    printf("library: %d %d\n", through_library(5), lazy_through_library(5));
    printf("table: %d %d %d\n", table[0](7), table[1](7), table[2](7));
    int (*volatile pointer)(int) = pick;
    printf("one address: %d %d %d\n", pointer(1), pointer == address_in_library(), is_equal(pointer));
    int (*found)(int) = (int (*)(int))dlsym(RTLD_DEFAULT, "pick");
    printf("dlsym: %d\n", found(3));
    found = (int (*)(int))dlsym(RTLD_DEFAULT, "lazy_pick");
    printf("dlsym: %d\n", found(3));
    return 0;
}
