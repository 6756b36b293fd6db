// A program that is a shared object: cc -shared -fPIC.
#include <stdio.h>

__attribute__((constructor)) static void before(void) { puts("before main"); }
int main(int argc, char **argv) {
    printf("%d arguments, the last is %s\n", argc - 1, argv[argc - 1]);
    return 6;
}
