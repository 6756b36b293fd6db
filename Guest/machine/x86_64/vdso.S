// The shared object that the kernel gives every program: linux-vdso.so.1 (vdso(7)), a page that is an ELF image by itself, every
// table written out here. The page before it is the one that the kernel keeps the clocks in (InformationPage): what these functions
// read stands at fixed distances below their own addresses.
//
// What they cannot answer they hand to the kernel by its plain calls, which in our ring is a jump. None of them moves the stack pointer,
// so one line of unwinding tables does for all; what a call in between would lose waits in the red zone, which the kernel leaves alone.
#ifndef __linux__
#include "cpu_offsets.h"

#define CLOCK (machine_vdso - 4096 + 128)
#define SEQUENCE CLOCK
#define START CLOCK + 8
#define MULTIPLIER CLOCK + 16
#define OFFSETS CLOCK + 24

    .section .rodata.vdso, "a", @progbits
    .balign 4096
    .globl machine_vdso, machine_vdso_end
machine_vdso:
    .byte 0x7f
    .ascii "ELF"
    .byte 2, 1, 1, 0                    // 64 bits, little-endian, version 1, System V
    .quad 0
    .short 3, 62                        // ET_DYN, EM_X86_64
    .long 1
    .quad 0                             // no entry
    .quad headers - machine_vdso, 0
    .long 0
    .short 64, 56, 4, 64, 0, 0
headers:
    .macro header type, flags, from, to, align
    .long \type, \flags
    .quad \from - machine_vdso, \from - machine_vdso, \from - machine_vdso, \to - \from, \to - \from, \align
    .endm
    header 1, 5, machine_vdso, machine_vdso_end, 4096   // PT_LOAD
    header 2, 4, dynamic, dynamic_end, 8                // PT_DYNAMIC
    header 4, 4, note, note_end, 4                      // PT_NOTE
    header 0x6474e550, 4, frame_header, frames, 4       // PT_GNU_EH_FRAME

    // One bucket with one chain: no hash is needed to be right.
    .balign 8
hash:
    .long 1, (symbols_end - symbols) / 24, 1
    .long 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0

    .macro symbol name, address, end, info
    .long \name - strings
    .byte \info, 0
    .short 1
    .quad \address - machine_vdso, \end - \address
    .endm
    .balign 8
symbols:
    .quad 0, 0, 0
    symbol n1, vdso_clock_gettime, vdso_clock_gettime_end, 0x12     // functions, global
    symbol n2, vdso_gettimeofday, vdso_gettimeofday_end, 0x12
    symbol n3, vdso_time, vdso_time_end, 0x12
    symbol n4, vdso_getcpu, vdso_getcpu_end, 0x12
    symbol n5, vdso_clock_getres, vdso_clock_getres_end, 0x12
    symbol n1 + 7, vdso_clock_gettime, vdso_clock_gettime_end, 0x22 // the same, weak, without the prefix
    symbol n2 + 7, vdso_gettimeofday, vdso_gettimeofday_end, 0x22
    symbol n3 + 7, vdso_time, vdso_time_end, 0x22
    symbol n4 + 7, vdso_getcpu, vdso_getcpu_end, 0x22
    symbol n5 + 7, vdso_clock_getres, vdso_clock_getres_end, 0x22
symbols_end:
strings:
    .byte 0
n1: .asciz "__vdso_clock_gettime"
n2: .asciz "__vdso_gettimeofday"
n3: .asciz "__vdso_time"
n4: .asciz "__vdso_getcpu"
n5: .asciz "__vdso_clock_getres"
object_name: .asciz "linux-vdso.so.1"
version_name: .asciz "LINUX_2.6"
strings_end:
    .balign 2
versions:
    .short 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2
    .balign 8
version_definitions:                    // Elf64_Verdef and Elf64_Verdaux; the hashes are those of the names
    .short 1, 1, 1, 1
    .long 0x0deebfa1, 20, 28
    .long object_name - strings, 0
    .short 1, 0, 2, 1
    .long 0x03ae75f6, 20, 0
    .long version_name - strings, 0
    .balign 8
dynamic:
    .quad 14, object_name - strings     // DT_SONAME
    .quad 4, hash - machine_vdso        // DT_HASH
    .quad 5, strings - machine_vdso     // DT_STRTAB
    .quad 6, symbols - machine_vdso     // DT_SYMTAB
    .quad 10, strings_end - strings     // DT_STRSZ
    .quad 11, 24                        // DT_SYMENT
    .quad 0x6ffffff0, versions - machine_vdso               // DT_VERSYM
    .quad 0x6ffffffc, version_definitions - machine_vdso    // DT_VERDEF
    .quad 0x6ffffffd, 2                 // DT_VERDEFNUM
    .quad 0, 0
dynamic_end:
note:                                   // the kernel's version, as uname(2) has it: 6.1.0
    .long 6, 4, 0
    .asciz "Linux"
    .balign 4
    .long 0x060100
note_end:
    .balign 4
frame_header:
    .byte 1, 0x1b, 0x03, 0x3b
    .long frames - .
    .long 1
    .long code - frame_header, frame_description - frame_header
    .balign 8
