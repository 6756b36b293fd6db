/* Says its name; its destructor says that it goes. */
#include <stdio.h>
#define TEXT2(x) #x
#define TEXT(x) TEXT2(x)
static int calls;
const char *who(void) { calls++; return TEXT(NAME); }
int count(void) { return calls; }
const char *common = TEXT(NAME);
__attribute__((destructor)) static void away(void) { printf("%s goes after %d calls\n", TEXT(NAME), calls); }
