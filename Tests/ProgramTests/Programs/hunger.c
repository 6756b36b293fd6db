// Takes memory until there is none: by asking (malloc fails) or by touching (the kernel has to act).
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

int main(int argc, char **argv) {
    if (argc > 1 && !strcmp(argv[1], "ask")) {
        void *all = malloc((size_t)1 << 46);
        printf("%d %s\n", all == NULL, strerror(errno));
        return 0;
    }
    puts("touching");
    fflush(stdout);
    for (long total = 0;; total++) {
        char *part = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (part == MAP_FAILED) {
            puts(errno == ENOMEM ? "refused" : "another error");
            return 0;
        }
        memset(part, 1, 1 << 20);
    }
}
