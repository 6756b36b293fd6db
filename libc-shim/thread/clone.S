/* Starts a thread: clone(2) with the child on its own stack, which runs __apus_thread_main. Here
   is the bottom of its stack, so the unwinder ends here.
   long __apus_clone(flags, stack, tid, clear_tid, thread pointer) → thread number or -errno */
    .text
    .globl __apus_clone
    .hidden __apus_clone
    .type __apus_clone,@function
__apus_clone:
    .cfi_startproc
    mov %rcx, %r10
    mov $56, %eax
    syscall
    test %eax, %eax
    jz 1f
    ret
1:  .cfi_undefined rip
    xor %ebp, %ebp
    mov %fs:0, %rdi
    call __apus_thread_main
    hlt
    .cfi_endproc
    .size __apus_clone, .-__apus_clone
    .section .note.GNU-stack,"",@progbits
