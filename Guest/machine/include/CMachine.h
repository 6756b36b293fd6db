// The C face of the machine: what Swift cannot say, as inline functions and assembly entry points.
#pragma once
#include <stddef.h>
#include <stdint.h>

// A few instructions, which a call would double.
#ifndef MACHINE_INLINE
#define MACHINE_INLINE static inline __attribute__((always_inline))
#endif

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
#if __STDC_HOSTED__
int machine_load32(uint64_t address, uint32_t *value);
int machine_load64(uint64_t address, uint64_t *value);
#else
// In place: they are what most calls begin with.
#define MACHINE_LOAD(instruction, register)                                                                           \
    int failed;                                                                                                       \
    __asm__ volatile("movl $1, %0\n1: " instruction " (%2), %" register "1\nxorl %0, %0\n2:\n"                        \
                     ".pushsection .extable, \"a\", @progbits\n.long 1b, 2b\n.popsection"                             \
                     : "=&r"(failed), "=&r"(*value) : "r"(address) : "memory", "cc");                                   \
    return failed
MACHINE_INLINE int machine_load32(uint64_t address, uint32_t *value) { MACHINE_LOAD("movl", "k"); }
MACHINE_INLINE int machine_load64(uint64_t address, uint64_t *value) { MACHINE_LOAD("movq", "q"); }
#endif
// Replaces a word by `value` if it is `*expected`, and leaves in `*expected` what it was: 0, or 1 on a bad address.
int machine_compare_exchange(uint64_t address, uint32_t *expected, uint32_t value);

// ---- threads and processors -------------------------------------------------------------------
// What the machine keeps of a thread, at the top of its kernel stack: what a switch saves and loads.
struct machine_thread {
    uint64_t stack_pointer;  // while it does not run
    uint64_t kernel_stack;   // where its next call into the kernel begins: 8 below a multiple of 16
    uint64_t stack_top;      // the kernel stack's end and size
    uint64_t stack_size;
    uint64_t thread_pointer; // the base of %fs
    void *thread;            // the Swift objects, not retained
    void *process;
    uint32_t entry;          // while it does not run: how it came into the kernel
    uint32_t vector_control; // MXCSR and the x87 control word
    uint64_t stack_low;      // the lowest of its pages that is there: others come as they are needed
    uint32_t x87_control, reserved;
};

// How the running thread came into the kernel: a plain call may lose all that a function may, the others nothing.
enum { MACHINE_ENTRY_CALL = 0, MACHINE_ENTRY_SYSCALL = 1, MACHINE_ENTRY_GATE = 2 };

// As many as the kernel stack of a thread can still grow by.
#define MACHINE_STACK_RESERVE 7

// The per-CPU block. %gs points to it; programs do not get at %gs.
struct machine_cpu {
    struct machine_cpu *self;
    void *thread;          // the running thread: a Swift object, not retained
    uint64_t kernel_stack; // where a call into the kernel begins
    uint64_t scratch;
    void *process; // the running thread's process, not retained
    uint32_t attention; // non-zero: something to do on the way out of a call
    uint32_t entry;     // the running thread's MACHINE_ENTRY_
    struct machine_thread *record; // the running thread's
    uint32_t number;      // 0 is the processor that started the machine
    uint32_t lock_token;  // number + 1: what the kernel's lock holds while this processor has it
    uint32_t lock_depth;  // how often the holder has taken it again
    uint32_t flush_wanted; // translations are to be forgotten; cleared when that is done
    uint32_t apic_id, is_online;
    uint32_t idle; // MACHINE_IDLE_
    uint32_t inspected; // counts the looks at it (machine_inspection_begin)
    uint64_t segments[5];
    // Physical addresses of pages for kernel stacks that grow, and how many.
    uint64_t stack_reserve[MACHINE_STACK_RESERVE], stack_reserve_count;
    struct machine_point { uint64_t instruction, stack, frame; } point; // where a non-maskable interrupt found it
    struct {
        uint32_t reserved0;
        uint64_t rsp[3], reserved1, ist[7], reserved2;
        uint16_t reserved3, io_map;
    } __attribute__((packed)) task_state;
};
#define MACHINE_PROCESSOR_LIMIT 64
enum { MACHINE_IDLE_NOT = 0, MACHINE_IDLE_LOOKING = 1, MACHINE_IDLE_HALTED = 2 };

