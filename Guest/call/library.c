/* Shared objects and the functions in them. */
#include "call.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

static struct library {
    struct library *next;
    char *name;
    void *handle;
} *opened;

static void *open_library(const char *name, const char **problem)
{
    for (struct library *each = opened; each; each = each->next)
        if (!strcmp(each->name, name))
            return each->handle;
    void *handle = dlopen(name, RTLD_NOW | RTLD_GLOBAL);
    if (!handle) {
        *problem = dlerror();
        return 0;
    }
    struct library *made = malloc(sizeof *made);
    *made = (struct library){opened, strdup(name), handle};
    opened = made;
    return handle;
}

/* Functions of the library first, then of everything that is loaded. */
void *find_function(const char *library, const char *name, const char **problem)
{
    *problem = 0;
    void *handle = open_library(library, problem);
    if (!handle)
        return 0;
    void *found = dlsym(handle, name);
    for (struct library *each = opened; !found && each; each = each->next)
        found = dlsym(each->handle, name);
    return found ? found : dlsym(RTLD_DEFAULT, name);
}
