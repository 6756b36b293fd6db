/* syscall(2) by number, as a plain call. The kernel's stubs are 16 bytes apart, in order of their numbers, and that of read(2)
   is the first. The arguments move up by one place, past the number. Those calls that continue
   elsewhere than after a function call (clone, fork, vfork, rt_sigreturn, clone3) keep the instruction. */
    .text
    .globl syscall
    .type syscall,@function
syscall:
    .cfi_startproc
    mov %edi, %eax
    cmp $512, %edi
    jae 1f
    cmp $15, %edi
    je 1f
    lea -56(%rdi), %r11d
    cmp $2, %r11d
    jbe 1f
    cmp $435, %edi
    je 1f
    shl $4, %eax
    add __apus_sys_read@GOTPCREL(%rip), %rax
    mov %rsi, %rdi
    mov %rdx, %rsi
    mov %rcx, %rdx
    mov %r8, %rcx
    mov %r9, %r8
    mov 8(%rsp), %r9
    sub $8, %rsp
    .cfi_adjust_cfa_offset 8
    call *%rax
    add $8, %rsp
    .cfi_adjust_cfa_offset -8
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
    .cfi_endproc
    .size syscall,.-syscall
    .section .note.GNU-stack,"",@progbits
