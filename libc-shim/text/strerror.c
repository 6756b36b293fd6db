/* Error texts as glibc words them: they show in programs' output. */
#include "apus/musl.h"
#include "text/errors.h"
#include <stdio.h>
#include <string.h>

/* All texts in one structure, and the offset of each: tables of pointers would have to be
   relocated at every start. */
static const struct {
#define ERROR(number, name, text) char text_##number[sizeof text], name_##number[sizeof #name];
    APUS_ERRORS
#undef ERROR
} all = {
#define ERROR(number, name, text) text, #name,
    APUS_ERRORS
#undef ERROR
};
static const uint16_t texts[] = {
#define ERROR(number, name, text) [number] = 1 + offsetof(__typeof__(all), text_##number),
    APUS_ERRORS
#undef ERROR
};
static const uint16_t names[] = {
#define ERROR(number, name, text) [number] = offsetof(__typeof__(all), name_##number),
    APUS_ERRORS
#undef ERROR
};
enum { COUNT = sizeof texts / sizeof *texts };

/* Offsets are one too large, so that 0 says there is none. */
static const char *text_of(int error)
{
    return error >= 0 && error < COUNT && texts[error] ? (const char *)&all + texts[error] - 1 : 0;
}

const char *strerrordesc_np(int error)
{
    return text_of(error);
}

const char *strerrorname_np(int error)
{
    return error == 0 ? "0" : text_of(error) ? (const char *)&all + names[error] : 0;
}

/* For an unknown number, a buffer of the thread's would be better than one for all; glibc
   leaves the text valid until the next call, and so do we. */
char *strerror(int error)
{
    static char unknown[32];
    const char *text = strerrordesc_np(error);
    if (text)
        return (char *)text;
    snprintf(unknown, sizeof unknown, "Unknown error %d", error);
    return unknown;
}

char *strerror_l(int error, locale_t locale) { return strerror(error); }
char *__strerror_l(int error, locale_t locale) { return strerror(error); }

int __xpg_strerror_r(int error, char *buffer, size_t size)
{
    const char *text = strerrordesc_np(error);
    int length = text ? snprintf(buffer, size, "%s", text)
                      : snprintf(buffer, size, "Unknown error %d", error);
    return !text ? EINVAL : (size_t)length >= size ? ERANGE : 0;
}

/* The one that C programs get with _GNU_SOURCE: returns the text, which need not be in the
   buffer. */
char *__apus_gnu_strerror_r(int error, char *buffer, size_t size) __asm__("strerror_r");
char *__apus_gnu_strerror_r(int error, char *buffer, size_t size)
{
    const char *text = strerrordesc_np(error);
    if (text)
        return (char *)text;
    snprintf(buffer, size, "Unknown error %d", error);
    return buffer;
}
char *__strerror_r(int, char *, size_t) ALIAS(strerror_r);

void perror(const char *prefix)
{
    int error = errno;
    if (prefix && *prefix)
        fprintf(stderr, "%s: %s\n", prefix, strerror(error));
    else
        fprintf(stderr, "%s\n", strerror(error));
}
