// Waits for signals from outside in the way its argument says, and tells which came; the third ends it.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t count;

static void handler(int number) {
    char text[] = "got 00\n";
    text[4] += number / 10;
    text[5] += number % 10;
    write(1, text, 7);
    count++;
}

int main(int argc, char **argv) {
    struct sigaction action = {.sa_handler = handler};
    if (strcmp(argv[1], "default") != 0) {
        sigaction(SIGINT, &action, 0);
        sigaction(SIGTERM, &action, 0);
        sigaction(SIGUSR1, &action, 0);
    }
    write(1, "ready\n", 6);
    if (!strcmp(argv[1], "stop")) {
        raise(SIGSTOP);
        write(1, "continued\n", 10);
        return 9;
    }
    char byte;
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&mutex);
    while (count < 3) {
        if (!strcmp(argv[1], "pause")) pause();
        else if (!strcmp(argv[1], "read")) read(0, &byte, 1);
        else if (!strcmp(argv[1], "default")) pthread_mutex_lock(&mutex);
    }
    return 7;
}
