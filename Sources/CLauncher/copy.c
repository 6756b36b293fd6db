#define _GNU_SOURCE
#include "CLauncher.h"

#include <errno.h>
#include <sys/sendfile.h>
#include <unistd.h>

int apus_copy(int from, int to) {
    for (;;) {
        ssize_t copied = copy_file_range(from, NULL, to, NULL, 1 << 30, 0);
        // Older kernels and some file systems only copy within one file system, or not at all.
        if (copied < 0 && (errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP))
            copied = sendfile(to, from, NULL, 1 << 30);
        if (copied == 0) return 0;
        if (copied < 0 && errno != EINTR) return -errno;
    }
}
