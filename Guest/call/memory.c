/* The memory that arguments point to. Each piece ends where an unreadable page begins, so that a function that
   reads or writes too far is found out. */
#include "call.h"
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { GUARD = 4096 };
static unsigned char *slots, *copies;

void reserve_memory(void)
{
    size_t all = (size_t)MAXIMUM_ARGUMENTS * (SLOT_SIZE + GUARD) + GUARD;
    slots = mmap(0, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    copies = mmap(0, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (slots == MAP_FAILED || copies == MAP_FAILED)
        _exit(125);
    for (int i = 0; i <= MAXIMUM_ARGUMENTS; i++)
        if (mprotect(slots + (size_t)i * (SLOT_SIZE + GUARD), GUARD, PROT_NONE))
            _exit(125);
}

const char *place_memory(struct memory *memory, int slot, size_t size, enum kind element)
{
    size_t alignment = kind_size(element);
    if (size > SLOT_SIZE - 64)
        return "a buffer of more than a megabyte";
    if (alignment > 16)
        alignment = 16;
    unsigned char *end = slots + (size_t)(slot + 1) * (SLOT_SIZE + GUARD);
    memory->start = end - (size + alignment - 1) / alignment * alignment;
    memory->size = size;
    memory->element = element;
    memory->before = copies + (memory->start - slots);
    memset(memory->start, 0, size);
    return 0;
}

void remember_memory(struct memory *memory)
{
    memcpy(memory->before, memory->start, memory->size);
}
