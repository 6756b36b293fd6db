/* confined FOLDER COMMAND…: runs a command that can change no file but below FOLDER, whoever it runs as. The rows of the
   tables are run on the machine of whoever tests, perhaps as root, and a row may be wrong.

   A mount namespace of its own, everything in it read-only but the folder, stops changes of every kind. Where namespaces
   are not allowed, Landlock stops all that creates, writes, renames or removes. Where neither is there, nothing is run. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/mount.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int write_text(const char *name, const char *text)
{
    int file = open(name, O_WRONLY);
    int failed = file < 0 || write(file, text, strlen(text)) < 0;
    close(file);
    return failed ? -1 : 0;
}

/* Without the right to mount, a user namespace gives it; the numbers of user and group stay. */
static int own_mounts(void)
{
    char map[64];
    unsigned user = getuid(), group = getgid();
    if (!unshare(CLONE_NEWNS))
        return 0;
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS))
        return -1;
    sprintf(map, "%u %u 1", user, user);
    if (write_text("/proc/self/uid_map", map) || write_text("/proc/self/setgroups", "deny"))
        return -1;
    sprintf(map, "%u %u 1", group, group);
    return write_text("/proc/self/gid_map", map);
}

static int mounts_are_read_only(const char *folder)
{
    struct mount_attr no_writing = {.attr_set = MOUNT_ATTR_RDONLY}, writing = {.attr_clr = MOUNT_ATTR_RDONLY};
    if (own_mounts() || mount(0, "/", 0, MS_REC | MS_PRIVATE, 0) || mount(folder, folder, 0, MS_BIND, 0))
        return 0;
    return !syscall(SYS_mount_setattr, AT_FDCWD, "/", AT_RECURSIVE, &no_writing, sizeof no_writing) &&
           !syscall(SYS_mount_setattr, AT_FDCWD, folder, 0, &writing, sizeof writing);
}

static int allow(int rules, const char *path, unsigned long access)
{
    struct landlock_path_beneath_attr rule = {access, open(path, O_PATH | O_CLOEXEC)};
    return rule.parent_fd >= 0 && !syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

static int landlock_is_on(const char *folder)
{
    long version = syscall(SYS_landlock_create_ruleset, 0, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return 0;
    /* Everything but executing and reading; REFER came with the second version, TRUNCATE (1 << 14) with the third. */
    unsigned long changes = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    changes &= ~(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR);
    changes |= version > 1 ? 1 << 13 : 0;
    changes |= version > 2 ? 1 << 14 : 0;
    struct landlock_ruleset_attr attributes = {.handled_access_fs = changes};
    int rules = syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    return rules >= 0 && allow(rules, folder, changes) && allow(rules, "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE) &&
           !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) && !syscall(SYS_landlock_restrict_self, rules, 0);
}

int main(int count, char **words)
{
    char here[4096];
    if (count < 3)
        return 125;
    if (!mounts_are_read_only(words[1]) && !landlock_is_on(words[1])) {
        fprintf(stderr, "confined: neither mount namespaces nor Landlock are to be had: %s\n", strerror(errno));
        return 125;
    }
    /* The working directory again, by its new mount. */
    if (getcwd(here, sizeof here) && chdir(here))
        return 125;
    execv(words[2], words + 2);
    perror(words[2]);
    return 127;
}