frames:                                 // the caller's frame begins above the return address, always
    .long common_end - common
common:
    .long 0
    .byte 1
    .asciz "zR"
    .byte 1, 0x78, 16, 1, 0x1b, 0x0c, 7, 8, 0x90, 1
    .balign 8
common_end:
frame_description:
    .long description_end - description
description:
    .long description - frames
    .long code - .
    .long machine_vdso_end - code
    .byte 0
    .balign 8
description_end:
    .long 0

    .macro ask number
    movl $(machine_call_stubs + 16 * \number), %eax
    jmp *%rax
    .endm
    // The clock's rate becomes known at the first question. Keeps %rdi and %rsi.
    .macro start_clock
    movq %rdi, -16(%rsp)
    movq %rsi, -24(%rsp)
    movl $(machine_call_stubs + 16 * SERVICE_START_CLOCK), %eax
    call *%rax
    movq -16(%rsp), %rdi
    movq -24(%rsp), %rsi
    cmpq $0, SEQUENCE(%rip)
    .endm
    // Into %rax the nanoseconds of a clock, as the words stand that go with the sequence number in %r8: %rcx is 0 for the wall clock
    // and 1 for the monotonic one. The flags are those of a comparison with the number afterwards. Clobbers %rdx, %r9.
    .macro read_clock
    lfence                              // not before the number was read, nor before what another thread has read
    rdtsc
    shlq $32, %rdx
    orq %rdx, %rax
    subq START(%rip), %rax
    mulq MULTIPLIER(%rip)
    shrdq $32, %rdx, %rax
    leaq OFFSETS(%rip), %r9
    addq (%r9, %rcx, 8), %rax
    cmpq SEQUENCE(%rip), %r8
    .endm
    // Divides %rax by 1,000,000,000: %rdx = quotient, %rax = remainder. Clobbers %rcx.
    .macro split_seconds
    movq %rax, %rcx
    shrq $9, %rax
    movabsq $0x44b82fa09b5a53, %rdx
    mulq %rdx
    shrq $11, %rdx
    imulq $1000000000, %rdx, %rax
    subq %rax, %rcx
    movq %rcx, %rax
    .endm

    .balign 64
code:
vdso_clock_gettime:                     // (edi clock, rsi time)
    cmpl $7, %edi
    ja 4f
    movl $0xd2, %ecx                    // MONOTONIC, MONOTONIC_RAW, MONOTONIC_COARSE, BOOTTIME
    btl %edi, %ecx
    setc %cl
    jc 1f
    movl $0x21, %edx                    // REALTIME, REALTIME_COARSE
    btl %edi, %edx
    jnc 4f
1:  movzbl %cl, %ecx
2:  movq SEQUENCE(%rip), %r8
    testq %r8, %r8
    jz 3f
    read_clock
    jne 2b
    split_seconds
    movq %rdx, (%rsi)
    movq %rax, 8(%rsi)
    xorl %eax, %eax
    ret
3:  start_clock
    jne vdso_clock_gettime
4:  ask 228
vdso_clock_gettime_end:

    .balign 16
vdso_gettimeofday:                      // (rdi time, rsi zone), either may be null
    testq %rdi, %rdi
    jz 2f
    xorl %ecx, %ecx
1:  movq SEQUENCE(%rip), %r8
    testq %r8, %r8
    jz 3f
    read_clock
    jne 1b
    split_seconds
    movq %rdx, (%rdi)
    imulq $274877907, %rax, %rax        // by 1000: exact below 2^30
    shrq $38, %rax
    movq %rax, 8(%rdi)
2:  xorl %eax, %eax
    testq %rsi, %rsi
    jz 5f
    movq %rax, (%rsi)
5:  ret
3:  start_clock
    jne vdso_gettimeofday
    ask 96
vdso_gettimeofday_end:

    .balign 16
vdso_time:                              // (rdi result or null)
    xorl %ecx, %ecx
1:  movq SEQUENCE(%rip), %r8
    testq %r8, %r8
    jz 3f
    read_clock
    jne 1b
    split_seconds
    movq %rdx, %rax
    testq %rdi, %rdi
    jz 2f
    movq %rax, (%rdi)
2:  ret
3:  start_clock
    jne vdso_time
    ask 201
vdso_time_end:

    .balign 16
vdso_getcpu:                            // (rdi processor, rsi node), either may be null
    testq %rdi, %rdi
    jz 1f
    movl %gs:CPU_NUMBER, %eax
    movl %eax, (%rdi)
1:  xorl %eax, %eax
    testq %rsi, %rsi
    jz 2f
    movl %eax, (%rsi)
2:  ret
vdso_getcpu_end:

    .balign 16
vdso_clock_getres:                      // (edi clock, rsi time or null)
    cmpl $7, %edi
    ja 2f
    testq %rsi, %rsi
    jz 1f
    movq $0, (%rsi)
    movq $1, 8(%rsi)
1:  xorl %eax, %eax
    ret
2:  ask 229
vdso_clock_getres_end:
machine_vdso_end:
    .balign 4096
#endif
