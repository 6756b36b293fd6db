int good(void);
int call(void) { return good(); }
#ifdef MAIN
int main(void) { return call(); }
#endif
