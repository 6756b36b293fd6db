/* mq_notify: a thread of ours waits for what SIGEV_THREAD asks for. The kernel is handed an event
   counter, to which it adds 1 for a message and 2 where the registration ends without one. */
#include "thread/thread.h"
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

APUS_CALL2(mq_notify);

struct watch {
    int event, queue, answer;
    struct sigevent wish;
    sem_t registered;
};

/* Registers, and runs the program's function once the counter says so. */
static void *watch(void *argument)
{
    struct watch *shared = argument;
    struct sigevent wish = shared->wish;
    int event = shared->event;
    struct sigevent handed = {.sigev_notify = SIGEV_THREAD, .sigev_signo = event};
    int answer = shared->answer = (int)__apus_sys_mq_notify(shared->queue, (long)&handed);
    sem_post(&shared->registered);
    uint64_t seen = 0;
    if (!answer)
        while (read(event, &seen, sizeof seen) < 0)
            ;
    close(event);
    if (seen & 1)
        wish.sigev_notify_function(wish.sigev_value);
    return 0;
}

static int notify_by_thread(mqd_t queue, const struct sigevent *wish)
{
    struct watch shared = {.queue = queue, .wish = *wish, .event = eventfd(0, EFD_CLOEXEC)};
    if (shared.event < 0)
        return -1;
    pthread_attr_t attributes;
    if (wish->sigev_notify_attributes)
        attributes = *wish->sigev_notify_attributes;
    else
        pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    sem_init(&shared.registered, 0, 0);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    pthread_t thread;
    int error = pthread_create(&thread, &attributes, watch, &shared);
    pthread_sigmask(SIG_SETMASK, &before, 0);
    if (!wish->sigev_notify_attributes)
        pthread_attr_destroy(&attributes);
    if (error) {
        close(shared.event);
        errno = EAGAIN;
        return -1;
    }
    while (sem_wait(&shared.registered))
        ;
    return (int)__syscall_ret((unsigned long)(long)shared.answer);
}

int mq_notify(mqd_t queue, const struct sigevent *wish)
{
    if (wish && wish->sigev_notify == SIGEV_THREAD)
        return notify_by_thread(queue, wish);
    return (int)__syscall_ret((unsigned long)__apus_sys_mq_notify(queue, (long)wish));
}
