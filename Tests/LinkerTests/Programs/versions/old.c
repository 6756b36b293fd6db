/* The library as it first was: one version of everything. */
int song(void) { return 1; }
int tune = 10;
