/* Where the assembly finds the members of `struct apus_thread` (cancel.c checks that they agree). */
#define THREAD_CANCEL 0x3c
#define THREAD_CANCEL_DISABLED 0x40
