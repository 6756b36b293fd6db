// The ways into the kernel: plain calls, the SYSCALL instruction, exceptions and interrupts; and the ways back.
#ifndef __linux__
#include "cpu_offsets.h"

// ---- the kernel's lock ----------------------------------------------------------------------
// With one processor there is nothing to lock, and the entries without these lines are in use. Clobber %eax and %r11, and
// %eax. Interrupts are off.
    .macro acquire
    xorl %eax, %eax
    movl %gs:CPU_LOCK_TOKEN, %r11d
    lock cmpxchgl %r11d, machine_kernel_lock
    je 91f
    call acquire_slowly
91:
    .endm
    .macro release
    cmpl $0, %gs:CPU_LOCK_DEPTH
    jne 92f
    movl $0, machine_kernel_lock
    jmp 93f
92: decl %gs:CPU_LOCK_DEPTH
93:
    .endm

// Keeps every register but %eax and %r11.
    .section .text.entry, "ax", @progbits
    .balign 16
acquire_slowly:
    pushq %rdi
    pushq %rsi
    pushq %rdx
    pushq %rcx
    pushq %r8
    pushq %r9
    pushq %r10
    pushq %rbp
    movq %rsp, %rbp
    andq $-16, %rsp
    call machine_lock_slow              // C without vector registers
    movq %rbp, %rsp
    popq %rbp
    popq %r10
    popq %r9
    popq %r8
    popq %rcx
    popq %rdx
    popq %rsi
    popq %rdi
    ret

// ---- plain calls ---------------------------------------------------------------------------
// A stub for each system call, 16 bytes apart: a C call with the number added. The handler runs on the thread's kernel
// stack, so that kernel code never faults on the program's (which is paged in on demand). Numbers from 512 on are the
// services of the dynamic linker, which the SYSCALL instruction does not reach.
    .section .text.entry, "ax", @progbits
    .balign 16
    .globl machine_call_stubs
machine_call_stubs:
    .set number, 0
    .rept 544
    .balign 16
    movl $number, %eax
    jmp *machine_plain_entry
    .set number, number + 1
    .endr

// Interrupts are off in the kernel. Those that came meanwhile arrive once the program's stack is back: STI lets one more
// instruction pass.
    .macro plain_entry name, locked
    .balign 16
    .globl \name
\name:
    cli
    movq %rsp, %r11
    movq %gs:CPU_KERNEL_STACK, %rsp     // 8 below a multiple of 16
    pushq %r11
    .if \locked
    movl %eax, %r10d
    acquire
    movl %r10d, %eax
    .endif
    call *machine_handlers(, %rax, 8)
    cmpl $0, %gs:CPU_ATTENTION
    jne plain_attention
    .if \locked
    release
    .endif
    sti
    popq %rsp
    ret
    .endm
    plain_entry machine_plain_call, 0
    plain_entry machine_plain_call_locked, 1

// Something waits to be done before the program goes on (a signal): as if an exception had come at the return address.
plain_attention:
    movq (%rsp), %r11
    movq %gs:CPU_KERNEL_STACK, %rsp
    pushq $16                           // ss
    leaq 8(%r11), %rcx
    pushq %rcx                          // rsp
    pushfq
    orl $0x200, (%rsp)
    pushq $8                            // cs
    pushq (%r11)                        // rip
    pushq $0
    pushq $VECTOR_ATTENTION
    pushq %rax
    jmp gate_save

// ---- the SYSCALL instruction ------------------------------------------------------------------
// In ring 0 it does not touch the stack pointer: the program's red zone is live until we leave its stack.
// %rax = number, arguments in rdi rsi rdx r10 r8 r9; %rcx = return address, %r11 = flags. All but those three survive.
    .macro syscall_entry name, locked
    .balign 16
    .globl \name
