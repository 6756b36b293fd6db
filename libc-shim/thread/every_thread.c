/* System calls that Linux does for one thread and POSIX for the process (setuid and relatives):
   musl's wrappers come here with a function that every thread would have to run. Our kernel keeps
   one set of credentials for a process, so that once is enough. */
#include "thread/thread.h"

HIDDEN void __synccall(void (*run)(void *), void *argument)
{
    run(argument);
}
