const char *tell(void) { return "library"; }
const char *tell_more(void) { return "library"; }
const char *ask(void) { return tell(); }
