/* Address space calls, and the break on top of them. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <sys/mman.h>
#include <unistd.h>

#include "apus/large_files.h"

APUS_CALL6(mmap);
APUS_CALL2(munmap);
APUS_CALL3(mprotect);
APUS_CALL5(mremap);
APUS_CALL3(madvise);
APUS_CALL1(brk);

void *mmap(void *start, size_t length, int protection, int flags, int fd, off_t offset)
{
    if (length >= PTRDIFF_MAX) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    long result = __apus_sys_mmap((long)start, (long)length, protection, flags, fd, offset);
    /* Linux answers EPERM for an anonymous mapping at an impossible address. */
    if (result == -EPERM && !start && (flags & MAP_ANON) && !(flags & MAP_FIXED))
        result = -ENOMEM;
    return (void *)apus_result(result);
}
void *mmap64(void *, size_t, int, int, int, off_t) ALIAS(mmap);
void *__mmap(void *, size_t, int, int, int, off_t) HIDDEN_ALIAS(mmap);

int munmap(void *start, size_t length)
{
    return apus_result(__apus_sys_munmap((long)start, (long)length));
}
int __munmap(void *, size_t) HIDDEN_ALIAS(munmap);

int mprotect(void *start, size_t length, int protection)
{
    return apus_result(__apus_sys_mprotect((long)start, (long)length, protection));
}
int __mprotect(void *, size_t, int) HIDDEN_ALIAS(mprotect);

void *mremap(void *old, size_t old_length, size_t new_length, int flags, ...)
{
    void *new = 0;
    if (new_length >= PTRDIFF_MAX) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    if (flags & MREMAP_FIXED) {
        va_list arguments;
        va_start(arguments, flags);
        new = va_arg(arguments, void *);
        va_end(arguments);
    }
    return (void *)apus_result(
        __apus_sys_mremap((long)old, (long)old_length, (long)new_length, flags, (long)new));
}
void *__mremap(void *, size_t, size_t, int, ...) HIDDEN_ALIAS(mremap);

int madvise(void *start, size_t length, int advice)
{
    return apus_result(__apus_sys_madvise((long)start, (long)length, advice));
}
int __madvise(void *, size_t, int) HIDDEN_ALIAS(madvise);

/* The break is a real one, as programs with an allocator of their own expect. */
void *__curbrk;

int brk(void *end)
{
    void *now = (void *)__apus_sys_brk((long)end);
    __curbrk = now;
    if (now < end) {
        errno = ENOMEM;
        return -1;
    }
    return 0;
}

void *sbrk(intptr_t increment)
{
    if (!__curbrk && brk(0) < 0)
        return (void *)-1;
    if (increment == 0)
        return __curbrk;
    char *old = __curbrk;
    if (increment > 0 ? old + increment < old : (uintptr_t)old < -(uintptr_t)increment) {
        errno = ENOMEM;
        return (void *)-1;
    }
    return brk(old + increment) < 0 ? (void *)-1 : old;
}
