/* rpc/xdr.h: external data representation (RFC 4506). The stream's layout and its table of
   operations are those that programs were compiled with. */
#ifndef APUS_XDR_H
#define APUS_XDR_H
#include "apus/musl.h"
#include <stdint.h>

enum xdr_operation { XDR_ENCODE, XDR_DECODE, XDR_FREE };
struct xdr;
struct xdr_table {
    int (*get_long)(struct xdr *, long *);
    int (*put_long)(struct xdr *, const long *);
    int (*get_bytes)(struct xdr *, char *, unsigned);
    int (*put_bytes)(struct xdr *, const char *, unsigned);
    unsigned (*position)(const struct xdr *);
    int (*set_position)(struct xdr *, unsigned);
    int32_t *(*inline_room)(struct xdr *, unsigned);
    void (*destroy)(struct xdr *);
    int (*get_int32)(struct xdr *, int32_t *);
    int (*put_int32)(struct xdr *, const int32_t *);
};
struct xdr {
    enum xdr_operation operation;
    const struct xdr_table *table;
    char *public;
    char *private; /* the current place */
    char *base;
    unsigned handy; /* bytes left */
};
typedef int (*xdr_filter)(struct xdr *, void *, ...);

struct opaque_auth {
    int flavour;
    char *base;
    unsigned length;
};

int xdr_int(struct xdr *, int *);
int xdr_u_int(struct xdr *, unsigned *);
int xdr_long(struct xdr *, long *);
int xdr_u_long(struct xdr *, unsigned long *);
int xdr_opaque(struct xdr *, char *, unsigned);
int xdr_bytes(struct xdr *, char **, unsigned *, unsigned);
int xdr_string(struct xdr *, char **, unsigned);
int xdr_array(struct xdr *, char **, unsigned *, unsigned, unsigned, xdr_filter);
#endif
