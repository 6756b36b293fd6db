/* XDR filters for values: each encodes, decodes or frees, as the stream says. Every item takes
   a multiple of four bytes, most significant first. */
#include "glibc/xdr.h"
#include <stdlib.h>
#include <string.h>

static int word(struct xdr *stream, uint32_t *value)
{
    int32_t copy = (int32_t)*value;
    switch (stream->operation) {
    case XDR_ENCODE: return stream->table->put_int32(stream, &copy);
    case XDR_DECODE:
        if (!stream->table->get_int32(stream, &copy))
            return 0;
        *value = (uint32_t)copy;
        return 1;
    default: return 1;
    }
}

static int two_words(struct xdr *stream, uint64_t *value)
{
    uint32_t high = (uint32_t)(*value >> 32), low = (uint32_t)*value;
    if (stream->operation == XDR_FREE)
        return 1;
    if (!word(stream, &high) || !word(stream, &low))
        return 0;
    *value = (uint64_t)high << 32 | low;
    return 1;
}

int xdr_void(void) { return 1; }
int xdr_int(struct xdr *stream, int *value) { return word(stream, (uint32_t *)value); }
int xdr_u_int(struct xdr *stream, unsigned *value) { return word(stream, value); }
int xdr_enum(struct xdr *, int *) ALIAS(xdr_int);
int xdr_int32_t(struct xdr *, int32_t *) ALIAS(xdr_int);
int xdr_uint32_t(struct xdr *, uint32_t *) ALIAS(xdr_u_int);

/* Values wider than the 32 bits on the wire are refused. */
int xdr_long(struct xdr *stream, long *value)
{
    int copy = (int)*value;
    if (stream->operation == XDR_ENCODE && copy != *value)
        return 0;
    if (!xdr_int(stream, &copy))
        return 0;
    if (stream->operation == XDR_DECODE)
        *value = copy;
    return 1;
}

int xdr_u_long(struct xdr *stream, unsigned long *value)
{
    unsigned copy = (unsigned)*value;
    if (stream->operation == XDR_ENCODE && copy != *value)
        return 0;
    if (!xdr_u_int(stream, &copy))
        return 0;
    if (stream->operation == XDR_DECODE)
        *value = copy;
    return 1;
}

#define NARROW(name, type) \
    int name(struct xdr *stream, type *value) \
    { \
        uint32_t copy = (uint32_t)*value; \
        if (!word(stream, &copy)) \
            return 0; \
        if (stream->operation == XDR_DECODE) \
            *value = (type)copy; \
        return 1; \
    }
NARROW(xdr_short, short)
NARROW(xdr_u_short, unsigned short)
NARROW(xdr_char, char)
NARROW(xdr_u_char, unsigned char)
int xdr_int16_t(struct xdr *, int16_t *) ALIAS(xdr_short);
int xdr_uint16_t(struct xdr *, uint16_t *) ALIAS(xdr_u_short);
int xdr_int8_t(struct xdr *, int8_t *) ALIAS(xdr_char);
int xdr_uint8_t(struct xdr *, uint8_t *) ALIAS(xdr_u_char);

int xdr_bool(struct xdr *stream, int *value)
{
    uint32_t copy = *value != 0;
    if (!word(stream, &copy))
        return 0;
    if (stream->operation == XDR_DECODE)
        *value = copy != 0;
    return 1;
}

int xdr_int64_t(struct xdr *stream, int64_t *value) { return two_words(stream, (uint64_t *)value); }
int xdr_uint64_t(struct xdr *stream, uint64_t *value) { return two_words(stream, value); }
int xdr_hyper(struct xdr *, int64_t *) ALIAS(xdr_int64_t);
int xdr_quad_t(struct xdr *, int64_t *) ALIAS(xdr_int64_t);
int xdr_longlong_t(struct xdr *, int64_t *) ALIAS(xdr_int64_t);
int xdr_u_hyper(struct xdr *, uint64_t *) ALIAS(xdr_uint64_t);
int xdr_u_quad_t(struct xdr *, uint64_t *) ALIAS(xdr_uint64_t);
int xdr_u_longlong_t(struct xdr *, uint64_t *) ALIAS(xdr_uint64_t);

int xdr_float(struct xdr *stream, float *value)
{
    uint32_t bits;
    memcpy(&bits, value, sizeof bits);
    if (!word(stream, &bits))
        return 0;
    if (stream->operation == XDR_DECODE)
        memcpy(value, &bits, sizeof bits);
    return 1;
}

int xdr_double(struct xdr *stream, double *value)
{
    uint64_t bits;
    memcpy(&bits, value, sizeof bits);
    if (!two_words(stream, &bits))
        return 0;
    if (stream->operation == XDR_DECODE)
        memcpy(value, &bits, sizeof bits);
    return 1;
}
