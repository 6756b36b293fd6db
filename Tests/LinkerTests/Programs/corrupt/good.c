#include <stdio.h>
#include <string.h>
static __thread int local = 1;
int data[10] = {1, 2, 3};
int *pointer = data;
int good(const char *text) { return (int)strlen(text) + *pointer + local; }
