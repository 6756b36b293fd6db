/* XDR streams: over a buffer, over a stdio stream, and one that only counts. */
#include "glibc/xdr.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Long and 32-bit words are the same on the wire. */
static int get_long(struct xdr *stream, long *value)
{
    int32_t word;
    if (!stream->table->get_int32(stream, &word))
        return 0;
    *value = word;
    return 1;
}

static int put_long(struct xdr *stream, const long *value)
{
    int32_t word = (int32_t)*value;
    return stream->table->put_int32(stream, &word);
}

static int memory_get_bytes(struct xdr *stream, char *to, unsigned count)
{
    if (stream->handy < count)
        return 0;
    memcpy(to, stream->private, count);
    stream->private += count;
    stream->handy -= count;
    return 1;
}

static int memory_put_bytes(struct xdr *stream, const char *from, unsigned count)
{
    if (stream->handy < count)
        return 0;
    memcpy(stream->private, from, count);
    stream->private += count;
    stream->handy -= count;
    return 1;
}

static int memory_get_int32(struct xdr *stream, int32_t *value)
{
    uint32_t word;
    if (!memory_get_bytes(stream, (char *)&word, 4))
        return 0;
    *value = (int32_t)ntohl(word);
    return 1;
}

static int memory_put_int32(struct xdr *stream, const int32_t *value)
{
    uint32_t word = htonl((uint32_t)*value);
    return memory_put_bytes(stream, (char *)&word, 4);
}

static unsigned memory_position(const struct xdr *stream)
{
    return (unsigned)(stream->private - stream->base);
}

static int memory_set_position(struct xdr *stream, unsigned position)
{
    size_t size = (size_t)(stream->private - stream->base) + stream->handy;
    if (position > size)
        return 0;
    stream->private = stream->base + position;
    stream->handy = (unsigned)(size - position);
    return 1;
}

static int32_t *memory_inline(struct xdr *stream, unsigned count)
{
    if (stream->handy < count)
        return 0;
    int32_t *room = (int32_t *)stream->private;
    stream->private += count;
    stream->handy -= count;
    return room;
}

static void nothing_to_destroy(struct xdr *stream) {}

static const struct xdr_table memory_table = {
    get_long, put_long, memory_get_bytes, memory_put_bytes, memory_position, memory_set_position,
    memory_inline, nothing_to_destroy, memory_get_int32, memory_put_int32,
};

void xdrmem_create(struct xdr *stream, char *buffer, unsigned size, enum xdr_operation operation)
{
    *stream = (struct xdr){operation, &memory_table, 0, buffer, buffer, size};
}

static int file_get_bytes(struct xdr *stream, char *to, unsigned count)
{
    return fread(to, 1, count, (FILE *)stream->private) == count;
}

static int file_put_bytes(struct xdr *stream, const char *from, unsigned count)
{
    return fwrite(from, 1, count, (FILE *)stream->private) == count;
}

static int file_get_int32(struct xdr *stream, int32_t *value)
{
    uint32_t word;
    if (!file_get_bytes(stream, (char *)&word, 4))
        return 0;
    *value = (int32_t)ntohl(word);
    return 1;
}

static int file_put_int32(struct xdr *stream, const int32_t *value)
{
    uint32_t word = htonl((uint32_t)*value);
    return file_put_bytes(stream, (char *)&word, 4);
}

static unsigned file_position(const struct xdr *stream)
{
    return (unsigned)ftell((FILE *)stream->private);
}

static int file_set_position(struct xdr *stream, unsigned position)
{
    return fseek((FILE *)stream->private, position, SEEK_SET) == 0;
}

static int32_t *no_inline(struct xdr *stream, unsigned count) { return 0; }
static void file_destroy(struct xdr *stream) { fflush((FILE *)stream->private); }

static const struct xdr_table file_table = {
    get_long, put_long, file_get_bytes, file_put_bytes, file_position, file_set_position,
    no_inline, file_destroy, file_get_int32, file_put_int32,
};

void xdrstdio_create(struct xdr *stream, FILE *file, enum xdr_operation operation)
{
    *stream = (struct xdr){operation, &file_table, 0, (char *)file, 0, 0};
}

static int count_bytes(struct xdr *stream, const char *from, unsigned count)
{
    stream->handy += count;
    return 1;
}

static int count_int32(struct xdr *stream, const int32_t *value)
{
    stream->handy += 4;
    return 1;
}

static int refuse_get_bytes(struct xdr *stream, char *to, unsigned count) { return 0; }
static int refuse_get_int32(struct xdr *stream, int32_t *value) { return 0; }
static unsigned counted(const struct xdr *stream) { return stream->handy; }
static int refuse_position(struct xdr *stream, unsigned position) { return 0; }

/* The bytes that encoding would take; 0 if it fails. */
unsigned long xdr_sizeof(xdr_filter filter, void *item)
{
    static const struct xdr_table table = {
        get_long, put_long, refuse_get_bytes, count_bytes, counted, refuse_position,
        no_inline, nothing_to_destroy, refuse_get_int32, count_int32,
    };
    struct xdr stream = {XDR_ENCODE, &table, 0, 0, 0, 0};
    return filter(&stream, item) == 1 ? stream.handy : 0;
}
