// Ends in the way its argument names.
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void at_exit(void) { puts("at exit"); }
__attribute__((constructor)) static void first(void) { puts("constructor"); }
__attribute__((destructor)) static void last(void) { puts("destructor"); }
__attribute__((noinline)) int dig(volatile char *from, int depth) {
    volatile char room[4096];
    room[0] = from[0];
    return depth + dig(room, depth + 1) + room[1];
}
__attribute__((noinline)) void touch_nothing(volatile int *where) { *where = 1; }

int main(int argc, char **argv) {
    const char *how = argc > 1 ? argv[1] : "";
    setvbuf(stdout, NULL, _IOLBF, 0);
    atexit(at_exit);
    printf("partial line, ");
    if (!strcmp(how, "return")) return 3;
    if (!strcmp(how, "exit")) exit(255);
    if (!strcmp(how, "quick")) _exit(4);
    fflush(stdout);
    if (!strcmp(how, "abort")) abort();
    if (!strcmp(how, "assert")) assert(argc == 0);
    if (!strcmp(how, "null")) touch_nothing((volatile int *)(long)(argc - 2));
    if (!strcmp(how, "stack")) return dig(argv[0], 0);
    if (!strcmp(how, "divide")) return argc / (argc - 2);
    if (!strcmp(how, "illegal")) __builtin_trap();
    if (!strcmp(how, "term")) raise(SIGTERM);
    if (!strcmp(how, "kill")) kill(getpid(), SIGKILL);
    if (!strcmp(how, "jump")) ((void (*)(void))0x10)();
    return 99;
}
