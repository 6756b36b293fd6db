/* What would end, stop or blind the fuzzer itself is left out: nothing else. */
#define _GNU_SOURCE
#include "fuzz.h"
#include <asm/prctl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

static const uint64_t high = 0x400000000000;

static int in_arena(struct arena *arena, uint64_t address)
{
    return address >= (uint64_t)arena->memory - 4096 && address < (uint64_t)arena->read_only + 4 * 4096;
}

/* Whether the range holds memory of the program's beyond the thread's own: anything between what is the kernel's. */
static int is_foreign(uint64_t address) { return address < 0x10000 || (address >= 0x40000000 && address < 0x80000000) || address >= high; }

/* Calls that change mappings stay within the arena, or aim at what is not the program's at all. */
static void confine(struct arena *arena, uint64_t *address, uint64_t *length)
{
    uint64_t end = (uint64_t)arena->memory + ARENA_SIZE;
    if (in_arena(arena, *address)) {
        if (*address >= end || *address < (uint64_t)arena->memory)
            *length = *length & 4095;
        else if (*length > end - *address && *length < 1ull << 48)
            *length = end - *address;
        return;
    }
    if (!is_foreign(*address))
        *address = (uint64_t)arena->memory + (*address & 0xff000);
    if (*address < 0x10000 && *length < 1ull << 48)
        *length &= 0xffff;
    else if (in_arena(arena, *address) && *length < 1ull << 48)
        *length &= 0xfff;
    if (*length >= 1ull << 48)
        *length |= 1ull << 63;
}

static int deadly(uint64_t number) { return (int)number == SIGKILL || (int)number == SIGSTOP; }

int make_harmless(struct arena *arena, const struct call *call, uint64_t a[6])
{
    switch (call->number) {
    case SYS_exit: case SYS_exit_group: case SYS_rt_sigreturn: case SYS_reboot: case SYS_execve: case SYS_execveat: return 0;
    case SYS_munmap: case SYS_mprotect: case SYS_madvise: case SYS_pkey_mprotect: case SYS_remap_file_pages: case SYS_mbind:
        confine(arena, &a[0], &a[1]);
        break;
    case SYS_mmap:
        /* Large ones are not to be brought in: the machine has no more memory than it has. */
        if (a[1] > 4 << 20)
            a[3] &= ~(uint64_t)(MAP_POPULATE | MAP_LOCKED);
        if (a[3] & (MAP_FIXED | MAP_FIXED_NOREPLACE))
            confine(arena, &a[0], &a[1]);
        break;
    case SYS_mremap:
        confine(arena, &a[0], &a[1]);
        if (a[2] > 4 << 20 && a[2] < 1ull << 46)
            a[2] = 4 << 20;
        if (a[3] & MREMAP_FIXED) {
            uint64_t length = a[2];
            confine(arena, &a[4], &a[2]);
            if (a[2] != length && a[2] == 0)
                a[2] = 4096;
        }
        break;
    case SYS_mlockall: a[0] &= ~(uint64_t)MCL_FUTURE; break;
    case SYS_shmat: a[2] &= ~(uint64_t)040000; break; /* SHM_REMAP */
    case SYS_brk: a[0] = in_arena(arena, a[0]) || is_foreign(a[0]) ? a[0] : 0; break;
    case SYS_close: case SYS_dup2: case SYS_dup3: case SYS_close_range: {
        int i = call->number == SYS_dup2 || call->number == SYS_dup3;
        if ((uint32_t)a[i] <= REPORT)
            a[i] = 40 + (a[i] & 31);
        if (call->number == SYS_close_range && (uint32_t)a[1] >= REPORT && (uint32_t)a[0] <= REPORT)
            a[1] = a[0] + 8;
        break;
    }
    case SYS_kill: case SYS_tkill: case SYS_rt_sigqueueinfo: case SYS_pidfd_send_signal: if (deadly(a[1])) a[1] = 65; break;
    case SYS_tgkill: case SYS_rt_tgsigqueueinfo: if (deadly(a[2])) a[2] = 0; break;
    /* Handlers stay what they are. */
    case SYS_rt_sigaction:
        if (a[1] && !is_foreign(a[1]))
            a[1] = 0;
        break;
    case SYS_prlimit64: case SYS_setrlimit: {
        int i = call->number == SYS_prlimit64;
        uint32_t which = a[i];
        if (which == RLIMIT_CPU || which == RLIMIT_RTTIME || which == RLIMIT_NOFILE || which == RLIMIT_AS || which == RLIMIT_STACK)
            a[i] = RLIMIT_CORE;
        break;
    }
    case SYS_arch_prctl:
        /* The thread has no use for %fs, but what reads through it must find something. */
        if (a[0] == ARCH_SET_FS && !is_foreign(a[1]))
            a[1] = (uint64_t)arena->memory;
        break;
    case SYS_prctl: if (a[0] == PR_SET_SECCOMP || a[0] == PR_SET_TSC) return 0; break;
    case SYS_seccomp: return 0;
    /* A thread that comes before all others and never waits would leave none to the one that looks after them. */
    case SYS_sched_setscheduler: case SYS_sched_setattr: case SYS_sched_setparam:
        if (!is_foreign(a[2]) && call->number == SYS_sched_setscheduler)
            a[1] = a[1] == 1 || a[1] == 2 ? 0 : a[1];
        if (call->number != SYS_sched_setscheduler && !is_foreign(a[1]))
            a[1] = 0;
        break;
    /* Neither threads of other than this address space, nor handlers of theirs. */
    case SYS_fork: case SYS_vfork: case SYS_clone: case SYS_clone3: break;
    /* Disks are not filled. */
    case SYS_ftruncate: case SYS_truncate: a[1] = a[1] > 1 << 20 && a[1] < 1ull << 62 ? a[1] & 0xfffff : a[1]; break;
    case SYS_fallocate: if (a[3] > 1 << 20 && a[3] < 1ull << 62) a[3] &= 0xfffff; break;
    case SYS_shmget: if (a[1] > 1 << 20 && a[1] < 1ull << 46) a[1] &= 0xfffff; break;
    }
    return 1;
}
