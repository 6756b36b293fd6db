/* Which definition a library's own references mean, where the program defines the names too. */
#include <stdio.h>
#define TEXT2(x) #x
#define TEXT(x) TEXT2(x)
#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)
const char *open_name(void) { return TEXT(LIBRARY); }
__attribute__((visibility("protected"))) const char *protected_name(void) { return TEXT(LIBRARY); }
__attribute__((visibility("hidden"))) const char *hidden_name(void) { return TEXT(LIBRARY); }
__attribute__((weak)) const char *weak_name(void) { return TEXT(LIBRARY); }
const char *variable = TEXT(LIBRARY);
__attribute__((visibility("protected"))) const char *protected_variable = TEXT(LIBRARY);
const char *protected_variable_seen(void) { return protected_variable; }
extern const char *nobody(void) __attribute__((weak));
extern int nobodys_variable __attribute__((weak));
extern __thread int nobodys_local __attribute__((weak));
const char *(*table[])(void) = {open_name, protected_name, hidden_name, weak_name, nobody};
void JOIN(LIBRARY, _report)(void)
{
    printf("%s: %s %s %s %s, data %s %s, table %s %s %s, nothing %d %d %d\n", TEXT(LIBRARY), open_name(), protected_name(),
           hidden_name(), weak_name(), variable, protected_variable, table[0](), table[1](), table[2](), nobody == 0,
           &nobodys_variable == 0, table[4] == 0);
}
