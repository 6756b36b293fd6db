/* Calls the function of pthread_once in a frame of its own, whose personality routine learns that
   it ends by unwinding. */
    .text
    .globl __apus_once_call
    .hidden __apus_once_call
    .type __apus_once_call,@function
__apus_once_call:
    .cfi_startproc
    .cfi_personality 0x1b, __apus_once_personality
    sub $8, %rsp
    .cfi_adjust_cfa_offset 8
    call *%rdi
    add $8, %rsp
    .cfi_adjust_cfa_offset -8
    ret
    .cfi_endproc
    .size __apus_once_call, .-__apus_once_call
    .section .note.GNU-stack,"",@progbits
