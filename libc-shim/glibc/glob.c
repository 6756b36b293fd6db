/* glob with glibc's extensions: braces, patterns without magic, directories alone, functions of the caller's own for them. */
#include "apus/musl.h"
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <glob.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "apus/large_files.h"

enum { MAGCHAR = 0x100, ALTDIRFUNC = 0x200, BRACE = 0x400, NOMAGIC = 0x800, ONLYDIR = 0x2000 };

/* glibc's glob_t. */
struct glob_state {
    size_t count;
    char **paths;
    size_t offset;
    int flags;
    void (*close)(void *);
    struct dirent *(*read)(void *);
    void *(*open)(const char *);
    int (*lstat)(const char *restrict, struct stat *restrict);
    int (*stat)(const char *restrict, struct stat *restrict);
};
_Static_assert(sizeof(struct glob_state) == sizeof(glob_t), "glibc's size");

/* A search under way: the path so far, and what is found. */
struct search {
    struct glob_state *out;
    int (*on_error)(const char *, int);
    int flags;
    char *path;
    size_t room;
};

/* The end of the part at `at`: the comma or brace that closes it, or null. */
static const char *part_end(const char *at)
{
    int depth = 0;
    for (; *at; at++) {
        if (*at == '\\' && at[1]) {
            at++;
        } else if (*at == '[') {
            const char *close = strchr(at + 1 + (at[1] == ']'), ']');
            if (close)
                at = close;
        } else if (*at == '{') {
            depth++;
        } else if ((*at == ',' && !depth) || (*at == '}' && !depth--)) {
            return at;
        }
    }
    return 0;
}

/* The pattern's first brace with a partner, or null. "{}" is literal, for find's sake. */
static const char *first_brace(const char *pattern)
{
    for (const char *at = pattern; *at; at++) {
        if (*at == '\\' && at[1])
            at++;
        else if (*at == '{' && at[1] == '}')
            at++;
        else if (*at == '{' && part_end(at + 1))
            return at;
    }
    return 0;
}


static int is_directory(const struct search *s, const char *path)
{
    struct stat status;
    int failed = s->flags & ALTDIRFUNC ? s->out->stat(path, &status) : stat(path, &status);
    return !failed && S_ISDIR(status.st_mode);
}

static int exists(const struct search *s, const char *path)
{
    struct stat status;
    return !(s->flags & ALTDIRFUNC ? s->out->lstat(path, &status) : lstat(path, &status));
}

/* Room for a path of this length and a little more. */
static int reserve(struct search *s, size_t length)
{
    if (length + 3 < s->room)
        return 0;
    char *more = realloc(s->path, length + 256);
    if (!more)
        return GLOB_NOSPACE;
    s->path = more;
    s->room = length + 256;
    return 0;
}

static int add(struct glob_state *out, const char *path, const char *tail)
{
    size_t used = out->offset + out->count, length = strlen(path);
    char **more = realloc(out->paths, (used + 2) * sizeof *more), *copy = malloc(length + strlen(tail) + 1);
    if (more) {
        if (!out->count)
            memset(more, 0, out->offset * sizeof *more);
        out->paths = more;
    }
    if (!more || !copy) {
        free(copy);
        return GLOB_NOSPACE;
    }
    strcpy(mempcpy(copy, path, length), tail);
    more[used] = copy;
    more[used + 1] = 0;
    out->count++;
    return 0;
}

static int add_found(struct search *s)
{
    size_t length = strlen(s->path);
    int is_marked = s->flags & GLOB_MARK && (!length || s->path[length - 1] != '/') && is_directory(s, s->path);
    return add(s->out, s->path, is_marked ? "/" : "");
}

/* Whether a pattern up to its end has what is not a name: a star, a question mark, a bracket that is closed. */
static int has_magic(const char *at, const char *end, int flags)
{
    for (; at < end; at++) {
        if (*at == '*' || *at == '?')
            return 1;
        if (*at == '\\' && !(flags & GLOB_NOESCAPE) && at + 1 < end)
            at++;
        else if (*at == '[' && memchr(at + 1, ']', (size_t)(end - at - 1)))
            return 1;
    }
    return 0;
}

