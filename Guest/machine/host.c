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
int machine_store64(uint64_t address, uint64_t value) {
    memcpy((void *)address, &value, sizeof value);
    return 0;
}
int machine_store32(uint64_t address, uint32_t value) {
    memcpy((void *)address, &value, sizeof value);
    return 0;
}
int machine_load64(uint64_t address, uint64_t *value) {
    memcpy(value, (void *)address, sizeof *value);
    return 0;
}
int machine_load32(uint64_t address, uint32_t *value) {
    memcpy(value, (void *)address, sizeof *value);
    return 0;
}
int machine_compare_exchange(uint64_t address, uint32_t *expected, uint32_t value) {
    __atomic_compare_exchange_n((uint32_t *)address, expected, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    return 0;
}

static void *current_thread, *current_process;
void *machine_current_thread(void) { return current_thread; }
void *machine_current_process(void) { return current_process; }
void machine_set_current(void *thread, void *process) {
    current_thread = thread;
    current_process = process;
}
machine_handler machine_handlers[MACHINE_HANDLER_COUNT];
#endif
