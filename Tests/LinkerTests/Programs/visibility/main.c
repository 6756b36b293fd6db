#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
const char *open_name(void) { return "program"; }
const char *hidden_name(void) { return "program"; }
const char *weak_name(void) { return "program"; }
const char *variable = "program";
const char *protected_name(void);
const char *protected_variable_seen(void);
void plain_report(void), symbolic_report(void), functions_report(void);
int main(void)
{
    plain_report(), symbolic_report(), functions_report();
    printf("program: %s %s\n", protected_name(), protected_variable_seen());
    const char *(*next)(void) = (const char *(*)(void))dlsym(RTLD_NEXT, "open_name");
    printf("next after the program: %s\n", next());
    printf("hidden is hidden: %d\n", dlsym(RTLD_NEXT, "hidden_name") == 0);
    return 0;
}
