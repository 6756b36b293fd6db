/* Takes write, open and puts over and passes them on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
static ssize_t (*next_write)(int, const void *, size_t);
static int writes, opens;
ssize_t write(int descriptor, const void *bytes, size_t count)
{
    if (!next_write)
        next_write = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    writes++;
    next_write(descriptor, "<", 1);
    ssize_t done = next_write(descriptor, bytes, count);
    next_write(descriptor, ">", 1);
    return done;
}
int open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    int mode = flags & O_CREAT ? va_arg(list, int) : 0;
    va_end(list);
    int (*next)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    opens++;
    return next(strcmp(path, "/no/such/file") == 0 ? "/dev/null" : path, flags, mode);
}
const char *tell(void) { return "hooks"; }
__attribute__((destructor)) static void report(void)
{
    char line[100];
    int count = snprintf(line, sizeof line, "hooks saw %d writes and %d opens\n", writes, opens);
    (next_write ? next_write : write)(1, line, count);
}
