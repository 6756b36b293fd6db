// Calls: uname sysinfo getrandom personality prctl arch_prctl wait4 waitid set_tid_address set_robust_list get_robust_list membarrier futex exit
#include "calls.h"
#include <asm/prctl.h>
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <sys/wait.h>

static void machine(void) {
    section("uname and sysinfo");
    struct utsname names;
    RAW(uname, &names);
    VALUE("%s %s", names.sysname, names.machine);
    VALUE("%d %d %d", names.release[0] >= '3', names.version[0] != 0, names.nodename[0] != 0);
    RAW(uname, NOWHERE);
    RAW(uname, NULL);
    struct sysinfo information;
    memset(&information, 0xee, sizeof information);
    RAW(sysinfo, &information);
    VALUE("%d %d %d %d %d", information.totalram > information.freeram, information.freeram > 0, information.mem_unit == 1,
          information.procs > 0, information.uptime > 0 && information.uptime < 1L << 32);
    VALUE("%ld %ld", (long)information.totalhigh, (long)information.freehigh);
    RAW(sysinfo, NOWHERE);
    RAW(sysinfo, NULL);

    section("getrandom");
    unsigned char one[300] = {0}, two[300] = {0};
    RAW(getrandom, one, sizeof one, 0);
    RAW(getrandom, two, sizeof two, 0);
    VALUE("%d", memcmp(one, two, sizeof one) != 0);
    RAW(getrandom, one, 0, 0);
    RAW(getrandom, NOWHERE, 0, 0);
    RAW(getrandom, one, 16, GRND_NONBLOCK);
    RAW(getrandom, one, 16, GRND_RANDOM);
    RAW(getrandom, one, 16, GRND_INSECURE);
    RAW(getrandom, one, 16, GRND_INSECURE | GRND_RANDOM);
    RAW(getrandom, one, 16, 8);
    RAW(getrandom, NOWHERE, 16, 0);
    RAW(getrandom, NULL, 16, 0);
    char *fence = fenced(1);
    RAW(getrandom, fence + PAGE - 8, 16, 0);
    static unsigned char large[1 << 20];
    RAW(getrandom, large, sizeof large, 0);

    section("personality");
    RAW(personality, 0xffffffff);
    RAW(personality, 0);
    RAW(personality, 0xffffffff);
}

