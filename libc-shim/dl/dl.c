/* The dlfcn.h functions: the kernel's linker does the work, the code of the objects
   (initialisers and finalisers) is run here. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include "start/start.h"
#include <dlfcn.h>
#include <link.h>

struct tls_index {
    size_t module, offset;
};
extern void *__tls_get_addr(struct tls_index *);
extern void *__apus_tls_block(size_t module) HIDDEN;

void *dlmopen(long space, const char *file, int flags)
{
    void *handle = __apus_dl_open(file, flags, __builtin_return_address(0), space);
    if (handle)
        __apus_run_initializers(__apus_dl_next_init);
    return handle;
}

void *dlopen(const char *file, int flags)
{
    void *handle = __apus_dl_open(file, flags, __builtin_return_address(0), 0);
    if (handle)
        __apus_run_initializers(__apus_dl_next_init);
    return handle;
}

int dlclose(void *handle)
{
    if (__apus_dl_close(handle) < 0)
        return -1;
    for (apus_finalizer run; (run = __apus_dl_next_fini(handle));)
        run();
    __apus_dl_unmap(handle);
    return 0;
}

char *dlerror(void)
{
    return (char *)__apus_dl_error();
}

static void *lookup(void *handle, const char *name, const char *version, void *caller)
{
    struct apus_symbol symbol;
    if (__apus_dl_lookup(handle, name, version, caller, &symbol) < 0)
        return 0;
    if (symbol.tls_module)
        return __tls_get_addr(&(struct tls_index){symbol.tls_module, symbol.tls_offset});
    return symbol.address;
}

void *dlsym(void *restrict handle, const char *restrict name)
{
    return lookup(handle, name, 0, __builtin_return_address(0));
}

void *dlvsym(void *restrict handle, const char *restrict name, const char *restrict version)
{
    return lookup(handle, name, version, __builtin_return_address(0));
}

int dladdr(const void *address, Dl_info *info)
{
    return __apus_dl_addr(address, info, 0, 0) > 0;
}

enum { RTLD_DL_SYMENT = 1, RTLD_DL_LINKMAP = 2 };

int dladdr1(const void *address, Dl_info *info, void **extra, int flags)
{
    void *map = 0;
    const void *symbol = 0;
    if (__apus_dl_addr(address, info, &map, &symbol) <= 0)
        return 0;
    if (flags == RTLD_DL_SYMENT)
        *(const void **)extra = symbol;
    else if (flags == RTLD_DL_LINKMAP)
        *extra = map;
    return 1;
}

int dlinfo(void *handle, int request, void *out)
{
    return __apus_dl_info(handle, request, out) < 0 ? -1 : 0;
}

int dl_iterate_phdr(int (*visit)(struct dl_phdr_info *, size_t, void *), void *data)
{
    struct dl_phdr_info info;
    int answer = 0;
    for (long index = 0; !answer && __apus_dl_iterate(index, &info) == 0; index++) {
        info.dlpi_tls_data = info.dlpi_tls_modid ? __apus_tls_block(info.dlpi_tls_modid) : 0;
        answer = visit(&info, sizeof info, data);
    }
    return answer;
}

/* The unwinder's shortcut (glibc 2.35): the object that holds `pc` and its .eh_frame_hdr. */
int _dl_find_object(void *pc, void *out)
{
    return __apus_dl_find_object(pc, out) < 0 ? -1 : 0;
}
