// The library of missing.c, complete when that is linked and without its functions when it runs.
#ifdef COMPLETE
int swallow(void) { return 1; }
int swift(void) { return 2; }
#endif
int martin(void) { return 3; }
