// The C face of the machine: what Swift cannot say, as inline functions and assembly entry points.
#pragma once
#include <stddef.h>
#include <stdint.h>

// ---- the program's memory ------------------------------------------------------------------
// Copies with fault recovery. Return the number of bytes NOT copied: 0 is success. On the host a memcpy.
size_t machine_copy(void *destination, const void *source, size_t count);
// Zeroes with fault recovery. Returns the number of bytes not zeroed.
size_t machine_zero(void *destination, size_t count);
// The length of a zero-terminated string of at most `limit` bytes; -1 on a bad address, `limit` if no terminator was met.
long machine_string_length(const char *string, size_t limit);

// ---- the running thread --------------------------------------------------------------------
// The per-CPU block's current thread: a Swift object of class Thread, not retained.
void *machine_current_thread(void);
void machine_set_current_thread(void *thread);

// ---- system calls ----------------------------------------------------------------------------
typedef long (*machine_handler)(unsigned long, unsigned long, unsigned long, unsigned long, unsigned long, unsigned long);
#define MACHINE_SYSCALL_LIMIT 512
// Dispatch by number, for plain calls and the SYSCALL entry alike; each slot starts as "no such call".
extern machine_handler machine_handlers[MACHINE_SYSCALL_LIMIT];
