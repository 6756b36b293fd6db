/* Bound to whatever version was the default when it was linked. */
int song(void);
extern int tune;
int NAME(void) { return song() * 1000 + tune; }
