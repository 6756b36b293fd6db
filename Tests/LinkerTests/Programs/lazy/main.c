#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int call(void *handle, const char *name) { return ((int (*)(void))dlsym(handle, name))(); }

/* Up to the first of what is missing: dlerror may name more than glibc's does. */
static const char *first_error(void)
{
    char *text = dlerror();
    if (text)
        text[strcspn(text, ";")] = 0;
    return text;
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"./libpart.so", "./liblld.so", "./libgold.so", "./libibt.so"};
    void *handles[4];
    for (int i = 0; i < 4; i++) {
        handles[i] = dlopen(names[i], RTLD_LAZY);
        printf("%s: %s\n", names[i], handles[i] ? "opened" : first_error());
        if (handles[i])
            printf("%d\n", call(handles[i], "defined"));
    }
    printf("now: %s\n", dlopen("./libeager.so", RTLD_LAZY) ? "opened" : first_error());
    printf("the provider: %d\n", dlopen("./libprovider.so", RTLD_NOW | RTLD_GLOBAL) != 0);
    if (!handles[0])
        return 0;
    for (int i = 0; i < 4; i++)
        printf("%d %d\n", call(handles[i], "call_provided"), call(handles[i], "call_provided"));
    fflush(stdout);
    return call(handles[argc > 1], "call_never");
}
