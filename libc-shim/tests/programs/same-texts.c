#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(void)
{
    for (int i = -2; i < 140; i++) printf("%d %s\n", i, strerror(i));
    for (int i = 0; i < 32; i++) printf("%d %s\n", i, strsignal(i));
    for (int i = -12; i < 2; i++) printf("%s\n", gai_strerror(i));
    for (int i = -1; i < 6; i++) printf("%s\n", hstrerror(i));
    char b[100];
    printf("%s %s\n", strerror_r(2, b, 100), strerror_r(999, b, 100));
    errno = EPERM; perror("x"); errno = EPERM; perror("");
    return 0;
}
