/* A filter names another library whose symbols come before its own (DT_FILTER, DT_AUXILIARY). */
#ifndef PREFIX
#define PREFIX
#endif
#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)
const char *JOIN(PREFIX, name)(void) { return WHERE; }
#ifdef EXTRA
const char *JOIN(PREFIX, extra)(void) { return WHERE; }
#endif
