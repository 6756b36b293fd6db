// long instruction(long number, const uint64_t argument[6])
//
// A child of clone, fork and their like finds itself here with 0 and perhaps no stack: it ends without touching one.
    .text
    .globl instruction
    .type instruction, @function
instruction:
    pushq %rbx
    pushq %rbp
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rdi, %rbx
    movq %rdi, %rax
    movq %rsi, %r11
    movq (%r11), %rdi
    movq 8(%r11), %rsi
    movq 16(%r11), %rdx
    movq 24(%r11), %r10
    movq 32(%r11), %r8
    movq 40(%r11), %r9
    movq %rsp, %r12
    movq $0x1234567, %r13
    syscall
    testq %rax, %rax
    jnz 1f
    cmpq $56, %rbx                      // clone, fork, vfork, clone3
    je 2f
    cmpq $57, %rbx
    je 2f
    cmpq $58, %rbx
    je 2f
    cmpq $435, %rbx
    je 2f
1:  cmpq %rsp, %r12                     // all registers but three are as they were
    jne 3f
    cmpq $0x1234567, %r13
    jne 3f
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbp
    popq %rbx
    ret
2:  movl $60, %eax
    xorl %edi, %edi
    syscall
    jmp 2b
3:  ud2

// void enter_frame(void *frame, uint64_t *kept): rt_sigreturn(2) from a frame whose instruction pointer is `land` and whose %rbx is
// the word at `kept`. A frame that is refused leads there too, by way of a handler of SIGSEGV.
    .globl enter_frame, land
    .type enter_frame, @function
enter_frame:
    pushq %rbx
    pushq %rbp
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, %rbx
    movq %rbx, (%rsi)
    movq %rdi, %rsp
    movl $15, %eax
    syscall
land:
    movq %rbx, %rsp
    pushq $0x202
    popfq
    cld
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbp
    popq %rbx
    ret
    .section .note.GNU-stack, "", @progbits
