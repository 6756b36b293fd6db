#include "show.h"
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
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
