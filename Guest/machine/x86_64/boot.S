// From the PVH entry point (xen/docs/misc/pvh: 32-bit protected mode, paging off, %ebx = start info) to 64-bit Swift.
#ifndef __linux__
#define DATA_VIEW 0x42000000

    .section .note.pvh, "a", @note
    .long 4, 4, 18                      // namesz, descsz, XEN_ELFNOTE_PHYS32_ENTRY
    .asciz "Xen"
    .long boot_start

    .section .boot.text, "ax", @progbits
    .code32
    .globl boot_start
boot_start:
    cli
    cld
    movl %ebx, %esi
    // The three views of the kernel, in units of 2 MiB, for as much as the image takes.
    movl $(__kernel_end_physical + 0x1fffff), %ecx
    shrl $21, %ecx
    xorl %edx, %edx
1:  movl %edx, %eax
    shll $21, %eax
    orl $0x1e1, %eax                    // global | large | dirty | accessed | present: read and execute
    movl %eax, kernel_directory - DATA_VIEW(, %edx, 8)
    movl %eax, kernel_directory - DATA_VIEW + 8 * 8(, %edx, 8)
    movl $0x80000000, kernel_directory - DATA_VIEW + 8 * 8 + 4(, %edx, 8)
    orl $2, %eax
    movl %eax, kernel_directory - DATA_VIEW + 16 * 8(, %edx, 8)
    movl $0x80000000, kernel_directory - DATA_VIEW + 16 * 8 + 4(, %edx, 8)
    incl %edx
    cmpl %ecx, %edx
    jne 1b
    // PDPT of the lowest 512 GiB: the first GiB is the program's (for now an identity map of 2 MiB), the second ours.
    movl $0x1e1, identity_directory - DATA_VIEW
    movl $(identity_directory - DATA_VIEW + 3), low_pointers - DATA_VIEW
    movl $(kernel_directory - DATA_VIEW + 3), low_pointers - DATA_VIEW + 8
    movl $(low_pointers - DATA_VIEW + 3), machine_root - DATA_VIEW
    // The linear map: 1 GiB pages where the processor has them, else one directory for the first GiB.
    movl $(linear_pointers - DATA_VIEW + 3), machine_root - DATA_VIEW + 128 * 8
    movl $0x80000000, machine_root - DATA_VIEW + 128 * 8 + 4
    movl $0x80000001, %eax
    cpuid
    movl %edx, machine_features - DATA_VIEW
    testl $(1 << 26), %edx
    jz 2f
    xorl %ecx, %ecx
5:  movl %ecx, %eax                     // four of them: memory below 4 GiB and the devices there
    shll $30, %eax
    orl $0x1e3, %eax
    movl %eax, linear_pointers - DATA_VIEW(, %ecx, 8)
    incl %ecx
    cmpl $4, %ecx
    jne 5b
    jmp 4f
2:  movl $(linear_directory - DATA_VIEW + 3), linear_pointers - DATA_VIEW
    movl $0x1e3, %eax
    xorl %ecx, %ecx
3:  movl %eax, linear_directory - DATA_VIEW(, %ecx, 8)
    addl $0x200000, %eax
    incl %ecx
    cmpl $512, %ecx
    jne 3b
4:  movl $(machine_root - DATA_VIEW), %eax
    movl %eax, %cr3
    movl $0x6a0, %eax                   // PAE | PGE | OSFXSR | OSXMMEXCPT
    movl %eax, %cr4
    movl $0xc0000080, %ecx
    movl $0x901, %eax                   // EFER: SCE | LME | NXE
    xorl %edx, %edx
    wrmsr
    movl $0x80010033, %eax              // PG | WP | NE | ET | MP | PE
    movl %eax, %cr0
    lgdt boot_gdtr
    ljmp $8, $boot_long
    .code64
boot_long:
    movabsq $boot_high, %rax
    jmp *%rax

    .section .boot.data, "a", @progbits
    .align 8
