/* The first call of a function that nobody defined when its caller was opened with RTLD_LAZY. */
#include "dl.h"
#include "start/start.h"
#include <dlfcn.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/* Called by __apus_bind_lazily; does not come back without an address. */
HIDDEN void *__apus_bind_slot(void *handle, size_t relocation)
{
    __apus_dl_lock();
    void *function = __apus_dl_bind(handle, relocation);
    if (!function)
        __apus_dl_keep_error();
    __apus_dl_unlock();
    if (function)
        return function;
    const char *program = __apus_arguments.argc > 0 ? __apus_arguments.argv[0] : "";
    const char *text = dlerror();
    const char *parts[] = {program, ": symbol lookup error: ", text ? text : "no such function", "\n"};
    struct iovec line[4];
    for (int i = 0; i < 4; i++)
        line[i] = (struct iovec){(char *)parts[i], strlen(parts[i])};
    writev(2, line, 4);
    _exit(127);
}
