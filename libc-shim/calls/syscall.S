/* syscall(2) by number, as a plain call. The kernel's stubs are 16 bytes apart, in order of their numbers, and that of read(2)
   is the first. The arguments move up by one place, past the number. Those calls that continue
   elsewhere than after a function call (clone, fork, vfork, rt_sigreturn, clone3) keep the instruction. */
    .text
    .globl syscall
    .type syscall,@function
syscall:
    .cfi_startproc
    lea -59(%rdi), %eax                 /* between those that keep the instruction */
    cmp $(434 - 59), %eax
    ja 4f
0:  mov %edi, %eax
    shl $4, %eax
    add __apus_sys_read@GOTPCREL(%rip), %rax
    mov %rsi, %rdi
    mov %rdx, %rsi
    mov %rcx, %rdx
    mov %r8, %rcx
    mov %r9, %r8
    mov 8(%rsp), %r9
    call *%rax                          /* it leaves this stack at once: no need to align it */
2:  cmp $-4096, %rax
    ja 3f
    ret
3:  mov %rax, %rdi
    jmp __syscall_ret
1:  mov %edi, %eax
    mov %rsi, %rdi
    mov %rdx, %rsi
    mov %rcx, %rdx
    mov %r8, %r10
    mov %r9, %r8
    mov 8(%rsp), %r9
    syscall
    jmp 2b
4:  cmp $435, %edi
    je 1b
    cmp $512, %edi
    jae 1b
    cmp $15, %edi
    je 1b
    lea -56(%rdi), %eax
    cmp $2, %eax
    ja 0b
    jmp 1b
    .cfi_endproc
    .size syscall,.-syscall
    .section .note.GNU-stack,"",@progbits
