/* Calls what another object has to define. */
const char *who(void) __attribute__((weak));
extern const char *common __attribute__((weak));
const char *ask(void) { return who ? who() : "nobody"; }
const char *ask_data(void) { return &common ? common : "nobody"; }