static void controlling(void) {
    section("prctl");
    char name[32] = "";
    RAW(prctl, PR_SET_NAME, "a name that is too long");
    RAW(prctl, PR_GET_NAME, name);
    VALUE("%s", name);
    RAW(prctl, PR_SET_NAME, NOWHERE);
    RAW(prctl, PR_GET_NAME, NOWHERE);
    RAW(prctl, PR_SET_NAME, "");
    RAW(prctl, PR_GET_NAME, name);
    VALUE("[%s]", name);
    int value = 99;
    RAW(prctl, PR_SET_PDEATHSIG, SIGUSR1);
    RAW(prctl, PR_GET_PDEATHSIG, &value);
    VALUE("%d", value);
    RAW(prctl, PR_SET_PDEATHSIG, 65);
    RAW(prctl, PR_SET_PDEATHSIG, -1);
    RAW(prctl, PR_SET_PDEATHSIG, 0);
    RAW(prctl, PR_GET_PDEATHSIG, NOWHERE);
    RAW(prctl, PR_GET_DUMPABLE);
    RAW(prctl, PR_SET_DUMPABLE, 0);
    RAW(prctl, PR_GET_DUMPABLE);
    RAW(prctl, PR_SET_DUMPABLE, 2);
    RAW(prctl, PR_SET_DUMPABLE, 1);
    RAW(prctl, PR_GET_KEEPCAPS);
    RAW(prctl, PR_SET_KEEPCAPS, 1);
    RAW(prctl, PR_GET_KEEPCAPS);
    RAW(prctl, PR_SET_KEEPCAPS, 2);
    RAW(prctl, PR_SET_KEEPCAPS, 0);
    RAW(prctl, PR_GET_NO_NEW_PRIVS);
    RAW(prctl, PR_GET_NO_NEW_PRIVS, 1);
    RAW(prctl, PR_SET_NO_NEW_PRIVS, 0);
    RAW(prctl, PR_SET_NO_NEW_PRIVS, 2);
    RAW(prctl, PR_SET_NO_NEW_PRIVS, 1, 1);
    RAW(prctl, PR_SET_NO_NEW_PRIVS, 1);
    RAW(prctl, PR_GET_NO_NEW_PRIVS);
    RAW(prctl, PR_CAPBSET_READ, 0);
    RAW(prctl, PR_CAPBSET_READ, 40);
    RAW(prctl, PR_CAPBSET_READ, 41);
    RAW(prctl, PR_CAPBSET_READ, 99);
    RAW(prctl, PR_CAPBSET_READ, -1);
    RAW(prctl, PR_CAPBSET_DROP, 99);
    RAW(prctl, PR_CAPBSET_DROP, 5);
    RAW(prctl, PR_CAPBSET_READ, 5);
    RAW(prctl, PR_GET_SECUREBITS);
    RAW(prctl, PR_SET_SECUREBITS, 1 << 20);
    RAW(prctl, PR_SET_SECUREBITS, 1);
    RAW(prctl, PR_GET_SECUREBITS);
    RAW(prctl, PR_SET_SECUREBITS, 0);
    RAW(prctl, PR_GET_TIMERSLACK);
    RAW(prctl, PR_SET_TIMERSLACK, 1000);
    RAW(prctl, PR_GET_TIMERSLACK);
    RAW(prctl, PR_SET_TIMERSLACK, 0);
    RAW(prctl, PR_GET_TIMERSLACK);
    RAW(prctl, PR_GET_CHILD_SUBREAPER, &value);
    VALUE("%d", value);
    RAW(prctl, PR_SET_CHILD_SUBREAPER, 1);
    RAW(prctl, PR_GET_CHILD_SUBREAPER, &value);
    VALUE("%d", value);
    RAW(prctl, PR_GET_CHILD_SUBREAPER, NOWHERE);
    RAW(prctl, PR_SET_CHILD_SUBREAPER, 0);
    RAW(prctl, PR_GET_THP_DISABLE);
    RAW(prctl, PR_SET_THP_DISABLE, 1);
    RAW(prctl, PR_GET_THP_DISABLE);
    RAW(prctl, PR_SET_THP_DISABLE, 0);
    RAW(prctl, PR_GET_THP_DISABLE, 1);
    RAW(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 0);
    RAW(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 0);
    RAW(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL);
    RAW(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 99);
    RAW(prctl, PR_CAP_AMBIENT, 77, 0);
    RAW(prctl, PR_GET_TID_ADDRESS, &name);
    RAW(prctl, PR_GET_TIMING);
    RAW(prctl, PR_SET_TIMING, 0);
    RAW(prctl, PR_SET_TIMING, 1);
    RAW(prctl, PR_GET_TSC, &value);
    VALUE("%d", value);
    RAW(prctl, PR_GET_UNALIGN, &value);
    RAW(prctl, PR_GET_ENDIAN, &value);
    RAW(prctl, PR_GET_FPEMU, &value);
    RAW(prctl, 9999);
    RAW(prctl, -1);

    section("arch_prctl");
    unsigned long base = 0, own;
    RAW(arch_prctl, ARCH_GET_FS, &base);
    __asm__("mov %%fs:0, %0" : "=r"(own));
    VALUE("%d", base == own);
    RAW(arch_prctl, ARCH_SET_FS, base);
    RAW(arch_prctl, ARCH_GET_FS, NOWHERE);
    RAW(arch_prctl, ARCH_SET_FS, 1UL << 63);
    RAW(arch_prctl, 0x9999, 0);
}

static void waiting(void) {
    section("waiting for children");
    int status = 7;
    siginfo_t information;
    RAW(wait4, -1, &status, 0, NULL);
    RAW(wait4, -1, &status, WNOHANG, NULL);
    RAW(wait4, 0, NULL, WNOHANG, NULL);
    RAW(wait4, 0x7ffffff0, &status, 0, NULL);
    RAW(wait4, getpid(), &status, 0, NULL);
    RAW(wait4, -1, &status, 0x100, NULL);
    RAW(wait4, -1, NOWHERE, 0, NULL);
    RAW(wait4, -1, &status, WNOHANG | WUNTRACED | WCONTINUED | __WALL, NULL);
    RAW(waitid, P_ALL, 0, &information, WEXITED, NULL);
    RAW(waitid, P_ALL, 0, &information, WEXITED | WNOHANG, NULL);
    RAW(waitid, P_PID, 0x7ffffff0, &information, WEXITED, NULL);
    RAW(waitid, P_PID, 0, &information, WEXITED, NULL);
    RAW(waitid, P_PID, -1, &information, WEXITED, NULL);
    RAW(waitid, P_PGID, -1, &information, WEXITED, NULL);
    RAW(waitid, P_PGID, 0, &information, WEXITED, NULL);
    RAW(waitid, P_ALL, 0, &information, 0, NULL);
    RAW(waitid, P_ALL, 0, &information, WNOHANG, NULL);
    RAW(waitid, P_ALL, 0, &information, 0x100 | WEXITED, NULL);
    RAW(waitid, 77, 0, &information, WEXITED, NULL);
    RAW(waitid, P_PIDFD, 99, &information, WEXITED, NULL);
    RAW(waitid, P_ALL, 0, NULL, WEXITED, NULL);
}

