// What the Swift compiler and runtime call by name, and the processor's tables.
#if !__STDC_HOSTED__
// A function without vector registers cannot be forced to take in those that are compiled with them.
#define MACHINE_INLINE static inline
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

// Where physical address 0 is mapped.
#define LINEAR_MAP 0x400000000000ull

// ---- the processors' blocks and tables -----------------------------------------------------------
#define CHECK(structure, field, offset) _Static_assert(offsetof(struct structure, field) == offset, "cpu_offsets.h")
CHECK(machine_cpu, thread, CPU_THREAD);
CHECK(machine_cpu, kernel_stack, CPU_KERNEL_STACK);
CHECK(machine_cpu, scratch, CPU_SCRATCH);
CHECK(machine_cpu, process, CPU_PROCESS);
CHECK(machine_cpu, attention, CPU_ATTENTION);
CHECK(machine_cpu, entry, CPU_ENTRY);
CHECK(machine_cpu, record, CPU_RECORD);
CHECK(machine_cpu, number, CPU_NUMBER);
CHECK(machine_cpu, lock_token, CPU_LOCK_TOKEN);
CHECK(machine_cpu, lock_depth, CPU_LOCK_DEPTH);
CHECK(machine_thread, stack_low, THREAD_STACK_LOW);
CHECK(machine_thread, stack_pointer, THREAD_STACK_POINTER);
CHECK(machine_thread, kernel_stack, THREAD_KERNEL_STACK);
CHECK(machine_thread, stack_top, THREAD_STACK_TOP);
CHECK(machine_thread, stack_size, THREAD_STACK_SIZE);
CHECK(machine_thread, thread_pointer, THREAD_POINTER);
CHECK(machine_thread, thread, THREAD_OBJECT);
CHECK(machine_thread, process, THREAD_PROCESS);
CHECK(machine_thread, entry, THREAD_ENTRY);
CHECK(machine_thread, vector_control, THREAD_VECTOR_CONTROL);
CHECK(machine_thread, x87_control, THREAD_X87_CONTROL);

// Until there are threads.
static struct machine_thread no_record;
struct machine_cpu machine_boot_cpu = {.lock_token = 1, .record = &no_record};
struct machine_cpu *machine_cpus[MACHINE_PROCESSOR_LIMIT] = {&machine_boot_cpu};
uint32_t machine_processor_count = 1;
uint8_t machine_has_fsgsbase, machine_has_xsave;
// Bytes that the extended state takes, up to a multiple of 64.
uint64_t machine_extended_size = 512;

