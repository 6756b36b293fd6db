/* Where a PLT leads whose slot is not bound yet (psABI 5.2): on the stack are the object's handle,
   the relocation's index and the caller's return address. The function's arguments are kept,
   whatever registers they are in, and it is entered as if it had been called. What runs meanwhile
   is baseline x86-64, so the upper halves of the vector registers survive by themselves. */
    .text
    .globl __apus_bind_lazily
    .type __apus_bind_lazily,@function
__apus_bind_lazily:
    .cfi_startproc
    .cfi_def_cfa_offset 24
    push %rbp
    .cfi_def_cfa_offset 32
    .cfi_offset rbp, -32
    mov %rsp, %rbp
    .cfi_def_cfa_register rbp
    push %rax /* the number of vector registers, for variadic functions */
    push %rcx
    push %rdx
    push %rsi
    push %rdi
    push %r8
    push %r9
    push %r10 /* the static chain */
    sub $128, %rsp
    and $-16, %rsp
    .irp n,0,1,2,3,4,5,6,7
    movaps %xmm\n, (\n*16)(%rsp)
    .endr
    mov 8(%rbp), %rdi
    mov 16(%rbp), %rsi
    call __apus_bind_slot
    mov %rax, %r11
    .irp n,0,1,2,3,4,5,6,7
    movaps (\n*16)(%rsp), %xmm\n
    .endr
    mov -8(%rbp), %rax
    mov -16(%rbp), %rcx
    mov -24(%rbp), %rdx
    mov -32(%rbp), %rsi
    mov -40(%rbp), %rdi
    mov -48(%rbp), %r8
    mov -56(%rbp), %r9
    mov -64(%rbp), %r10
    mov %rbp, %rsp
    pop %rbp
    .cfi_def_cfa rsp, 24
    add $16, %rsp
    .cfi_def_cfa_offset 8
    jmp *%r11
    .cfi_endproc
    .size __apus_bind_lazily, .-__apus_bind_lazily
    .section .note.GNU-stack,"",@progbits
