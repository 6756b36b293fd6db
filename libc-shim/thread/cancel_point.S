/* A blocking system call that a cancellation can end: between the two labels nothing has happened
   yet that would be lost. The handler of the cancellation signal (cancel.c) sends a thread that it
   finds there to __apus_point_cancelled; the kernel shows a call that it interrupts and would
   restart as standing before its instruction.
   long __apus_point(volatile int *cancelled, number, a, b, c, d, e, f) */
    .text
    .globl __apus_point
    .hidden __apus_point
    .type __apus_point,@function
__apus_point:
    .cfi_startproc
    mov %rdx, %r11
    mov %rsi, %rax
    mov %r8, %rdx
    mov %rcx, %rsi
    mov %r9, %r10
    mov 8(%rsp), %r8
    mov 16(%rsp), %r9
    xchg %r11, %rdi
    .globl __apus_point_begin
    .hidden __apus_point_begin
__apus_point_begin:
    cmpl $0, (%r11)
    jne __apus_point_cancelled
    syscall
    .globl __apus_point_end
    .hidden __apus_point_end
__apus_point_end:
    ret
    .globl __apus_point_cancelled
    .hidden __apus_point_cancelled
__apus_point_cancelled:
    jmp __apus_cancelled
    .cfi_endproc
    .size __apus_point, .-__apus_point
    .section .note.GNU-stack,"",@progbits
