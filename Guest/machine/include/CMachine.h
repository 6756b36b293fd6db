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
// One aligned or unaligned word with fault recovery: 0, or 1 on a bad address.
int machine_store64(uint64_t address, uint64_t value);
int machine_store32(uint64_t address, uint32_t value);
int machine_load64(uint64_t address, uint64_t *value);

// ---- the per-CPU block ------------------------------------------------------------------------
// %gs points to it; programs do not get at %gs.
struct machine_cpu {
    struct machine_cpu *self;
    void *thread;          // the running thread: a Swift object, not retained
    uint64_t kernel_stack; // where a call into the kernel begins: 8 below a multiple of 16
    uint64_t stack_top;    // the kernel stack's end and size
    uint64_t stack_size;
    uint64_t scratch;
    void *process; // the running thread's process, not retained
    uint32_t attention; // non-zero: something to do on the way out of a call
};

#if __STDC_HOSTED__
void *machine_current_thread(void);
void *machine_current_process(void);
#else
static inline __attribute__((always_inline)) void *machine_current_thread(void) {
    void *thread;
    __asm__("movq %%gs:8, %0" : "=r"(thread));
    return thread;
}
static inline __attribute__((always_inline)) void *machine_current_process(void) {
    void *process;
    __asm__("movq %%gs:48, %0" : "=r"(process));
    return process;
}
#endif
void machine_set_current(void *thread, void *process);

// ---- system calls ----------------------------------------------------------------------------
typedef long (*machine_handler)(unsigned long, unsigned long, unsigned long, unsigned long, unsigned long, unsigned long);
#define MACHINE_SYSCALL_LIMIT 512
#define MACHINE_HANDLER_COUNT 544
// Dispatch by number, for plain calls and the SYSCALL entry alike; each slot starts as "no such call". Those beyond the
// system calls are services of the dynamic linker: plain calls only.
extern machine_handler machine_handlers[MACHINE_HANDLER_COUNT];
static inline void machine_set_handler(uint32_t number, machine_handler handler) {
    if (number < MACHINE_HANDLER_COUNT) machine_handlers[number] = handler;
}
static inline machine_handler machine_get_handler(uint32_t number) {
    return machine_handlers[number < MACHINE_HANDLER_COUNT ? number : MACHINE_HANDLER_COUNT - 1];
}

// ---- exceptions ----------------------------------------------------------------------------------
// What a gate leaves on the kernel stack; the order is the one of entry.S.
struct machine_frame {
    uint64_t r15, r14, r13, r12, r11, r10, r9, r8, rbp, rdi, rsi, rdx, rcx, rbx, rax;
    uint64_t vector, error;
    uint64_t rip, cs, rflags, rsp, ss;
};

#if !__STDC_HOSTED__
void kernel_start(void);
// ---- entry.S and boot.S -------------------------------------------------------------------------
extern struct machine_cpu machine_boot_cpu;
extern char machine_gates[];
extern char machine_call_stubs[];
extern const uint64_t machine_start_info, machine_features;
extern uint64_t machine_root[512], machine_linear_pointers[512], machine_kernel_directory[512];
extern const uint32_t __extable_start[], __extable_end[];
extern char __text_start[], __text_end[], __data_start[], __data_end[], __kernel_end_physical[];
void machine_syscall_entry(void);
void machine_plain_call(void);
uint64_t machine_call_program(uint64_t function);
_Noreturn void machine_enter_program(uint64_t entry, uint64_t stack, uint64_t a, uint64_t b, uint64_t c);
_Noreturn void machine_switch_stack(void (*function)(void), uint64_t top);
_Noreturn void machine_halt(void);
void machine_install_tables(uint64_t scratch_top, uint64_t double_fault_top, uint64_t nmi_top, uint64_t check_top);

// ---- instructions ---------------------------------------------------------------------------------
static inline void machine_out8(uint16_t port, uint8_t value) { __asm__ volatile("outb %0, %1" ::"a"(value), "Nd"(port)); }
static inline uint8_t machine_in8(uint16_t port) {
    uint8_t value;
    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}
static inline void machine_out16(uint16_t port, uint16_t value) { __asm__ volatile("outw %0, %1" ::"a"(value), "Nd"(port)); }
static inline void machine_out32(uint16_t port, uint32_t value) { __asm__ volatile("outl %0, %1" ::"a"(value), "Nd"(port)); }
static inline uint32_t machine_in32(uint16_t port) {
    uint32_t value;
    __asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}
