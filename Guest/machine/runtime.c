// What the Swift compiler and runtime call by name, and the processor's tables.
#if !__STDC_HOSTED__
#include "CMachine.h"
#include "x86_64/cpu_offsets.h"

void *memset(void *destination, int value, size_t count) {
    void *result = destination;
    uint64_t pattern = 0x0101010101010101ull * (uint8_t)value;
    size_t words = count >> 3, rest = count & 7;
    __asm__ volatile("rep stosq" : "+D"(destination), "+c"(words) : "a"(pattern) : "memory");
    __asm__ volatile("rep stosb" : "+D"(destination), "+c"(rest) : "a"(pattern) : "memory");
    return result;
}
void *memcpy(void *destination, const void *source, size_t count) {
    void *result = destination;
    size_t words = count >> 3, rest = count & 7;
    __asm__ volatile("rep movsq" : "+D"(destination), "+S"(source), "+c"(words)::"memory");
    __asm__ volatile("rep movsb" : "+D"(destination), "+S"(source), "+c"(rest)::"memory");
    return result;
}
void *memmove(void *destination, const void *source, size_t count) {
    if ((uintptr_t)destination - (uintptr_t)source >= count) return memcpy(destination, source, count);
    uint8_t *to = (uint8_t *)destination + count;
    const uint8_t *from = (const uint8_t *)source + count;
    for (; count >= 8; count -= 8) {
        to -= 8, from -= 8;
        *(uint64_t *)to = *(const uint64_t *)from;
    }
    while (count--) *--to = *--from;
    return destination;
}
int memcmp(const void *left, const void *right, size_t count) {
    const uint8_t *a = left, *b = right;
    for (; count >= 8; count -= 8, a += 8, b += 8)
        if (*(const uint64_t *)a != *(const uint64_t *)b) break;
    for (; count; count--, a++, b++)
        if (*a != *b) return *a - *b;
    return 0;
}
size_t strlen(const char *string) {
    size_t length = 0;
    while (string[length]) length++;
    return length;
}
// The runtime's allocator is Swift (Boot/Runtime.swift), under names that Swift may define.
void *kernel_allocate(size_t alignment, size_t size);
void kernel_free(void *block);
int posix_memalign(void **out, size_t alignment, size_t size) {
    return (*out = kernel_allocate(alignment, size)) ? 0 : 12; // ENOMEM
}
void free(void *block) { kernel_free(block); }
// Dictionary and Set size their tables with ceil().
double ceil(double value) {
    double whole = (double)(int64_t)value;
    return value > whole ? whole + 1 : whole;
}

// ---- the first processor's block and tables ---------------------------------------------------
_Static_assert(offsetof(struct machine_cpu, thread) == CPU_THREAD, "cpu_offsets.h");
_Static_assert(offsetof(struct machine_cpu, kernel_stack) == CPU_KERNEL_STACK, "cpu_offsets.h");
_Static_assert(offsetof(struct machine_cpu, stack_top) == CPU_STACK_TOP, "cpu_offsets.h");
_Static_assert(offsetof(struct machine_cpu, stack_size) == CPU_STACK_SIZE, "cpu_offsets.h");
_Static_assert(offsetof(struct machine_cpu, scratch) == CPU_SCRATCH, "cpu_offsets.h");
_Static_assert(offsetof(struct machine_cpu, process) == CPU_PROCESS, "cpu_offsets.h");
_Static_assert(offsetof(struct machine_cpu, attention) == CPU_ATTENTION, "cpu_offsets.h");

struct machine_cpu machine_boot_cpu;
void machine_set_current(void *thread, void *process) {
    machine_boot_cpu.thread = thread;
    machine_boot_cpu.process = process;
}

long machine_absent_entry(unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e, unsigned long f);
machine_handler machine_handlers[MACHINE_HANDLER_COUNT] = {[0 ... MACHINE_HANDLER_COUNT - 1] = machine_absent_entry};

// What %fs points to before there is a thread: zeros, for code that reads its canary.
uint64_t machine_no_thread[16];

struct gate {
    uint16_t low, selector;
    uint8_t stack, type;
    uint16_t middle;
    uint32_t high, zero;
} __attribute__((packed));

static struct gate gates[256] __attribute__((aligned(16)));
static struct {
    uint32_t reserved0;
    uint64_t rsp[3], reserved1, ist[7], reserved2;
    uint16_t reserved3, io_map;
} __attribute__((packed)) task_state;
static uint64_t segments[5] = {0, 0x00af9b000000ffff, 0x00cf93000000ffff};

struct table_pointer {
    uint16_t limit;
    uint64_t base;
} __attribute__((packed));

// Intel SDM volume 3, chapters 6.14 (64-bit gates and IST) and 8.7 (TSS).
void machine_install_tables(uint64_t scratch_top, uint64_t double_fault_top, uint64_t nmi_top, uint64_t check_top) {
    task_state.ist[0] = scratch_top;
    task_state.ist[1] = double_fault_top;
    task_state.ist[2] = nmi_top;
    task_state.ist[3] = check_top;
    task_state.io_map = sizeof task_state;
    uint64_t base = (uint64_t)&task_state;
    segments[3] = (sizeof task_state - 1) | (base & 0xffffff) << 16 | 0x89ull << 40 | (base >> 24 & 0xff) << 56;
    segments[4] = base >> 32;
    // Exceptions, the device and timer vectors, and the spurious one: the rest stays absent.
    for (unsigned vector = 0; vector < 256; vector = vector == 63 ? 255 : vector + 1) {
        uint64_t target = (uint64_t)machine_gates + 16 * vector;
        gates[vector].low = (uint16_t)target;
        gates[vector].selector = 8;
        gates[vector].stack = vector == 8 ? 2 : vector == 2 ? 3 : vector == 18 ? 4 : 1;
        gates[vector].type = 0x8e;
        gates[vector].middle = (uint16_t)(target >> 16);
        gates[vector].high = (uint32_t)(target >> 32);
    }
    struct table_pointer gdt = {sizeof segments - 1, (uint64_t)segments}, idt = {sizeof gates - 1, (uint64_t)gates};
    __asm__ volatile("lgdt %0; lidt %1; ltr %w2" ::"m"(gdt), "m"(idt), "r"(24));
    machine_boot_cpu.self = &machine_boot_cpu;
    machine_write_msr(0xc0000101, (uint64_t)&machine_boot_cpu);        // GS base
    machine_write_msr(0xc0000081, 8ull << 32);                          // STAR: the kernel's segments both ways
    machine_write_msr(0xc0000082, (uint64_t)machine_syscall_entry);     // LSTAR
    machine_write_msr(0xc0000084, 0x44700);                             // FMASK: AC, NT, DF, IF, TF
}
#endif
