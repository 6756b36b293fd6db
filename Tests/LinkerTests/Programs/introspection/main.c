/* What a program can learn of the objects in it. Addresses differ, so only what must be the same is printed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <stdio.h>
#include <string.h>

extern int part_data[100];
int part_function(int);
void *hidden_address(void);
int program_data = 1;
int program_function(int x) { return x + program_data; }

static const char *last(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : 0;
    return slash ? slash + 1 : path ? path : "(null)";
}

static void describe(const char *what, void *address)
{
    Dl_info info = {0};
    int found = dladdr(address, &info);
    printf("dladdr %s: %d %s %s, offset %ld, base right %d\n", what, found, found ? last(info.dli_fname) : "", info.dli_sname ? info.dli_sname : "(none)",
           info.dli_saddr ? (long)((char *)address - (char *)info.dli_saddr) : -1L, found && memcmp(info.dli_fbase, "\177ELF", 4) == 0);
}

struct seen { int count, own, headers, dynamic, frames, tls; unsigned long long adds, subs; };
static int visit(struct dl_phdr_info *info, size_t size, void *data)
{
    struct seen *seen = data;
    seen->count++;
    if (info->dlpi_name[0] == 0 && seen->count == 1) {
        seen->own = 1;
        for (int i = 0; i < info->dlpi_phnum; i++)
            if (info->dlpi_phdr[i].p_type == PT_PHDR)
                seen->headers = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr == (ElfW(Addr))info->dlpi_phdr;
    }
    if (strcmp(last(info->dlpi_name), "libpart.so.1") == 0) {
        for (int i = 0; i < info->dlpi_phnum; i++) {
            seen->dynamic += info->dlpi_phdr[i].p_type == PT_DYNAMIC;
            seen->frames += info->dlpi_phdr[i].p_type == PT_GNU_EH_FRAME;
        }
        seen->tls = info->dlpi_tls_modid != 0 && (info->dlpi_tls_data == 0 || *(int *)info->dlpi_tls_data == 3);
    }
    seen->adds = info->dlpi_adds, seen->subs = info->dlpi_subs;
    return size >= sizeof *info ? 0 : 7;
}
static int stop(struct dl_phdr_info *info, size_t size, void *data) { return ++*(int *)data == 2 ? 42 : 0; }

int main(void)
{
    describe("library function", part_function);
    describe("inside library function", (char *)part_function + 2);
    describe("library data", &part_data[7]);
    describe("static function", hidden_address());
    describe("program function", dlsym(RTLD_DEFAULT, "program_function"));
    describe("program data", &program_data);
    describe("stack", __builtin_frame_address(0));
    describe("null", 0);
    Dl_info info;
    ElfW(Sym) *symbol = 0;
    void *extra = 0;
    printf("dladdr1 symbol: %d", dladdr1(part_data, &info, &extra, RTLD_DL_SYMENT));
    symbol = extra;
    printf(" type %d binding %d size %ld\n", ELF64_ST_TYPE(symbol->st_info), ELF64_ST_BIND(symbol->st_info), (long)symbol->st_size);
    struct link_map *map = 0;
    int answer = dladdr1((void *)&hidden_address, &info, (void **)&map, RTLD_DL_LINKMAP);
    printf("dladdr1 map: %d %s\n", answer, last(map->l_name));

    struct seen seen = {0};
    printf("dl_iterate_phdr: %d", dl_iterate_phdr(visit, &seen));
    printf(", program first %d, its headers %d, library %d %d %d\n", seen.own, seen.headers, seen.dynamic, seen.frames, seen.tls);
    int count = 0;
    printf("stopped by its answer: %d", dl_iterate_phdr(stop, &count));
    printf(" after %d\n", count);

    void *part = dlopen("libpart.so.1", RTLD_NOW);
    unsigned long long adds = seen.adds;
    void *libm = dlopen("./libextra.so", RTLD_NOW);
    seen = (struct seen){0};
    dl_iterate_phdr(visit, &seen);
    printf("another library: %d, added %d\n", libm != 0, (int)(seen.adds - adds));
    if (libm)
        dlclose(libm);
    unsigned long long subs = seen.subs;
    dl_iterate_phdr(visit, &seen);
    printf("removed %d\n", (int)(seen.subs - subs));

    map = 0;
    printf("dlinfo map: %d", dlinfo(part, RTLD_DI_LINKMAP, &map));
    printf(" is the handle %d, name %s, dynamic %d\n", map == part, last(map->l_name), map->l_ld->d_tag != 0);
    char origin[4096] = "";
    printf("dlinfo origin: %d", dlinfo(part, RTLD_DI_ORIGIN, origin));
    Dl_info program;
    dladdr(&program_data, &program);
    printf(" the program's folder %d\n", strncmp(origin, program.dli_fname, strlen(origin)) == 0 && program.dli_fname[strlen(origin)] == '/');
    Lmid_t space = 9;
    answer = dlinfo(part, RTLD_DI_LMID, &space);
    printf("dlinfo namespace: %d %ld\n", answer, space);
    size_t module = 0;
    answer = dlinfo(part, RTLD_DI_TLS_MODID, &module);
    printf("dlinfo module: %d %d\n", answer, module != 0);
    int *local = dlsym(part, "part_local");
    void *block = 0;
    answer = dlinfo(part, RTLD_DI_TLS_DATA, &block);
    printf("dlinfo block: %d %d\n", answer, block <= (void *)local && (char *)local - (char *)block < 16);
    const ElfW(Phdr) *headers = 0;
    answer = dlinfo(part, 11 /* RTLD_DI_PHDR */, &headers);
    printf("dlinfo headers: %d, first %d\n", answer, headers && headers[0].p_type == PT_LOAD);
    Dl_serinfo size, *list;
    answer = dlinfo(part, RTLD_DI_SERINFOSIZE, &size);
    printf("dlinfo paths: %d, plausible %d\n", answer, size.dls_cnt > 0 && size.dls_size > sizeof size);

    int objects = 0, found = 0, links = 1;
    for (map = _r_debug.r_map; map; map = map->l_next) {
        if (map->l_next && map->l_next->l_prev != map)
            links = 0;
        if (objects == 0)
            printf("first in the chain: [%s]", map->l_name);
        found += strcmp(last(map->l_name), "libpart.so.1") == 0;
        objects++;
    }
    printf(", library %d, links %d, version %d\n", found, links, _r_debug.r_version);
    const ElfW(Dyn) *entry = _DYNAMIC;
    while (entry->d_tag != DT_NULL && entry->d_tag != DT_DEBUG)
        entry++;
    const struct r_debug *debug = (const struct r_debug *)entry->d_un.d_ptr;
    printf("DT_DEBUG leads there: %d, state %d\n", debug && debug->r_map == _r_debug.r_map, debug ? debug->r_state : -1);
    return 0;
}
