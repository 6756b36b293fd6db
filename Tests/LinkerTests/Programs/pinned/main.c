#include <dlfcn.h>
#include <stdio.h>
static int use(void *handle) { return ((int (*)(void))dlsym(handle, "use"))(); }
int main(void)
{
    void *untouched = dlopen("./libother.so", RTLD_NOW);
    printf("never used, closed: %d\n", dlclose(untouched));
    void *pinned = dlopen("./libpinned.so", RTLD_NOW);
    printf("used: %d %d\n", use(pinned), use(pinned));
    printf("closed: %d\n", dlclose(pinned));
    void *again = dlopen("./libpinned.so", RTLD_NOW);
    printf("the same: %d, used: %d\n", again == pinned, use(again));
    printf("closed: %d\n", dlclose(again));
    void *other = dlopen("./libother.so", RTLD_NOW);
    printf("other used: %d\n", use(other));
    printf("closed: %d\n", dlclose(other));
    puts("end of main");
    return 0;
}
