/* _FORTIFY_SOURCE: formatted output and reading of streams. `flag` asks glibc to refuse %n in
   writable formats; the formats that reach us are trusted no less than with flag 0. */
#include "glibc/fail.h"
#include <stdio.h>
#include <stdlib.h>
#include <syslog.h>
#include <wchar.h>

#define VARIADIC(last, statement) \
    do { \
        va_list arguments; \
        va_start(arguments, last); \
        statement; \
        va_end(arguments); \
    } while (0)

int __vfprintf_chk(FILE *file, int flag, const char *format, va_list arguments)
{
    return vfprintf(file, format, arguments);
}

int __fprintf_chk(FILE *file, int flag, const char *format, ...)
{
    int count;
    VARIADIC(format, count = vfprintf(file, format, arguments));
    return count;
}

int __vprintf_chk(int flag, const char *format, va_list arguments)
{
    return vprintf(format, arguments);
}

int __printf_chk(int flag, const char *format, ...)
{
    int count;
    VARIADIC(format, count = vprintf(format, arguments));
    return count;
}

int __vsnprintf_chk(char *to, size_t size, int flag, size_t room, const char *format,
                    va_list arguments)
{
    if (size > room)
        __chk_fail();
    return vsnprintf(to, size, format, arguments);
}

int __snprintf_chk(char *to, size_t size, int flag, size_t room, const char *format, ...)
{
    int count;
    VARIADIC(format, count = __vsnprintf_chk(to, size, flag, room, format, arguments));
    return count;
}

int __vsprintf_chk(char *to, int flag, size_t room, const char *format, va_list arguments)
{
    if (room == 0)
        __chk_fail();
    if (room > (size_t)__INT_MAX__)
        return vsprintf(to, format, arguments);
    int count = vsnprintf(to, room, format, arguments);
    if (count >= 0 && (size_t)count >= room)
        __chk_fail();
    return count;
}

int __sprintf_chk(char *to, int flag, size_t room, const char *format, ...)
{
    int count;
    VARIADIC(format, count = __vsprintf_chk(to, flag, room, format, arguments));
    return count;
}

int __vasprintf_chk(char **out, int flag, const char *format, va_list arguments)
{
    return vasprintf(out, format, arguments);
}

int __asprintf_chk(char **out, int flag, const char *format, ...)
{
    int count;
    VARIADIC(format, count = vasprintf(out, format, arguments));
    return count;
}

int __vdprintf_chk(int fd, int flag, const char *format, va_list arguments)
{
    return vdprintf(fd, format, arguments);
}

int __dprintf_chk(int fd, int flag, const char *format, ...)
{
    int count;
    VARIADIC(format, count = vdprintf(fd, format, arguments));
    return count;
}

int __vfwprintf_chk(FILE *file, int flag, const wchar_t *format, va_list arguments)
{
    return vfwprintf(file, format, arguments);
}

int __fwprintf_chk(FILE *file, int flag, const wchar_t *format, ...)
{
    int count;
    VARIADIC(format, count = vfwprintf(file, format, arguments));
    return count;
}

int __vwprintf_chk(int flag, const wchar_t *format, va_list arguments)
{
    return vwprintf(format, arguments);
}

int __wprintf_chk(int flag, const wchar_t *format, ...)
{
    int count;
    VARIADIC(format, count = vwprintf(format, arguments));
    return count;
}

int __vswprintf_chk(wchar_t *to, size_t size, int flag, size_t room, const wchar_t *format,
                    va_list arguments)
{
    if (size > room)
        __chk_fail();
    return vswprintf(to, size, format, arguments);
}

int __swprintf_chk(wchar_t *to, size_t size, int flag, size_t room, const wchar_t *format, ...)
{
    int count;
    VARIADIC(format, count = __vswprintf_chk(to, size, flag, room, format, arguments));
    return count;
}

size_t __fread_chk(void *restrict to, size_t room, size_t size, size_t count, FILE *restrict file)
{
    size_t total;
    if (__builtin_mul_overflow(size, count, &total) || total > room)
        __chk_fail();
    return fread(to, size, count, file);
}

size_t __fread_unlocked_chk(void *restrict to, size_t room, size_t size, size_t count,
                            FILE *restrict file)
{
    size_t total;
    if (__builtin_mul_overflow(size, count, &total) || total > room)
        __chk_fail();
    return fread_unlocked(to, size, count, file);
}

char *__fgets_chk(char *restrict to, size_t room, int size, FILE *restrict file)
{
    if (size > 0 && (size_t)size > room)
        __chk_fail();
    return fgets(to, size, file);
}

char *__fgets_unlocked_chk(char *restrict to, size_t room, int size, FILE *restrict file)
{
    return __fgets_chk(to, room, size, file);
}

wchar_t *__fgetws_chk(wchar_t *restrict to, size_t room, int size, FILE *restrict file)
{
    if (size > 0 && (size_t)size > room)
        __chk_fail();
    return fgetws(to, size, file);
}

char *__gets_chk(char *to, size_t room)
{
    size_t at = 0;
    int c;
    while ((c = getchar()) != EOF && c != '\n') {
        if (at + 1 >= room)
            __chk_fail();
        to[at++] = (char)c;
    }
    if (c == EOF && (at == 0 || ferror(stdin)))
        return 0;
    to[at] = 0;
    return to;
}

void __vsyslog_chk(int priority, int flag, const char *format, va_list arguments)
{
    vsyslog(priority, format, arguments);
}

void __syslog_chk(int priority, int flag, const char *format, ...)
{
    VARIADIC(format, vsyslog(priority, format, arguments));
}
