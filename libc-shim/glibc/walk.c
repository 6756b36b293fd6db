/* ftw and nftw as glibc has them. The names in a folder are read at once, so that one descriptor is open at a time, however few
   the caller allows. Without FTW_PHYS a folder is visited once, by whichever path leads to it first. */
#include "apus/musl.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <ftw.h>
#include "apus/large_files.h"

/* glibc's numbers; musl's header counts from 1. */
enum { KIND_FILE, KIND_FOLDER, KIND_UNREADABLE, KIND_NO_STATUS, KIND_LINK, KIND_FOLDER_DONE, KIND_BROKEN_LINK };
enum { PHYS = 1, MOUNT = 2, CHDIR = 4, DEPTH = 8, ACTIONRETVAL = 16 };
enum { CONTINUE, STOP, SKIP_SUBTREE, SKIP_SIBLINGS };

typedef int (*visitor)(const char *, const struct stat *, int, struct FTW *);
typedef int (*old_visitor)(const char *, const struct stat *, int);

struct folder {
    dev_t device;
    ino_t number;
};

struct walk {
    visitor visit;
    old_visitor old_visit;
    int flags;
    dev_t device;
    struct folder *visited;
    size_t visited_count;
};

static int tell(const struct walk *walk, const char *path, const struct stat *status, int kind, int base, int level)
{
    static const int old_kinds[] = {KIND_FILE, KIND_FOLDER, KIND_UNREADABLE, KIND_NO_STATUS, KIND_FILE, KIND_FOLDER,
                                    KIND_NO_STATUS};
    struct FTW place = {base, level};
    return walk->visit ? walk->visit(path, status, kind, &place) : walk->old_visit(path, status, old_kinds[kind]);
}

/* Whether the folder was met before; it is from now on. -1 without memory. */
static int was_visited(struct walk *walk, const struct stat *status)
{
    for (size_t i = 0; i < walk->visited_count; i++)
        if (walk->visited[i].device == status->st_dev && walk->visited[i].number == status->st_ino)
            return 1;
    struct folder *more = realloc(walk->visited, (walk->visited_count + 1) * sizeof *more);
    if (!more)
        return -1;
    more[walk->visited_count++] = (struct folder){status->st_dev, status->st_ino};
    walk->visited = more;
    return 0;
}

/* The names in a folder, each with its zero, an empty one at the end; null where it cannot be read. */
static char *names_in(const char *path)
{
    DIR *folder = opendir(path);
    size_t used = 0, room = 256;
    char *names = folder ? malloc(room) : 0;
    for (struct dirent *entry; names && (entry = readdir(folder));) {
        size_t length = strlen(entry->d_name) + 1;
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        if (used + length + 1 > room) {
            char *more = realloc(names, room = 2 * (used + length + 1));
            if (!more) {
                free(names);
                names = 0;
                break;
            }
            names = more;
        }
        memcpy(names + used, entry->d_name, length);
        used += length;
    }
    if (names)
        names[used] = 0;
    int error = errno;
    if (folder)
        closedir(folder);
    errno = error;
    return names;
}

static int enter(struct walk *walk, const char *path, int base, int level);

static int visit_folder(struct walk *walk, const char *path, const struct stat *status, int base, int level)
{
    const char *here = walk->flags & CHDIR && base ? path + base : path;
    char *names = names_in(walk->flags & CHDIR ? here : path);
    if (!names)
        return errno == EACCES ? tell(walk, path, status, KIND_UNREADABLE, base, level) : -1;
    int answer = walk->flags & DEPTH ? 0 : tell(walk, path, status, KIND_FOLDER, base, level);
    int back = -1;
    if (!answer && walk->flags & CHDIR) {
        back = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        answer = back < 0 || chdir(here) ? -1 : 0;
    }
    size_t length = strlen(path);
    for (const char *name = names; !answer && *name; name += strlen(name) + 1) {
        char *inner = malloc(length + strlen(name) + 2);
        if (!inner) {
            answer = -1;
            break;
        }
        int slash = length && path[length - 1] != '/';
        memcpy(inner, path, length);
        strcpy(inner + length + slash, name);
        if (slash)
            inner[length] = '/';
        answer = enter(walk, inner, (int)length + slash, level + 1);
        free(inner);
    }
    free(names);
    if (back >= 0) {
        if (fchdir(back) && !answer)
            answer = -1;
        close(back);
    }
    if (walk->flags & ACTIONRETVAL && answer == SKIP_SIBLINGS)
        answer = CONTINUE;
    if (!answer && walk->flags & DEPTH)
        answer = tell(walk, path, status, KIND_FOLDER_DONE, base, level);
    return answer;
}

