/* The list of calls: a line each, its number and name, and for each argument a letter, or `x` with the values that have names:
       9 mmap a c x1,2,4 x1,2,16 d h
   d descriptor, D directory, p path, s string, i bytes to read, o bytes to write, v vectors, c count, n number, h bits, a address,
   P process, g signal, k clock, r structure to read, w structure to write. */
#include "fuzz.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct call calls[512];
int call_count;
static char text[1 << 17];
static uint64_t values[8192];

int read_list(const char *path)
{
    int file = open(path, O_RDONLY), used = 0;
    long length = 0, more;
    while (file >= 0 && (more = read(file, text + length, sizeof text - 1 - length)) > 0)
        length += more;
    close(file);
    char *rest = text;
    for (char *line; (line = strsep(&rest, "\n")) && call_count < 512;) {
        char *word = strsep(&line, " ");
        if (!*word)
            continue;
        struct call *call = &calls[call_count++];
        call->number = atoi(word);
        if ((word = strsep(&line, " ")))
            strncpy(call->name, word, sizeof call->name - 1);
        for (int i = 0; i < 6 && (word = strsep(&line, " ")); i++) {
            call->kind[i] = *word;
            call->named[i] = &values[used];
            char *list = word + 1;
            for (char *one; (one = strsep(&list, ",")) && *one && used < 8192; call->named_count[i]++)
                values[used++] = strtoull(one, 0, 10);
        }
    }
    return call_count > 0;
}
