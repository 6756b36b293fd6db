void _start(void) { __asm__("mov $0x4000003c, %eax; xor %edi, %edi; syscall"); }