\name:
    movq %rsp, %gs:CPU_SCRATCH
    movq %gs:CPU_KERNEL_STACK, %rsp
    pushq %gs:CPU_SCRATCH
    pushq %rcx
    pushq %r11
    pushq %rdi
    pushq %rsi
    pushq %rdx
    pushq %r10
    pushq %r8
    pushq %r9
    pushq %r15                          // these are for clone(2): machine_call_registers
    pushq %r14
    pushq %r13
    pushq %r12
    pushq %rbp
    pushq %rbx
    subq $(16 * 16), %rsp
    movups %xmm0, 0x00(%rsp)
    movups %xmm1, 0x10(%rsp)
    movups %xmm2, 0x20(%rsp)
    movups %xmm3, 0x30(%rsp)
    movups %xmm4, 0x40(%rsp)
    movups %xmm5, 0x50(%rsp)
    movups %xmm6, 0x60(%rsp)
    movups %xmm7, 0x70(%rsp)
    movups %xmm8, 0x80(%rsp)
    movups %xmm9, 0x90(%rsp)
    movups %xmm10, 0xa0(%rsp)
    movups %xmm11, 0xb0(%rsp)
    movups %xmm12, 0xc0(%rsp)
    movups %xmm13, 0xd0(%rsp)
    movups %xmm14, 0xe0(%rsp)
    movups %xmm15, 0xf0(%rsp)
    movl $1, %gs:CPU_ENTRY
    .if \locked
    movq %rax, %rbx
    acquire
    movq %rbx, %rax
    .endif
    cmpq $512, %rax
    jae 2f
    movq %r10, %rcx
    call *machine_handlers(, %rax, 8)
1:
    .if \locked
    movq %rax, %rcx
    cmpl $0, %gs:CPU_ATTENTION
    jne 4f
    release
    movq %rcx, %rax
4:
    .endif
    movl $0, %gs:CPU_ENTRY
    movups 0x00(%rsp), %xmm0
    movups 0x10(%rsp), %xmm1
    movups 0x20(%rsp), %xmm2
    movups 0x30(%rsp), %xmm3
    movups 0x40(%rsp), %xmm4
    movups 0x50(%rsp), %xmm5
    movups 0x60(%rsp), %xmm6
    movups 0x70(%rsp), %xmm7
    movups 0x80(%rsp), %xmm8
    movups 0x90(%rsp), %xmm9
    movups 0xa0(%rsp), %xmm10
    movups 0xb0(%rsp), %xmm11
    movups 0xc0(%rsp), %xmm12
    movups 0xd0(%rsp), %xmm13
    movups 0xe0(%rsp), %xmm14
    movups 0xf0(%rsp), %xmm15
    movq (16 * 16)(%rsp), %rbx
    addq $(16 * 16 + 6 * 8), %rsp
    popq %r9
    popq %r8
    popq %r10
    popq %rdx
    popq %rsi
    popq %rdi
    cmpl $0, %gs:CPU_ATTENTION
    jne syscall_attention
    andl $~0x200, (%rsp)                // the flags, from %r11's slot; interrupts only after the next instruction
    popfq
    popq %rcx
    sti
    popq %rsp
    jmp *%rcx
2:  movq %rax, %rdi                     // no such number
    call machine_absent_call
    jmp 1b
    .endm
    syscall_entry machine_syscall_entry, 0
    syscall_entry machine_syscall_entry_locked, 1

syscall_attention:
    popq %r11
    popq %rcx
    popq %rsp
    movq %rsp, %gs:CPU_SCRATCH
    movq %gs:CPU_KERNEL_STACK, %rsp
    pushq $16                           // ss
    pushq %gs:CPU_SCRATCH               // rsp
    pushq %r11                          // rflags
    pushq $8                            // cs
    pushq %rcx                          // rip
    pushq $1                            // from the SYSCALL instruction: it can be made again
    pushq $VECTOR_ATTENTION
    pushq %rax
    jmp gate_save

// What the dispatch table names instead of a handler, with the number still in %rax: for a call that nothing answers, and
// for every call while the trace is on. A record {number, six arguments} is passed on the stack.
    .balign 16
    .globl machine_absent_entry
machine_absent_entry:
    movq %rax, %rdi
    jmp machine_absent_call
    .balign 16
    .globl machine_trace_entry
machine_trace_entry:
    pushq %r9
    pushq %r8
    pushq %rcx
    pushq %rdx
    pushq %rsi
    pushq %rdi
    pushq %rax
    movq %rsp, %rdi
    call machine_traced_call
    addq $56, %rsp
    ret

// (rdi number, rsi handler, rdx rcx r8 r9 and two on the stack: arguments): calls a handler as the entries do.
    .balign 16
    .globl machine_call_handler
machine_call_handler:
    movq %rdi, %rax
    movq %rsi, %r10
    movq %rdx, %rdi
    movq %rcx, %rsi
    movq %r8, %rdx
    movq %r9, %rcx
    movq 8(%rsp), %r8
    movq 16(%rsp), %r9
    jmp *%r10