/* One entry and what is below it; anything but 0 ends the walk. */
static int enter(struct walk *walk, const char *path, int base, int level)
{
    struct stat status;
    const char *here = walk->flags & CHDIR && base ? path + base : path;
    int kind = KIND_FILE, answer;
    if (walk->flags & PHYS ? lstat(here, &status) : stat(here, &status)) {
        if (errno != EACCES && errno != ENOENT)
            return -1;
        if (walk->flags & PHYS || lstat(here, &status) || !S_ISLNK(status.st_mode)) {
            if (!level)
                return -1;
            kind = KIND_NO_STATUS;
        } else {
            kind = KIND_BROKEN_LINK;
        }
    } else if (S_ISLNK(status.st_mode)) {
        kind = KIND_LINK;
    } else if (S_ISDIR(status.st_mode)) {
        kind = KIND_FOLDER;
    }
    if (!level)
        walk->device = status.st_dev;
    if (walk->flags & MOUNT && kind != KIND_NO_STATUS && status.st_dev != walk->device)
        return 0;
    if (kind == KIND_FOLDER) {
        int before = walk->flags & PHYS ? 0 : was_visited(walk, &status);
        if (before)
            return before < 0 ? -1 : 0;
        answer = visit_folder(walk, path, &status, base, level);
    } else {
        answer = tell(walk, path, &status, kind, base, level);
    }
    if (walk->flags & ACTIONRETVAL && answer == SKIP_SUBTREE)
        answer = CONTINUE;
    return answer;
}

static int begin(struct walk *walk, const char *path)
{
    size_t length = strlen(path);
    if (!length) {
        errno = ENOENT;
        return -1;
    }
    char *copy = strdup(path);
    if (!copy)
        return -1;
    while (length > 1 && copy[length - 1] == '/')
        copy[--length] = 0;
    const char *slash = strrchr(copy, '/');
    int base = slash && slash[1] ? (int)(slash + 1 - copy) : 0, back = -1, answer = 0;
    if (walk->flags & CHDIR) {
        /* From the folder that the path lies in, and back to where the caller was. */
        back = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        char *folder = strndup(copy, base > 1 ? (size_t)base - 1 : (size_t)base);
        answer = back < 0 || !folder || (base && chdir(folder)) ? -1 : 0;
        free(folder);
    }
    if (!answer)
        answer = enter(walk, copy, base, 0);
    if (walk->flags & ACTIONRETVAL && answer == SKIP_SIBLINGS)
        answer = CONTINUE;
    int error = errno;
    if (back >= 0) {
        if (fchdir(back) && !answer)
            answer = -1;
        close(back);
    }
    free(copy);
    free(walk->visited);
    errno = error;
    return answer;
}

int nftw(const char *path, visitor visit, int descriptors, int flags)
{
    if (flags & ~(PHYS | MOUNT | CHDIR | DEPTH | ACTIONRETVAL)) {
        errno = EINVAL;
        return -1;
    }
    return begin(&(struct walk){.visit = visit, .flags = flags}, path);
}

int ftw(const char *path, old_visitor visit, int descriptors)
{
    return begin(&(struct walk){.old_visit = visit}, path);
}
int nftw64(const char *, visitor, int, int) ALIAS(nftw);
int ftw64(const char *, old_visitor, int) ALIAS(ftw);
