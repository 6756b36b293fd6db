/* Ethernet addresses as text: glibc writes them without leading zeros (ether_aton(3)). */
#include "apus/musl.h"
#include <netinet/ether.h>
#include <stdio.h>

char *ether_ntoa_r(const struct ether_addr *address, char *text)
{
    const unsigned char *b = address->ether_addr_octet;
    sprintf(text, "%x:%x:%x:%x:%x:%x", b[0], b[1], b[2], b[3], b[4], b[5]);
    return text;
}

char *ether_ntoa(const struct ether_addr *address)
{
    static char text[18];
    return ether_ntoa_r(address, text);
}

static int digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* One or two digits a byte; whatever follows the last byte is left alone. */
struct ether_addr *ether_aton_r(const char *text, struct ether_addr *address)
{
    for (int i = 0; i < 6; i++) {
        int value = digit_of(*text++);
        if (value < 0)
            return 0;
        if (digit_of(*text) >= 0)
            value = value << 4 | digit_of(*text++);
        if (i < 5 && *text++ != ':')
            return 0;
        address->ether_addr_octet[i] = (unsigned char)value;
    }
    return address;
}

struct ether_addr *ether_aton(const char *text)
{
    static struct ether_addr address;
    return ether_aton_r(text, &address);
}

/* There is no /etc/ethers. */
int ether_ntohost(char *name, const struct ether_addr *address) { return -1; }
int ether_hostton(const char *name, struct ether_addr *address) { return -1; }
int ether_line(const char *line, struct ether_addr *address, char *name)
{
    if (!ether_aton_r(line, address))
        return -1;
    for (int i = 0; i < 6; i++) {
        while (digit_of(*line) >= 0)
            line++;
        if (i < 5)
            line++;
    }
    while (*line == ' ' || *line == '\t')
        line++;
    if (!*line || *line == '#' || *line == '\n')
        return -1;
    while (*line && *line != ' ' && *line != '\t' && *line != '\n' && *line != '#')
        *name++ = *line++;
    *name = 0;
    return 0;
}