boot_gdt: .quad 0, 0x00af9b000000ffff, 0x00cf93000000ffff
boot_gdtr: .word 23
    .long boot_gdt

    .text
boot_high:
    movl $16, %eax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    movq $boot_stack_top, %rsp
    movq $0, low_pointers               // the identity map goes; its translations are global: flush them
    movq $0, identity_directory
    invlpg 0x100000
    xorl %ebp, %ebp
    movl %esi, %esi
    movq %rsi, machine_start_info
    call main
    .globl machine_halt
machine_halt:
    cli
    hlt
    jmp machine_halt

// ---- other processors -----------------------------------------------------------------------------
// They begin in real mode at the start of a page below 1 MiB, to which this is copied (Intel SDM volume 3, 8.4.4).
    .section .rodata.startup, "a", @progbits
    .balign 16
    .code16
startup_begin:
    cli
    cld
    movw %cs, %ax
    movw %ax, %ds
    xorl %ebx, %ebx
    movw %cs, %bx
    shll $4, %ebx                       // the page's address
    lgdtl startup_gdtr - startup_begin
    movl %cr0, %eax
    orl $1, %eax
    movl %eax, %cr0
    ljmpl *(startup_far32 - startup_begin)
    .code32
startup_32:
    movl $16, %eax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    movl (startup_root - startup_begin)(%ebx), %eax
    movl %eax, %cr3
    movl $0x6a0, %eax                   // as above
    movl %eax, %cr4
    movl $0xc0000080, %ecx
    movl $0x901, %eax
    xorl %edx, %edx
    wrmsr
    movl $0x80010033, %eax
    movl %eax, %cr0
    ljmp *(startup_far64 - startup_begin)(%ebx)
    .code64
startup_64:
    movabsq $startup_high, %rax
    jmp *%rax
    .balign 8
startup_gdt: .quad 0, 0x00af9b000000ffff, 0x00cf93000000ffff, 0x00cf9b000000ffff
startup_gdtr: .word 31
    .long startup_gdt - startup_begin   // these four get the page's address added
startup_far32: .long startup_32 - startup_begin
    .word 24
startup_far64: .long startup_64 - startup_begin
    .word 8
startup_root: .long 0
startup_end:

    .text
startup_high:
    movl $1, %eax
    lock xaddl %eax, startup_next
    cmpl $64, %eax                      // MACHINE_PROCESSOR_LIMIT
    jae machine_halt
    movq machine_cpus(, %rax, 8), %rdi
    testq %rdi, %rdi
    jz machine_halt
    movq 16(%rdi), %rsp                 // its kernel stack
    subq $8, %rsp
    xorl %ebp, %ebp
    call machine_processor_began
    jmp machine_halt

// (rdi linear address of the page, rsi its physical address, rdx page-table root) prepares the page.
    .globl machine_prepare_startup
machine_prepare_startup:
    movq %rdi, %r8
    movq %rsi, %rax
    leaq startup_begin, %rsi
    movl $(startup_end - startup_begin), %ecx
    rep movsb
    addl %eax, (startup_gdtr + 2 - startup_begin)(%r8)
    addl %eax, (startup_far32 - startup_begin)(%r8)
    addl %eax, (startup_far64 - startup_begin)(%r8)
    movl %edx, (startup_root - startup_begin)(%r8)
    ret

    .data
startup_next: .long 1
    .globl machine_start_info, machine_features
machine_start_info: .quad 0
machine_features: .quad 0
    .bss
    .align 4096
    .globl machine_root, machine_linear_pointers, machine_kernel_directory
machine_root: .skip 4096
low_pointers: .skip 4096
machine_kernel_directory:
kernel_directory: .skip 4096
machine_linear_pointers:
linear_pointers: .skip 4096
linear_directory: .skip 4096
// The identity map's directory and the stack of start-up share a page: one is done with before the other begins to grow into it.
identity_directory:
boot_stack: .skip 32768
boot_stack_top:
#endif
