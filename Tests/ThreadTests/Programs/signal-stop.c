// Stop signals and SIGCONT put an end to each other while they wait; SIGCONT is a signal like others to a program that runs.
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t continued;
static void handler(int number) { continued++; }

static int waits(int number) {
    sigset_t set;
    sigpending(&set);
    return sigismember(&set, number);
}

int main(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCONT);
    sigaddset(&set, SIGTSTP);
    sigaddset(&set, SIGTTIN);
    sigprocmask(SIG_BLOCK, &set, 0);
    signal(SIGCONT, handler);
    raise(SIGTSTP);
    raise(SIGTTIN);
    printf("stop %d %d\n", waits(SIGTSTP), waits(SIGTTIN));
    kill(getpid(), SIGCONT);
    printf("cont %d, stop %d %d\n", waits(SIGCONT), waits(SIGTSTP), waits(SIGTTIN));
    kill(getpid(), SIGTTIN);
    printf("cont %d, stop %d\n", waits(SIGCONT), waits(SIGTTIN));
    raise(SIGCONT);
    sigprocmask(SIG_UNBLOCK, &set, 0);
    printf("continued %d\n", continued);
    signal(SIGTSTP, SIG_IGN);
    raise(SIGTSTP);
    signal(SIGCONT, SIG_DFL);
    raise(SIGCONT);
    printf("still here\n");
    return 0;
}
