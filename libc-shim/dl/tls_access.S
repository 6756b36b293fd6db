/* The fast paths of thread-local access. */
    .text
    .globl __tls_get_addr
    .type __tls_get_addr,@function
/* rdi: {module, offset}. Some callers (gcc before 4.9) do not align the stack. */
__tls_get_addr:
    .cfi_startproc
    mov %fs:8, %rdx
    mov (%rdi), %rax
    cmp (%rdx), %rax
    ja 1f
    mov (%rdx,%rax,8), %rax
    test %rax, %rax
    je 1f
    add 8(%rdi), %rax
    ret
1:  push %rbp
    .cfi_def_cfa_offset 16
    .cfi_offset rbp, -16
    mov %rsp, %rbp
    .cfi_def_cfa_register rbp
    and $-16, %rsp
    call __apus_tls_first_use
    mov %rbp, %rsp
    pop %rbp
    .cfi_def_cfa rsp, 8
    ret
    .cfi_endproc
    .size __tls_get_addr, .-__tls_get_addr

/* TLS descriptors: rax points to {function, argument}; the answer is the variable's distance
   from the thread pointer, in rax; every other register is kept. */
    .globl __apus_tlsdesc_static
    .type __apus_tlsdesc_static,@function
__apus_tlsdesc_static:
    .cfi_startproc
    mov 8(%rax), %rax
    ret
    .cfi_endproc
    .size __apus_tlsdesc_static, .-__apus_tlsdesc_static

    .globl __apus_tlsdesc_dynamic
    .type __apus_tlsdesc_dynamic,@function
__apus_tlsdesc_dynamic:
    .cfi_startproc
    push %rdi
    .cfi_adjust_cfa_offset 8
    push %rdx
    .cfi_adjust_cfa_offset 8
    mov 8(%rax), %rdi
    mov %fs:8, %rdx
    mov (%rdi), %rax
    cmp (%rdx), %rax
    ja 1f
    mov (%rdx,%rax,8), %rax
    test %rax, %rax
    je 1f
    add 8(%rdi), %rax
2:  sub %fs:0, %rax
    pop %rdx
    .cfi_adjust_cfa_offset -8
    pop %rdi
    .cfi_adjust_cfa_offset -8
    ret
    /* First use. What is called is baseline x86-64, so the upper halves of the vector
       registers survive by themselves. */
1:  .cfi_adjust_cfa_offset 16
    push %rbp
    .cfi_adjust_cfa_offset 8
    .cfi_rel_offset rbp, 0
    mov %rsp, %rbp
    .cfi_def_cfa_register rbp
    push %rcx
    push %rsi
    push %r8
    push %r9
    push %r10
    push %r11
    sub $256, %rsp
    and $-16, %rsp
    .irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
    movaps %xmm\n, (\n*16)(%rsp)
    .endr
    call __apus_tls_first_use
    .irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
    movaps (\n*16)(%rsp), %xmm\n
    .endr
    mov -8(%rbp), %rcx
    mov -16(%rbp), %rsi
    mov -24(%rbp), %r8
    mov -32(%rbp), %r9
    mov -40(%rbp), %r10
    mov -48(%rbp), %r11
    mov %rbp, %rsp
    pop %rbp
    .cfi_def_cfa rsp, 24
    jmp 2b
    .cfi_endproc
    .size __apus_tlsdesc_dynamic, .-__apus_tlsdesc_dynamic
    .section .note.GNU-stack,"",@progbits
