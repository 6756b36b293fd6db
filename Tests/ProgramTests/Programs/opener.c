// Opens plugin.so beside it, uses it and closes it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    void *plugin = dlopen("./plugin.so", RTLD_NOW);
    if (!plugin) {
        puts(dlerror());
        return 1;
    }
    int (*answer)(void) = (int (*)(void))dlsym(plugin, "answer");
    answer();
    printf("%d\n", answer());
    void *nothing = dlsym(plugin, "no_such_name");
    printf("%d %d\n", nothing == NULL, strstr(dlerror(), "no_such_name") != NULL);
    Dl_info info;
    int known = dladdr((void *)answer, &info);
    printf("%d %s\n", known != 0, info.dli_sname);
    printf("%d\n", dlclose(plugin));
    printf("%d\n", dlopen("./none.so", RTLD_NOW) == NULL);
    printf("%d\n", dlsym(RTLD_DEFAULT, "puts") != NULL);
    return 0;
}
