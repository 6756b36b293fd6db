/* Opens damaged copies of a library: each is refused with a text, or opens. Nothing else may happen in the linker. */
#include <dlfcn.h>
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned char good[200000], bad[200000];
static size_t size;
static int refused, opened, silent;

static void try(size_t length)
{
    FILE *out = fopen("/tmp/apus-damaged.so", "wb");
    fwrite(bad, 1, length, out);
    fclose(out);
    void *handle = dlopen("/tmp/apus-damaged.so", RTLD_NOW);
    if (handle) {
        opened++;
        dlsym(handle, "no such name");
        dlclose(handle);
    } else {
        refused++;
        silent += dlerror() == 0;
    }
    unlink("/tmp/apus-damaged.so");
}

int main(void)
{
    FILE *in = fopen("./libgood.so", "rb");
    size = fread(good, 1, sizeof good, in);
    fclose(in);
    /* Cut off. */
    for (size_t length = 0; length < size; length += 1 + size / 60) {
        memcpy(bad, good, size);
        try(length);
    }
    /* Wrong words where the linker reads: headers, the dynamic section, tables of symbols and relocations. Code and what
       runs as such stays as it is. */
    Elf64_Ehdr *header = (Elf64_Ehdr *)good;
    Elf64_Phdr *segments = (Elf64_Phdr *)(good + header->e_phoff);
    size_t readable = 0, dynamic = 0, dynamic_end = 0;
    for (int i = 0; i < header->e_phnum; i++) {
        if (segments[i].p_type == PT_LOAD && !readable)
            readable = segments[i].p_filesz;
        if (segments[i].p_type == PT_DYNAMIC)
            dynamic = segments[i].p_offset, dynamic_end = dynamic + segments[i].p_filesz;
    }
    static const unsigned long long values[] = {~0ull, 0x7fffffffffffffffull, 0x100000, 1, 0xdeadbeefdeadbeefull};
    unsigned turn = 0;
    for (size_t at = 16; at + 8 <= readable; at += 8) {
        memcpy(bad, good, size);
        memcpy(bad + at, &values[turn++ % 5], 8);
        try(size);
    }
    for (size_t at = dynamic + 8; at + 8 <= dynamic_end; at += 16) {
        for (int i = 0; i < 5; i++) {
            memcpy(bad, good, size);
            memcpy(bad + at, &values[i], 8);
            try(size);
        }
    }
    memcpy(bad, good, size);
    try(size);
    printf("opened %d, refused %d, without text %d\n", opened, refused, silent);
    void *handle = dlopen("./libgood.so", RTLD_NOW);
    printf("and the sound one: %d\n", ((int (*)(const char *))dlsym(handle, "good"))("four"));
    return 0;
}
