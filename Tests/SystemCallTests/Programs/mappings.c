// Calls: mmap munmap mprotect mremap brk
#include "calls.h"

static char *base;
static int file, reader, writer, directory, path, ends[2];

// The address of a mapping only in relation to another.
static long made(void *address) { return address == MAP_FAILED ? -1 : 0; }
static long near(void *address) { return address == MAP_FAILED ? -1 : (char *)address - base; }

#define ANONYMOUS (MAP_PRIVATE | MAP_ANONYMOUS)
#define BOTH (PROT_READ | PROT_WRITE)
#define MAP(address, length, protection, flags, descriptor, offset)                                                    \
    made((void *)KERNEL(mmap, address, length, protection, flags, descriptor, offset))

// `count` pages in a row, with room around them.
static char *reserve(long count) {
    char *memory = mmap(NULL, (count + 32) * PAGE, PROT_NONE, ANONYMOUS, -1, 0);
    munmap(memory, (count + 32) * PAGE);
    return mmap(memory + 16 * PAGE, count * PAGE, BOTH, ANONYMOUS | MAP_FIXED, -1, 0);
}

static void arguments(void) {
    section("mmap: arguments");
    SHOW(MAP(NULL, 0, PROT_READ, ANONYMOUS, -1, 0));
    SHOW(MAP(NULL, 1, PROT_READ, ANONYMOUS, -1, 0));
    SHOW(MAP(NULL, -1L, PROT_READ, ANONYMOUS, -1, 0));
    SHOW(MAP(NULL, 1UL << 47, PROT_READ, ANONYMOUS, -1, 0));
    SHOW(MAP(NULL, 1UL << 60, PROT_READ, ANONYMOUS, -1, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_ANONYMOUS, -1, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_ANONYMOUS | 3, -1, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_ANONYMOUS | 4, -1, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED_VALIDATE | MAP_ANONYMOUS, -1, 0));
    SHOW(MAP(NULL, PAGE, 0x40, ANONYMOUS, -1, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, ANONYMOUS, 99, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, ANONYMOUS, -1, 1));
    SHOW(MAP(NULL, PAGE, PROT_READ, ANONYMOUS, -1, PAGE));
    SHOW(MAP(NULL, PAGE, PROT_READ, ANONYMOUS | 0x10000000, -1, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, ANONYMOUS | MAP_POPULATE | MAP_NORESERVE | MAP_STACK | MAP_GROWSDOWN, -1, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, ANONYMOUS | MAP_LOCKED | MAP_NONBLOCK | MAP_DENYWRITE | MAP_EXECUTABLE, -1, 0));
    SHOW(MAP(1, PAGE, PROT_READ, ANONYMOUS | MAP_FIXED, -1, 0));
    SHOW(MAP(0x7ffffffff000, PAGE, PROT_READ, ANONYMOUS | MAP_FIXED, -1, 0));
    SHOW(MAP(0x800000000000, PAGE, PROT_READ, ANONYMOUS | MAP_FIXED, -1, 0));
    SHOW(MAP(-PAGE, PAGE, PROT_READ, ANONYMOUS | MAP_FIXED, -1, 0));
    SHOW(MAP(-PAGE, PAGE, PROT_READ, ANONYMOUS, -1, 0));
    SHOW(MAP(12345, PAGE, PROT_READ, ANONYMOUS, -1, 0));
    base = reserve(8);
    SHOW(near(mmap(base, PAGE, BOTH, ANONYMOUS | MAP_FIXED, -1, 0)));
    SHOW(near(mmap(base, PAGE, BOTH, ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0)));
    SHOW(near(mmap(base + 7 * PAGE, 2 * PAGE, BOTH, ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0)));
    SHOW(near(mmap(base + 8 * PAGE, PAGE, BOTH, ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0)));
    SHOW(near(mmap(base + 10 * PAGE, PAGE, BOTH, ANONYMOUS, -1, 0)));
    SHOW(near(mmap(base, PAGE, BOTH, ANONYMOUS, -1, 0)) == 0);
    munmap(base, 11 * PAGE);

    section("mmap: files");
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, file, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, file, 1));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, file, 100 * PAGE));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, file, -PAGE));
    SHOW(MAP(NULL, 2 * PAGE, PROT_READ, MAP_SHARED, file, LONG_MAX & -PAGE));
    SHOW(MAP(NULL, 0, PROT_READ, MAP_SHARED, file, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED_VALIDATE, file, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED_VALIDATE | 0x10000000, file, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED_VALIDATE | MAP_SYNC, file, 0));
    SHOW(MAP(NULL, PAGE, BOTH, MAP_SHARED, reader, 0));
    SHOW(MAP(NULL, PAGE, BOTH, MAP_PRIVATE, reader, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, writer, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_PRIVATE, writer, 0));
    SHOW(MAP(NULL, PAGE, PROT_WRITE, MAP_SHARED, writer, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, directory, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, path, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, ends[0], 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, ends[1], 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, 99, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, -1, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, 0, file, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0));
    int null = open("/dev/null", O_RDWR), zero = open("/dev/zero", O_RDWR);
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_PRIVATE, null, 0));
    SHOW(MAP(NULL, PAGE, PROT_READ, MAP_SHARED, null, 0));
    char *zeros = mmap(NULL, 2 * PAGE, BOTH, MAP_PRIVATE, zero, 0);
    TOUCH(zeros, zeros[5] = 1);
    zeros = mmap(NULL, 2 * PAGE, BOTH, MAP_SHARED, zero, 0);
    TOUCH(zeros, zeros[5] = 1);
    close(null), close(zero);
}

