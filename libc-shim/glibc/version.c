/* What the library says it is: the glibc whose interface it has. */
#include "apus/musl.h"
#include <string.h>
#include <unistd.h>

const char *gnu_get_libc_version(void) { return "2.36"; }
const char *gnu_get_libc_release(void) { return "stable"; }

size_t confstr(int name, char *to, size_t size)
{
    const char *text = "";
    if (name == _CS_PATH)
        text = "/bin:/usr/bin";
    else if (name == 2) /* _CS_GNU_LIBC_VERSION */
        text = "glibc 2.36";
    else if (name == 3) /* _CS_GNU_LIBPTHREAD_VERSION */
        text = "NPTL 2.36";
    else if (name == 1) /* _CS_V6_WIDTH_RESTRICTED_ENVS */
        text = "POSIX_V6_LP64_OFF64";
    else if ((unsigned)name > 35 && (unsigned)(name - 1000) > 149) {
        errno = EINVAL;
        return 0;
    }
    size_t length = strlen(text) + 1;
    if (size && to) {
        size_t count = length < size ? length : size;
        memcpy(to, text, count);
        to[count - 1] = 0;
    }
    return length;
}
