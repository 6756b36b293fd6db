/* Needs a stack that can be executed, for the trampoline of a nested function. */
static int apply(int (*function)(int), int x) { return function(x); }
int nested(int y)
{
    int add(int x) { return x + y; }
    return apply(add, 10);
}
