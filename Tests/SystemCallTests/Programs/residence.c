// Calls: madvise msync mincore mlock mlock2 munlock mlockall munlockall pkey_alloc pkey_free pkey_mprotect
#include "calls.h"

static unsigned char present[64];
static int file;

static void resident(int line, char *memory, long pages) {
    errno = 0;
    memset(present, 0, sizeof present);
    long result = KERNEL(mincore, memory, pages * PAGE, present);
    printf("%d: %ld", line, result);
    for (long i = 0; i < pages; i++) printf(" %d", present[i] & 1);
    printf("\n");
}

static void advising(void) {
    section("madvise");
    char *memory = fenced(8);
    for (int i = 0; i < 8; i++) memory[i * PAGE] = 'a' + i;
    RAW(madvise, memory, 2 * PAGE, MADV_DONTNEED);
    VALUE("%d %d %c", memory[0], memory[PAGE], memory[2 * PAGE]);
    for (int advice = -1; advice < 28; advice++) {
        // What hurts pages or merges them is not for tests: 9 removes, 12 and 13 share pages.
        if (advice == 9) continue;
        errno = 0;
        long result = KERNEL(madvise, memory, PAGE, advice);
        printf("advice %d = %ld %s\n", advice, result, result < 0 ? strerrorname_np(errno) : "");
    }
    RAW(madvise, memory, 0, MADV_DONTNEED);
    RAW(madvise, memory, 0, 777);
    RAW(madvise, memory + 1, PAGE, MADV_DONTNEED);
    RAW(madvise, memory + 1, PAGE, 777);
    RAW(madvise, memory, -1L, MADV_DONTNEED);
    RAW(madvise, memory, -PAGE, MADV_DONTNEED);
    RAW(madvise, memory, 10, MADV_DONTNEED);
    RAW(madvise, NULL, PAGE, MADV_DONTNEED);
    RAW(madvise, 0x800000000000, PAGE, MADV_DONTNEED);
    RAW(madvise, -PAGE, PAGE, MADV_DONTNEED);
    munmap(memory + 4 * PAGE, PAGE);
    memory[3 * PAGE] = memory[5 * PAGE] = 'x';
    RAW(madvise, memory, 8 * PAGE, MADV_DONTNEED);
    VALUE("%d %d", memory[3 * PAGE], memory[5 * PAGE]);
    RAW(madvise, memory, 8 * PAGE, MADV_NORMAL);
    RAW(madvise, memory, 8 * PAGE, MADV_FREE);
    RAW(madvise, memory, 8 * PAGE, MADV_WILLNEED);
    char *shared = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    shared[0] = 'S';
    RAW(madvise, shared, PAGE, MADV_DONTNEED);
    VALUE("%c", shared[0]);
    RAW(madvise, shared, PAGE, MADV_FREE);
    RAW(madvise, shared, PAGE, MADV_REMOVE);
    VALUE("%d", shared[0]);
    RAW(madvise, memory, PAGE, MADV_REMOVE);
    char *view = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
    pwrite(file, "file", 4, 0);
    view[0] = 'V';
    RAW(madvise, view, PAGE, MADV_DONTNEED);
    VALUE("%.4s", view);
    char *only = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, open("f", O_RDONLY), 0);
    RAW(madvise, only, PAGE, MADV_REMOVE);
    RAW(madvise, only, PAGE, MADV_POPULATE_WRITE);
    RAW(madvise, only, PAGE, MADV_POPULATE_READ);
    mprotect(memory, PAGE, PROT_NONE);
    RAW(madvise, memory, PAGE, MADV_POPULATE_READ);
    RAW(madvise, memory, PAGE, MADV_DONTNEED);
    RAW(madvise, memory + 3 * PAGE, 3 * PAGE, MADV_POPULATE_READ);

    section("mincore");
    char *fresh = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    fresh[PAGE] = 1, fresh[3 * PAGE] = 1;
    resident(__LINE__, fresh, 4);
    madvise(fresh, 2 * PAGE, MADV_DONTNEED);
    resident(__LINE__, fresh, 4);
    RAW(mincore, fresh + 1, PAGE, present);
    RAW(mincore, fresh, 0, present);
    RAW(mincore, fresh, 1, present);
    RAW(mincore, fresh, PAGE, NOWHERE);
    RAW(mincore, fresh, PAGE, HIGHEST);
    RAW(mincore, fresh, 0, NOWHERE);
    RAW(mincore, fresh, -1L, present);
    RAW(mincore, memory + 4 * PAGE, PAGE, present);
    RAW(mincore, memory + 3 * PAGE, 3 * PAGE, present);
    RAW(mincore, NULL, PAGE, present);
    RAW(mincore, 0x800000000000, PAGE, present);

    section("msync");
    RAW(msync, shared, 2 * PAGE, MS_SYNC);
    RAW(msync, shared, 2 * PAGE, MS_ASYNC);
    RAW(msync, shared, 2 * PAGE, MS_INVALIDATE);
    RAW(msync, shared, 2 * PAGE, MS_SYNC | MS_INVALIDATE);
    RAW(msync, shared, 2 * PAGE, MS_SYNC | MS_ASYNC);
    RAW(msync, shared, 2 * PAGE, 0);
    RAW(msync, shared, 2 * PAGE, 8);
    RAW(msync, shared, 2 * PAGE, -1);
    RAW(msync, shared + 1, PAGE, MS_SYNC);
    RAW(msync, shared, 0, MS_SYNC);
    RAW(msync, shared, -1L, MS_SYNC);
    RAW(msync, shared, -PAGE, MS_SYNC);
    RAW(msync, memory + 4 * PAGE, PAGE, MS_SYNC);
    RAW(msync, memory + 3 * PAGE, 3 * PAGE, MS_SYNC);
    RAW(msync, memory + 3 * PAGE, 3 * PAGE, MS_ASYNC);
    RAW(msync, NULL, PAGE, MS_SYNC);
    RAW(msync, memory + 5 * PAGE, PAGE, MS_SYNC);
}