static void contents(void) {
    section("shared and private");
    char *shared = mmap(NULL, 3 * PAGE, BOTH, MAP_SHARED, file, 0), *private = mmap(NULL, 3 * PAGE, BOTH, MAP_PRIVATE, file, 0);
    VALUE("%.7s %.7s", shared, private);
    pwrite(file, "CHANGED", 7, 0);
    VALUE("%.7s %.7s", shared, private);
    private[0] = 'P';
    pwrite(file, "again", 5, 0);
    VALUE("%.7s %.7s", shared, private);
    shared[1] = 'S';
    char buffer[8] = "";
    pread(file, buffer, 7, 0);
    VALUE("%s %.7s", buffer, private);
    // The rest of the last page is zeros, and stays with the mapping; behind it there is nothing.
    VALUE("%d %d", shared[5000], shared[2 * PAGE - 1]);
    shared[2 * PAGE - 1] = 'x';
    VALUE("%ld", (long)lseek(file, 0, SEEK_END));
    TOUCH(shared, buffer[0] = shared[2 * PAGE]);
    TOUCH(shared, shared[2 * PAGE + 5] = 1);
    TOUCH(private, buffer[0] = private[2 * PAGE + 7]);
    ftruncate(file, 3 * PAGE);
    TOUCH(shared, shared[2 * PAGE + 5] = 1);
    ftruncate(file, 100);
    TOUCH(shared, buffer[0] = shared[200]);
    VALUE("%d", shared[200]);
    TOUCH(shared, buffer[0] = shared[PAGE]);
    TOUCH(private, buffer[0] = private[PAGE]);
    ftruncate(file, 3 * PAGE);
    VALUE("%d %d", shared[PAGE], shared[101]);
    // Calls meet the same bounds as the program.
    ftruncate(file, PAGE);
    RAW(write, ends[1], shared + PAGE, 10);
    int other = file_with("other", "0123456789", 10);
    RAW(read, other, shared + 2 * PAGE, 10);
    close(other);
    munmap(shared, 3 * PAGE), munmap(private, 3 * PAGE);
    // A mapping keeps the file.
    int gone = file_with("gone", "still here", 10);
    char *kept = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, gone, 0);
    close(gone), unlink("gone");
    VALUE("%.10s", kept);
    munmap(kept, PAGE);
    TOUCH(kept, buffer[0] = kept[3]);
    ftruncate(file, 0), pwrite(file, "content", 7, 0), ftruncate(file, 5001);
}

