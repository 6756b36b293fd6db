#include <dlfcn.h>
#include <stdio.h>
const char *name(void), *extra(void), *aux_name(void), *aux_extra(void), *lone_name(void), *lone_extra(void);
int main(void)
{
    printf("filter: %s %s\n", name(), extra());
    printf("auxiliary: %s %s\n", aux_name(), aux_extra());
    printf("auxiliary without filtee: %s %s\n", lone_name(), lone_extra());
    void *handle = dlopen("./libbroken.so", RTLD_NOW);
    printf("filter without filtee: %s\n", handle ? "opened" : dlerror());
    handle = dlopen("./libfilter.so", RTLD_NOW);
    printf("by handle: %s\n", ((const char *(*)(void))dlsym(handle, "name"))());
    return 0;
}
