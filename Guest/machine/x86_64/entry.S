// The ways into the kernel: plain calls, the SYSCALL instruction, exceptions and interrupts; and the ways back.
#ifndef __linux__
#include "cpu_offsets.h"

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
    jmp machine_plain_call
    .set number, number + 1
    .endr

    .balign 16
    .globl machine_plain_call
machine_plain_call:
    movq %rsp, %r11
    movq %gs:CPU_KERNEL_STACK, %rsp     // 8 below a multiple of 16
    pushq %r11
    call *machine_handlers(, %rax, 8)
    popq %rsp
    cmpl $0, %gs:CPU_ATTENTION
    jne 1f
    ret
// Something waits to be done before the program goes on (a signal): as if an exception had come at the return address.
1:  movq %rsp, %r11
    movq %gs:CPU_KERNEL_STACK, %rsp
    pushq $16                           // ss
    leaq 8(%r11), %rcx
    pushq %rcx                          // rsp
    pushfq
    pushq $8                            // cs
    pushq (%r11)                        // rip
    pushq $0
    pushq $VECTOR_ATTENTION
    pushq %rax
    jmp gate_save

// ---- the SYSCALL instruction ------------------------------------------------------------------
// In ring 0 it does not touch the stack pointer: the program's red zone is live until we leave its stack.
// %rax = number, arguments in rdi rsi rdx r10 r8 r9; %rcx = return address, %r11 = flags. All but those three survive.
    .balign 16
    .globl machine_syscall_entry
machine_syscall_entry:
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
    cmpq $512, %rax
    jae 2f
    movq %r10, %rcx
    call *machine_handlers(, %rax, 8)
1:  movups 0x00(%rsp), %xmm0
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
    addq $(16 * 16), %rsp
    popq %r9
    popq %r8
    popq %r10
    popq %rdx
    popq %rsi
    popq %rdi
    cmpl $0, %gs:CPU_ATTENTION
    jne 3f
    popfq                               // the flags, from %r11's slot
    popq %rcx
    popq %rsp
    jmp *%rcx
3:  popq %r11
    popq %rcx
    popq %rsp
    movq %rsp, %gs:CPU_SCRATCH
    movq %gs:CPU_KERNEL_STACK, %rsp
    pushq $16                           // ss
    pushq %gs:CPU_SCRATCH               // rsp
    pushq %r11                          // rflags
    pushq $8                            // cs
    pushq %rcx                          // rip
    pushq $0
    pushq $VECTOR_ATTENTION
    pushq %rax
    jmp gate_save
2:  movq %rax, %rdi                     // no such number
    call machine_absent_call
    jmp 1b

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
    call *%rdi
    addq $8, %rsp
    popq %rbx
    movq %rbx, %gs:CPU_KERNEL_STACK
    popq %rbx
    ret

// Begins a program: %rdi = address to jump to, %rsi = stack pointer, %rdx = first argument.
    .balign 16
    .globl machine_enter_program
machine_enter_program:
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
    jmp *%rax

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
    movq %gs:CPU_STACK_TOP, %rax
    movq 56(%rsp), %rcx                 // the interrupted stack pointer
    subq %rax, %rcx
    addq %gs:CPU_STACK_SIZE, %rcx       // carry: it lies in the kernel stack
    jnc 1f
    movq 56(%rsp), %rax
    subq $128, %rax                     // a resolver of the program's, run from the kernel, has a red zone too
    andq $-16, %rax
1:  movq %rsp, %rcx
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
    .globl machine_store64, machine_store32, machine_load64
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
// (rdi address, rsi where to put the value) -> 0, or 1 on a fault
machine_load64:
3:  movq (%rdi), %rax
    movq %rax, (%rsi)
    xorl %eax, %eax
    ret
    recover 1b, 9b
    recover 2b, 9b
    recover 3b, 9b
#endif
