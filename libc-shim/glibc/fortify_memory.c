/* _FORTIFY_SOURCE: the string and memory functions that know the size of their target. */
#include "glibc/fail.h"
#include <string.h>
#include <strings.h>
#include <wchar.h>

/* Aborts unless `need` bytes fit into `room`. */
static inline void fits(size_t need, size_t room)
{
    if (__builtin_expect(need > room, 0))
        __chk_fail();
}

void *__memcpy_chk(void *restrict to, const void *restrict from, size_t count, size_t room)
{
    fits(count, room);
    return memcpy(to, from, count);
}

void *__memmove_chk(void *to, const void *from, size_t count, size_t room)
{
    fits(count, room);
    return memmove(to, from, count);
}

void *__mempcpy_chk(void *restrict to, const void *restrict from, size_t count, size_t room)
{
    fits(count, room);
    return (char *)memcpy(to, from, count) + count;
}

void *__memset_chk(void *to, int byte, size_t count, size_t room)
{
    fits(count, room);
    return memset(to, byte, count);
}

void __explicit_bzero_chk(void *to, size_t count, size_t room)
{
    fits(count, room);
    explicit_bzero(to, count);
}

char *__strcpy_chk(char *restrict to, const char *restrict from, size_t room)
{
    size_t need = strlen(from) + 1;
    fits(need, room);
    return memcpy(to, from, need);
}

char *__stpcpy_chk(char *restrict to, const char *restrict from, size_t room)
{
    size_t need = strlen(from) + 1;
    fits(need, room);
    return (char *)memcpy(to, from, need) + need - 1;
}

char *__strncpy_chk(char *restrict to, const char *restrict from, size_t count, size_t room)
{
    fits(count, room);
    return strncpy(to, from, count);
}

char *__stpncpy_chk(char *restrict to, const char *restrict from, size_t count, size_t room)
{
    fits(count, room);
    return stpncpy(to, from, count);
}

char *__strcat_chk(char *restrict to, const char *restrict from, size_t room)
{
    size_t have = strlen(to), need = strlen(from) + 1;
    fits(have + need, room);
    memcpy(to + have, from, need);
    return to;
}

char *__strncat_chk(char *restrict to, const char *restrict from, size_t count, size_t room)
{
    size_t have = strlen(to), need = strnlen(from, count);
    fits(have + need + 1, room);
    memcpy(to + have, from, need);
    to[have + need] = 0;
    return to;
}

wchar_t *__wmemcpy_chk(wchar_t *restrict to, const wchar_t *restrict from, size_t count, size_t room)
{
    fits(count, room);
    return wmemcpy(to, from, count);
}

wchar_t *__wmempcpy_chk(wchar_t *restrict to, const wchar_t *restrict from, size_t count, size_t room)
{
    fits(count, room);
    return wmemcpy(to, from, count) + count;
}

wchar_t *__wmemmove_chk(wchar_t *to, const wchar_t *from, size_t count, size_t room)
{
    fits(count, room);
    return wmemmove(to, from, count);
}

wchar_t *__wmemset_chk(wchar_t *to, wchar_t c, size_t count, size_t room)
{
    fits(count, room);
    return wmemset(to, c, count);
}

wchar_t *__wcscpy_chk(wchar_t *restrict to, const wchar_t *restrict from, size_t room)
{
    fits(wcslen(from) + 1, room);
    return wcscpy(to, from);
}

wchar_t *__wcpcpy_chk(wchar_t *restrict to, const wchar_t *restrict from, size_t room)
{
    fits(wcslen(from) + 1, room);
    return wcpcpy(to, from);
}

wchar_t *__wcsncpy_chk(wchar_t *restrict to, const wchar_t *restrict from, size_t count, size_t room)
{
    fits(count, room);
    return wcsncpy(to, from, count);
}

wchar_t *__wcpncpy_chk(wchar_t *restrict to, const wchar_t *restrict from, size_t count, size_t room)
{
    fits(count, room);
    return wcpncpy(to, from, count);
}

wchar_t *__wcscat_chk(wchar_t *restrict to, const wchar_t *restrict from, size_t room)
{
    fits(wcslen(to) + wcslen(from) + 1, room);
    return wcscat(to, from);
}

wchar_t *__wcsncat_chk(wchar_t *restrict to, const wchar_t *restrict from, size_t count, size_t room)
{
    fits(wcslen(to) + wcsnlen(from, count) + 1, room);
    return wcsncat(to, from, count);
}