static inline uint64_t machine_read_msr(uint32_t msr) {
    uint32_t low, high;
    __asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
    return (uint64_t)high << 32 | low;
}
static inline void machine_write_msr(uint32_t msr, uint64_t value) {
    __asm__ volatile("wrmsr" ::"c"(msr), "a"((uint32_t)value), "d"((uint32_t)(value >> 32)));
}
static inline uint64_t machine_read_cr2(void) {
    uint64_t value;
    __asm__ volatile("movq %%cr2, %0" : "=r"(value));
    return value;
}
static inline uint64_t machine_read_cr3(void) {
    uint64_t value;
    __asm__ volatile("movq %%cr3, %0" : "=r"(value));
    return value;
}
static inline void machine_write_cr3(uint64_t value) { __asm__ volatile("movq %0, %%cr3" ::"r"(value) : "memory"); }
static inline uint64_t machine_read_cr4(void) {
    uint64_t value;
    __asm__ volatile("movq %%cr4, %0" : "=r"(value));
    return value;
}
static inline void machine_write_cr4(uint64_t value) { __asm__ volatile("movq %0, %%cr4" ::"r"(value) : "memory"); }
static inline void machine_invalidate_page(uint64_t address) { __asm__ volatile("invlpg (%0)" ::"r"(address) : "memory"); }
static inline void machine_wait_for_interrupt(void) { __asm__ volatile("sti; hlt; cli" ::: "memory"); }
static inline void machine_pause(void) { __asm__ volatile("pause" ::: "memory"); }
static inline uint64_t machine_timestamp(void) {
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return (uint64_t)high << 32 | low;
}
static inline void machine_cpuid(uint32_t leaf, uint32_t subleaf, uint32_t out[4]) {
    __asm__ volatile("cpuid" : "=a"(out[0]), "=b"(out[1]), "=c"(out[2]), "=d"(out[3]) : "a"(leaf), "c"(subleaf));
}
// 64 random bits from the processor, or 0 where it has none to give.
static inline uint64_t machine_random(void) {
    uint64_t value;
    uint8_t ok;
    __asm__ volatile("rdrand %0; setc %1" : "=r"(value), "=qm"(ok)::"cc");
    return ok ? value : 0;
}
static inline uint32_t machine_mmio_read32(uint64_t address) { return *(volatile uint32_t *)address; }
static inline void machine_mmio_write32(uint64_t address, uint32_t value) { *(volatile uint32_t *)address = value; }
static inline uint16_t machine_mmio_read16(uint64_t address) { return *(volatile uint16_t *)address; }
static inline void machine_mmio_write16(uint64_t address, uint16_t value) { *(volatile uint16_t *)address = value; }
static inline uint8_t machine_mmio_read8(uint64_t address) { return *(volatile uint8_t *)address; }
static inline void machine_mmio_write8(uint64_t address, uint8_t value) { *(volatile uint8_t *)address = value; }
static inline void machine_mmio_write64(uint64_t address, uint64_t value) {
    // Two halves: virtio allows it, and PCI devices need not take 64-bit accesses.
    *(volatile uint32_t *)address = (uint32_t)value;
    *(volatile uint32_t *)(address + 4) = (uint32_t)(value >> 32);
}
static inline void machine_fence(void) { __asm__ volatile("mfence" ::: "memory"); }
static inline void machine_set_linear_pointer(uint32_t index, uint64_t entry) { machine_linear_pointers[index] = entry; }
static inline void machine_set_kernel_directory(uint32_t index, uint64_t entry) { machine_kernel_directory[index] = entry; }
static inline uint64_t machine_root_address(void) { return (uint64_t)machine_root - 0x42000000; }
long machine_trace_entry(unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e, unsigned long f);
// Calls a handler with the number in %rax, as the entries do.
long machine_call_handler(unsigned long number, machine_handler handler, unsigned long a, unsigned long b, unsigned long c,
                          unsigned long d, unsigned long e, unsigned long f);
extern uint64_t machine_no_thread[16];
static inline uint64_t machine_no_thread_address(void) { return (uint64_t)machine_no_thread; }
static inline uint64_t machine_kernel_end(void) { return (uint64_t)__kernel_end_physical; }
static inline int machine_is_kernel_text(uint64_t address) {
    return address >= (uint64_t)__text_start && address < (uint64_t)__text_end;
}
static inline uint64_t machine_stub(uint32_t number) { return (uint64_t)machine_call_stubs + 16 * number; }
static inline void machine_set_extended_control(uint64_t value) {
    __asm__ volatile("xsetbv" ::"c"(0), "a"((uint32_t)value), "d"((uint32_t)(value >> 32)));
}
static inline void machine_set_kernel_stack(uint64_t top, uint64_t size) {
    machine_boot_cpu.kernel_stack = top - 8;
    machine_boot_cpu.stack_top = top;
    machine_boot_cpu.stack_size = size;
}
// An exception without tables: the processor resets.
static inline _Noreturn void machine_triple_fault(void) {
    struct { uint16_t limit; uint64_t base; } __attribute__((packed)) none = {0, 0};
    __asm__ volatile("lidt %0; int3" ::"m"(none));
    __builtin_unreachable();
}
static inline void machine_set_attention(uint32_t value) { machine_boot_cpu.attention = value; }
// The program's stack pointer at the system call being handled: what the entry pushed first.
static inline uint64_t machine_program_stack(void) { return *(uint64_t *)(machine_boot_cpu.kernel_stack - 8); }
// Where gate_save put xmm0…15, given the frame it built: 256 bytes.
static inline void *machine_frame_vectors(struct machine_frame *frame) {
    return (void *)(((uint64_t)frame - (16 * 16 + 8)) & ~15ull);
}
struct machine_vectors { __attribute__((aligned(16))) uint8_t bytes[512]; };
static inline void machine_save_vectors(struct machine_vectors *area) { __asm__ volatile("fxsave64 %0" : "=m"(*area)); }
static inline void machine_load_vectors(const struct machine_vectors *area) { __asm__ volatile("fxrstor64 %0" ::"m"(*area)); }
// The fix-up for a fault at `address`, or 0.
static inline uint64_t machine_find_recovery(uint64_t address) {
    for (const uint32_t *entry = __extable_start; entry < __extable_end; entry += 2)
        if (entry[0] == address) return entry[1];
    return 0;
}
#endif