// Calls the program's code from within the kernel (an IFUNC resolver): %rdi = function. Kernel calls that it makes
// begin below this frame.
    .balign 16
    .globl machine_call_program
machine_call_program:
    pushq %rbx
    movq %gs:CPU_KERNEL_STACK, %rbx
    pushq %rbx
    subq $8, %rsp                       // now a multiple of 16
    leaq -8(%rsp), %rax
    subq $256, %rax                     // out of the red zone of a leaf resolver
    movq %rax, %gs:CPU_KERNEL_STACK
    movq %gs:CPU_RECORD, %rcx           // where a switch finds it
    movq %rax, THREAD_KERNEL_STACK(%rcx)
    call *%rdi
    cli
    addq $8, %rsp
    popq %rbx
    movq %rbx, %gs:CPU_KERNEL_STACK
    movq %gs:CPU_RECORD, %rcx
    movq %rbx, THREAD_KERNEL_STACK(%rcx)
    popq %rbx
    ret

// Begins a program: %rdi = address to jump to, %rsi = stack pointer, %rdx = first argument.
    .balign 16
    .globl machine_enter_program
machine_enter_program:
    movl $0, %gs:CPU_ENTRY
    fninit
    pushq $0x1f80                       // MXCSR as a program finds it
    ldmxcsr (%rsp)
    .irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
    xorps %xmm\n, %xmm\n
    .endr
    movq %rdi, %rax
    movq %rsi, %rsp
    movq %rdx, %rdi
    movq %rcx, %rsi
    movq %r8, %rdx
    xorl %ebx, %ebx
    xorl %ebp, %ebp
    xorl %ecx, %ecx
    xorl %r8d, %r8d
    xorl %r9d, %r9d
    xorl %r10d, %r10d
    xorl %r11d, %r11d
    xorl %r12d, %r12d
    xorl %r13d, %r13d
    xorl %r14d, %r14d
    xorl %r15d, %r15d
    sti
    jmp *%rax

// ---- switching threads ---------------------------------------------------------------------------
// (rdi from, rsi to). Keeps the stack pointer, %rbp and the control words of both floating-point units: its callers have saved whatever
// else they need.
    .balign 16
    .globl machine_switch
machine_switch:
    pushq %rbp
    stmxcsr THREAD_VECTOR_CONTROL(%rdi)
    fnstcw THREAD_X87_CONTROL(%rdi)
    movq %rsp, THREAD_STACK_POINTER(%rdi)
    cmpb $0, machine_has_fsgsbase
    je 2f
    rdfsbase %rax                       // the program may have set it without a call
    movq %rax, THREAD_POINTER(%rdi)
    movq THREAD_POINTER(%rsi), %rax
    wrfsbase %rax
1:  movq %rsi, %gs:CPU_RECORD
    movq THREAD_KERNEL_STACK(%rsi), %rax
    movq %rax, %gs:CPU_KERNEL_STACK
    movq THREAD_OBJECT(%rsi), %rax
    movq %rax, %gs:CPU_THREAD
    movq THREAD_PROCESS(%rsi), %rax
    movq %rax, %gs:CPU_PROCESS
    movl $0, %gs:CPU_ENTRY              // a plain call; else machine_switch_extended knows better
    movq THREAD_STACK_POINTER(%rsi), %rsp
    ldmxcsr THREAD_VECTOR_CONTROL(%rsi)
    fldcw THREAD_X87_CONTROL(%rsi)
    popq %rbp
    ret
2:  movl THREAD_POINTER(%rsi), %eax
    movl (THREAD_POINTER + 4)(%rsi), %edx
    movl $0xc0000100, %ecx
    wrmsr
    jmp 1b

// A function that does the same, and everything XSAVE (or FXSAVE) knows comes back as it was: for a thread that did not call a function.
    .balign 16
    .globl machine_switch_extended
