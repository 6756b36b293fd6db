/* Calls functions that nobody may define yet: with RTLD_LAZY that matters only when they are called. */
double provided(int, long, char, short, void *, unsigned, double, double, float, double, double, double, double, float, int, int);
int never(void);
int defined(void) { return 5; }
int call_provided(void)
{
    return (int)provided(1, 2, 3, 4, (void *)5, 6, 0.5, 1.5, 2.5f, 3.5, 4.5, 5.5, 6.5, 7.5f, 7, 8);
}
int call_never(void) { return never(); }
