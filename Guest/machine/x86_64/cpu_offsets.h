// Where the assembly finds the fields of `struct machine_cpu` (CMachine.h checks that they agree).
#define CPU_SELF 0
#define CPU_THREAD 8
#define CPU_KERNEL_STACK 16
#define CPU_STACK_TOP 24
#define CPU_STACK_SIZE 32
#define CPU_SCRATCH 40
#define CPU_PROCESS 48
#define CPU_ATTENTION 56
// Not the processor's: what the way out of a call reports when something waits to be done.
#define VECTOR_ATTENTION 256
