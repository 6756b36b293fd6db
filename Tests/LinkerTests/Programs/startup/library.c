#ifdef FIRST
int first(void) { return 1; }
int first_too(void) { return 1; }
#endif
#ifdef SECOND
int second(void) { return 2; }
#endif
#ifdef THIRD
int first_too(void);
int first(void);
int third(void) { return first() + first_too(); }
#endif
int always(void) { return 0; }
