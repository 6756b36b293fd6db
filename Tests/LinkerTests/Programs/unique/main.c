#include <dlfcn.h>
#include <stdio.h>

static void *open_part(const char *file)
{
    void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        puts(dlerror());
    return handle;
}
static int step(void *handle) { return ((int (*)(void))dlsym(handle, "step"))(); }
static int *place(void *handle) { return ((int *(*)(void))dlsym(handle, "place"))(); }

int main(void)
{
    void *one = open_part("./libone.so"), *two = open_part("./libtwo.so");
    printf("unique: %d %d, same %d\n", step(one), step(two), place(one) == place(two));
    void *third = open_part("./libweak1.so"), *fourth = open_part("./libweak2.so");
    printf("weak: %d %d, same %d\n", step(third), step(fourth), place(third) == place(fourth));
    puts("closing all");
    dlclose(third), dlclose(fourth), dlclose(one), dlclose(two);
    /* What defines a unique symbol in use is never unloaded, so its value is kept. */
    one = open_part("./libone.so"), third = open_part("./libweak1.so");
    printf("reopened: %d %d\n", step(one), step(third));
    return 0;
}
