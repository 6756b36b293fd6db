// Forks where there have been threads: whether or not it can be done, the C library's locks are free again afterwards.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *nothing(void *argument) { return argument; }
static void at_end(void) { puts("at exit"); }

int main(void) {
    pthread_t thread, other;
    pthread_create(&other, NULL, (void *(*)(void *))sleep, (void *)1000);
    pthread_create(&thread, NULL, nothing, NULL);
    pthread_join(thread, NULL);
    for (int i = 0; i < 3; i++) {
        pid_t child = fork();
        if (child == 0) _exit(0);
        printf("%d %s\n", child, strerror(errno));
    }
    atexit(at_end);
    free(malloc(100));
    return 0;
}
