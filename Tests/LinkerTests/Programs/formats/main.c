/* Opens the libraries that a file lists, uses each and closes it. */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
int from_program = 100;
int program_function(int x) { return x * 2; }
int main(void)
{
    char name[256], text[256];
    FILE *list = fopen("list", "r");
    if (!list) {
        perror("list");
        return 1;
    }
    while (fgets(name, sizeof name, list)) {
        name[strcspn(name, "\n")] = 0;
        void *handle = dlopen(name, RTLD_LAZY);
        if (!handle) {
            printf("%s: %s\n", name, dlerror());
            continue;
        }
        int (*check)(char *, int) = (int (*)(char *, int))dlsym(handle, "check");
        check(text, sizeof text);
        printf("%s: %s, closed %d\n", name, text, dlclose(handle));
    }
    fclose(list);
    return 0;
}
