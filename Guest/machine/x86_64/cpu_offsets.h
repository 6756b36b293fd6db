// Where the assembly finds the fields of `struct machine_cpu` and `struct machine_thread` (runtime.c checks that they agree).
#define CPU_SELF 0
#define CPU_THREAD 8
#define CPU_KERNEL_STACK 16
#define CPU_SCRATCH 24
#define CPU_PROCESS 32
#define CPU_ATTENTION 40
#define CPU_ENTRY 44
#define CPU_RECORD 48
#define CPU_NUMBER 56
#define CPU_LOCK_TOKEN 60
#define CPU_LOCK_DEPTH 64

#define THREAD_STACK_POINTER 0
#define THREAD_KERNEL_STACK 8
#define THREAD_STACK_TOP 16
#define THREAD_STACK_SIZE 24
#define THREAD_POINTER 32
#define THREAD_OBJECT 40
#define THREAD_PROCESS 48
#define THREAD_ENTRY 56
#define THREAD_VECTOR_CONTROL 60
#define THREAD_STACK_LOW 64
#define THREAD_X87_CONTROL 72

// Not the processor's: what the way out of a call reports when something waits to be done.
#define VECTOR_ATTENTION 256

// The service beyond the system calls that fills the clock page (LinkerService.startClock).
#define SERVICE_START_CLOCK 528
