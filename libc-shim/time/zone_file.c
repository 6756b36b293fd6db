/* Zones from files of zoneinfo: tzfile(5), RFC 8536. The block of 64 bits and the rule behind it; leap seconds are not
   counted. */
#include "time/zone.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADER = 44, LARGEST = 1 << 20 };

static long long number(const unsigned char *at, int bytes)
{
    unsigned long long value = at[0] & 0x80 ? ~0ull : 0;
    while (bytes--)
        value = value << 8 | *at++;
    return (long long)value;
}

static unsigned char *read_file(const char *path, size_t *size)
{
    struct stat status;
    unsigned char *bytes = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return 0;
    if (!fstat(file, &status) && S_ISREG(status.st_mode) && status.st_size > HEADER && status.st_size < LARGEST &&
        (bytes = malloc((size_t)status.st_size + 1))) {
        ssize_t got = 0, part;
        while (got < status.st_size && (part = read(file, bytes + got, (size_t)(status.st_size - got))) > 0)
            got += part;
        *size = (size_t)got;
        bytes[got] = 0;
    }
    close(file);
    return bytes;
}

/* Finds the tables of the block at `at`; its length, or 0. */
static size_t tables(struct zone_file *file, size_t at, int width)
{
    const unsigned char *head = file->bytes + at;
    if (file->size < at + HEADER || memcmp(head, "TZif", 4))
        return 0;
    long long counts[6];
    for (int i = 0; i < 6; i++) {
        counts[i] = number(head + 20 + 4 * i, 4);
        if (counts[i] < 0 || counts[i] > LARGEST)
            return 0;
    }
    long long times = counts[3], types = counts[4], names = counts[5];
    size_t length = (size_t)(HEADER + times * width + times + types * 6 + names + counts[2] * (width + 4) + counts[1] + counts[0]);
    if (types == 0 || file->size < at + length)
        return 0;
    file->times = head + HEADER;
    file->indexes = file->times + times * width;
    file->types = file->indexes + times;
    file->names = (const char *)file->types + types * 6;
    file->time_count = (int)times;
    file->type_count = (int)types;
    for (int i = 0; i < times; i++)
        if (file->indexes[i] >= types)
            return 0;
    for (int i = 0; i < types; i++)
        if (file->types[6 * i + 5] >= names || !memchr(file->names + file->types[6 * i + 5], 0, (size_t)(names - file->types[6 * i + 5])))
            return 0;
    return length;
}

int __apus_read_zone(const char *path, struct zone_file *out)
{
    memset(out, 0, sizeof *out);
    out->bytes = read_file(path, &out->size);
    if (!out->bytes)
        return 0;
    size_t first = tables(out, 0, 4), second = first && out->bytes[4] >= '2' ? tables(out, first, 8) : 0;
    if (!second) {
        __apus_forget_zone(out);
        return 0;
    }
    char *rule = (char *)out->bytes + first + second, *end;
    if (*rule == '\n' && (end = strchr(++rule, '\n'))) {
        *end = 0;
        out->has_after = __apus_parse_zone(rule, &out->after);
    }
    return 1;
}

void __apus_forget_zone(struct zone_file *file)
{
    free(file->bytes);
    memset(file, 0, sizeof *file);
}

static struct local_type type_of(const struct zone_file *file, int index)
{
    const unsigned char *type = file->types + 6 * index;
    return (struct local_type){(int)number(type, 4), type[4] != 0, file->names + type[5]};
}

struct local_type __apus_file_time(const struct zone_file *file, long long when)
{
    int low = 0, high = file->time_count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (number(file->times + 8 * middle, 8) <= when)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == file->time_count && file->has_after)
        return __apus_posix_time(&file->after, when);
    if (low > 0)
        return type_of(file, file->indexes[low - 1]);
    /* Before all: the first that is no summer time. */
    for (int i = 0; i < file->type_count; i++)
        if (!file->types[6 * i + 4])
            return type_of(file, i);
    return type_of(file, 0);
}
