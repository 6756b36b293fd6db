/* Internet addresses as text (inet(3), inet_pton(3)). Nothing is written where the text is wrong, and errno stays as it
   is; musl stores what it read so far. */
#include "apus/musl.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static int digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 99;
}

/* A number in C's notation; null where there is none or it needs more than 32 bits. */
static const char *number(const char *text, uint32_t *out)
{
    int base = 10, digits = 0;
    uint64_t value = 0;
    if (*text == '0') {
        base = 8;
        if ((text[1] | 32) == 'x') {
            base = 16;
            text += 2;
        }
    }
    for (; digit_of(*text) < base; text++, digits = 1) {
        value = value * (uint64_t)base + (uint64_t)digit_of(*text);
        if (value > UINT32_MAX)
            return 0;
    }
    *out = (uint32_t)value;
    return digits ? text : 0;
}

/* One to four numbers: the last fills what the others leave. Null, or where the address ends. */
static const char *parse(const char *text, uint32_t *address)
{
    uint32_t parts[4], value;
    int count = 0;
    for (;; text++) {
        if (count == 4 || !(*text >= '0' && *text <= '9') || !(text = number(text, &parts[count])))
            return 0;
        count++;
        if (*text != '.')
            break;
    }
    uint32_t most = count == 1 ? UINT32_MAX : (1u << (8 * (5 - count))) - 1;
    if (parts[count - 1] > most)
        return 0;
    value = parts[count - 1];
    for (int i = 0; i < count - 1; i++) {
        if (parts[i] > 255)
            return 0;
        value |= parts[i] << (24 - 8 * i);
    }
    *address = htonl(value);
    return text;
}

int inet_aton(const char *text, struct in_addr *out)
{
    uint32_t address;
    const char *end = parse(text, &address);
    /* glibc takes what follows a blank for something else. */
    if (!end || (*end && !(*end == ' ' || (*end >= '\t' && *end <= '\r'))))
        return 0;
    if (out)
        out->s_addr = address;
    return 1;
}
int __inet_aton(const char *, struct in_addr *) HIDDEN_ALIAS(inet_aton);

in_addr_t inet_addr(const char *text)
{
    struct in_addr address;
    return inet_aton(text, &address) ? address.s_addr : INADDR_NONE;
}

/* The numbers, a byte each, in the host's order; blanks may follow. */
in_addr_t inet_network(const char *text)
{
    uint32_t value = 0, part;
    for (int count = 0; count < 4; count++) {
        const char *end = number(text, &part);
        if (!end || part > 255)
            return INADDR_NONE;
        value = value << 8 | part;
        text = end;
        if (*text != '.') {
            while (*text == ' ' || (*text >= '\t' && *text <= '\r'))
                text++;
            return *text ? INADDR_NONE : value;
        }
        text++;
    }
    return INADDR_NONE;
}

/* Network and host by the classes of old. */
static int host_bits(uint32_t address) { return !(address >> 31) ? 24 : address >> 30 == 2 ? 16 : 8; }

in_addr_t inet_lnaof(struct in_addr in)
{
    uint32_t address = ntohl(in.s_addr);
    return address & ((1u << host_bits(address)) - 1);
}

in_addr_t inet_netof(struct in_addr in)
{
    uint32_t address = ntohl(in.s_addr);
    return address >> host_bits(address);
}

struct in_addr inet_makeaddr(in_addr_t network, in_addr_t host)
{
    uint32_t address = network < 128     ? network << 24 | (host & 0xffffff)
                       : network < 65536 ? network << 16 | (host & 0xffff)
                       : network < 16777216 ? network << 8 | (host & 0xff)
                                            : network | host;
    return (struct in_addr){htonl(address)};
}

/* Exactly four decimal numbers without leading zeros. */
static int parse_four(const char *text, const char *end, unsigned char *out)
{
    for (int i = 0; i < 4; i++) {
        int value = 0, digits = 0;
        for (; text < end && *text >= '0' && *text <= '9'; text++, digits++) {
            value = value * 10 + *text - '0';
            if (value > 255 || (digits && value < 10))
                return 0;
        }
        if (!digits || (i < 3 ? text == end || *text++ != '.' : text != end))
            return 0;
        out[i] = (unsigned char)value;
    }
    return 1;
}

static int parse_six(const char *text, unsigned char *out)
{
    unsigned char bytes[16] = {0};
    int used = 0, gap = -1;
    if (*text == ':' && *++text != ':')
        return 0;
    while (*text) {
        if (*text == ':') {
            if (gap >= 0)
                return 0;
            gap = used;
            text++;
            continue;
        }
        const char *start = text;
        unsigned value = 0;
        for (; digit_of(*text) < 16; text++) {
            value = value << 4 | (unsigned)digit_of(*text);
            if (text - start == 4)
                return 0;
        }
        if (*text == '.') {
            if (used > 12 || !parse_four(start, start + strlen(start), bytes + used))
                return 0;
            used += 4;
            break;
        }
        if (text == start || used == 16)
            return 0;
        bytes[used++] = (unsigned char)(value >> 8);
        bytes[used++] = (unsigned char)value;
        if (*text == ':' && !*++text)
            return 0;
        else if (*text && text[-1] != ':')
            return 0;
    }
    if (gap >= 0) {
        if (used == 16)
            return 0;
        memmove(bytes + 16 - (used - gap), bytes + gap, (size_t)(used - gap));
        memset(bytes + gap, 0, (size_t)(16 - used));
        used = 16;
    }
    if (used != 16)
        return 0;
    memcpy(out, bytes, 16);
    return 1;
}

int inet_pton(int family, const char *restrict text, void *restrict out)
{
    unsigned char four[4];
    switch (family) {
    case AF_INET:
        if (!parse_four(text, text + strlen(text), four))
            return 0;
        memcpy(out, four, 4);
        return 1;
    case AF_INET6: return parse_six(text, out);
    default: errno = EAFNOSUPPORT; return -1;
    }
}

extern const char *__musl_inet_ntop(int, const void *restrict, char *restrict, socklen_t) HIDDEN;
const char *inet_ntop(int family, const void *restrict address, char *restrict text, socklen_t room)
{
    char whole[INET6_ADDRSTRLEN];
    const unsigned char *bytes = address;
    if (!__musl_inet_ntop(family, address, whole, sizeof whole))
        return 0;
    /* Addresses that hold an older one are shown with it: musl does so for ::ffff:1.2.3.4 alone. */
    static const unsigned char zeros[12];
    if (family == AF_INET6 && !memcmp(bytes, zeros, 12) && (bytes[12] || bytes[13]))
        snprintf(whole, sizeof whole, "::%d.%d.%d.%d", bytes[12], bytes[13], bytes[14], bytes[15]);
    if (strlen(whole) >= room) {
        errno = ENOSPC;
        return 0;
    }
    return strcpy(text, whole);
}

/* Bytes in hexadecimal, dots between them if one likes (RFC 1706). */
unsigned inet_nsap_addr(const char *text, unsigned char *out, int room)
{
    unsigned count = 0;
    int half = -1;
    for (; *text && (int)count < room; text++) {
        if (*text == '.' || *text == '+' || *text == '/')
            continue;
        int value = digit_of(*text);
        if (value > 15)
            return 0;
        if (half < 0) {
            half = value;
        } else {
            out[count++] = (unsigned char)(half << 4 | value);
            half = -1;
        }
    }
    return half < 0 ? count : 0;
}
