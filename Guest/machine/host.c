// The host's stand-ins, so that unit tests run the kernel's modules as ordinary code.
#if __STDC_HOSTED__
#include "CMachine.h"
#include <string.h>

size_t machine_copy(void *destination, const void *source, size_t count) {
    memmove(destination, source, count);
    return 0;
}
size_t machine_zero(void *destination, size_t count) {
    memset(destination, 0, count);
    return 0;
}
long machine_string_length(const char *string, size_t limit) { return (long)strnlen(string, limit); }

static void *current_thread;
void *machine_current_thread(void) { return current_thread; }
void machine_set_current_thread(void *thread) { current_thread = thread; }
machine_handler machine_handlers[MACHINE_SYSCALL_LIMIT];
#endif
