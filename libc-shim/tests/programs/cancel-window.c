/* A cancelled read either has taken the data and returns, or has left it: glibc 2.36 may lose it. */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static int pipes[2];
static void *take(void *p) { char b; if (read(pipes[0], &b, 1) == 1) *(int *)p = 1; return 0; }

int main(void)
{
    pipe(pipes);
    int lost = 0;
    for (int i = 0; i < 2000; i++) {
        char b;
        int got = 0;
        pthread_t t;
        pthread_create(&t, 0, take, &got);
        if (i % 3 == 0) usleep(i % 100);
        write(pipes[1], "k", 1);
        pthread_cancel(t);
        pthread_join(t, 0);
        fcntl(pipes[0], F_SETFL, O_NONBLOCK);
        int left = read(pipes[0], &b, 1) == 1;
        fcntl(pipes[0], F_SETFL, 0);
        lost += got + left != 1;
    }
    printf("lost %d\n", lost);
    return lost != 0;
}
