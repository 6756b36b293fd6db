const char *inner_place(void);
const char *outer(void) { return inner_place(); }