#if __STDC_HOSTED__
void *machine_current_thread(void);
void *machine_current_process(void);
void machine_set_current(void *thread, void *process);
#else
MACHINE_INLINE void *machine_current_thread(void) {
    void *thread;
    __asm__("movq %%gs:8, %0" : "=r"(thread));
    return thread;
}
MACHINE_INLINE void *machine_current_process(void) {
    void *process;
    __asm__("movq %%gs:32, %0" : "=r"(process));
    return process;
}
static inline void machine_set_current(void *thread, void *process) {
    __asm__ volatile("movq %0, %%gs:8; movq %1, %%gs:32" ::"r"(thread), "r"(process));
}
#endif

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
extern struct machine_cpu *machine_cpus[MACHINE_PROCESSOR_LIMIT];
extern uint32_t machine_processor_count; // how many run; more than one: the kernel's lock is in use
extern char machine_gates[];
extern char machine_call_stubs[];
extern const uint64_t machine_start_info, machine_features;
extern uint64_t machine_root[512], machine_linear_pointers[512], machine_kernel_directory[512];
extern const uint32_t __extable_start[], __extable_end[];
extern char __text_start[], __text_end[], __data_start[], __data_end[], __kernel_end_physical[];
void machine_syscall_entry(void);
void machine_plain_call(void);
void machine_plain_call_locked(void);
uint64_t machine_call_program(uint64_t function);
_Noreturn void machine_enter_program(uint64_t entry, uint64_t stack, uint64_t a, uint64_t b, uint64_t c);
_Noreturn void machine_switch_stack(void (*function)(void), uint64_t top);
_Noreturn void machine_halt(void);
void machine_install_tables(struct machine_cpu *cpu, uint64_t scratch_top, uint64_t double_fault_top, uint64_t nmi_top,
                            uint64_t check_top);
