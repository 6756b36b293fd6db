#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>

int song(void), old_user(void), new_user(void), bare_user(void), lld_user(void), both(void);
int song_one(void);
__asm__(".symver song_one,song@SONG_1");

static void look(void *handle, const char *name, const char *version)
{
    int (*function)(void) = (int (*)(void))(version ? dlvsym(handle, name, version) : dlsym(handle, name));
    if (function)
        printf("%s@%s: %d\n", name, version ? version : "", function());
    else
        printf("%s@%s: %s\n", name, version ? version : "", dlerror());
}

int main(void)
{
    printf("main: default %d, by symver %d, both %d\n", song(), song_one(), both());
    printf("linked against the old library: %d\n", old_user());
    printf("linked against the new library: %d\n", new_user());
    printf("linked without versions: %d\n", bare_user());
    printf("linked by lld: %d\n", lld_user());
    void *library = dlopen("libsong.so", RTLD_NOW);
    printf("opened by soname: %d\n", library != 0);
    static const char *const versions[] = {0, "SONG_1", "SONG_2", "SONG_3", "SONG_4"};
    for (int i = 0; i < 5; i++) {
        look(library, "song", versions[i]);
        look(RTLD_DEFAULT, "both", versions[i]);
    }
    look(library, "gone", 0);
    look(library, "gone", "SONG_1");
    look(library, "gone", "SONG_2");
    look(library, "song_1", 0);
    printf("printf has version 2.2.5: %d\n", dlvsym(RTLD_DEFAULT, "printf", "GLIBC_2.2.5") != 0);
    return 0;
}
