/* arc4random and relatives, straight from the kernel's generator as in glibc 2.36. */
#include "glibc/fail.h"
#include <stdlib.h>
#include <sys/random.h>

void arc4random_buf(void *to, size_t count)
{
    unsigned char *at = to;
    while (count) {
        ssize_t got = getrandom(at, count, 0);
        if (got < 0) {
            if (errno == EINTR)
                continue;
            __apus_fail("Fatal glibc error: cannot get entropy for arc4random\n");
        }
        at += got;
        count -= (size_t)got;
    }
}

uint32_t arc4random(void)
{
    uint32_t value;
    arc4random_buf(&value, sizeof value);
    return value;
}

/* Evenly distributed below `bound`: the values that would make low ones likelier are drawn
   again. */
uint32_t arc4random_uniform(uint32_t bound)
{
    if (bound < 2)
        return 0;
    uint32_t least = -bound % bound;
    for (;;) {
        uint32_t value = arc4random();
        if (value >= least)
            return value % bound;
    }
}
