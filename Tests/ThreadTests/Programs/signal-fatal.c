// Default actions end the program with their signal, in whichever thread they arrive; a fault that is blocked or ignored does too.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void *idle(void *argument) {
    for (;;) pause();
    return 0;
}

int main(void) {
    setvbuf(stdout, 0, _IONBF, 0);
    pthread_t thread;
    pthread_create(&thread, 0, idle, 0);
    sigset_t set;
    sigfillset(&set);
    pthread_sigmask(SIG_BLOCK, &set, 0);
    printf("ending\n");
    // The other thread does not block it.
    kill(getpid(), SIGVTALRM);
    for (;;) sigsuspend(&set);
}
