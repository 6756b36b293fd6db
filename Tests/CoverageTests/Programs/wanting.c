/* A library that wants what nobody has. */
extern int nobody_has_this(void);
int wanting(void) { return nobody_has_this(); }
