/* Who we are: read from the kernel's page, without a call. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <unistd.h>

pid_t getpid(void) { return __apus_process.pid; }
pid_t __getpid(void) ALIAS(getpid);
pid_t getppid(void) { return __apus_process.ppid; }
uid_t getuid(void) { return __apus_process.uid; }
gid_t getgid(void) { return __apus_process.gid; }
uid_t geteuid(void) { return __apus_process.euid; }
gid_t getegid(void) { return __apus_process.egid; }
pid_t gettid(void) { return apus_self()->tid; }