static void protecting(void) {
    section("mprotect");
    char value;
    base = reserve(6);
    for (int i = 0; i < 6; i++) base[i * PAGE] = 'a' + i;
    RAW(mprotect, base + PAGE, PAGE, PROT_READ);
    TOUCH(base, value = base[PAGE]);
    TOUCH(base, base[PAGE] = 1);
    TOUCH(base, base[2 * PAGE] = 1);
    RAW(mprotect, base + 2 * PAGE, 2 * PAGE, PROT_NONE);
    TOUCH(base, value = base[2 * PAGE + 9]);
    RAW(mprotect, base, 6 * PAGE, PROT_READ | PROT_WRITE);
    VALUE("%d %d %d", base[PAGE], base[2 * PAGE], base[3 * PAGE]);
    RAW(mprotect, base, 100, PROT_READ);
    TOUCH(base, base[PAGE - 1] = 1);
    TOUCH(base, base[PAGE] = 1);
    RAW(mprotect, base, 0, PROT_NONE);
    RAW(mprotect, base + 1, PAGE, PROT_READ);
    RAW(mprotect, base, -1L, PROT_READ);
    RAW(mprotect, base, PAGE, 0x40);
    RAW(mprotect, base, PAGE, PROT_GROWSDOWN | PROT_READ);
    RAW(mprotect, base, PAGE, PROT_GROWSDOWN | PROT_GROWSUP | PROT_READ);
    RAW(mprotect, base, PAGE, 0x8 | BOTH);
    munmap(base + 3 * PAGE, PAGE);
    RAW(mprotect, base, 6 * PAGE, PROT_READ);
    // What lies before the hole was changed.
    TOUCH(base, base[2 * PAGE] = 1);
    TOUCH(base, base[4 * PAGE] = 1);
    RAW(mprotect, base + 3 * PAGE, PAGE, PROT_READ);
    RAW(mprotect, NULL, PAGE, PROT_READ);
    RAW(mprotect, 0x800000000000, PAGE, PROT_READ);
    RAW(mprotect, -PAGE, PAGE, PROT_READ);
    char *view = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, reader, 0);
    RAW(mprotect, view, PAGE, BOTH);
    RAW(mprotect, view, PAGE, PROT_NONE);
    view = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, reader, 0);
    RAW(mprotect, view, PAGE, BOTH);
    TOUCH(view, view[0] = 1);
    // Only what may be executed is executed.
    unsigned char *code = mmap(NULL, PAGE, BOTH, ANONYMOUS, -1, 0);
    code[0] = 0xc3;
    TOUCH(code, ((void (*)(void))code)());
    RAW(mprotect, code, PAGE, PROT_READ | PROT_EXEC);
    TOUCH(code, ((void (*)(void))code)());
    TOUCH(code, code[0] = 1);

    section("munmap");
    RAW(munmap, base, PAGE);
    RAW(munmap, base, PAGE);
    TOUCH(base, value = base[0]);
    TOUCH(base, value = base[PAGE]);
    RAW(munmap, base + 1, PAGE);
    RAW(munmap, base, 0);
    RAW(munmap, base, -1L);
    RAW(munmap, base + PAGE, 10);
    TOUCH(base, value = base[PAGE]);
    RAW(munmap, base, 100 * PAGE > 0 ? 6 * PAGE : 0);
    RAW(munmap, NULL, PAGE);
    RAW(munmap, 0x7ffffffff000, PAGE);
    RAW(munmap, 0x800000000000, PAGE);
    RAW(munmap, -PAGE, PAGE);
    (void)value;
}

