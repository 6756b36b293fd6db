#ifdef NEEDS
int nowhere(void);
int asks(void) { return nowhere(); }
#endif
int good(void) { return 1; }
