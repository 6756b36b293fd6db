/* What a program is given at its start: the auxiliary vector, and where its parts lie. With "addresses" it prints those instead. */
#define _GNU_SOURCE
#include <cpuid.h>
#include <elf.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <unistd.h>

extern char _start[], _end[], __ehdr_start[];
extern char **environ;

static const char *name(unsigned long type)
{
    switch (type) {
#define N(t) case t: return #t;
        N(AT_SYSINFO_EHDR) N(AT_HWCAP) N(AT_PAGESZ) N(AT_CLKTCK) N(AT_PHDR) N(AT_PHENT) N(AT_PHNUM) N(AT_BASE) N(AT_FLAGS)
        N(AT_ENTRY) N(AT_UID) N(AT_EUID) N(AT_GID) N(AT_EGID) N(AT_SECURE) N(AT_RANDOM) N(AT_HWCAP2) N(AT_EXECFN) N(AT_PLATFORM)
        N(AT_MINSIGSTKSZ)
    }
    return NULL;
}

static int compare(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static int zero(const char *file)
{
    FILE *f = fopen(file, "r");
    int value = -1;
    if (f && fscanf(f, "%d", &value) != 1) value = -2;
    return value;
}

static void vector(char **argv)
{
    char **end = environ;
    while (*end) end++;
    ElfW(auxv_t) *entry = (void *)(end + 1);
    const char *names[64];
    int count = 0;
    /* glibc's getauxval has another answer than the kernel. */
    unsigned long features = 0;
    for (; entry->a_type != AT_NULL; entry++) {
        if (entry->a_type == AT_HWCAP) features = entry->a_un.a_val;
        if (name(entry->a_type)) names[count++] = name(entry->a_type);
    }
    qsort(names, count, sizeof *names, compare);
    for (int i = 0; i < count; i++) printf("%s ", names[i]);
    puts("");
    printf("%lu %lu %lu %lu\n", getauxval(AT_PAGESZ), getauxval(AT_CLKTCK), getauxval(AT_PHENT), getauxval(AT_FLAGS));
    printf("%lu %lu %lu %lu %lu\n", getauxval(AT_UID), getauxval(AT_EUID), getauxval(AT_GID), getauxval(AT_EGID), getauxval(AT_SECURE));
    const ElfW(Ehdr) *header = (const void *)__ehdr_start;
    printf("headers %d %d entry %d\n", getauxval(AT_PHDR) == (unsigned long)__ehdr_start + header->e_phoff,
           getauxval(AT_PHNUM) == header->e_phnum, getauxval(AT_ENTRY) == (unsigned long)_start);
    unsigned a, b, c, d;
    __get_cpuid(1, &a, &b, &c, &d);
    printf("features %d\n", features == d);
    __get_cpuid_count(7, 0, &a, &b, &c, &d);
    printf("more features %d\n", (getauxval(AT_HWCAP2) >> 1 & 1) == (b & 1));
    printf("%s %d\n", (char *)getauxval(AT_PLATFORM), strcmp((char *)getauxval(AT_EXECFN), argv[0]));
    printf("frame %d\n", getauxval(AT_MINSIGSTKSZ) >= 512 + 400 && getauxval(AT_MINSIGSTKSZ) < 16384);
    const unsigned char *bytes = (const void *)getauxval(AT_RANDOM);
    int other = 0;
    for (int i = 1; i < 16; i++) other += bytes[i] != bytes[0];
    printf("random %d\n", other > 8);
    const char *base = (const char *)getauxval(AT_BASE);
    printf("loader %d\n", base ? memcmp(base, ELFMAG, SELFMAG) == 0 : -1);
    /* The same words again, from the kernel. */
    static unsigned long words[128];
    FILE *f = fopen("/proc/self/auxv", "r");
    size_t length = f ? fread(words, 16, 64, f) : 0;
    printf("proc %d\n", length > 15 && memcmp(words, end + 1, length * 16) == 0);
    printf("aligned %d\n", ((unsigned long)(argv - 1) & 15) == 0);
}

static char *first;

static void places(void)
{
    char *start = sbrk(0);
    printf("heap behind the program %d\n", first >= _end && first - _end <= (32 << 20) + 8192);
    int same = sbrk(1 << 20) == start;
    printf("grows %d %d\n", same, (char *)sbrk(0) == start + (1 << 20));
    memset(start, 1, 1 << 20);
    char here;
    char line[256], what[64];
    unsigned long from, to;
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps && fgets(line, sizeof line, maps)) {
        what[0] = 0;
        sscanf(line, "%lx-%lx %*s %*s %*s %*s %63s", &from, &to, what);
        if (!strcmp(what, "[heap]")) printf("heap %d\n", from <= (unsigned long)start && to >= (unsigned long)start + (1 << 20));
        if (!strcmp(what, "[stack]")) printf("stack %d, small %d\n", from < (unsigned long)&here && to > (unsigned long)&here, to - from < 1 << 20);
    }
    printf("lowest %d\n", zero("/proc/sys/vm/mmap_min_addr") >= 4096);
    /* Nothing is given in the gap below the stack. */
    struct rlimit limit;
    getrlimit(RLIMIT_STACK, &limit);
    char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    printf("room %d\n", limit.rlim_cur == 8 << 20 && (page > &here || &here - page > 100 << 20));
    char *hint = mmap((void *)4096, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    printf("low %d\n", hint != MAP_FAILED && hint >= (char *)4096);
}

/* As deep as the limit allows, which is more than the stack has at first. */
static int deep(int left)
{
    volatile char frame[4096];
    frame[0] = left;
    return left ? deep(left - 1) + frame[0] - (char)left : 0;
}

int main(int argc, char **argv)
{
    first = sbrk(0);
    if (argc > 1) {
        int local;
        printf("program %p heap %p mapping %p stack %p object %lx\n", (void *)main, sbrk(0),
               mmap(NULL, 1 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), (void *)&local, getauxval(AT_SYSINFO_EHDR));
        printf("%d %x\n", zero("/proc/sys/kernel/randomize_va_space"), personality(0xffffffff));
        return 0;
    }
    vector(argv);
    places();
    printf("deep %d\n", deep(1800));
    return 0;
}
