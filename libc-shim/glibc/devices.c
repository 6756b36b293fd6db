/* Device numbers, control messages, and paths: small functions that glibc exports because its
   macros call them. */
#include "apus/musl.h"
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

unsigned gnu_dev_major(unsigned long device)
{
    return (unsigned)((device >> 8 & 0xfff) | (device >> 32 & ~0xffful));
}

unsigned gnu_dev_minor(unsigned long device)
{
    return (unsigned)((device & 0xff) | (device >> 12 & ~0xfful));
}

unsigned long gnu_dev_makedev(unsigned major, unsigned minor)
{
    return (minor & 0xfful) | (major & 0xffful) << 8 | (minor & ~0xfful) << 12 | (major & ~0xffful) << 32;
}

struct cmsghdr *__cmsg_nxthdr(struct msghdr *message, struct cmsghdr *header)
{
    if (header->cmsg_len < sizeof *header)
        return 0;
    struct cmsghdr *next = (struct cmsghdr *)((char *)header + CMSG_ALIGN(header->cmsg_len));
    char *end = (char *)message->msg_control + message->msg_controllen;
    if ((char *)(next + 1) > end || (char *)next + CMSG_ALIGN(next->cmsg_len) > end)
        return 0;
    return next;
}

char *canonicalize_file_name(const char *path) { return realpath(path, 0); }

int scandirat(int directory, const char *path, struct dirent ***out,
              int (*choose)(const struct dirent *),
              int (*compare)(const struct dirent **, const struct dirent **))
{
    int fd = openat(directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    DIR *stream = fdopendir(fd);
    struct dirent **list = 0, *entry;
    size_t count = 0, room = 0;
    int error = errno;
    if (!stream) {
        close(fd);
        return -1;
    }
    for (errno = 0; (entry = readdir(stream)); errno = 0) {
        if (choose && !choose(entry))
            continue;
        if (count == room) {
            room = room ? 2 * room : 16;
            struct dirent **more = realloc(list, room * sizeof *list);
            if (!more)
                break;
            list = more;
        }
        if (!(list[count] = malloc(entry->d_reclen)))
            break;
        memcpy(list[count++], entry, entry->d_reclen);
    }
    int failure = errno;
    closedir(stream);
    if (failure) {
        while (count)
            free(list[--count]);
        free(list);
        errno = failure;
        return -1;
    }
    errno = error;
    if (compare)
        qsort(list, count, sizeof *list, (int (*)(const void *, const void *))compare);
    *out = list;
    return (int)count;
}
int scandirat64(int, const char *, struct dirent ***, int (*)(const struct dirent *),
                int (*)(const struct dirent **, const struct dirent **)) ALIAS(scandirat);
