/* argz.h and envz.h: vectors of strings in one block, separated by zero bytes. */
#include "apus/musl.h"
#include <stdlib.h>
#include <string.h>

size_t argz_count(const char *argz, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += argz[i] == 0;
    return count;
}

char *argz_next(const char *argz, size_t length, const char *entry)
{
    if (!entry)
        return length ? (char *)argz : 0;
    const char *next = entry + strlen(entry) + 1;
    return next < argz + length ? (char *)next : 0;
}

int argz_append(char **argz, size_t *length, const char *from, size_t count)
{
    char *more = realloc(*argz, *length + count);
    if (!more)
        return ENOMEM;
    memcpy(more + *length, from, count);
    *argz = more;
    *length += count;
    return 0;
}

int argz_add(char **argz, size_t *length, const char *text)
{
    return argz_append(argz, length, text, strlen(text) + 1);
}

/* Adds the parts between separators; empty ones are left out. */
int argz_add_sep(char **argz, size_t *length, const char *text, int separator)
{
    while (*text) {
        const char *end = strchrnul(text, separator);
        if (end != text) {
            size_t count = (size_t)(end - text);
            int error = argz_append(argz, length, text, count);
            if (!error)
                error = argz_append(argz, length, "", 1);
            if (error)
                return error;
        }
        text = *end ? end + 1 : end;
    }
    return 0;
}

int argz_create(char *const argv[], char **argz, size_t *length)
{
    *argz = 0;
    *length = 0;
    for (; *argv; argv++) {
        int error = argz_add(argz, length, *argv);
        if (error)
            return error;
    }
    return 0;
}

int argz_create_sep(const char *text, int separator, char **argz, size_t *length)
{
    *argz = 0;
    *length = 0;
    return argz_add_sep(argz, length, text, separator);
}

void argz_extract(const char *argz, size_t length, char **argv)
{
    for (const char *entry = 0; (entry = argz_next(argz, length, entry));)
        *argv++ = (char *)entry;
    *argv = 0;
}

void argz_stringify(char *argz, size_t length, int separator)
{
    for (size_t i = 0; i + 1 < length; i++)
        if (!argz[i])
            argz[i] = (char)separator;
}

void argz_delete(char **argz, size_t *length, char *entry)
{
    if (!entry)
        return;
    size_t count = strlen(entry) + 1;
    *length -= count;
    memmove(entry, entry + count, *length - (size_t)(entry - *argz));
    if (!*length) {
        free(*argz);
        *argz = 0;
    }
}

int argz_insert(char **argz, size_t *length, char *before, const char *entry)
{
    if (!before)
        return argz_add(argz, length, entry);
    if (before < *argz || before >= *argz + *length)
        return EINVAL;
    while (before > *argz && before[-1])
        before--;
    size_t at = (size_t)(before - *argz), count = strlen(entry) + 1;
    char *more = realloc(*argz, *length + count);
    if (!more)
        return ENOMEM;
    memmove(more + at + count, more + at, *length - at);
    memcpy(more + at, entry, count);
    *argz = more;
    *length += count;
    return 0;
}

int argz_replace(char **argz, size_t *length, const char *text, const char *with, unsigned *count)
{
    char *out = 0;
    size_t out_length = 0, text_length = strlen(text);
    unsigned replaced = 0;
    if (!text_length)
        return 0;
    for (char *entry = 0; (entry = argz_next(*argz, *length, entry));) {
        const char *at = entry, *found;
        int error = 0;
        for (; !error && (found = strstr(at, text)); at = found + text_length, replaced++) {
            error = argz_append(&out, &out_length, at, (size_t)(found - at));
            if (!error)
                error = argz_append(&out, &out_length, with, strlen(with));
        }
        if (!error)
            error = argz_append(&out, &out_length, at, strlen(at) + 1);
        if (error) {
            free(out);
            return error;
        }
    }
    if (!replaced) {
        free(out);
        return 0;
    }
    free(*argz);
    *argz = out;
    *length = out_length;
    if (count)
        *count += replaced;
    return 0;
}

char *envz_entry(const char *envz, size_t length, const char *name)
{
    size_t count = strcspn(name, "=");
    for (char *entry = 0; (entry = argz_next(envz, length, entry));)
        if (!strncmp(entry, name, count) && (!entry[count] || entry[count] == '='))
            return entry;
    return 0;
}

char *envz_get(const char *envz, size_t length, const char *name)
{
    char *entry = envz_entry(envz, length, name), *equals = entry ? strchr(entry, '=') : 0;
    return equals ? equals + 1 : 0;
}

void envz_remove(char **envz, size_t *length, const char *name)
{
    argz_delete(envz, length, envz_entry(*envz, *length, name));
}

int envz_add(char **envz, size_t *length, const char *name, const char *value)
{
    envz_remove(envz, length, name);
    if (!value)
        return argz_add(envz, length, name);
    size_t name_length = strlen(name), value_length = strlen(value);
    char *entry = malloc(name_length + value_length + 2);
    if (!entry)
        return ENOMEM;
    memcpy(entry, name, name_length);
    entry[name_length] = '=';
    memcpy(entry + name_length + 1, value, value_length + 1);
    int error = argz_add(envz, length, entry);
    free(entry);
    return error;
}

int envz_merge(char **envz, size_t *length, const char *other, size_t other_length, int override)
{
    for (char *entry = 0; (entry = argz_next(other, other_length, entry));) {
        char *old = envz_entry(*envz, *length, entry);
        if (old && !override)
            continue;
        argz_delete(envz, length, old);
        int error = argz_add(envz, length, entry);
        if (error)
            return error;
    }
    return 0;
}

void envz_strip(char **envz, size_t *length)
{
    for (char *entry = *envz; *envz && entry < *envz + *length;) {
        if (strchr(entry, '='))
            entry += strlen(entry) + 1;
        else
            argz_delete(envz, length, entry);
    }
}