static void locking(void) {
    section("mlock");
    char *memory = fenced(4);
    RAW(mlock, memory, PAGE);
    RAW(mlock, memory + 5, PAGE);
    RAW(mlock, memory, 0);
    resident(__LINE__, memory, 4);
    RAW(mlock, memory + 3 * PAGE, 2 * PAGE);
    RAW(mlock, NULL, PAGE);
    RAW(mlock, memory, -1L);
    RAW(mlock, memory, -PAGE);
    RAW(mlock, 0x800000000000, PAGE);
    RAW(madvise, memory, PAGE, MADV_DONTNEED);
    RAW(madvise, memory, PAGE, MADV_FREE);
    RAW(munlock, memory, PAGE);
    RAW(munlock, memory, 4 * PAGE);
    RAW(munlock, memory, 0);
    RAW(munlock, memory, -1L);
    RAW(munlock, NULL, PAGE);
    char *holed = fenced(3);
    munmap(holed + PAGE, PAGE);
    RAW(mlock, holed, 3 * PAGE);
    RAW(munlock, holed, 3 * PAGE);
    RAW(mlock2, memory, PAGE, 0);
    RAW(mlock2, memory, PAGE, MLOCK_ONFAULT);
    RAW(mlock2, memory, PAGE, 2);
    RAW(mlock2, NULL, PAGE, 0);
    RAW(mlockall, 0);
    RAW(mlockall, MCL_ONFAULT);
    RAW(mlockall, 8);
    RAW(mlockall, -1);
    RAW(mlockall, MCL_CURRENT | MCL_ONFAULT);
    RAW(munlockall);
    RAW(mlockall, MCL_FUTURE);
    char *future = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    resident(__LINE__, future, 2);
    RAW(munlockall);
    char *locked = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0);
    resident(__LINE__, locked, 2);
    char *populated = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    resident(__LINE__, populated, 2);

    section("protection keys");
    RAW(pkey_alloc, 1, 0);
    RAW(pkey_alloc, 0, 4);
    RAW(pkey_free, 15);
    RAW(pkey_free, -1);
    RAW(pkey_free, 99);
    RAW(pkey_mprotect, memory, PAGE, PROT_READ, -1);
    TOUCH(memory, memory[0] = 1);
    RAW(pkey_mprotect, memory, PAGE, PROT_READ, 15);
    RAW(pkey_mprotect, memory, PAGE, PROT_READ, 99);
    RAW(pkey_mprotect, memory + 1, PAGE, PROT_READ, -1);
}

int main(void) {
    begin();
    file = file_with("f", "", 0);
    ftruncate(file, 2 * PAGE);
    advising();
    locking();
    return 0;
}
