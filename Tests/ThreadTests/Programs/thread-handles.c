// What a handle of a thread is good for after the thread was joined, detached, or has ended.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void *nothing(void *argument) { return argument; }
static void *waits(void *argument)
{
    char byte;
    read(*(int *)argument, &byte, 1);
    return 0;
}
static void say(const char *what, int error) { printf("%s: %s\n", what, error ? strerrorname_np(error) : "0"); }

int main(void)
{
    pthread_t thread;
    pthread_attr_t detached;
    int ends[2];
    pipe(ends);
    pthread_create(&thread, 0, nothing, 0);
    say("joined", pthread_join(thread, 0));
    say("detached then", pthread_detach(thread));
    say("joined again", pthread_join(thread, 0));

    pthread_create(&thread, 0, nothing, 0);
    usleep(20000);
    say("ended, signal", pthread_kill(thread, 0));
    say("detached then", pthread_detach(thread));

    pthread_create(&thread, 0, waits, ends);
    say("detached", pthread_detach(thread));
    say("again", pthread_detach(thread));
    say("joined then", pthread_join(thread, 0));
    write(ends[1], "", 1);
    usleep(20000);
    say("joined when it has ended", pthread_join(thread, 0));

    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    pthread_create(&thread, &detached, waits, ends);
    say("made detached, joined", pthread_join(thread, 0));
    say("detached", pthread_detach(thread));
    write(ends[1], "", 1);
    usleep(20000);
    say("joined when it has ended", pthread_join(thread, 0));
    return 0;
}
