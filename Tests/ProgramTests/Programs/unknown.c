// A system call that does not exist, twice.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void) {
    for (int i = 0; i < 2; i++) {
        long result = syscall(9999);
        printf("%ld %s\n", result, strerror(errno));
    }
    return 0;
}
