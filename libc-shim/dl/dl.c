/* The dlfcn.h functions: the kernel's linker does the work, the code of the objects
   (initialisers and finalisers) is run here. */
#include "dl.h"
#include "start/start.h"
#include <dlfcn.h>
#include <link.h>

struct tls_index {
    size_t module, offset;
};
extern void *__tls_get_addr(struct tls_index *);
extern void *__apus_tls_block(size_t module) HIDDEN;
extern void __apus_tls_forget(void) HIDDEN;

/* For debuggers, and programs that walk the objects: the kernel's linker fills it in. */
struct r_debug _r_debug;

static void *open_object(const char *file, int flags, void *caller, long space)
{
    __apus_dl_lock();
    __apus_dl_forget_error();
    void *handle = __apus_dl_open(file, flags, caller, space);
    if (handle)
        __apus_run_initializers(__apus_dl_next_init);
    else
        __apus_dl_keep_error();
    __apus_dl_unlock();
    return handle;
}

void *dlmopen(long space, const char *file, int flags)
{
    return open_object(file, flags, __builtin_return_address(0), space);
}

void *dlopen(const char *file, int flags)
{
    return open_object(file, flags, __builtin_return_address(0), 0);
}

int dlclose(void *handle)
{
    __apus_dl_lock();
    __apus_dl_forget_error();
    int failed = __apus_dl_close(handle) < 0;
    if (failed) {
        __apus_dl_keep_error();
    } else {
        for (apus_finalizer run; (run = __apus_dl_next_fini(handle));)
            run();
        if (__apus_dl_unmap(handle) > 0)
            __apus_tls_forget();
    }
    __apus_dl_unlock();
    return failed ? -1 : 0;
}

static void *lookup(void *handle, const char *name, const char *version, void *caller)
{
    struct apus_symbol symbol;
    __apus_dl_lock();
    __apus_dl_forget_error();
    int failed = __apus_dl_lookup(handle, name, version, caller, &symbol) < 0;
    if (failed)
        __apus_dl_keep_error();
    __apus_dl_unlock();
    if (failed)
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

/* The program's own record has no name; callers expect to see how it was started. */
static int describe(const void *address, Dl_info *info, void **map, const void **symbol)
{
    if (__apus_dl_addr(address, info, map, symbol) <= 0)
        return 0;
    if (!info->dli_fname[0] && __apus_arguments.argc > 0)
        info->dli_fname = __apus_arguments.argv[0];
    return 1;
}

int dladdr(const void *address, Dl_info *info)
{
    return describe(address, info, 0, 0);
}

enum { RTLD_DL_SYMENT = 1, RTLD_DL_LINKMAP = 2 };

int dladdr1(const void *address, Dl_info *info, void **extra, int flags)
{
    void *map = 0;
    const void *symbol = 0;
    if (!describe(address, info, &map, &symbol))
        return 0;
    if (flags == RTLD_DL_SYMENT)
        *(const void **)extra = symbol;
    else if (flags == RTLD_DL_LINKMAP)
        *extra = map;
    return 1;
}

enum { DI_TLS_MODULE = 9, DI_TLS_DATA = 10 };

int dlinfo(void *handle, int request, void *out)
{
    size_t module = 0;
    __apus_dl_lock();
    __apus_dl_forget_error();
    long answer = __apus_dl_info(handle, request == DI_TLS_DATA ? DI_TLS_MODULE : request,
                                 request == DI_TLS_DATA ? &module : out);
    if (answer < 0)
        __apus_dl_keep_error();
    else if (request == DI_TLS_DATA)
        *(void **)out = module ? __apus_tls_block(module) : 0;
    __apus_dl_unlock();
    return answer < 0 ? -1 : (int)answer;
}

int dl_iterate_phdr(int (*visit)(struct dl_phdr_info *, size_t, void *), void *data)
{
    struct dl_phdr_info info;
    int answer = 0;
    __apus_dl_lock();
    for (long index = 0; !answer && __apus_dl_iterate(index, &info) == 0; index++) {
        info.dlpi_tls_data = info.dlpi_tls_modid ? __apus_tls_block(info.dlpi_tls_modid) : 0;
        answer = visit(&info, sizeof info, data);
    }
    __apus_dl_unlock();
    return answer;
}

/* The unwinder's shortcut (glibc 2.35): the object that holds `pc` and its .eh_frame_hdr. */
int _dl_find_object(void *pc, void *out)
{
    return __apus_dl_find_object(pc, out) < 0 ? -1 : 0;
}
