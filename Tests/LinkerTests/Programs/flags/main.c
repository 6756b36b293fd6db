/* The flags of dlopen, and how often it has to be closed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>

const char *overridden(void) { return "program"; }
typedef const char *(*teller)(void);

static void *open_library(const char *name, int flags)
{
    void *handle = dlopen(name, flags);
    if (!handle)
        printf("%s: %s\n", name, dlerror());
    return handle;
}
static const char *call(void *handle, const char *name)
{
    teller function = (teller)dlsym(handle, name);
    return function ? function() : dlerror();
}
static int is_loaded(const char *name)
{
    void *handle = dlopen(name, RTLD_NOW | RTLD_NOLOAD);
    if (handle)
        dlclose(handle);
    return handle != 0;
}

int main(void)
{
    void *user = open_library("./libuser.so", RTLD_NOW);
    void *a = open_library("./liba.so", RTLD_NOW | RTLD_LOCAL);
    printf("local: %s, default %d\n", call(user, "ask"), dlsym(RTLD_DEFAULT, "who") != 0);
    dlclose(user);
    user = open_library("./libuser.so", RTLD_NOW);
    printf("opened after a local one: %s %s\n", call(user, "ask"), call(user, "ask_data"));
    dlclose(user);
    printf("made global: %d\n", open_library("./liba.so", RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD) == a);
    user = open_library("./libuser.so", RTLD_NOW);
    printf("opened after it became global: %s %s\n", call(user, "ask"), call(user, "ask_data"));
    void *b = open_library("./libb.so", RTLD_NOW | RTLD_GLOBAL);
    printf("first global wins: %s, %s\n", call(RTLD_DEFAULT, "who"), call(b, "who"));
    /* The user is bound to a: closing a does not unload it. */
    puts("closing a twice");
    dlclose(a), dlclose(a);
    printf("a loaded %d, %s\n", is_loaded("./liba.so"), call(user, "ask"));
    puts("closing the user");
    dlclose(user);
    printf("a loaded %d\n", is_loaded("./liba.so"));
    printf("b counts %d\n", ((int (*)(void))dlsym(b, "count"))());
    printf("closing b: %d, and again as after three opens\n", dlclose(b));
    b = open_library("./libb.so", RTLD_LAZY);
    printf("state is new: %d\n", ((int (*)(void))dlsym(b, "count"))());
    open_library("./libb.so", RTLD_LAZY), open_library("./libb.so", RTLD_NOW);
    dlclose(b), dlclose(b);
    printf("still there %d\n", is_loaded("./libb.so"));
    dlclose(b);
    printf("gone %d\n", !is_loaded("./libb.so"));
    void *keep = open_library("./libkeep.so", RTLD_NOW);
    call(keep, "who");
    printf("nodelete closed %d, loaded %d\n", dlclose(keep), is_loaded("./libkeep.so"));
    b = open_library("./libb.so", RTLD_NOW | RTLD_NODELETE);
    call(b, "who");
    printf("RTLD_NODELETE closed %d, loaded %d\n", dlclose(b), is_loaded("./libb.so"));
    b = open_library("./libb.so", RTLD_NOW);
    printf("its state: %d\n", ((int (*)(void))dlsym(b, "count"))());
    void *shallow = open_library("./libdeep.so", RTLD_NOW);
    printf("interposed: %s\n", call(shallow, "ask_deep"));
    dlclose(shallow);
    void *deep = open_library("./libdeep.so", RTLD_NOW | RTLD_DEEPBIND);
    printf("bound deep: %s\n", call(deep, "ask_deep"));
    void *self = dlopen(0, RTLD_NOW);
    printf("program: %s, next %d\n", call(self, "overridden"), dlsym(RTLD_NEXT, "overridden") != 0);
    printf("closing the program: %d\n", dlclose(self));
    return 0;
}
