/* pathconf and fpathconf: limits of a file's file system, as glibc answers (fpathconf(3)). */
#include <errno.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

struct file {
    const char *path;
    int fd;
};

static int status(struct file file, struct stat *out)
{
    return file.path ? stat(file.path, out) : fstat(file.fd, out);
}

static int system_status(struct file file, struct statvfs *out)
{
    return file.path ? statvfs(file.path, out) : fstatvfs(file.fd, out);
}

static long answer(struct file file, int name)
{
    struct stat st;
    struct statvfs system;
    switch (name) {
    case _PC_LINK_MAX:
        /* Of a file system that it does not know by name. */
        return system_status(file, &system) ? -1 : 127;
    case _PC_NAME_MAX:
        return system_status(file, &system) ? -1 : (long)system.f_namemax;
    case _PC_REC_MIN_XFER_SIZE:
        return system_status(file, &system) ? -1 : (long)system.f_bsize;
    case _PC_REC_XFER_ALIGN:
    case _PC_ALLOC_SIZE_MIN:
        return system_status(file, &system) ? -1 : (long)system.f_frsize;
    case _PC_ASYNC_IO:
        return status(file, &st) || !(S_ISREG(st.st_mode) || S_ISBLK(st.st_mode)) ? -1 : 1;
    case _PC_MAX_CANON:
    case _PC_MAX_INPUT:
        return 255;
    case _PC_PATH_MAX:
    case _PC_PIPE_BUF:
        return 4096;
    case _PC_NO_TRUNC:
        return 1;
    case _PC_CHOWN_RESTRICTED:
    case _PC_2_SYMLINKS:
        return system_status(file, &system) ? -1 : 1;
    case _PC_VDISABLE:
        return 0;
    case _PC_FILESIZEBITS:
        /* As for a file system that it does not know, again: more is possible. */
        return system_status(file, &system) ? -1 : 32;
    case _PC_SYNC_IO:
    case _PC_PRIO_IO:
    case _PC_SOCK_MAXBUF:
    case _PC_REC_INCR_XFER_SIZE:
    case _PC_REC_MAX_XFER_SIZE:
    case _PC_SYMLINK_MAX:
        return -1;
    }
    errno = EINVAL;
    return -1;
}

long fpathconf(int fd, int name)
{
    if (fd < 0) {
        errno = EBADF;
        return -1;
    }
    return answer((struct file){.fd = fd}, name);
}

long pathconf(const char *path, int name)
{
    if (!*path) {
        errno = ENOENT;
        return -1;
    }
    return answer((struct file){.path = path}, name);
}