static void moving(void) {
    section("mremap");
    char value;
    base = reserve(4);
    munmap(base + 3 * PAGE, PAGE);
    for (int i = 0; i < 3; i++) base[i * PAGE] = 'a' + i;
    SHOW(near(mremap(base, 3 * PAGE, 2 * PAGE, 0)));
    TOUCH(base, value = base[2 * PAGE]);
    SHOW(near(mremap(base, 2 * PAGE, 4 * PAGE, 0)));
    VALUE("%d %d %d", base[0], base[PAGE], base[2 * PAGE]);
    mmap(base + 4 * PAGE, PAGE, PROT_READ, ANONYMOUS | MAP_FIXED, -1, 0);
    SHOW(near(mremap(base, 4 * PAGE, 8 * PAGE, 0)));
    SHOW(near(mremap(base, 4 * PAGE, 4 * PAGE, 0)));
    char *moved = mremap(base, 4 * PAGE, 8 * PAGE, MREMAP_MAYMOVE);
    VALUE("%d %c %c", moved != base, moved[0], moved[PAGE]);
    TOUCH(base, value = base[0]);
    char *place = reserve(8);
    SHOW(mremap(moved, 8 * PAGE, 8 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, place) == place);
    VALUE("%c %c", place[0], place[PAGE]);
    base = place;
    SHOW(near(mremap(place, 8 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, place + 9 * PAGE)));
    TOUCH(base, value = base[0]);
    base += 9 * PAGE;
    VALUE("%c", base[0]);
#define REMAP(address, old, new, flags, target) near((void *)KERNEL(mremap, address, old, new, flags, target))
    SHOW(REMAP(base + 1, PAGE, PAGE, 0, 0));
    SHOW(REMAP(base, PAGE, 0, 0, 0));
    SHOW(REMAP(base, PAGE, PAGE, 8, 0));
    SHOW(REMAP(base, PAGE, PAGE, MREMAP_FIXED, base + 4 * PAGE));
    SHOW(REMAP(base, PAGE, PAGE, MREMAP_FIXED | MREMAP_MAYMOVE, base + 5));
    SHOW(REMAP(base, 2 * PAGE, 2 * PAGE, MREMAP_FIXED | MREMAP_MAYMOVE, base + PAGE));
    SHOW(REMAP(base, PAGE, PAGE, MREMAP_FIXED | MREMAP_MAYMOVE, 0x800000000000));
    SHOW(REMAP(base, PAGE, 1UL << 47, MREMAP_MAYMOVE, 0));
    SHOW(REMAP(base, PAGE, -1L, MREMAP_MAYMOVE, 0));
    SHOW(REMAP(base + 10 * PAGE, PAGE, 2 * PAGE, MREMAP_MAYMOVE, 0));
    SHOW(REMAP(base, 3 * PAGE, 4 * PAGE, MREMAP_MAYMOVE, 0));
    SHOW(REMAP(0x800000000000, PAGE, PAGE, MREMAP_MAYMOVE, 0));
    SHOW(REMAP(base, 0, PAGE, MREMAP_MAYMOVE, 0));
    SHOW(REMAP(base, 0, PAGE, 0, 0));
    // A size of zero doubles a shared mapping.
    char *shared = mmap(NULL, PAGE, BOTH, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char *twin = mremap(shared, 0, PAGE, MREMAP_MAYMOVE);
    SHOW(twin != MAP_FAILED && twin != shared);
    shared[5] = 'q';
    if (twin != MAP_FAILED) VALUE("%c", twin[5]);
    // MREMAP_DONTUNMAP leaves an empty mapping behind.
    char *left = mmap(NULL, 2 * PAGE, BOTH, ANONYMOUS, -1, 0);
    left[0] = 'l';
    char *taken = mremap(left, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, 0);
    SHOW(taken != MAP_FAILED && taken != left);
    if (taken != MAP_FAILED) {
        VALUE("%c", taken[0]);
        TOUCH(left, value = left[0]);
        VALUE("%d", left[0]);
    }
    SHOW(REMAP(left, 2 * PAGE, 3 * PAGE, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, 0));
    SHOW(REMAP(left, 2 * PAGE, 2 * PAGE, MREMAP_DONTUNMAP, 0));
    // Files: growing shows more of the file.
    ftruncate(file, 3 * PAGE), pwrite(file, "third", 5, 2 * PAGE);
    char *view = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, file, 0);
    view = mremap(view, PAGE, 3 * PAGE, MREMAP_MAYMOVE);
    VALUE("%.5s", view + 2 * PAGE);
    // Over two mappings.
    base = reserve(4);
    mprotect(base + PAGE, PAGE, PROT_READ);
    SHOW(REMAP(base, 4 * PAGE, 8 * PAGE, MREMAP_MAYMOVE, 0));
    SHOW(REMAP(base, 4 * PAGE, 3 * PAGE, MREMAP_MAYMOVE, 0));
    struct rlimit limit = {1UL << 32, RLIM_INFINITY};
    setrlimit(RLIMIT_AS, &limit);
    SHOW(MAP(NULL, 1UL << 33, PROT_READ, ANONYMOUS | MAP_NORESERVE, -1, 0));
    SHOW(REMAP(base, PAGE, 1UL << 33, MREMAP_MAYMOVE, 0));
    limit.rlim_cur = RLIM_INFINITY;
    setrlimit(RLIMIT_AS, &limit);
    (void)value;
}

static void breaking(void) {
    section("brk");
    long start = KERNEL(brk, 0);
    SHOW(start > 0);
    SHOW(KERNEL(brk, start + 10000) - start);
    char *heap = (char *)start;
    TOUCH(heap, heap[9999] = 1);
    SHOW(KERNEL(brk, start + 100) - start);
    SHOW(KERNEL(brk, start + 20000) - start);
    VALUE("%d", heap[9999]);
    SHOW(KERNEL(brk, start + (1L << 46)) - start);
    SHOW(KERNEL(brk, 1) - start);
    SHOW(KERNEL(brk, -1L) - start);
    SHOW(KERNEL(brk, start) - start);
}

int main(void) {
    begin();
    file = file_with("f", "content", 7);
    ftruncate(file, 5001);
    reader = open("f", O_RDONLY), writer = open("f", O_WRONLY), directory = open(".", O_RDONLY), path = open("f", O_PATH);
    pipe(ends);
    arguments();
    contents();
    protecting();
    moving();
    breaking();
    return 0;
}
