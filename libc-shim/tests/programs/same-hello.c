#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static void last(void) { printf("atexit\n"); }
int main(int argc, char **argv)
{
    atexit(last);
    printf("hello %d %s %5.2f %x\n", argc, argv[1], 3.14159, 255);
    write(1, "raw\n", 4);
    char *p = malloc(100);
    snprintf(p, 100, "%s!", argv[2]);
    puts(p);
    free(p);
    return 7;
}
