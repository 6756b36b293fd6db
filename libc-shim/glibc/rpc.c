/* Sun RPC as far as it is plain data: messages and credentials through XDR. There is no
   portmapper to talk to, so registration fails, as it does without one. */
#include "glibc/xdr.h"
#include <stdlib.h>
#include <string.h>

struct opaque_auth _null_auth;
enum { MAX_AUTH_BYTES = 400, MAX_MACHINE_NAME = 255, MAX_GROUPS = 16, RPC_VERSION = 2 };
enum { CALL = 0, REPLY = 1, ACCEPTED = 0, DENIED = 1, SUCCESS = 0, MISMATCH = 2, RPC_MISMATCH = 0 };

int xdr_opaque_auth(struct xdr *stream, struct opaque_auth *auth)
{
    return xdr_int(stream, &auth->flavour) &&
           xdr_bytes(stream, &auth->base, &auth->length, MAX_AUTH_BYTES);
}

struct unix_credentials {
    unsigned long time;
    char *machine;
    unsigned uid, gid, group_count;
    unsigned *groups;
};

int xdr_authunix_parms(struct xdr *stream, struct unix_credentials *p)
{
    return xdr_u_long(stream, &p->time) && xdr_string(stream, &p->machine, MAX_MACHINE_NAME) &&
           xdr_u_int(stream, &p->uid) && xdr_u_int(stream, &p->gid) &&
           xdr_array(stream, (char **)&p->groups, &p->group_count, MAX_GROUPS, sizeof(unsigned),
                     (xdr_filter)(void *)xdr_u_int);
}

struct accepted_reply {
    struct opaque_auth verifier;
    int status;
    union {
        struct { unsigned long low, high; } versions;
        struct { char *where; xdr_filter filter; } results;
    } u;
};

struct rejected_reply {
    int status;
    union {
        struct { unsigned long low, high; } versions;
        int why;
    } u;
};

int xdr_accepted_reply(struct xdr *stream, struct accepted_reply *reply)
{
    if (!xdr_opaque_auth(stream, &reply->verifier) || !xdr_int(stream, &reply->status))
        return 0;
    if (reply->status == SUCCESS)
        return reply->u.results.filter(stream, reply->u.results.where);
    if (reply->status == MISMATCH)
        return xdr_u_long(stream, &reply->u.versions.low) && xdr_u_long(stream, &reply->u.versions.high);
    return 1;
}

int xdr_rejected_reply(struct xdr *stream, struct rejected_reply *reply)
{
    if (!xdr_int(stream, &reply->status))
        return 0;
    if (reply->status == RPC_MISMATCH)
        return xdr_u_long(stream, &reply->u.versions.low) && xdr_u_long(stream, &reply->u.versions.high);
    return reply->status == 1 && xdr_int(stream, &reply->u.why);
}

struct message {
    unsigned long id;
    int direction;
    union {
        struct {
            unsigned long rpc_version, program, version, procedure;
            struct opaque_auth credentials, verifier;
        } call;
        struct {
            int status;
            union {
                struct accepted_reply accepted;
                struct rejected_reply rejected;
            } u;
        } reply;
    } u;
};

int xdr_callhdr(struct xdr *stream, struct message *message)
{
    message->direction = CALL;
    message->u.call.rpc_version = RPC_VERSION;
    return stream->operation == XDR_ENCODE && xdr_u_long(stream, &message->id) &&
           xdr_int(stream, &message->direction) && xdr_u_long(stream, &message->u.call.rpc_version) &&
           xdr_u_long(stream, &message->u.call.program) && xdr_u_long(stream, &message->u.call.version);
}

int xdr_callmsg(struct xdr *stream, struct message *message)
{
    return xdr_u_long(stream, &message->id) && xdr_int(stream, &message->direction) &&
           message->direction == CALL && xdr_u_long(stream, &message->u.call.rpc_version) &&
           message->u.call.rpc_version == RPC_VERSION && xdr_u_long(stream, &message->u.call.program) &&
           xdr_u_long(stream, &message->u.call.version) &&
           xdr_u_long(stream, &message->u.call.procedure) &&
           xdr_opaque_auth(stream, &message->u.call.credentials) &&
           xdr_opaque_auth(stream, &message->u.call.verifier);
}

int xdr_replymsg(struct xdr *stream, struct message *message)
{
    if (!xdr_u_long(stream, &message->id) || !xdr_int(stream, &message->direction) ||
        message->direction != REPLY || !xdr_int(stream, &message->u.reply.status))
        return 0;
    if (message->u.reply.status == ACCEPTED)
        return xdr_accepted_reply(stream, &message->u.reply.u.accepted);
    return message->u.reply.status == DENIED &&
           xdr_rejected_reply(stream, &message->u.reply.u.rejected);
}

int pmap_set(unsigned long program, unsigned long version, int protocol, unsigned short port) { return 0; }
int pmap_unset(unsigned long program, unsigned long version) { return 0; }