static int walk(struct search *s, size_t length, const char *rest);

/* The entries of the directory at s->path that match. */
static int match_entries(struct search *s, size_t length, const char *pattern, const char *rest)
{
    /* Its name without the slashes at its end. */
    size_t bare = length;
    while (bare > 1 && s->path[bare - 1] == '/')
        bare--;
    char *directory = length ? strndup(s->path, bare) : strdup(".");
    if (!directory)
        return GLOB_NOSPACE;
    void *stream = s->flags & ALTDIRFUNC ? s->out->open(directory) : opendir(directory);
    int result = 0, how = s->flags & GLOB_NOESCAPE ? FNM_NOESCAPE : 0;
    if (!stream) {
        int error = errno;
        if (error != ENOTDIR && ((s->on_error && s->on_error(directory, error)) || s->flags & GLOB_ERR))
            result = GLOB_ABORTED;
        free(directory);
        return result;
    }
    free(directory);
    if (*rest || !(s->flags & GLOB_PERIOD))
        how |= FNM_PERIOD;
    for (struct dirent *entry; !result;) {
        entry = s->flags & ALTDIRFUNC ? s->out->read(stream) : readdir(stream);
        if (!entry)
            break;
        size_t size = strlen(entry->d_name);
        if (fnmatch(pattern, entry->d_name, how) || (result = reserve(s, length + size)))
            continue;
        strcpy(s->path + length, entry->d_name);
        if ((*rest || s->flags & ONLYDIR) && !is_directory(s, s->path))
            continue;
        result = *rest ? walk(s, length + size, rest) : add_found(s);
    }
    if (s->flags & ALTDIRFUNC)
        s->out->close(stream);
    else
        closedir(stream);
    return result;
}

/* Goes on behind a path of this length, which is a directory or has not been looked at. */
static int walk(struct search *s, size_t length, const char *rest)
{
    size_t slashes = strspn(rest, "/");
    int result = reserve(s, length + strlen(rest) + 1);
    if (result)
        return result;
    memcpy(s->path + length, rest, slashes);
    length += slashes;
    s->path[length] = 0;
    rest += slashes;
    if (!*rest)
        return exists(s, s->path) ? add_found(s) : 0;
    const char *end = strchrnul(rest, '/');
    if (has_magic(rest, end, s->flags)) {
        s->out->flags |= MAGCHAR;
        char *pattern = strndup(rest, (size_t)(end - rest));
        result = pattern ? match_entries(s, length, pattern, end) : GLOB_NOSPACE;
        free(pattern);
        return result;
    }
    int is_escaped = 0;
    while (rest < end) {
        is_escaped |= *rest == '\\' && !(s->flags & GLOB_NOESCAPE);
        if (*rest == '\\' && !(s->flags & GLOB_NOESCAPE) && rest + 1 < end)
            rest++;
        s->path[length++] = *rest++;
    }
    s->path[length] = 0;
    if (*end == '/' && !end[strspn(end, "/")]) {
        /* A name with a slash behind it is marked if it is a directory. */
        s->flags |= GLOB_MARK;
        end += strlen(end);
    }
    if (*end)
        return walk(s, length, end);
    /* With a backslash it is a pattern to glibc, and those may be asked for directories alone. */
    if (is_escaped && s->flags & ONLYDIR && !is_directory(s, s->path))
        return 0;
    return exists(s, s->path) ? add_found(s) : 0;
}

/* The home directory in place of a tilde, in memory of its own; null where there is none. */
static char *without_tilde(const char *pattern)
{
    const char *end = strchrnul(pattern, '/'), *home = 0;
    struct passwd room, *entry = 0;
    char *text = malloc(4096), *made = 0;
    if (text && end == pattern + 1) {
        home = getenv("HOME");
        if ((!home || !*home) && !getpwuid_r(getuid(), &room, text, 4096, &entry) && entry)
            home = entry->pw_dir;
    } else if (text) {
        char *name = strndup(pattern + 1, (size_t)(end - pattern - 1));
        if (name && !getpwnam_r(name, &room, text, 4096, &entry) && entry)
            home = entry->pw_dir;
        free(name);
    }
    if (home && (made = malloc(strlen(home) + strlen(end) + 1)))
        strcpy(stpcpy(made, home), end);
    free(text);
    return made;
}

