/* XDR filters for what is made of several values: bytes, strings, arrays, pointers. Decoding
   into a null pointer allocates; XDR_FREE gives that back. */
#include "glibc/xdr.h"
#include <stdlib.h>
#include <string.h>

int xdr_opaque(struct xdr *stream, char *bytes, unsigned count)
{
    static const char zeroes[4];
    char discard[4];
    unsigned padding = -count & 3;
    switch (stream->operation) {
    case XDR_ENCODE:
        return (!count || stream->table->put_bytes(stream, bytes, count)) &&
               (!padding || stream->table->put_bytes(stream, zeroes, padding));
    case XDR_DECODE:
        return (!count || stream->table->get_bytes(stream, bytes, count)) &&
               (!padding || stream->table->get_bytes(stream, discard, padding));
    default: return 1;
    }
}

int xdr_bytes(struct xdr *stream, char **bytes, unsigned *count, unsigned most)
{
    if (!xdr_u_int(stream, count) || (*count > most && stream->operation != XDR_FREE))
        return 0;
    if (stream->operation == XDR_FREE) {
        free(*bytes);
        *bytes = 0;
        return 1;
    }
    if (stream->operation == XDR_DECODE && *count && !*bytes && !(*bytes = malloc(*count)))
        return 0;
    return xdr_opaque(stream, *bytes, *count);
}

int xdr_string(struct xdr *stream, char **text, unsigned most)
{
    unsigned length = 0;
    if (stream->operation == XDR_FREE) {
        free(*text);
        *text = 0;
        return 1;
    }
    if (stream->operation == XDR_ENCODE) {
        if (!*text)
            return 0;
        length = (unsigned)strlen(*text);
    }
    if (!xdr_u_int(stream, &length) || length > most || length == ~0u)
        return 0;
    if (stream->operation == XDR_DECODE) {
        if (!*text && !(*text = malloc((size_t)length + 1)))
            return 0;
        (*text)[length] = 0;
    }
    return xdr_opaque(stream, *text, length);
}

int xdr_wrapstring(struct xdr *stream, char **text) { return xdr_string(stream, text, ~0u - 1); }

int xdr_vector(struct xdr *stream, char *items, unsigned count, unsigned size, xdr_filter filter)
{
    for (unsigned i = 0; i < count; i++)
        if (!filter(stream, items + (size_t)i * size, ~0u))
            return 0;
    return 1;
}

int xdr_array(struct xdr *stream, char **items, unsigned *count, unsigned most, unsigned size,
              xdr_filter filter)
{
    if (!xdr_u_int(stream, count))
        return 0;
    if (stream->operation != XDR_FREE && (*count > most || (size && *count > ~0u / size)))
        return 0;
    if (!*items) {
        if (!*count || stream->operation == XDR_FREE)
            return 1;
        if (stream->operation == XDR_DECODE && !(*items = calloc(*count, size)))
            return 0;
    }
    int good = xdr_vector(stream, *items, *count, size, filter);
    if (stream->operation == XDR_FREE) {
        free(*items);
        *items = 0;
    }
    return good;
}

int xdr_reference(struct xdr *stream, char **item, unsigned size, xdr_filter filter)
{
    if (!*item) {
        if (stream->operation == XDR_FREE)
            return 1;
        if (stream->operation == XDR_DECODE && !(*item = calloc(1, size)))
            return 0;
    }
    int good = filter(stream, *item, ~0u);
    if (stream->operation == XDR_FREE) {
        free(*item);
        *item = 0;
    }
    return good;
}

/* A reference that may be absent: a flag goes before it. */
int xdr_pointer(struct xdr *stream, char **item, unsigned size, xdr_filter filter)
{
    extern int xdr_bool(struct xdr *, int *);
    int present = *item != 0;
    if (!xdr_bool(stream, &present))
        return 0;
    if (!present) {
        *item = 0;
        return 1;
    }
    return xdr_reference(stream, item, size, filter);
}

struct choice {
    int value;
    xdr_filter filter;
};

int xdr_union(struct xdr *stream, int *which, char *item, const struct choice *choices, xdr_filter other)
{
    if (!xdr_int(stream, which))
        return 0;
    for (; choices->filter; choices++)
        if (choices->value == *which)
            return choices->filter(stream, item, ~0u);
    return other ? other(stream, item, ~0u) : 0;
}

struct counted_bytes {
    unsigned length;
    char *bytes;
};

int xdr_netobj(struct xdr *stream, struct counted_bytes *object)
{
    return xdr_bytes(stream, &object->bytes, &object->length, 1024);
}

void xdr_free(xdr_filter filter, char *item)
{
    struct xdr stream = {.operation = XDR_FREE};
    filter(&stream, item, ~0u);
}
