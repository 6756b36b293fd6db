#include "show.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wordexp.h>

static const char folder[] = "/tmp/differential-glob";
static const char *const folders[] = {"sub", "sub/deep", "other", ".hidden", "[odd]"};
static const char *const files[] = {"a.c", "b.c", "ab.h", ".dot", "A.c", "x*y", "sub/a.c", "sub/deep/b.c", "other/a.c", "other/z",
                                    ".hidden/in", "[odd]/a", "back\\slash"};
enum { FOLDERS = sizeof folders / sizeof *folders, FILES = sizeof files / sizeof *files };

static char *path(const char *name)
{
    static char room[256];
    strcpy(stpcpy(stpcpy(room, folder), "/"), name);
    return room;
}

static void make(void)
{
    mkdir(folder, 0755);
    for (int i = 0; i < FOLDERS; i++)
        mkdir(path(folders[i]), 0755);
    for (int i = 0; i < FILES; i++)
        close(open(path(files[i]), O_CREAT | O_WRONLY, 0644));
    symlink("a.c", path("link"));
    symlink("nowhere", path("broken"));
    symlink("sub", path("tosub"));
}

static void clear(void)
{
    unlink(path("link")), unlink(path("broken")), unlink(path("tosub"));
    for (int i = 0; i < FILES; i++)
        unlink(path(files[i]));
    for (int i = FOLDERS; i--;)
        rmdir(path(folders[i]));
    rmdir(folder);
}

static int failures;
static int on_error(const char *name, int error)
{
    failures++;
    pair_text("failed", name);
    pair("error", error);
    return failures > 1;
}

static void show_glob(int status, const glob_t *found)
{
    pair("status", status);
    pair("count", (long)found->gl_pathc);
    for (size_t i = 0; found->gl_pathv && i < found->gl_offs + found->gl_pathc; i++)
        pair_text("", found->gl_pathv[i]);
}

/* Files laid out anew, patterns relative to their folder; the second is appended to what the first found. */
char *globbed(const char *first, const char *second, int flags)
{
    glob_t found = {.gl_offs = 2};
    char before[256];
    begin();
    if (!getcwd(before, sizeof before))
        return "no working directory";
    make();
    if (chdir(folder))
        return "no folder";
    failures = 0;
    int status = glob(first, flags, on_error, &found);
    if (!(flags & GLOB_DOOFFS))
        found.gl_offs = 0;
    show_glob(status, &found);
    if (*second) {
        status = glob(second, flags | GLOB_APPEND, on_error, &found);
        show_glob(status, &found);
    }
    globfree(&found);
    chdir(before);
    clear();
    return shown();
}

char *words(const char *text, int flags)
{
    wordexp_t found = {0};
    char before[256];
    begin();
    if (!getcwd(before, sizeof before))
        return "no working directory";
    make();
    if (chdir(folder))
        return "no folder";
    setenv("V", "one two", 1);
    unsetenv("U");
    int status = wordexp(text, &found, flags | WRDE_NOCMD);
    pair("status", status);
    if (!status) {
        for (size_t i = 0; i < found.we_wordc; i++)
            pair_text("", found.we_wordv[i]);
        wordfree(&found);
    }
    chdir(before);
    clear();
    return shown();
}

/* A path below the folder; `name` may be absolute. */
static const char *below(const char *name) { return *name == '/' ? name : path(name); }

static int without_dots(const struct dirent *entry) { return entry->d_name[0] != '.'; }

char *scanned_folder(const char *name, int how)
{
    struct dirent **list = 0;
    begin();
    make();
    errno = 0;
    int count = scandir(below(name), &list, how ? without_dots : 0, how == 2 ? versionsort : alphasort);
    pair("count", count);
    pair("errno", count < 0 ? errno : 0);
    for (int i = 0; i < count; i++) {
        pair_text("", list[i]->d_name);
        free(list[i]);
    }
    if (count >= 0)
        free(list);
    clear();
    errno = 0;
    return shown();
}

/* What nftw shows, sorted: the order of a folder's entries is the file system's. */
static char *seen[64];
static int seen_count, stop_at;
static int compare_texts(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
static int visit(const char *name, const struct stat *status, int type, struct FTW *where)
{
    char line[300];
    snprintf(line, sizeof line, "%s type %d level %d base %d %s", name + sizeof folder - 1, type, where->level, where->base,
             type == FTW_F ? "file" : S_ISDIR(status->st_mode) ? "folder" : "other");
    seen[seen_count++] = strdup(line);
    return stop_at && seen_count == stop_at ? 7 : 0;
}

char *walked(const char *name, int flags, int descriptors)
{
    char before[256];
    begin();
    if (!getcwd(before, sizeof before))
        return "no working directory";
    make();
    seen_count = 0;
    stop_at = flags & 16 && descriptors == 3 ? 1 : 0;
    errno = 0;
    int status = nftw(below(name), visit, descriptors, flags);
    pair("status", status);
    pair("errno", status < 0 ? errno : 0);
    qsort(seen, (size_t)seen_count, sizeof *seen, compare_texts);
    for (int i = 0; i < seen_count; i++) {
        pair_text("", seen[i]);
        free(seen[i]);
    }
    char after[256];
    pair("back", getcwd(after, sizeof after) && !strcmp(before, after));
    chdir(before);
    clear();
    errno = 0;
    return shown();
}

char *resolved(const char *name)
{
    char before[256], room[4096];
    begin();
    if (!getcwd(before, sizeof before))
        return "no working directory";
    make();
    symlink("loop", path("loop"));
    chdir(folder);
    errno = 0;
    char *found = realpath(name, room);
    pair_text("path", found);
    pair("errno", found ? 0 : errno);
    found = canonicalize_file_name(name);
    pair_text("path", found);
    free(found);
    chdir(before);
    unlink(path("loop"));
    clear();
    errno = 0;
    return shown();
}
