// Sets of signals and the numbers that the C library keeps for itself.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void *answer(void *argument)
{
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, 0);
    pthread_sigmask(SIG_BLOCK, 0, &all);
    printf("blocked: %lx\n", *(unsigned long *)&all);
    for (;;)
        pause();
    return 0;
}

int main(void)
{
    sigset_t set;
    struct sigaction action;
    printf("real time: %d to %d\n", SIGRTMIN, SIGRTMAX);
    sigfillset(&set);
    printf("full: %lx\n", *(unsigned long *)&set);
    int edges[] = {-1, 0, 1, 9, 31, 32, 33, 34, 35, 63, 64, 65};
    for (int i = 0; i < (int)(sizeof edges / sizeof *edges); i++) {
        int n = edges[i], results[5], errors[5];
        sigemptyset(&set);
        errno = 0, results[0] = sigaddset(&set, n), errors[0] = errno;
        errno = 0, results[1] = sigismember(&set, n), errors[1] = errno;
        errno = 0, results[2] = sigdelset(&set, n), errors[2] = errno;
        errno = 0, results[3] = sigaction(n, 0, &action), errors[3] = errno;
        errno = 0, results[4] = pthread_kill(pthread_self(), n >= 32 && n <= 33 ? n : n < 0 ? n : 0), errors[4] = errno;
        printf("%d:", n);
        for (int j = 0; j < 5; j++)
            printf(" %d %d", results[j], errors[j]);
        puts("");
    }
    // Flags and masks come back as they were given; what cannot be blocked is not in them.
    sigfillset(&set);
    action = (struct sigaction){.sa_handler = SIG_IGN, .sa_flags = SA_RESTART | SA_NODEFER, .sa_mask = set};
    sigaction(SIGUSR1, &action, 0);
    memset(&action, 7, sizeof action);
    sigaction(SIGUSR1, 0, &action);
    printf("%x %lx %d\n", action.sa_flags, *(unsigned long *)&action.sa_mask, action.sa_handler == SIG_IGN);
    // Cancellation works whatever a thread blocks.
    pthread_t thread;
    void *result;
    pthread_create(&thread, 0, answer, 0);
    usleep(20000);
    pthread_cancel(thread);
    pthread_join(thread, &result);
    printf("cancelled %d\n", result == PTHREAD_CANCELED);
    return 0;
}
