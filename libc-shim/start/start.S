/* Where the kernel enters a program that uses this library: the stack is a fresh Linux one
   (argc, argv, environment, auxiliary vector), rsi is the program's own entry point or 0, rdx
   the address of its `main` when it is a shared object without an entry.
   The entry point then finds the stack as it was, and in rdx the function that runs the
   finalisers, as the System V ABI says. */
    .section .text._apus_start,"ax",@progbits
    .globl _apus_start
    .type _apus_start,@function
_apus_start:
    .cfi_startproc
    .cfi_undefined rip
    xor %ebp, %ebp
    mov %rsp, %rbx
    mov %rsp, %rdi
    and $-16, %rsp
    call __apus_start_library
    mov %rbx, %rsp
    lea __apus_run_finalizers(%rip), %rdx
    jmp *%rax
    .cfi_endproc
    .size _apus_start, .-_apus_start
    .section .note.GNU-stack,"",@progbits
