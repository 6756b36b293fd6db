/* The order of initialisers and finalisers, with and without dlopen. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static void preinit(int argc, char **argv, char **envp)
{
    printf("program: preinit, %d arguments, environment %d\n", argc, envp != 0 && argv[argc] == 0);
}
__attribute__((section(".preinit_array"), used)) static void (*const preinits[])(int, char **, char **) = {preinit, preinit};

static void bye(void) { puts("program: atexit"); }
static void late(void) { puts("program: atexit from atexit"); }
static void registers(void) { atexit(late); }
static void with_status(int status, void *text) { printf("program: on_exit %d %s\n", status, (char *)text); }

__attribute__((constructor)) static void constructor(void) { puts("program: constructor"); }
__attribute__((destructor)) static void destructor(void) { puts("program: destructor"); }

int main(void)
{
    atexit(bye);
    on_exit(with_status, "text");
    atexit(registers);
    puts("-- open plug1");
    void *plug1 = dlopen("./libplug1.so", RTLD_NOW);
    puts("-- open plug1 again");
    void *again = dlopen("./libplug1.so", RTLD_NOW);
    printf("-- same %d\n", plug1 == again);
    dlclose(again);
    puts("-- close plug1");
    dlclose(plug1);
    puts("-- open plug3, which opens plug1");
    void *plug3 = dlopen("libplug3.so", RTLD_NOW);
    printf("-- by a name without directory: %d\n", plug3 != 0);
    plug3 = dlopen("./libplug3.so", RTLD_NOW);
    puts("-- open plug4, sharing plug2 and left");
    void *plug4 = dlopen("./libplug4.so", RTLD_NOW);
    puts("-- close plug3");
    dlclose(plug3);
    puts("-- open plug3 once more");
    plug3 = dlopen("./libplug3.so", RTLD_NOW);
    printf("-- end %d\n", plug3 && plug4);
    exit(3);
}
