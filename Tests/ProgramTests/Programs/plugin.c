// A shared object that is opened at run time; see opener.c.
#include <stdio.h>

__thread int calls = 40;
__attribute__((constructor)) static void opened(void) { puts("plugin opened"); }
__attribute__((destructor)) static void closed(void) { puts("plugin closed"); }
int answer(void) { return ++calls; }
