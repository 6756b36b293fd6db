/* Lookups in a library of 100,000 symbols. Times go to standard error: under QEMU's -icount one nanosecond is one
   instruction. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <time.h>

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void look_up(const char *file, int rounds)
{
    long long before = now();
    void *handle = dlopen(file, RTLD_NOW | RTLD_GLOBAL);
    fprintf(stderr, "%s dlopen %lld\n", file, now() - before);
    long sum = 0;
    int found = 0;
    char name[64];
    before = now();
    for (int i = 0; i < rounds; i++) {
        snprintf(name, sizeof name, "_ZN7library9component%dE", i * 7919 % 100000);
        int (*function)(void) = (int (*)(void))dlsym(handle, name);
        if (function)
            found++, sum += function();
    }
    fprintf(stderr, "%s dlsym %lld\n", file, (now() - before) / rounds);
    before = now();
    for (int i = 0; i < rounds; i++) {
        snprintf(name, sizeof name, "_ZN7library8lacking%dE", i);
        found += dlsym(handle, name) != 0;
    }
    fprintf(stderr, "%s absent %lld\n", file, (now() - before) / rounds);
    printf("%s: found %d, sum %ld\n", file, found, sum);
}

int main(void)
{
    look_up("./libgnu.so", 10000);
    long long before = now();
    void *user = dlopen("./libuser.so", RTLD_NOW);
    if (!user) {
        puts(dlerror());
        return 1;
    }
    fprintf(stderr, "binding %lld\n", (now() - before) / 10000);
    printf("calls: %ld\n", ((long (*)(void))dlsym(user, "call_all"))());
    look_up("./libsysv.so", 1000);
    return 0;
}
