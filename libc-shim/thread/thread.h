/* What the files of this folder share. */
#ifndef APUS_THREAD_H
#define APUS_THREAD_H
#include "apus/kernel.h"
#include "apus/musl.h"
#include "thread/futex.h"
#include <sched.h>
#include <signal.h>

/* detach_state. A thread that ends makes EXITED of JOINABLE; whoever finds the other's mark,
   the joiner, the detacher or the thread itself, keeps or gives back the stack. GONE is one
   that was joined, or detached after its end, for as long as its block is not another's. */
enum { THREAD_EXITED = 1, THREAD_JOINABLE = 2, THREAD_DETACHED = 3, THREAD_GONE = 4 };

/* Signals of the library's own, which programs can neither block nor handle. */
enum { SIGNAL_TIMER = 32, SIGNAL_CANCEL = 33 };
#define OWN_SIGNALS (3ul << 31)

/* What `pthread_attr_t` holds. */
struct attributes {
    size_t stack_size; /* 0 for the default */
    size_t guard_size;
    char *stack; /* its upper end, or null */
    int detached, inherit, policy, priority;
    size_t unused;
    struct attribute_extension *extension; /* what few set, allocated */
};
_Static_assert(sizeof(struct attributes) == 56, "glibc's size");

struct attribute_extension {
    size_t affinity_size;
    void *affinity;
    int has_mask;
    unsigned long mask;
};

enum { STACK_MINIMUM = 16384 };

extern volatile int __thread_list_lock HIDDEN;
void __tl_lock(void) HIDDEN;
void __tl_unlock(void) HIDDEN;

size_t __apus_default_stack_size(void) HIDDEN;
void __apus_default_attributes(struct attributes *out) HIDDEN;

/* stack.c: all three under __tl_lock. */
int __apus_stack_take(const struct attributes *attributes, struct apus_thread **out, char **stack) HIDDEN;
void __apus_stack_keep(struct apus_thread *thread) HIDDEN;
struct apus_thread *__copy_tls(unsigned char *top, int zeroed, char **stack) HIDDEN; /* dl/tls.c */

_Noreturn void __apus_unwind(void) HIDDEN;
_Noreturn void __apus_thread_finish(void) HIDDEN;
void __pthread_tsd_run_dtors(void) HIDDEN;

APUS_CALL3(tgkill);
APUS_CALL4(rt_sigprocmask);
enum { MASK_BLOCK, MASK_UNBLOCK, MASK_SET };

static inline long apus_signal_mask(int how, const unsigned long *set, unsigned long *old)
{
    return __apus_sys_rt_sigprocmask(how, (long)set, (long)old, 8);
}

#endif
