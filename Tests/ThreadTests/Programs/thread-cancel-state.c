// Cancellation of threads that do not want it, that print; default attributes; exit with a locked stream.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *name(int error) { return error ? strerrorname_np(error) : "0"; }
static void pause_for(int milliseconds) { nanosleep(&(struct timespec){0, milliseconds * 1000000}, 0); }
static void end(const char *what, pthread_t thread)
{
    void *result;
    pthread_join(thread, &result);
    printf("%s: %s\n", what, result == PTHREAD_CANCELED ? "cancelled" : result ? (char *)result : "ended");
}

// Calls that no handler restarts are not interrupted while cancellation is off.
static void *unwilling(void *argument)
{
    int before;
    sigset_t none;
    sigemptyset(&none);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
    struct timespec time = {0, 80000000};
    int results[4] = {poll(0, 0, 80), clock_nanosleep(CLOCK_MONOTONIC, 0, &time, 0), 0, 0};
    results[2] = sigtimedwait(&none, 0, &time) < 0 ? errno : 0;
    results[3] = nanosleep(&time, 0);
    printf("not interrupted: %d %d %s %d\n", results[0], results[1], name(results[2]), results[3]);
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &before);
    pause_for(1000);
    return "slept";
}

// A stream is let go when its user is cancelled.
static void *prints(void *argument)
{
    pthread_cancel(pthread_self());
    puts("of a thread that is marked");
    fflush(stdout);
    pthread_testcancel();
    return 0;
}

static void *joins_itself(void *argument)
{
    return (void *)name(pthread_join(pthread_self(), 0));
}

static void *shows(void *argument)
{
    sigset_t mask;
    pthread_sigmask(SIG_BLOCK, 0, &mask);
    return sigismember(&mask, SIGHUP) ? "SIGHUP blocked" : "nothing blocked";
}
static void defaults(void)
{
    pthread_attr_t attributes;
    sigset_t mask;
    cpu_set_t set;
    pthread_t thread;
    pthread_attr_init(&attributes);
    sigemptyset(&mask), sigaddset(&mask, SIGHUP), pthread_attr_setsigmask_np(&attributes, &mask);
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    pthread_attr_setaffinity_np(&attributes, sizeof set, &set);
    pthread_setattr_default_np(&attributes);
    pthread_attr_destroy(&attributes);
    sigemptyset(&mask);
    CPU_ZERO(&set);
    pthread_getattr_default_np(&attributes);
    int known = pthread_attr_getsigmask_np(&attributes, &mask);
    pthread_attr_getaffinity_np(&attributes, sizeof set, &set);
    printf("defaults: %d %d, %d processor\n", known, sigismember(&mask, SIGHUP), CPU_COUNT(&set));
    pthread_attr_destroy(&attributes);
    pthread_create(&thread, 0, shows, 0), end("with them", thread);
    pthread_attr_init(&attributes);
    pthread_create(&thread, &attributes, shows, 0), end("without", thread);
    pthread_setattr_default_np(&attributes);
    pthread_create(&thread, 0, shows, 0), end("reset", thread);
}

static void *holds(void *argument)
{
    flockfile(stdout);
    pause_for(60000);
    return 0;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, 0, unwilling, 0);
    pause_for(20), pthread_cancel(thread), end("unwilling", thread);
    fflush(stdout), setvbuf(stdout, 0, _IONBF, 0);
    pthread_create(&thread, 0, prints, 0), end("prints", thread);
    setvbuf(stdout, 0, _IOFBF, BUFSIZ);
    pthread_create(&thread, 0, joins_itself, 0), end("joins itself", thread);
    defaults();
    puts("and this is written by exit");
    pthread_create(&thread, 0, holds, 0);
    pause_for(50);
    exit(3);
}
