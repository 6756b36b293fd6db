/* Thread-local storage of the program, of a library loaded with it, and of libraries opened, closed and opened again. */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static __thread long own __attribute__((aligned(2048))) = 5;
extern __thread int start_shared;
void start_check(const char *);
int *start_address(void);

static void *use(const char *name, const char *when)
{
    char file[64], symbol[64];
    snprintf(file, sizeof file, "./lib%s.so", name);
    void *handle = dlopen(file, RTLD_NOW);
    if (!handle) {
        puts(dlerror());
        exit(1);
    }
    snprintf(symbol, sizeof symbol, "%s_check", name);
    void (*check)(const char *) = (void (*)(const char *))dlsym(handle, symbol);
    check(when);
    snprintf(symbol, sizeof symbol, "%s_shared", name);
    int *variable = dlsym(handle, symbol);
    snprintf(symbol, sizeof symbol, "%s_address", name);
    int *(*address)(void) = (int *(*)(void))dlsym(handle, symbol);
    printf("  dlsym finds the thread's own: %d, value %d\n", variable == address(), *variable);
    return handle;
}

int main(void)
{
    static const char *const names[] = {"gd", "ld", "ie", "desc", "odd"};
    enum { COUNT = sizeof names / sizeof names[0] };
    void *handles[COUNT];
    printf("program: %ld, aligned %d\n", own, (uintptr_t)&own % 2048 == 0);
    start_check("in main");
    printf("start: same variable %d, value %d\n", &start_shared == start_address(), start_shared);
    for (int i = 0; i < COUNT; i++)
        handles[i] = use(names[i], "first time");
    for (int i = 0; i < COUNT; i++)
        dlclose(use(names[i], "again"));
    for (int i = 0; i < COUNT; i++)
        printf("close %s: %d\n", names[i], dlclose(handles[i]));
    /* In another order, so that module numbers are given to other modules than before. */
    for (int i = COUNT; i-- > 0;)
        handles[i] = use(names[i], "reopened");
    for (int round = 0; round < 100; round++) {
        /* The room for initial-exec variables must not run out. */
        dlclose(handles[2]);
        handles[2] = dlopen("./libie.so", RTLD_LAZY);
        if (!handles[2]) {
            puts(dlerror());
            return 1;
        }
    }
    own++;
    printf("program: %ld\n", own);
    return 0;
}
