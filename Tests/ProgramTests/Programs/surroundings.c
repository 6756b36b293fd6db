// What a program sees of how it was started.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
    char directory[256];
    for (int i = 1; i < argc; i++) printf("%d=[%s]\n", i, argv[i]);
    printf("PATH=%s HOME=%s COLOUR=%s\n", getenv("PATH"), getenv("HOME"), getenv("COLOUR"));
    printf("in %s, terminals %d%d%d\n", getcwd(directory, sizeof directory), isatty(0), isatty(1), isatty(2));
    return argc;
}
