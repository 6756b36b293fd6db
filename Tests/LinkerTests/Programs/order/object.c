/* A library that says when its initialisers and finalisers run. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static int argument_count;

static void at_exit(void) { printf("%s: atexit of constructor\n", NAME); }

__attribute__((constructor(200))) static void second(void) { printf("%s: constructor 200\n", NAME); }
__attribute__((constructor(150))) static void first(int argc, char **argv, char **envp)
{
    argument_count = argc;
    printf("%s: constructor 150, %d arguments, %s, environment %d\n", NAME, argc, argv[argc - 1], envp != 0);
}
__attribute__((constructor)) static void last(void)
{
    printf("%s: constructor\n", NAME);
    atexit(at_exit);
#ifdef OPENS
    printf("%s: opens: %d\n", NAME, dlopen(OPENS, RTLD_NOW) != 0);
#endif
}
__attribute__((destructor)) static void away(void) { printf("%s: destructor\n", NAME); }
__attribute__((destructor(150))) static void finally(void) { printf("%s: destructor 150\n", NAME); }
void old_init(void) { printf("%s: DT_INIT\n", NAME); }
void old_fini(void) { printf("%s: DT_FINI\n", NAME); }
