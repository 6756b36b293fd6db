/* sigaction, and the sets of signals: glibc keeps two numbers for itself where musl keeps three, so
   that SIGRTMIN is 34. */
#include "apus/kernel.h"
#include "apus/musl.h"
#include <signal.h>

APUS_CALL4(rt_sigaction);
APUS_CALL4(rt_sigprocmask);

extern void __restore_rt(void) HIDDEN;
extern volatile int __abort_lock[1] HIDDEN;

enum { OWN_FIRST = 32, OWN_COUNT = 2, RESTORER = 0x04000000, BYTES = 8 };

/* `struct sigaction` as the kernel has it. */
struct action {
    void *handler;
    unsigned long flags;
    void (*restorer)(void);
    unsigned long mask;
};

/* Signals that have or had a handler: what posix_spawn resets in the child. */
static unsigned long handled;

HIDDEN void __get_handler_set(sigset_t *set)
{
    *(unsigned long *)set = handled;
}

HIDDEN int __libc_sigaction(int number, const struct sigaction *restrict new, struct sigaction *restrict old)
{
    struct action wanted, before;
    if (new) {
        if ((unsigned long)new->sa_handler > 1)
            __atomic_fetch_or(&handled, 1ul << (number - 1), __ATOMIC_SEQ_CST);
        wanted = (struct action){(void *)new->sa_handler, (unsigned)new->sa_flags | RESTORER, __restore_rt,
                                 *(const unsigned long *)&new->sa_mask};
    }
    long result = __apus_sys_rt_sigaction(number, new ? (long)&wanted : 0, old ? (long)&before : 0, BYTES);
    if (!result && old) {
        old->sa_handler = (void (*)(int))before.handler;
        old->sa_flags = (int)before.flags;
        old->sa_restorer = before.restorer;
        *(unsigned long *)&old->sa_mask = before.mask;
    }
    return (int)apus_result(result);
}

static int is_own(int number)
{
    return number >= OWN_FIRST && number < OWN_FIRST + OWN_COUNT;
}

static int refuse(void)
{
    errno = EINVAL;
    return -1;
}

int sigaction(int number, const struct sigaction *restrict new, struct sigaction *restrict old)
{
    if (number < 1 || number >= _NSIG || is_own(number))
        return refuse();
    if (number != SIGABRT)
        return __libc_sigaction(number, new, old);
    /* Not while abort(3) makes sure that nobody catches it. */
    unsigned long all = ~0ul, before;
    __apus_sys_rt_sigprocmask(SIG_BLOCK, (long)&all, (long)&before, BYTES);
    __lock(__abort_lock);
    int result = __libc_sigaction(number, new, old);
    __unlock(__abort_lock);
    __apus_sys_rt_sigprocmask(SIG_SETMASK, (long)&before, 0, BYTES);
    return result;
}
/* Erlang looks it up by this name; musl's own objects want a hidden one. */
int __sigaction(int, const struct sigaction *restrict, struct sigaction *restrict) ALIAS(sigaction);
HIDDEN int __musl__sigaction(int, const struct sigaction *restrict, struct sigaction *restrict) ALIAS(sigaction);

int __libc_current_sigrtmin(void)
{
    return OWN_FIRST + OWN_COUNT;
}

int sigfillset(sigset_t *set)
{
    set->__bits[0] = ~(((1ul << OWN_COUNT) - 1) << (OWN_FIRST - 1));
    return 0;
}

int sigaddset(sigset_t *set, int number)
{
    if (number < 1 || number >= _NSIG || is_own(number))
        return refuse();
    set->__bits[0] |= 1ul << (number - 1);
    return 0;
}

int sigdelset(sigset_t *set, int number)
{
    if (number < 1 || number >= _NSIG || is_own(number))
        return refuse();
    set->__bits[0] &= ~(1ul << (number - 1));
    return 0;
}