void machine_enter_multiprocessing(void);
void machine_prepare_startup(uint64_t linear, uint64_t physical, uint64_t root);
extern uint8_t machine_has_fsgsbase, machine_has_xsave;
extern uint64_t machine_extended_size;
static inline struct machine_cpu *machine_first_block(void) { return &machine_boot_cpu; }
static inline uint64_t machine_root_entry(uint32_t index) { return machine_root[index & 511]; }
MACHINE_INLINE uint32_t machine_get_processor_count(void) { return machine_processor_count; }
static inline void machine_set_processor_count(uint32_t count) { machine_processor_count = count; }
static inline void machine_enable_fsgsbase(void) { machine_has_fsgsbase = 1; }
static inline int machine_uses_fsgsbase(void) { return machine_has_fsgsbase; }
static inline void machine_enable_xsave(uint64_t size) { machine_has_xsave = 1, machine_extended_size = size; }
void machine_idle_began(void);
static inline uint64_t machine_idle_entry(void) { return (uint64_t)machine_idle_began; }
static inline void machine_disable_interrupts(void) { __asm__ volatile("cli" ::: "memory"); }
static inline uint64_t machine_processor_set(uint32_t number, struct machine_cpu *cpu) { return (uint64_t)(machine_cpus[number] = cpu); }
// Runs `to` in place of `from`, until somebody runs `from` again. The second form keeps the whole extended state. Of the first one's
// caller, whatever it is inlined into, nothing is saved but what it does not expect to lose.
MACHINE_INLINE void machine_switch_plain(struct machine_thread *from, struct machine_thread *to) {
    __asm__ volatile("call machine_switch" : "+D"(from), "+S"(to)::"rax", "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", "r14",
                     "r15", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",
                     "xmm13", "xmm14", "xmm15", "cc", "memory");
}
void machine_switch_extended(struct machine_thread *from, struct machine_thread *to);
void machine_thread_start(void);
void machine_lock_slow(void);
static inline uint64_t machine_thread_start_address(void) { return (uint64_t)machine_thread_start; }

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
MACHINE_INLINE uint64_t machine_read_cr2(void) {
    uint64_t value;
    __asm__ volatile("movq %%cr2, %0" : "=r"(value));
    return value;
}
MACHINE_INLINE uint64_t machine_read_cr3(void) {
    uint64_t value;
    __asm__ volatile("movq %%cr3, %0" : "=r"(value));
    return value;
}
MACHINE_INLINE void machine_write_cr3(uint64_t value) { __asm__ volatile("movq %0, %%cr3" ::"r"(value) : "memory"); }
static inline uint64_t machine_read_cr4(void) {
    uint64_t value;
    __asm__ volatile("movq %%cr4, %0" : "=r"(value));
    return value;
}
static inline void machine_write_cr4(uint64_t value) { __asm__ volatile("movq %0, %%cr4" ::"r"(value) : "memory"); }
MACHINE_INLINE void machine_invalidate_page(uint64_t address) { __asm__ volatile("invlpg (%0)" ::"r"(address) : "memory"); }
static inline void machine_wait_for_interrupt(void) { __asm__ volatile("sti; hlt; cli" ::: "memory"); }
static inline uint32_t machine_x87_exceptions(void) {
    uint16_t status, control;
    __asm__ volatile("fnstsw %0; fnstcw %1" : "=m"(status), "=m"(control));
    return status & ~control & 0x3f;
}
static inline uint32_t machine_sse_exceptions(void) {
    uint32_t control;
    __asm__ volatile("stmxcsr %0" : "=m"(control));
    return control & ~(control >> 7) & 0x3f;
}
MACHINE_INLINE void machine_pause(void) { __asm__ volatile("pause" ::: "memory"); }
MACHINE_INLINE uint64_t machine_timestamp(void) {
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
MACHINE_INLINE uint32_t machine_mmio_read32(uint64_t address) { return *(volatile uint32_t *)address; }
MACHINE_INLINE void machine_mmio_write32(uint64_t address, uint32_t value) { *(volatile uint32_t *)address = value; }
MACHINE_INLINE uint16_t machine_mmio_read16(uint64_t address) { return *(volatile uint16_t *)address; }
MACHINE_INLINE void machine_mmio_write16(uint64_t address, uint16_t value) { *(volatile uint16_t *)address = value; }
MACHINE_INLINE uint8_t machine_mmio_read8(uint64_t address) { return *(volatile uint8_t *)address; }
MACHINE_INLINE void machine_mmio_write8(uint64_t address, uint8_t value) { *(volatile uint8_t *)address = value; }
static inline void machine_mmio_write64(uint64_t address, uint64_t value) {
    // Two halves: virtio allows it, and PCI devices need not take 64-bit accesses.
    *(volatile uint32_t *)address = (uint32_t)value;
    *(volatile uint32_t *)(address + 4) = (uint32_t)(value >> 32);
}
MACHINE_INLINE void machine_store_word(uint64_t address, uint64_t value) { *(volatile uint64_t *)address = value; }
MACHINE_INLINE uint64_t machine_load_word(uint64_t address) { return *(volatile uint64_t *)address; }
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
// The word at an address that is a multiple of 8, by the page tables alone: 1, or 0 where nothing is mapped.
int machine_peek(uint64_t address, uint64_t *value);
// A non-maskable interrupt has come: 1 on the processor that is to print, when the others have stopped; 0 on those, afterwards.
int machine_inspection_begin(void);
void machine_inspection_end(void);
// The lowest page that is there of the stack that ends at `end` and has `pages` at most.
uint64_t machine_lowest_stack_page(uint64_t end, uint64_t pages);
static inline struct machine_cpu *machine_cpus_at(uint32_t processor) { return machine_cpus[processor]; }
// The shared object that programs get (vdso.S): its page's physical address.
extern const char machine_vdso[];
static inline uint64_t machine_vdso_page(void) { return (uint64_t)machine_vdso - 0x41000000; }
static inline uint64_t machine_kernel_end(void) { return (uint64_t)__kernel_end_physical; }
static inline int machine_is_kernel_text(uint64_t address) {
    return address >= (uint64_t)__text_start && address < (uint64_t)__text_end;
}
static inline uint64_t machine_stub(uint32_t number) { return (uint64_t)machine_call_stubs + 16 * number; }
static inline int machine_is_plain_entry(uint64_t address) {
    return address == (uint64_t)machine_plain_call || address == (uint64_t)machine_plain_call_locked;
}
static inline void machine_set_extended_control(uint64_t value) {
    __asm__ volatile("xsetbv" ::"c"(0), "a"((uint32_t)value), "d"((uint32_t)(value >> 32)));
}
MACHINE_INLINE struct machine_cpu *machine_this_cpu(void) {
    struct machine_cpu *cpu;
    __asm__ volatile("movq %%gs:0, %0" : "=r"(cpu));
    return cpu;
}
// An exception without tables: the processor resets.
static inline _Noreturn void machine_triple_fault(void) {
    struct { uint16_t limit; uint64_t base; } __attribute__((packed)) none = {0, 0};
    __asm__ volatile("lidt %0; int3" ::"m"(none));
    __builtin_unreachable();
}
MACHINE_INLINE void machine_set_attention(uint32_t value) { __asm__ volatile("movl %0, %%gs:40" ::"r"(value) : "memory"); }
MACHINE_INLINE uint32_t machine_attention(void) { return machine_this_cpu()->attention; }
MACHINE_INLINE uint32_t machine_processor_number(void) { return machine_this_cpu()->number; }
MACHINE_INLINE uint32_t machine_entry(void) {
    uint32_t entry;
    __asm__ volatile("movl %%gs:44, %0" : "=r"(entry));
    return entry;
}
MACHINE_INLINE void machine_set_entry(uint32_t entry) { machine_this_cpu()->entry = entry; }
// The program's stack pointer at the system call being handled: what the entry pushed first.
static inline uint64_t machine_program_stack(void) { return *(uint64_t *)(machine_this_cpu()->kernel_stack - 8); }
// The registers that the SYSCALL entry saved: xmm0…15, then these upwards.
struct machine_call_registers { uint64_t rbx, rbp, r12, r13, r14, r15, r9, r8, r10, rdx, rsi, rdi, r11, rcx, rsp; };
static inline struct machine_call_registers *machine_call_registers(void) {
    return (struct machine_call_registers *)(machine_this_cpu()->kernel_stack - sizeof(struct machine_call_registers));
}
// Whether a frame's stack pointer is in the running thread's kernel stack: it came from within the kernel.
MACHINE_INLINE int machine_is_kernel_stack(uint64_t stack) {
    struct machine_thread *record = machine_this_cpu()->record;
    return record->stack_top - stack <= record->stack_size;
}

// ---- the kernel's lock ---------------------------------------------------------------------------
// One lock for all that the kernel shares, of the processor, not of the thread: it goes with a switch.
extern uint32_t machine_kernel_lock;
MACHINE_INLINE void machine_lock(void) {
    if (machine_processor_count > 1) {
        uint32_t none = 0;
        if (!__atomic_compare_exchange_n(&machine_kernel_lock, &none, machine_this_cpu()->lock_token, 0, __ATOMIC_ACQUIRE,
                                         __ATOMIC_RELAXED))
            machine_lock_slow();
    }
}
MACHINE_INLINE void machine_unlock(void) {
    if (machine_processor_count > 1) {
        struct machine_cpu *cpu = machine_this_cpu();
        if (cpu->lock_depth) cpu->lock_depth--;
        else __atomic_store_n(&machine_kernel_lock, 0, __ATOMIC_RELEASE);
    }
}
// The lock_token of the processor that has it; 0: none, or there is one processor only.
static inline uint32_t machine_lock_holder(void) { return __atomic_load_n(&machine_kernel_lock, __ATOMIC_RELAXED); }
// The interrupt controller's registers.
#define MACHINE_APIC 0x4000fee00000ull
static inline void machine_apic_write(uint32_t offset, uint32_t value) { *(volatile uint32_t *)(MACHINE_APIC + offset) = value; }
static inline uint32_t machine_apic_read(uint32_t offset) { return *(volatile uint32_t *)(MACHINE_APIC + offset); }
static inline void machine_send_interrupt(uint32_t processor, uint32_t vector) {
    while (machine_apic_read(0x300) & 1 << 12) machine_pause();
    machine_apic_write(0x310, machine_cpus[processor]->apic_id << 24);
    machine_apic_write(0x300, 0x4000 | vector);
}
// To the running processor itself. Safe between the two writes of the function above: the destination is not touched.
static inline void machine_send_to_self(uint32_t vector) { machine_apic_write(0x300, 0x44000 | vector); }
// Makes a processor that idles look for work; one that only spins sees it without an interrupt.
static inline void machine_wake_processor(uint32_t processor, uint32_t vector) {
    if (__atomic_exchange_n(&machine_cpus[processor]->idle, MACHINE_IDLE_NOT, __ATOMIC_SEQ_CST) != MACHINE_IDLE_LOOKING)
        machine_send_interrupt(processor, vector);
}
static inline int machine_cpu_is_online(uint32_t processor) {
    return machine_cpus[processor] && __atomic_load_n(&machine_cpus[processor]->is_online, __ATOMIC_ACQUIRE);
}
static inline void machine_set_online(void) { __atomic_store_n(&machine_this_cpu()->is_online, 1, __ATOMIC_RELEASE); }
// The entry of the lowest 512 GiB's table that leads to the kernel's GiB.
static inline uint64_t machine_kernel_pointer(void) { return ((uint64_t)machine_kernel_directory - 0x42000000) | 3; }
static inline void machine_request_flush(uint32_t processor) {
    __atomic_store_n(&machine_cpus[processor]->flush_wanted, 1, __ATOMIC_SEQ_CST);
}
static inline int machine_flush_is_pending(uint32_t processor) {
    return __atomic_load_n(&machine_cpus[processor]->flush_wanted, __ATOMIC_ACQUIRE);
}
// Forgets translations if somebody waits for that: in the interrupt, and while spinning for the lock.
MACHINE_INLINE void machine_answer_flush(void) {
    struct machine_cpu *cpu = machine_this_cpu();
    if (__atomic_load_n(&cpu->flush_wanted, __ATOMIC_ACQUIRE)) {
        machine_write_cr3(machine_read_cr3());
        __atomic_store_n(&cpu->flush_wanted, 0, __ATOMIC_RELEASE);
    }
}
// Sleeps until an interrupt, others using the kernel meanwhile. Interrupts are off before and after.
// With other processors it looks for their work first, about as long as waking a halted processor takes.
static inline void machine_idle(void) {
    if (machine_processor_count == 1) {
        machine_wait_for_interrupt();
        return;
    }
    struct machine_cpu *cpu = machine_this_cpu();
    cpu->idle = MACHINE_IDLE_LOOKING;
    machine_unlock();
    uint32_t looking = MACHINE_IDLE_LOOKING;
    for (unsigned count = 0; count < 200 && cpu->attention == 0; count++) {
        if (__atomic_load_n(&cpu->idle, __ATOMIC_ACQUIRE) == MACHINE_IDLE_NOT) break;
        __asm__ volatile("sti; pause; cli" ::: "memory");
    }
    if (cpu->attention == 0
        && __atomic_compare_exchange_n(&cpu->idle, &looking, MACHINE_IDLE_HALTED, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
        machine_wait_for_interrupt();
    __atomic_store_n(&cpu->idle, MACHINE_IDLE_NOT, __ATOMIC_RELEASE);
    machine_lock();
}
static inline void machine_keep_stack_page(struct machine_cpu *cpu, uint64_t page) { cpu->stack_reserve[cpu->stack_reserve_count++] = page; }
MACHINE_INLINE int machine_stack_reserve_is_used(void) { return machine_this_cpu()->stack_reserve_count != MACHINE_STACK_RESERVE; }
// Where gate_save put xmm0…15, given the frame it built: 256 bytes.
static inline void *machine_frame_vectors(struct machine_frame *frame) {
    return (void *)(((uint64_t)frame - (16 * 16 + 8)) & ~15ull);
}
// ---- extended.c ----------------------------------------------------------------------------------
// The extended state as a signal frame has it. `vectors` are xmm0…15 as they were in the program.
uint64_t machine_extended_frame_size(void);
int machine_extended_frame_is_whole(void);              // whether it is an XSAVE image
int machine_save_extended(uint64_t to, const void *vectors);  // 0, or 1 on a bad address
int machine_load_extended(uint64_t from, void *vectors);      // 0, 1 on a bad address, 2 on an image that cannot be
// The fix-up for a fault at `address`, or 0.
static inline uint64_t machine_find_recovery(uint64_t address) {
    for (const uint32_t *entry = __extable_start; entry < __extable_end; entry += 2)
        if (entry[0] == address) return entry[1];
    return 0;
}
#endif