machine_switch_extended:
    pushq %rbp
    movq %rsp, %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movl %gs:CPU_ENTRY, %eax
    movl %eax, THREAD_ENTRY(%rdi)
    subq machine_extended_size, %rsp
    andq $-64, %rsp
    cmpb $0, machine_has_xsave
    je 1f
    xorl %eax, %eax                     // the header: no component yet, not compacted
    movq %rax, 512(%rsp)
    movq %rax, 520(%rsp)
    movq %rax, 528(%rsp)
    movq %rax, 536(%rsp)
    movq %rax, 544(%rsp)
    movq %rax, 552(%rsp)
    movq %rax, 560(%rsp)
    movq %rax, 568(%rsp)
    movl $-1, %eax
    movl $-1, %edx
    xsave64 (%rsp)
    call machine_switch
    movl $-1, %eax
    movl $-1, %edx
    xrstor64 (%rsp)
    jmp 2f
1:  fxsave64 (%rsp)
    call machine_switch
    fxrstor64 (%rsp)
2:  movq %gs:CPU_RECORD, %rcx           // its own again
    movl THREAD_ENTRY(%rcx), %eax
    movl %eax, %gs:CPU_ENTRY
    movl $0, THREAD_ENTRY(%rcx)
    leaq -40(%rbp), %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret

// Where a new thread's first switch leads: its frame is at %rbp, its vector registers at %rsp, as gate_save leaves them.
    .balign 16
    .globl machine_thread_start
machine_thread_start:
    movq %rbp, %rbx
    movq %rbp, %rdi
    xorl %ebp, %ebp
    call machine_thread_began
    jmp gate_restore

// Runs a function on another stack and does not come back: %rdi = function, %rsi = top of stack.
    .globl machine_switch_stack
machine_switch_stack:
    movq %rsi, %rsp
    xorl %ebp, %ebp
    call *%rdi
    ud2

// ---- reference counts ------------------------------------------------------------------------------
// The runtime's own are weak and keep a frame pointer; these are what every call into the kernel goes through, in half
// the instructions. An object's word at 8 counts; all its low 63 bits set mean an object that is never freed.
    .balign 16
    .globl swift_retain
swift_retain:
    movq %rdi, %rax
    testq %rdi, %rdi
    jle 1f                              // null, or not an object
    movq 8(%rdi), %rcx
    addq %rcx, %rcx
    cmpq $-2, %rcx
    je 1f
    lock incq 8(%rdi)
1:  ret
    .balign 16
    .globl swift_release
swift_release:
    testq %rdi, %rdi
    jle 1f
    movq 8(%rdi), %rax
    leaq (%rax, %rax), %rcx
    cmpq $-2, %rcx
    je 1f
    cmpq $2, %rcx
    je 2f                               // the last reference: nobody else can be counting
    movq $-1, %rcx
    lock xaddq %rcx, 8(%rdi)
    addq %rcx, %rcx
    cmpq $2, %rcx
    je 3f
1:  ret
3:  incq 8(%rdi)                        // it became the last one meanwhile: ours to free
2:  movl $1, %esi
    jmp swift_release_n

// ---- exceptions and interrupts ---------------------------------------------------------------------
// Each gate names an IST stack (programs have a red zone in our ring). We stay there for a few instructions, then build
// the frame on the thread's kernel stack: below what is in use when the kernel was interrupted, else at its top.
    .balign 16
    .globl machine_gates
machine_gates:
    .set vector, 0
    .rept 256
    .balign 16
    .if (vector == 8) || ((vector >= 10) && (vector <= 14)) || (vector == 17) || (vector == 21)
    .else
    pushq $0
    .endif
    pushq $vector
    .if (vector == 2) || (vector == 8) || (vector == 18)
    jmp gate_on_ist
    .else
    jmp gate_common
    .endif
    .set vector, vector + 1
    .endr

// [rsp]: vector, error, rip, cs, rflags, rsp, ss
    .balign 16
gate_common:
    pushq %rax
    pushq %rcx
    movq %gs:CPU_RECORD, %rax
    movq 56(%rsp), %rcx                 // the interrupted stack pointer
    subq THREAD_STACK_TOP(%rax), %rcx
    addq THREAD_STACK_SIZE(%rax), %rcx  // carry: it lies in the kernel stack
    movq THREAD_STACK_TOP(%rax), %rax
    jnc 1f
    movq 56(%rsp), %rax
    subq $128, %rax                     // a resolver of the program's, run from the kernel, has a red zone too
    andq $-16, %rax
    movq %gs:CPU_RECORD, %rcx
    movq THREAD_STACK_LOW(%rcx), %rcx
    addq $1024, %rcx                    // what the frame takes, and to spare
    cmpq %rcx, %rax
    leaq -1024(%rax), %rcx
    jb gate_stack_low
