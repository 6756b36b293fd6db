#include <stdio.h>

int main(void) {
    puts("Hello from a program that knows nothing of where it runs.");
    return 0;
}
