/* The link editor places a fixed program's copy of __libc_stack_end in RELRO: whoever sets it must do so before that is read-only. */
#include <stdio.h>
#include <string.h>

extern void *__libc_stack_end;
extern char __data_start[];

int main(int argc, char **argv)
{
    /* argc itself lies there, before the arguments' addresses. */
    printf("%d %d\n", __libc_stack_end == (void *)(argv - 1), *(long *)__libc_stack_end == argc);
    char line[256];
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps && fgets(line, sizeof line, maps)) {
        unsigned long start, end;
        char rights[5];
        if (sscanf(line, "%lx-%lx %4s", &start, &end, rights) == 3 && (unsigned long)&__libc_stack_end >= start
            && (unsigned long)&__libc_stack_end < end)
            puts(rights);
    }
    return 0;
}
