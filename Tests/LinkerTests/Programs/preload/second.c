const char *tell(void) { return "second"; }
const char *tell_more(void) { return "second"; }
