/* What goes wrong with dlopen and its relatives, and what dlerror says. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void say(const char *what, int well)
{
    const char *text = dlerror();
    printf("%s: %s, %s", what, well ? "well" : "failed", text ? text : "(no text)");
    puts(dlerror() ? ", still" : "");
}

static void try(const char *file, int flags)
{
    void *handle = dlopen(file, flags);
    say(file, handle != 0);
    if (handle)
        dlclose(handle);
}

static void write_patched(const char *name, int offset, const char *bytes, int count)
{
    char path[64], buffer[100000];
    FILE *in = fopen("./libgood.so", "rb"), *out;
    size_t size = fread(buffer, 1, sizeof buffer, in);
    fclose(in);
    memcpy(buffer + offset, bytes, count);
    snprintf(path, sizeof path, "/tmp/apus-%s.so", name);
    out = fopen(path, "wb");
    fwrite(buffer, 1, size, out);
    fclose(out);
    try(path, RTLD_NOW);
    unlink(path);
}

int main(void)
{
    say("at first", 1);
    static const char *const files[] = {
        "./libgood.so", "libnone.so", "./none/libnone.so", "./none.so", "/tmp", "./libneedy.so", "./libuser.so",
        "./libversionuser.so", "./libbigtls.so", "./pie", "./fixed", "./object.o", "./text.so", "./empty.so",
        "./short.so", "", "/dev/null", "libgood.so",
    };
    for (unsigned i = 0; i < sizeof files / sizeof files[0]; i++)
        try(files[i], RTLD_NOW);
    puts("-- lazily");
    try("./libneedy.so", RTLD_LAZY);
    puts("-- flags");
    try("./libgood.so", 0);
    try("./libgood.so", RTLD_GLOBAL);
    try("./libgood.so", RTLD_NOW | RTLD_NOLOAD);
    try("./none.so", RTLD_NOW | RTLD_NOLOAD);
    puts("-- damaged headers");
    write_patched("class", 4, "\1", 1);
    write_patched("order", 5, "\2", 1);
    write_patched("version", 6, "\2", 1);
    write_patched("osabi", 7, "\x09", 1);
    write_patched("padding", 12, "\1", 1);
    write_patched("type", 16, "\1\0", 2);
    write_patched("core", 16, "\4\0", 2);
    write_patched("machine", 18, "\xb7\0", 2);
    write_patched("eversion", 20, "\2\0\0\0", 4);
    write_patched("phentsize", 54, "\40\0", 2);
    write_patched("noheaders", 56, "\0\0", 2);
    puts("-- dlsym");
    void *good = dlopen("./libgood.so", RTLD_NOW);
    say("good", dlsym(good, "good") != 0);
    say("bad", dlsym(good, "bad") != 0);
    say("default", dlsym(RTLD_DEFAULT, "no such name") != 0);
    say("next", dlsym(RTLD_NEXT, "main") != 0);
    say("version", dlvsym(good, "good", "V9") != 0);
    say("program", dlsym(dlopen(0, RTLD_NOW), "nothing") != 0);
    say("empty name", dlsym(good, "") != 0);
    puts("-- others");
    void *out;
    say("dlinfo", dlinfo(good, 99, &out) == 0);
    say("close", dlclose(good) == 0);
    say("namespace", dlmopen(LM_ID_BASE, "./libgood.so", RTLD_NOW) != 0);
    dlsym(RTLD_DEFAULT, "lost");
    try("./libgood.so", RTLD_NOW);
    return 0;
}
