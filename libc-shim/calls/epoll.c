/* epoll(7) as plain calls. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <sys/epoll.h>

APUS_CALL1(epoll_create1);
APUS_CALL4(epoll_ctl);
APUS_CALL4(epoll_wait);
APUS_CALL6(epoll_pwait);

int epoll_create1(int flags)
{
    return apus_result(__apus_sys_epoll_create1(flags));
}

int epoll_ctl(int instance, int operation, int fd, struct epoll_event *event)
{
    return apus_result(__apus_sys_epoll_ctl(instance, operation, fd, (long)event));
}

int epoll_wait(int instance, struct epoll_event *events, int count, int timeout)
{
    return apus_result(APUS_POINT4(epoll_wait, instance, events, count, timeout));
}

int epoll_pwait(int instance, struct epoll_event *events, int count, int timeout, const sigset_t *mask)
{
    return apus_result(APUS_POINT6(epoll_pwait, instance, events, count, timeout, mask, 8));
}
