#ifndef FUNCTION
#define FUNCTION place
#endif
const char *FUNCTION(void) { return PLACE; }
