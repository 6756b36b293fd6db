/* The reentrant forms of the user, group and network databases that musl has in one form
   only. */
#include "apus/musl.h"
#include <grp.h>
#include <netdb.h>
#include <pwd.h>
#include <shadow.h>
#include <stdio.h>
#include <string.h>

/* Copies a string into the caller's buffer; null when it is full. */
static char *keep(const char *text, char **at, size_t *room)
{
    size_t length = strlen(text) + 1;
    if (length > *room)
        return 0;
    char *copy = memcpy(*at, text, length);
    *at += length;
    *room -= length;
    return copy;
}

static char **keep_list(char **list, char **at, size_t *room)
{
    size_t count = 0, skip = -(uintptr_t)*at & 7;
    while (list && list[count])
        count++;
    size_t bytes = (count + 1) * sizeof(char *) + skip;
    if (bytes > *room)
        return 0;
    char **copy = (char **)(*at + skip);
    *at += bytes;
    *room -= bytes;
    for (size_t i = 0; i < count; i++)
        if (!(copy[i] = keep(list[i], at, room)))
            return 0;
    copy[count] = 0;
    return copy;
}

int fgetpwent_r(FILE *file, struct passwd *entry, char *buffer, size_t size, struct passwd **result)
{
    struct passwd *found = fgetpwent(file);
    *result = 0;
    if (!found)
        return ENOENT;
    *entry = *found;
    if (!(entry->pw_name = keep(found->pw_name, &buffer, &size)) ||
        !(entry->pw_passwd = keep(found->pw_passwd, &buffer, &size)) ||
        !(entry->pw_gecos = keep(found->pw_gecos, &buffer, &size)) ||
        !(entry->pw_dir = keep(found->pw_dir, &buffer, &size)) ||
        !(entry->pw_shell = keep(found->pw_shell, &buffer, &size)))
        return ERANGE;
    *result = entry;
    return 0;
}

int getpwent_r(struct passwd *entry, char *buffer, size_t size, struct passwd **result)
{
    struct passwd *found = getpwent();
    *result = 0;
    if (!found)
        return ENOENT;
    *entry = *found;
    if (!(entry->pw_name = keep(found->pw_name, &buffer, &size)) ||
        !(entry->pw_passwd = keep(found->pw_passwd, &buffer, &size)) ||
        !(entry->pw_gecos = keep(found->pw_gecos, &buffer, &size)) ||
        !(entry->pw_dir = keep(found->pw_dir, &buffer, &size)) ||
        !(entry->pw_shell = keep(found->pw_shell, &buffer, &size)))
        return ERANGE;
    *result = entry;
    return 0;
}

static int keep_group(struct group *found, struct group *entry, char *buffer, size_t size,
                      struct group **result)
{
    *result = 0;
    if (!found)
        return ENOENT;
    *entry = *found;
    if (!(entry->gr_name = keep(found->gr_name, &buffer, &size)) ||
        !(entry->gr_passwd = keep(found->gr_passwd, &buffer, &size)) ||
        !(entry->gr_mem = keep_list(found->gr_mem, &buffer, &size)))
        return ERANGE;
    *result = entry;
    return 0;
}

int getgrent_r(struct group *entry, char *buffer, size_t size, struct group **result)
{
    return keep_group(getgrent(), entry, buffer, size, result);
}

int fgetgrent_r(FILE *file, struct group *entry, char *buffer, size_t size, struct group **result)
{
    return keep_group(fgetgrent(file), entry, buffer, size, result);
}

/* musl enumerates protocols from a table; hosts, networks and services have no enumeration in
   it, so that these end at once, as they do in glibc when the file is absent. */
static int keep_protocol(struct protoent *found, struct protoent *entry, char *buffer, size_t size,
                         struct protoent **result)
{
    *result = 0;
    if (!found)
        return ENOENT;
    *entry = *found;
    if (!(entry->p_name = keep(found->p_name, &buffer, &size)) ||
        !(entry->p_aliases = keep_list(found->p_aliases, &buffer, &size)))
        return ERANGE;
    *result = entry;
    return 0;
}

int getprotoent_r(struct protoent *entry, char *buffer, size_t size, struct protoent **result)
{
    return keep_protocol(getprotoent(), entry, buffer, size, result);
}

int getprotobyname_r(const char *name, struct protoent *entry, char *buffer, size_t size,
                     struct protoent **result)
{
    return keep_protocol(getprotobyname(name), entry, buffer, size, result) == ERANGE ? ERANGE : 0;
}

int getprotobynumber_r(int number, struct protoent *entry, char *buffer, size_t size,
                       struct protoent **result)
{
    return keep_protocol(getprotobynumber(number), entry, buffer, size, result) == ERANGE ? ERANGE : 0;
}

int getservent_r(struct servent *entry, char *buffer, size_t size, struct servent **result)
{
    *result = 0;
    return ENOENT;
}

int gethostent_r(struct hostent *entry, char *buffer, size_t size, struct hostent **result, int *error)
{
    *result = 0;
    *error = HOST_NOT_FOUND;
    return ENOENT;
}

int getnetent_r(struct netent *entry, char *buffer, size_t size, struct netent **result, int *error)
{
    *result = 0;
    *error = HOST_NOT_FOUND;
    return ENOENT;
}

int getnetbyname_r(const char *name, struct netent *entry, char *buffer, size_t size,
                   struct netent **result, int *error)
{
    *result = 0;
    *error = HOST_NOT_FOUND;
    return 0;
}

int getnetbyaddr_r(uint32_t net, int type, struct netent *entry, char *buffer, size_t size,
                   struct netent **result, int *error)
{
    *result = 0;
    *error = HOST_NOT_FOUND;
    return 0;
}

int group_member(gid_t group)
{
    extern gid_t getgid(void);
    extern int getgroups(int, gid_t *);
    gid_t groups[64];
    int count = getgroups(64, groups);
    if (getgid() == group)
        return 1;
    for (int i = 0; i < count; i++)
        if (groups[i] == group)
            return 1;
    return 0;
}