static int in_order(const void *a, const void *b) { return strcoll(*(char *const *)a, *(char *const *)b); }

/* What matches one pattern without braces, added to what there is. */
static int search(const char *pattern, int flags, int (*on_error)(const char *, int), struct glob_state *out)
{
    size_t before = out->count;
    struct search s = {out, on_error, flags, 0, 0};
    char *home = 0;
    if (flags & (GLOB_TILDE | GLOB_TILDE_CHECK) && *pattern == '~') {
        home = without_tilde(pattern);
        if (!home && flags & GLOB_TILDE_CHECK)
            return GLOB_NOMATCH;
    }
    int result = *pattern ? walk(&s, 0, home ? home : pattern) : 0;
    free(home);
    free(s.path);
    if (!result && out->count == before)
        return GLOB_NOMATCH;
    if (!result && !(flags & GLOB_NOSORT))
        qsort(out->paths + out->offset + before, out->count - before, sizeof *out->paths, in_order);
    return result;
}

static int expand(const char *pattern, int flags, int (*on_error)(const char *, int), struct glob_state *out)
{
    const char *brace = flags & BRACE ? first_brace(pattern) : 0;
    if (!brace)
        return search(pattern, flags, on_error, out);
    const char *end = brace + 1;
    while ((end = part_end(end)) && *end == ',')
        end++;
    if (!end)
        return GLOB_NOMATCH;
    size_t before = (size_t)(brace - pattern), after = strlen(end + 1);
    int result = GLOB_NOMATCH;
    for (const char *part = brace + 1; part <= end;) {
        const char *stop = part_end(part);
        size_t length = (size_t)(stop - part);
        char *one = malloc(before + length + after + 1);
        if (!one)
            return GLOB_NOSPACE;
        memcpy(one, pattern, before);
        memcpy(one + before, part, length);
        memcpy(one + before + length, end + 1, after + 1);
        int code = expand(one, flags, on_error, out);
        free(one);
        if (code && code != GLOB_NOMATCH)
            return code;
        if (!code)
            result = 0;
        part = stop + 1;
    }
    return result;
}

int glob(const char *restrict pattern, int flags, int (*on_error)(const char *, int), glob_t *restrict state)
{
    struct glob_state *out = (struct glob_state *)state;
    if (flags & ~(GLOB_ERR | GLOB_MARK | GLOB_NOSORT | GLOB_DOOFFS | GLOB_NOCHECK | GLOB_APPEND | GLOB_NOESCAPE | GLOB_PERIOD |
                  MAGCHAR | ALTDIRFUNC | BRACE | NOMAGIC | GLOB_TILDE | ONLYDIR | GLOB_TILDE_CHECK)) {
        errno = EINVAL;
        return -1;
    }
    if (!(flags & GLOB_DOOFFS))
        out->offset = 0;
    if (!(flags & GLOB_APPEND)) {
        out->count = 0;
        out->paths = 0;
        if (flags & GLOB_DOOFFS && !(out->paths = calloc(out->offset + 1, sizeof *out->paths)))
            return GLOB_NOSPACE;
    }
    out->flags = flags & ~MAGCHAR;
    int result = expand(pattern, flags, on_error, out);
    int is_itself = flags & GLOB_NOCHECK || (flags & NOMAGIC && *pattern && !strpbrk(pattern, flags & GLOB_NOESCAPE ? "*?[" : "*?[\\"));
    return result == GLOB_NOMATCH && is_itself ? add(out, pattern, "") : result;
}
int glob64(const char *restrict, int, int (*)(const char *, int), glob_t *restrict) ALIAS(glob);

void globfree(glob_t *state)
{
    struct glob_state *out = (struct glob_state *)state;
    for (size_t i = 0; out->paths && i < out->count; i++)
        free(out->paths[out->offset + i]);
    free(out->paths);
    out->paths = 0;
    out->count = 0;
}
void globfree64(glob_t *) ALIAS(globfree);