1:
gate_build:
    movq %rsp, %rcx
    movq %rax, %rsp
    pushq 64(%rcx)                      // ss
    pushq 56(%rcx)                      // rsp
    pushq 48(%rcx)                      // rflags
    pushq 40(%rcx)                      // cs
    pushq 32(%rcx)                      // rip
    pushq 24(%rcx)                      // error
    pushq 16(%rcx)                      // vector
    pushq 8(%rcx)                       // rax
    movq (%rcx), %rcx
gate_save:
    pushq %rbx
    pushq %rcx
    pushq %rdx
    pushq %rsi
    pushq %rdi
    pushq %rbp
    pushq %r8
    pushq %r9
    pushq %r10
    pushq %r11
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, %rdi
    subq $(16 * 16 + 8), %rsp
    andq $-16, %rsp
    movaps %xmm0, 0x00(%rsp)
    movaps %xmm1, 0x10(%rsp)
    movaps %xmm2, 0x20(%rsp)
    movaps %xmm3, 0x30(%rsp)
    movaps %xmm4, 0x40(%rsp)
    movaps %xmm5, 0x50(%rsp)
    movaps %xmm6, 0x60(%rsp)
    movaps %xmm7, 0x70(%rsp)
    movaps %xmm8, 0x80(%rsp)
    movaps %xmm9, 0x90(%rsp)
    movaps %xmm10, 0xa0(%rsp)
    movaps %xmm11, 0xb0(%rsp)
    movaps %xmm12, 0xc0(%rsp)
    movaps %xmm13, 0xd0(%rsp)
    movaps %xmm14, 0xe0(%rsp)
    movaps %xmm15, 0xf0(%rsp)
    movq %rdi, %rbx
    cld
    call machine_exception
gate_restore:
    movaps 0x00(%rsp), %xmm0
    movaps 0x10(%rsp), %xmm1
    movaps 0x20(%rsp), %xmm2
    movaps 0x30(%rsp), %xmm3
    movaps 0x40(%rsp), %xmm4
    movaps 0x50(%rsp), %xmm5
    movaps 0x60(%rsp), %xmm6
    movaps 0x70(%rsp), %xmm7
    movaps 0x80(%rsp), %xmm8
    movaps 0x90(%rsp), %xmm9
    movaps 0xa0(%rsp), %xmm10
    movaps 0xb0(%rsp), %xmm11
    movaps 0xc0(%rsp), %xmm12
    movaps 0xd0(%rsp), %xmm13
    movaps 0xe0(%rsp), %xmm14
    movaps 0xf0(%rsp), %xmm15
    movq %rbx, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %r11
    popq %r10
    popq %r9
    popq %r8
    popq %rbp
    popq %rdi
    popq %rsi
    popq %rdx
    popq %rcx
    popq %rbx
    popq %rax
    addq $16, %rsp
    iretq

// The kernel stack has no page yet where the frame would be, or where the fault was: %rcx. We are on the gate's own stack.
gate_stack_low:
    pushq %rax
    pushq %rdx
    pushq %rsi
    pushq %rdi
    pushq %r8
    pushq %r9
    pushq %r10
    pushq %r11
    subq $8, %rsp
    movq %rcx, %rdi
    call machine_grow_stack
    addq $8, %rsp
    movl %eax, %ecx
    popq %r11
    popq %r10
    popq %r9
    popq %r8
    popq %rdi
    popq %rsi
    popq %rdx
    popq %rax
    testl %ecx, %ecx
    jz 2f
    cmpl $14, 16(%rsp)
    jne gate_build
    movq %cr2, %rcx                     // a fault of the stack itself: that was all
    pushq %rax
    movq %gs:CPU_RECORD, %rax
    subq THREAD_STACK_TOP(%rax), %rcx
    addq THREAD_STACK_SIZE(%rax), %rcx
    popq %rax
    jnc gate_build
    popq %rcx
    popq %rax
    addq $16, %rsp
    iretq
2:  movl $8, 16(%rsp)                   // no stack to go on with: as a double fault, on this one
    popq %rcx
    jmp gate_save

// Double fault, NMI and machine check: the kernel stack may be what is broken, so they stay on their own.
    .balign 16
gate_on_ist:
    pushq %rax
    jmp gate_save

