/* Exceptions pass through this C code, which cleans up behind them. */
#include <stdio.h>
static void clean(int *value) { printf("C frame cleaned up, value %d\n", *value); }
void through(void (*function)(int), int value)
{
    int guarded __attribute__((cleanup(clean))) = value;
    function(guarded + 1);
}
