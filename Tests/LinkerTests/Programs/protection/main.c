/* What may be written and executed, tried out. */
#include <dlfcn.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static sigjmp_buf back;
static void caught(int number, siginfo_t *info, void *context) { siglongjmp(back, number == SIGSEGV ? 1 + info->si_code : 99); }

static const char *poke(volatile char *address)
{
    static char text[40];
    int how = sigsetjmp(back, 1);
    if (how == 0) {
        *address = *address;
        return "writable";
    }
    snprintf(text, sizeof text, "SIGSEGV code %d", how - 1);
    return text;
}

/* mov eax, 42; ret */
static const unsigned char answer[] = {0xb8, 42, 0, 0, 0, 0xc3};
static const char *run(void *code)
{
    static char text[40];
    int how = sigsetjmp(back, 1);
    if (how == 0)
        snprintf(text, sizeof text, "ran: %d", ((int (*)(void))code)());
    else
        snprintf(text, sizeof text, "SIGSEGV code %d", how - 1);
    return text;
}
static unsigned char data_code[sizeof answer];
const int constant = 3;

int main(int argc, char **argv)
{
    struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &action, 0);
    sigaction(SIGBUS, &action, 0);
    static const char *const names[] = {"./libsealed.so", "./liblldsealed.so"};
    for (int i = 0; i < 2; i++) {
        void *sealed = dlopen(names[i], RTLD_NOW);
        void **addresses = dlsym(sealed, "addresses");
        printf("relocated: %s\n", poke(addresses[0]));
        printf("constant: %s\n", poke(addresses[1]));
        printf("plain: %s\n", poke(addresses[2]));
        printf("code: %s\n", poke(dlsym(sealed, "function")));
    }
    printf("own constant: %s\n", poke((char *)&constant));
    memcpy(data_code, answer, sizeof answer);
    printf("data: %s\n", run(data_code));
    unsigned char stack_code[sizeof answer];
    memcpy(stack_code, answer, sizeof answer);
    printf("stack: %s\n", run(stack_code));
    void *nested = dlopen("./libexecstack.so", RTLD_NOW);
    printf("needs an executable stack: %s\n", nested ? "opened" : dlerror());
    if (nested) {
        int how = sigsetjmp(back, 1);
        if (how == 0)
            printf("nested: %d\n", ((int (*)(int))dlsym(nested, "nested"))(5));
        else
            printf("nested: SIGSEGV\n");
    }
    printf("stack now: %s\n", run(stack_code));
    return 0;
}
