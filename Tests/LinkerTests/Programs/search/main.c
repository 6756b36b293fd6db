/* Which of several libraries of one name is found. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
const char *place(void), *outer(void), *token_place(void);
int main(int argc, char **argv)
{
    printf("needed: %s, %s, %s\n", place(), outer(), token_place());
    static const char *const openers[] = {"./libopener.so", "./libplainopener.so"};
    for (int i = 0; i < 2; i++) {
        void *handle = dlopen(openers[i], RTLD_NOW);
        const char *(*open_by_name)(const char *) = (const char *(*)(const char *))dlsym(handle, "open_by_name");
        printf("%s: same name as a loaded one: %s\n", openers[i], open_by_name("libplace.so"));
        printf("%s: %s\n", openers[i], open_by_name("libinner2.so"));
        printf("%s: %s\n", openers[i], open_by_name("$ORIGIN/two/libplace.so"));
    }
    /* libneedsinner has no path of its own: only the program's RPATH would help, and the object is loaded already. */
    void *needs = dlopen("./libneedsinner.so", RTLD_NOW);
    printf("needs inner: %s\n", needs ? "opened" : dlerror());
    void *first = dlopen("./one/libplace.so", RTLD_NOW), *second = dlopen("one/../one/libplace.so", RTLD_NOW);
    printf("one file under two names: %d\n", first == second);
    printf("by soname that nothing has: %s\n", dlopen("libnothing.so.7", RTLD_NOW) ? "opened" : dlerror());
    printf("without a folder: %s\n", dlopen("libplainopener.so", RTLD_NOW) ? "opened" : dlerror());
    return 0;
}
