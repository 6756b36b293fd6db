/* glob with directory functions of the caller's own: nothing on disk is looked at. */
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <string.h>
#include <sys/stat.h>

static const char *const names[] = {"one.c", "two.h", "three.c", 0};
static int next, closed;
static struct dirent entry;
static void *open_mine(const char *name)
{
    errno = ENOENT;
    return strcmp(name, "/mine") ? 0 : (next = 0, &entry);
}
static struct dirent *read_mine(void *stream)
{
    return names[next] ? strcpy(entry.d_name, names[next++]), (struct dirent *)stream : 0;
}
static void close_mine(void *stream) { closed += stream == &entry; }
static int stat_mine(const char *name, struct stat *status)
{
    memset(status, 0, sizeof *status);
    status->st_mode = strcmp(name, "/mine") ? S_IFREG : S_IFDIR;
    return strncmp(name, "/mine", 5) ? -1 : 0;
}

int main(void)
{
    glob_t found = {.gl_opendir = open_mine, .gl_readdir = read_mine, .gl_closedir = close_mine, .gl_lstat = stat_mine,
                    .gl_stat = stat_mine};
    assert(glob("/mine/*.c", GLOB_ALTDIRFUNC, 0, &found) == 0);
    assert(found.gl_pathc == 2 && !strcmp(found.gl_pathv[0], "/mine/one.c") && !strcmp(found.gl_pathv[1], "/mine/three.c"));
    assert(found.gl_flags & GLOB_MAGCHAR && closed == 1);
    globfree(&found);
    assert(glob("/mine", GLOB_ALTDIRFUNC | GLOB_MARK, 0, &found) == 0 && !strcmp(found.gl_pathv[0], "/mine/"));
    globfree(&found);
    assert(glob("/other/*", GLOB_ALTDIRFUNC | GLOB_ERR, 0, &found) == GLOB_ABORTED);
    return 0;
}
