/* execinfo.h: the unwinder of libgcc_s walks the stack, loaded when first asked for. */
#include "apus/musl.h"
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct walk {
    void **frames;
    int count, size;
};

static int (*walk_stack)(int (*)(void *, void *), void *);
static uintptr_t (*address_of)(void *);

static int visit(void *frame, void *data)
{
    struct walk *walk = data;
    if (walk->count >= walk->size)
        return 5; /* _URC_END_OF_STACK */
    void *address = (void *)address_of(frame);
    if (walk->count >= 0)
        walk->frames[walk->count] = address;
    walk->count++;
    return 0;
}

int backtrace(void **frames, int size)
{
    if (!walk_stack) {
        void *library = dlopen("libgcc_s.so.1", RTLD_NOW);
        if (!library)
            return 0;
        address_of = (uintptr_t(*)(void *))dlsym(library, "_Unwind_GetIP");
        walk_stack = (int (*)(int (*)(void *, void *), void *))dlsym(library, "_Unwind_Backtrace");
        if (!walk_stack || !address_of)
            return 0;
    }
    if (size <= 0)
        return 0;
    struct walk walk = {frames, -1, size}; /* not this function itself */
    walk_stack(visit, &walk);
    if (walk.count > 1 && !frames[walk.count - 1])
        walk.count--;
    return walk.count < 0 ? 0 : walk.count;
}

/* file(function+0x12) [0x7f…], as glibc writes it. */
static int describe(void *address, char *to, size_t size)
{
    Dl_info info;
    if (!dladdr(address, &info) || !info.dli_fname || !info.dli_fname[0])
        return snprintf(to, size, "[%#lx]", (unsigned long)address);
    const char *base = info.dli_sname ? info.dli_saddr : info.dli_fbase;
    long distance = (char *)address - base;
    return snprintf(to, size, "%s(%s%c%#lx) [%#lx]", info.dli_fname,
                    info.dli_sname ? info.dli_sname : "", distance < 0 ? '-' : '+',
                    (unsigned long)(distance < 0 ? -distance : distance), (unsigned long)address);
}

char **backtrace_symbols(void *const *frames, int size)
{
    if (size < 0)
        return 0;
    size_t total = (size_t)size * sizeof(char *);
    for (int i = 0; i < size; i++)
        total += (size_t)describe(frames[i], 0, 0) + 1;
    char **lines = malloc(total ? total : 1);
    if (!lines)
        return 0;
    char *at = (char *)(lines + size), *end = (char *)lines + total;
    for (int i = 0; i < size; i++) {
        lines[i] = at;
        at += describe(frames[i], at, (size_t)(end - at)) + 1;
    }
    return lines;
}

void backtrace_symbols_fd(void *const *frames, int size, int fd)
{
    char line[1024];
    for (int i = 0; i < size; i++) {
        int length = describe(frames[i], line, sizeof line - 1);
        if (length > (int)sizeof line - 2)
            length = sizeof line - 2;
        line[length] = '\n';
        write(fd, line, (size_t)length + 1);
    }
}
