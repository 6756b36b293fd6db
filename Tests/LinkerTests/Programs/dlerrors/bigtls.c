/* More initial-exec storage than a running process has room for. */
static __thread char room[100000];
char *place(void) { return room; }