// The processor that holds the lock, as its lock_token; 0: none.
uint32_t machine_kernel_lock;
// The lock was not free: taken again by who has it, or waited for. Called from assembly with live vector registers.
__attribute__((target("general-regs-only"))) void machine_lock_slow(void) {
    struct machine_cpu *cpu = machine_this_cpu();
    if (__atomic_load_n(&machine_kernel_lock, __ATOMIC_RELAXED) == cpu->lock_token) {
        cpu->lock_depth++;
        return;
    }
    for (;;) {
        machine_answer_flush();
        uint32_t none = 0;
        if (!__atomic_load_n(&machine_kernel_lock, __ATOMIC_RELAXED)
            && __atomic_compare_exchange_n(&machine_kernel_lock, &none, cpu->lock_token, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
            return;
        machine_pause();
    }
}

// Where the stubs lead: to the entry with the lock as soon as there is a second processor.
void machine_syscall_entry_locked(void);
void (*machine_plain_entry)(void) = machine_plain_call;

// From now on the kernel is locked: called by the only processor there is, within a call or before the first.
void machine_enter_multiprocessing(void) {
    machine_kernel_lock = machine_this_cpu()->lock_token;
    machine_plain_entry = machine_plain_call_locked;
    machine_write_msr(0xc0000082, (uint64_t)machine_syscall_entry_locked);
}

long machine_absent_entry(unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e, unsigned long f);
machine_handler machine_handlers[MACHINE_HANDLER_COUNT] = {[0 ... MACHINE_HANDLER_COUNT - 1] = machine_absent_entry};

// ---- kernel stacks that grow ------------------------------------------------------------------------
static uint64_t *stack_page_entry(uint64_t address) {
    uint64_t table = machine_kernel_directory[address >> 21 & 511];
    return table & 1 ? (uint64_t *)(LINEAR_MAP + (table & 0xffffffffff000)) + (address >> 12 & 511) : 0;
}

uint64_t machine_lowest_stack_page(uint64_t end, uint64_t pages) {
    uint64_t low = end;
    while (low > end - pages * 4096 && stack_page_entry(low - 4096) && *stack_page_entry(low - 4096) & 1) low -= 4096;
    return low;
}

// Provides the pages of the running thread's kernel stack down to the one of `wanted`, from the processor's reserve; 0 where that or
// the stack is at its end. Called by a gate on a stack of its own, wherever the kernel was.
__attribute__((target("general-regs-only"))) int machine_grow_stack(uint64_t wanted) {
    struct machine_cpu *cpu = machine_this_cpu();
    struct machine_thread *record = cpu->record;
    if (wanted < record->stack_top - record->stack_size) return 0;
    while (record->stack_low > wanted) {
        uint64_t *entry = stack_page_entry(record->stack_low - 4096);
        if (!entry || !cpu->stack_reserve_count) return 0;
        *entry = cpu->stack_reserve[--cpu->stack_reserve_count] | 0x8000000000000063;
        record->stack_low -= 4096;
    }
    cpu->attention = 1; // the reserve is filled up on the way out
    return 1;
}

// ---- looking at a machine that may be stuck -------------------------------------------------------
int machine_peek(uint64_t address, uint64_t *value) {
    if (address & 7) return 0;
    uint64_t entry = machine_read_cr3();
    for (unsigned shift = 39;; shift -= 9) {
        entry = ((const uint64_t *)(LINEAR_MAP + (entry & 0xffffffffff000)))[address >> shift & 511];
        if (!(entry & 1)) return 0;
        if (shift == 12 || (shift <= 30 && entry & 0x80)) {
            uint64_t inside = (1ull << shift) - 1;
            *value = *(const volatile uint64_t *)(LINEAR_MAP + (entry & 0xffffffffff000 & ~inside) + (address & inside));
            return 1;
        }
    }
}

// How many times the list was printed, or left out; when it was last.
static uint32_t inspections;
static uint64_t last_inspection;

int machine_inspection_begin(void) {
    struct machine_cpu *cpu = machine_this_cpu();
    uint64_t start = machine_timestamp();
    uint32_t before = __atomic_load_n(&inspections, __ATOMIC_ACQUIRE);
    __atomic_store_n(&cpu->inspected, before + 1, __ATOMIC_RELEASE);
    if (cpu->number != 0) {
        // At most some seconds: the first processor may be one that does not take part.
        while (__atomic_load_n(&inspections, __ATOMIC_ACQUIRE) == before && machine_timestamp() - start < 1ull << 33) machine_pause();
        return 0;
    }
    for (uint32_t number = 1; number < machine_processor_count; number++)
        while (machine_cpu_is_online(number) && __atomic_load_n(&machine_cpus[number]->inspected, __ATOMIC_ACQUIRE) != before + 1
               && machine_timestamp() - start < 1ull << 30)
            machine_pause();
    if (last_inspection && start - last_inspection < 1000000000) return 0;
    last_inspection = start;
    return 1;
}
void machine_inspection_end(void) { __atomic_add_fetch(&inspections, 1, __ATOMIC_RELEASE); }

// What %fs points to before there is a thread: zeros, for code that reads its canary.
uint64_t machine_no_thread[16];

struct gate {
    uint16_t low, selector;
    uint8_t stack, type;
    uint16_t middle;
    uint32_t high, zero;
} __attribute__((packed));

static struct gate gates[256] __attribute__((aligned(16)));

struct table_pointer {
    uint16_t limit;
    uint64_t base;
} __attribute__((packed));

static void make_gates(void) {
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
}

// Intel SDM volume 3, chapters 6.14 (64-bit gates and IST) and 8.7 (TSS).
void machine_install_tables(struct machine_cpu *cpu, uint64_t scratch_top, uint64_t double_fault_top, uint64_t nmi_top,
                            uint64_t check_top) {
    cpu->task_state.ist[0] = scratch_top;
    cpu->task_state.ist[1] = double_fault_top;
    cpu->task_state.ist[2] = nmi_top;
    cpu->task_state.ist[3] = check_top;
    cpu->task_state.io_map = sizeof cpu->task_state;
    uint64_t base = (uint64_t)&cpu->task_state;
    cpu->segments[1] = 0x00af9b000000ffff;
    cpu->segments[2] = 0x00cf93000000ffff;
    cpu->segments[3] = (sizeof cpu->task_state - 1) | (base & 0xffffff) << 16 | 0x89ull << 40 | (base >> 24 & 0xff) << 56;
    cpu->segments[4] = base >> 32;
    if (cpu == &machine_boot_cpu) make_gates();
    struct table_pointer gdt = {sizeof cpu->segments - 1, (uint64_t)cpu->segments}, idt = {sizeof gates - 1, (uint64_t)gates};
    __asm__ volatile("lgdt %0; lidt %1; ltr %w2" ::"m"(gdt), "m"(idt), "r"(24));
    cpu->self = cpu;
    machine_write_msr(0xc0000101, (uint64_t)cpu);                       // GS base
    machine_write_msr(0xc0000081, 8ull << 32);                          // STAR: the kernel's segments both ways
    machine_write_msr(0xc0000082, (uint64_t)(machine_plain_entry == machine_plain_call ? machine_syscall_entry
                                                                                       : machine_syscall_entry_locked));
    machine_write_msr(0xc0000084, 0x44700);                             // FMASK: AC, NT, DF, IF, TF
}
#endif
