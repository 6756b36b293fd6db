const char *who(void);
const char *overridden(void) { return "deep"; }
const char *ask_deep(void) { return overridden(); }
