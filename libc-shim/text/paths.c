/* basename of <string.h>, which leaves its argument alone; that of <libgen.h> is __xpg_basename. dirname keeps the two
   slashes that POSIX leaves to the implementation. */
#include "apus/musl.h"
#include <string.h>

char *basename(const char *path)
{
    char *slash = strrchr(path, '/');
    return slash ? slash + 1 : (char *)path;
}

char *__xpg_basename(char *path)
{
    if (!path || !*path)
        return (char *)".";
    char *end = path + strlen(path);
    if (end[-1] == '/') {
        while (end > path && end[-1] == '/')
            end--;
        if (end == path) /* nothing but slashes: the last of them */
            return path + strlen(path) - 1;
        *end = 0;
    }
    char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *dirname(char *path)
{
    if (!path || !*path)
        return (char *)".";
    char *end = path + strlen(path);
    while (end > path && end[-1] == '/')
        end--;
    while (end > path && end[-1] != '/')
        end--;
    char *after = end;
    while (end > path && end[-1] == '/')
        end--;
    if (end > path) {
        *end = 0;
        return path;
    }
    if (after == path && *path != '/')
        return (char *)".";
    /* The root; exactly two slashes are a root of their own. */
    size_t slashes = strspn(path, "/");
    path[slashes == 2 && (after - path == 2 || after == path) ? 2 : 1] = 0;
    return path;
}

/* musl keeps the two slashes at a path's beginning that POSIX leaves to the implementation; on Linux they are one. */
extern char *__musl_realpath(const char *restrict, char *restrict) HIDDEN;
char *realpath(const char *restrict path, char *restrict room)
{
    char *found = __musl_realpath(path, room);
    if (found && found[1] == '/')
        memmove(found, found + 1, strlen(found));
    return found;
}