// ---- the program's memory ------------------------------------------------------------------------
// A fault at a marked instruction continues at its fix-up: see `machine_exception`.
    .macro recover from, to
    .pushsection .extable, "a", @progbits
    .long \from, \to
    .popsection
    .endm

    .balign 16
    .globl machine_copy
machine_copy:                           // (rdi to, rsi from, rdx count) -> bytes left
    movq %rdx, %rcx
    cmpq $16, %rdx
    ja 2f
    cmpq $8, %rdx
    jae 3f
    testq %rdx, %rdx
    je 4f
1:  movb (%rsi), %al
11: movb %al, (%rdi)
    incq %rsi
    incq %rdi
    decq %rcx
    jne 1b
4:  movq %rcx, %rax
    ret
3:  movq (%rsi), %rax                   // 8 to 16: two words that may overlap
31: movq -8(%rsi, %rdx), %r8
32: movq %rax, (%rdi)
33: movq %r8, -8(%rdi, %rdx)
    xorl %eax, %eax
    ret
2:  cmpq $256, %rdx
    ja 7f
    leaq -16(%rdx), %r8                 // 17 to 256: by sixteen, the last of which may overlap
    xorl %ecx, %ecx
8:  movups (%rsi, %rcx), %xmm0
81: movups %xmm0, (%rdi, %rcx)
    addq $16, %rcx
    cmpq %r8, %rcx
    jb 8b
82: movups (%rsi, %r8), %xmm0
83: movups %xmm0, (%rdi, %r8)
    xorl %eax, %eax
    ret
7:  rep movsb
    movq %rcx, %rax
    ret
5:  movq %rcx, %rax
    ret
6:  movq %rdx, %rcx                     // part way through a short one: again byte by byte, for the exact count
    jmp 1b
    recover 1b, 5b
    recover 11b, 5b
    recover 7b, 5b
    recover 8b, 6b
    recover 81b, 6b
    recover 82b, 6b
    recover 83b, 6b
    recover 3b, 6b
    recover 31b, 6b
    recover 32b, 6b
    recover 33b, 6b

    .balign 16
    .globl machine_zero
machine_zero:                           // (rdi to, rsi count) -> bytes left
    movq %rsi, %rcx
    xorl %eax, %eax
1:  rep stosb
2:  movq %rcx, %rax
    ret
    recover 1b, 2b

    .balign 16
    .globl machine_string_length
machine_string_length:                  // (rdi string, rsi limit) -> length, limit, or -1
    xorl %eax, %eax
    movabsq $0x0101010101010101, %r8
    movabsq $0x8080808080808080, %r9
1:  leaq 8(%rax), %rcx                  // a word at a time where the limit and the end of the page allow it
    cmpq %rsi, %rcx
    ja 5f
    leaq (%rdi, %rax), %rdx
    andl $4095, %edx
    cmpl $4088, %edx
    ja 5f
2:  movq (%rdi, %rax), %rdx
    movq %rdx, %rcx
    subq %r8, %rcx
    notq %rdx
    andq %rdx, %rcx
    andq %r9, %rcx                      // the lowest bit set is in the first zero byte
    jne 6f
    addq $8, %rax
    jmp 1b
5:  cmpq %rsi, %rax
    jae 3f
7:  cmpb $0, (%rdi, %rax)
    je 3f
    incq %rax
    jmp 1b
6:  bsfq %rcx, %rcx
    shrl $3, %ecx
    addq %rcx, %rax
3:  ret
4:  movq $-1, %rax
    ret
    recover 2b, 4b
    recover 7b, 4b

// (rdi address, rsi value) -> 0, or 1 on a fault
    .balign 16
    .globl machine_store64, machine_store32
machine_store64:
1:  movq %rsi, (%rdi)
    xorl %eax, %eax
    ret
machine_store32:
2:  movl %esi, (%rdi)
    xorl %eax, %eax
    ret
9:  movl $1, %eax
    ret
    recover 1b, 9b
    recover 2b, 9b

// (rdi address, rsi what is expected and was found, edx new value) -> 0, or 1 on a fault
    .balign 16
    .globl machine_compare_exchange
machine_compare_exchange:
    movl (%rsi), %eax
1:  lock cmpxchgl %edx, (%rdi)
    movl %eax, (%rsi)
    xorl %eax, %eax
    ret
2:  movl $1, %eax
    ret
    recover 1b, 2b
#endif
