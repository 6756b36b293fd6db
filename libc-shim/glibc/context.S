/* getcontext, setcontext, swapcontext and the start of a context that makecontext made.
   Offsets are those of ucontext_t: the general registers begin at 40, the floating-point
   environment's pointer is at 224, the signal mask at 296, its storage at 424. */
#define R8 40
#define R9 48
#define R12 72
#define R13 80
#define R14 88
#define R15 96
#define RDI 104
#define RSI 112
#define RBP 120
#define RBX 128
#define RDX 136
#define RCX 152
#define RSP 160
#define RIP 168
#define FPREGS 224
#define MASK 296
#define FPSTORE 424
#define SIG_BLOCK 0
#define SIG_SETMASK 2

    .macro save at
    mov %rbx, RBX(\at)
    mov %rbp, RBP(\at)
    mov %r12, R12(\at)
    mov %r13, R13(\at)
    mov %r14, R14(\at)
    mov %r15, R15(\at)
    mov %rdi, RDI(\at)
    mov %rsi, RSI(\at)
    mov %rdx, RDX(\at)
    mov %rcx, RCX(\at)
    mov %r8, R8(\at)
    mov %r9, R9(\at)
    mov (%rsp), %rcx
    mov %rcx, RIP(\at)
    lea 8(%rsp), %rcx
    mov %rcx, RSP(\at)
    lea FPSTORE(\at), %rcx
    mov %rcx, FPREGS(\at)
    fnstenv (%rcx)
    fldenv (%rcx)
    stmxcsr 24(%rcx)
    .endm

    .text
    .globl getcontext
    .type getcontext,@function
getcontext:
    save %rdi
    push %rbx
    lea MASK(%rdi), %rdx
    xor %esi, %esi
    mov $SIG_BLOCK, %edi
    call *__apus_context_mask@GOTPCREL(%rip)
    pop %rbx
    xor %eax, %eax
    ret
    .size getcontext, .-getcontext

    .globl swapcontext
    .type swapcontext,@function
swapcontext:
    save %rdi
    push %rsi
    lea MASK(%rdi), %rdx
    lea MASK(%rsi), %rsi
    mov $SIG_SETMASK, %edi
    call *__apus_context_mask@GOTPCREL(%rip)
    pop %rdi
    jmp load
    .size swapcontext, .-swapcontext

    .globl setcontext
    .type setcontext,@function
setcontext:
    push %rdi
    lea MASK(%rdi), %rsi
    xor %edx, %edx
    mov $SIG_SETMASK, %edi
    call *__apus_context_mask@GOTPCREL(%rip)
    pop %rdi
load:
    mov FPREGS(%rdi), %rcx
    fldenv (%rcx)
    ldmxcsr 24(%rcx)
    mov RBX(%rdi), %rbx
    mov RBP(%rdi), %rbp
    mov R12(%rdi), %r12
    mov R13(%rdi), %r13
    mov R14(%rdi), %r14
    mov R15(%rdi), %r15
    mov RSP(%rdi), %rsp
    mov RIP(%rdi), %rax
    push %rax
    mov RSI(%rdi), %rsi
    mov RDX(%rdi), %rdx
    mov RCX(%rdi), %rcx
    mov R8(%rdi), %r8
    mov R9(%rdi), %r9
    mov RDI(%rdi), %rdi
    xor %eax, %eax
    ret
    .size setcontext, .-setcontext

/* Where a made context's function returns to: rbx points to the link's slot on its stack. */
    .globl __apus_context_end
    .hidden __apus_context_end
    .type __apus_context_end,@function
__apus_context_end:
    mov %rbx, %rsp
    mov (%rsp), %rdi
    and $-16, %rsp
    test %rdi, %rdi
    je 1f
    call setcontext
1:  xor %edi, %edi
    call exit@PLT
    hlt
    .size __apus_context_end, .-__apus_context_end
    .section .note.GNU-stack,"",@progbits
