/* The resolver interface with explicit state. musl resolves without one: the state is filled
   for programs that read the name servers from it, and otherwise ignored. */
#include "apus/musl.h"
#include <arpa/inet.h>
#include <ctype.h>
#include <resolv.h>
#include <stdio.h>
#include <string.h>

int __res_ninit(res_state state)
{
    memset(state, 0, sizeof *state);
    state->retrans = 5;
    state->retry = 2;
    state->options = RES_INIT | RES_RECURSE | RES_DEFNAMES | RES_DNSRCH;
    state->ndots = 1;
    state->_vcsock = -1;
    FILE *file = fopen("/etc/resolv.conf", "re");
    char line[512], word[256];
    while (file && fgets(line, sizeof line, file)) {
        if (state->nscount < MAXNS && sscanf(line, "nameserver %255s", word) == 1) {
            struct sockaddr_in *server = &state->nsaddr_list[state->nscount];
            if (inet_pton(AF_INET, word, &server->sin_addr) == 1) {
                server->sin_family = AF_INET;
                server->sin_port = htons(53);
                state->nscount++;
            }
        } else if (sscanf(line, "domain %255s", word) == 1 || sscanf(line, "search %255s", word) == 1) {
            memcpy(state->defdname, word, sizeof word);
            state->dnsrch[0] = state->defdname;
            state->dnsrch[1] = 0;
        }
    }
    if (file)
        fclose(file);
    if (!state->nscount) {
        state->nsaddr_list[0].sin_family = AF_INET;
        state->nsaddr_list[0].sin_port = htons(53);
        state->nsaddr_list[0].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        state->nscount = 1;
    }
    return 0;
}
int res_ninit(res_state) ALIAS(__res_ninit);

void __res_nclose(res_state state) { state->_vcsock = -1; }
void res_nclose(res_state) ALIAS(__res_nclose);

int res_init(void)
{
    return __res_ninit(__res_state());
}

int res_nquery(res_state state, const char *name, int class, int type, unsigned char *answer, int size)
{
    return res_query(name, class, type, answer, size);
}
int __res_nquery(res_state, const char *, int, int, unsigned char *, int) ALIAS(res_nquery);

int res_nsearch(res_state state, const char *name, int class, int type, unsigned char *answer, int size)
{
    return res_search(name, class, type, answer, size);
}
int __res_nsearch(res_state, const char *, int, int, unsigned char *, int) ALIAS(res_nsearch);

int res_nquerydomain(res_state state, const char *name, const char *domain, int class, int type,
                     unsigned char *answer, int size)
{
    return res_querydomain(name, domain, class, type, answer, size);
}

int res_nmkquery(res_state state, int op, const char *name, int class, int type,
                 const unsigned char *data, int length, const unsigned char *record,
                 unsigned char *buffer, int size)
{
    return res_mkquery(op, name, class, type, data, length, record, buffer, size);
}

int res_nsend(res_state state, const unsigned char *query, int length, unsigned char *answer, int size)
{
    return res_send(query, length, answer, size);
}

/* Host names: letters, digits, hyphens inside labels; underscores are let pass by glibc. */
int res_hnok(const char *name)
{
    char previous = '.';
    for (; *name; previous = *name++) {
        unsigned char c = (unsigned char)*name;
        if (c == '.' ? previous == '.' && name[1] : !(isalnum(c) || c == '_' || (c == '-' && previous != '.')))
            return 0;
    }
    return 1;
}
int __res_hnok(const char *) ALIAS(res_hnok);

int res_dnok(const char *name)
{
    for (; *name; name++)
        if ((unsigned char)*name < 0x21 || (unsigned char)*name > 0x7e)
            return 0;
    return 1;
}
int __res_dnok(const char *) ALIAS(res_dnok);
