/* What LD_PRELOAD puts before the libraries. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
const char *tell(void), *tell_more(void), *ask(void);
static int order(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
int main(void)
{
    setvbuf(stdout, 0, _IOLBF, 0);
    printf("%s %s %s\n", tell(), tell_more(), ask());
    fflush(stdout);
    if (write(1, "direct\n", 7) != 7)
        return 1;
    int file = open("/no/such/file", O_RDONLY);
    printf("opened %d\n", file >= 0);
    char *text = strdup("copied"), *line = 0;
    text = realloc(text, 1000);
    size_t room = 0;
    FILE *pipe = fopen("/proc/self/cmdline", "r");
    ssize_t got = getdelim(&line, &room, 0, pipe);
    fclose(pipe);
    char *printed = 0;
    int length = asprintf(&printed, "%s %d", text, 42);
    printf("%s %d, %d\n", printed, length, got > 0);
    free(text), free(line), free(printed);
    int *numbers = calloc(5000, sizeof *numbers);
    for (int i = 0; i < 5000; i++)
        numbers[i] = (i * 7919) % 5000;
    qsort(numbers, 5000, sizeof *numbers, order);
    printf("%d %d\n", numbers[0], numbers[4999]);
    free(numbers);
    return 0;
}
