/* makecontext, and the part of context switching that is plain C. */
#include "apus/musl.h"
#include <signal.h>
#include <string.h>
#include <ucontext.h>

extern void __apus_context_end(void) HIDDEN;

/* Called with the arguments of pthread_sigmask by the assembly. The kernel's set is 8 bytes. */
HIDDEN void __apus_context_mask(int how, const sigset_t *set, sigset_t *old)
{
    pthread_sigmask(how, set, old);
}

void makecontext(ucontext_t *context, void (*function)(void), int count, ...)
{
    greg_t *registers = context->uc_mcontext.gregs;
    int on_stack = count > 6 ? count - 6 : 0;
    uintptr_t *top = (uintptr_t *)((char *)context->uc_stack.ss_sp + context->uc_stack.ss_size);
    top -= on_stack + 1; /* the link goes behind the arguments */
    uintptr_t *stack = (uintptr_t *)(((uintptr_t)top & -16ul) - 8);
    uintptr_t *link = stack + 1 + on_stack;
    stack[0] = (uintptr_t)__apus_context_end;
    *link = (uintptr_t)context->uc_link;

    registers[REG_RIP] = (greg_t)(uintptr_t)function;
    registers[REG_RBX] = (greg_t)(uintptr_t)link;
    registers[REG_RSP] = (greg_t)(uintptr_t)stack;
    static const int places[6] = {REG_RDI, REG_RSI, REG_RDX, REG_RCX, REG_R8, REG_R9};
    va_list arguments;
    va_start(arguments, count);
    for (int i = 0; i < count; i++) {
        greg_t value = va_arg(arguments, greg_t);
        if (i < 6)
            registers[places[i]] = value;
        else
            stack[1 + i - 6] = (uintptr_t)value;
    }
    va_end(arguments);
}
