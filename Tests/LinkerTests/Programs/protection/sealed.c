/* Pointers that relocations set and that are read-only afterwards; code and constants are as well. */
static int target = 1;
int *const relocated[] = {&target, &target};
const int constant = 5;
int plain = 6;
void *addresses[] = {(void *)relocated, (void *)&constant, &plain};
int function(void) { return target; }
