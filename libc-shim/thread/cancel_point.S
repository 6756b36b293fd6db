/* System calls that a cancellation can end: between the labels of a point nothing has happened yet that would be lost. They are plain
   calls, at the kernel's stubs, which are 16 bytes apart in order of their numbers; that of read(2) is the first. The handler of the
   cancellation signal (cancel.c) sends a thread that it finds between a point's labels, or at a stub with the point's end as the
   return address, to __apus_point_cancelled: that is how the kernel shows a call that it interrupts and would make again. */
#include <sys/syscall.h>
#include "thread/offsets.h"
    .text

/* %eax = 16 times the number, the arguments as for a C function. What is to be done with the result follows. */
    .macro body name
    add __apus_sys_read@GOTPCREL(%rip), %rax
    mov %fs:0, %r11
    cmpb $1, THREAD_CANCEL_DISABLED(%r11) /* CANCEL_DISABLE */
    jne __apus_\name\()_begin
    jmp *%rax
    .globl __apus_\name\()_begin, __apus_\name\()_end
    .hidden __apus_\name\()_begin, __apus_\name\()_end
__apus_\name\()_begin:
    cmpl $0, THREAD_CANCEL(%r11)
    jne __apus_point_cancelled
    call *%rax
__apus_\name\()_end:
    .endm

    .balign 16
point:
    .cfi_startproc
    body point
    cmp $-4, %rax                       /* EINTR */
    je __apus_interrupted_point
    ret
    .cfi_endproc

    .globl __apus_point_cancelled
    .hidden __apus_point_cancelled
__apus_point_cancelled:
    .cfi_startproc
    jmp __apus_cancelled
    .cfi_endproc

/* As musl: close is done when it is interrupted, and its descriptor may be another's. */
    .balign 16
    .globl __apus_point_close
    .hidden __apus_point_close
    .type __apus_point_close,@function
__apus_point_close:
    .cfi_startproc
    mov $(16 * SYS_close), %eax
    body close_point
    ret
    .cfi_endproc
    .size __apus_point_close, .-__apus_point_close

    .macro call_point name, number
    .balign 16
    .globl __apus_point_\name
    .hidden __apus_point_\name
    .type __apus_point_\name,@function
__apus_point_\name:
    .cfi_startproc
    mov $(16 * \number), %eax
    jmp point
    .cfi_endproc
    .size __apus_point_\name, .-__apus_point_\name
    .endm
#define POINT(name) call_point name, SYS_##name
    POINT(clock_nanosleep)
    POINT(epoll_pwait)
    POINT(epoll_wait)
    POINT(fcntl)
    POINT(futex)
    POINT(open)
    POINT(openat)
    POINT(poll)
    POINT(pread64)
    POINT(preadv)
    POINT(pwrite64)
    POINT(pwritev)
    POINT(read)
    POINT(readv)
    POINT(rt_sigtimedwait)
    POINT(select)
    POINT(write)
    POINT(writev)

/* Every cancellation point of musl's objects comes here: (number, a, b, c, d, e, f). */
    .balign 16
    .globl __syscall_cp
    .hidden __syscall_cp
    .type __syscall_cp,@function
__syscall_cp:
    .cfi_startproc
    mov %edi, %eax
    mov %rsi, %rdi
    mov %rdx, %rsi
    mov %rcx, %rdx
    mov %r8, %rcx
    mov %r9, %r8
    mov 8(%rsp), %r9
    cmp $SYS_close, %eax
    je __apus_point_close
    shl $4, %eax
    jmp point
    .cfi_endproc
    .size __syscall_cp, .-__syscall_cp
    .section .note.GNU-stack,"",@progbits