static void threads(void) {
    section("threads");
    static int tid;
    SHOW(KERNEL(set_tid_address, &tid) == gettid());
    SHOW(KERNEL(set_tid_address, NULL) == gettid());
    static long head[3];
    void *got;
    size_t length;
    RAW(set_robust_list, head, 24);
    RAW(set_robust_list, head, 23);
    RAW(set_robust_list, head, 0);
    RAW(get_robust_list, 0, &got, &length);
    VALUE("%d %ld", got == head, (long)length);
    RAW(get_robust_list, gettid(), &got, &length);
    RAW(get_robust_list, 0x7ffffff0, &got, &length);
    RAW(get_robust_list, -1, &got, &length);
    RAW(get_robust_list, 0, NOWHERE, &length);
    RAW(get_robust_list, 0, &got, NOWHERE);
    RAW(membarrier, MEMBARRIER_CMD_GLOBAL, 0);
    RAW(membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0);
    RAW(membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0);
    RAW(membarrier, MEMBARRIER_CMD_GLOBAL_EXPEDITED, 0);
    RAW(membarrier, 1 << 20, 0);
    RAW(membarrier, MEMBARRIER_CMD_GLOBAL, 1);
    RAW(membarrier, -1, 0);

    section("futex");
    static int word[4] __attribute__((aligned(16)));
    struct timespec little = {0, 2000000}, bad = {0, -1}, negative = {-1, 0}, past = {1, 0};
    RAW(futex, word, FUTEX_WAIT, 1, NULL);
    RAW(futex, word, FUTEX_WAIT, 0, &little);
    RAW(futex, word, FUTEX_WAIT_PRIVATE, 0, &little);
    RAW(futex, word, FUTEX_WAIT, 0, &bad);
    RAW(futex, word, FUTEX_WAIT, 0, &negative);
    RAW(futex, word, FUTEX_WAIT, 0, NOWHERE);
    RAW(futex, (char *)word + 1, FUTEX_WAIT, 0, &little);
    RAW(futex, NOWHERE, FUTEX_WAIT, 0, &little);
    RAW(futex, NULL, FUTEX_WAIT, 0, &little);
    RAW(futex, NONCANONICAL, FUTEX_WAIT, 0, &little);
    RAW(futex, word, FUTEX_WAKE, 1);
    RAW(futex, word, FUTEX_WAKE_PRIVATE, INT_MAX);
    RAW(futex, word, FUTEX_WAKE, 0);
    RAW(futex, (char *)word + 2, FUTEX_WAKE, 1);
    RAW(futex, NOWHERE, FUTEX_WAKE, 1);
    RAW(futex, NONCANONICAL, FUTEX_WAKE_PRIVATE, 1);
    RAW(futex, word, FUTEX_WAIT_BITSET, 0, &past, NULL, ~0);
    RAW(futex, word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 0, &past, NULL, ~0);
    RAW(futex, word, FUTEX_WAIT_BITSET, 0, &little, NULL, 0);
    RAW(futex, word, FUTEX_WAIT_BITSET, 1, &little, NULL, ~0);
    RAW(futex, word, FUTEX_WAKE_BITSET, 1, NULL, NULL, ~0);
    RAW(futex, word, FUTEX_WAKE_BITSET, 1, NULL, NULL, 0);
    RAW(futex, word, FUTEX_REQUEUE, 1, 1, word + 1, 0);
    RAW(futex, word, FUTEX_CMP_REQUEUE, 1, 1, word + 1, 0);
    RAW(futex, word, FUTEX_CMP_REQUEUE, 1, 1, word + 1, 5);
    RAW(futex, word, 99, 0, NULL);
    RAW(futex, word, FUTEX_FD, 1);
}

int main(void) {
    begin();
    machine();
    controlling();
    waiting();
    threads();
    leave_nothing();
    fflush(stdout);
    // Ends the only thread and so the process, without what the C library does at an end.
    KERNEL(exit, 77);
    return 1;
}
