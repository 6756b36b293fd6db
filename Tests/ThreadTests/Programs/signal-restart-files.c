// Opening a FIFO, locks and splice: made again after a handler with SA_RESTART, EINTR without (signal(7)).
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static char folder[] = "/tmp/apus-restart-XXXXXX", fifo[64], file[64];
static int into[2], out[2], holder;
static pthread_t self;
static volatile int count;

static void handler(int number) { count++; }
static void pause_for(int milliseconds) { nanosleep(&(struct timespec){0, milliseconds * 1000000}, 0); }

// What ends each wait after the signal.
static void open_fifo(void) { close(open(fifo, O_WRONLY)); }
static void unlock(void) { flock(holder, LOCK_UN); }
static void unlock_range(void) { fcntl(holder, F_OFD_SETLK, &(struct flock){.l_type = F_UNLCK}); }
static void write_pipe(void) { write(into[1], "bytes", 5); }

struct helper { void (*end)(void); int restarts; };
static void *help(void *argument)
{
    struct helper *helper = argument;
    pause_for(60);
    pthread_kill(self, SIGUSR1);
    pause_for(60);
    // Without SA_RESTART nobody waits any more.
    if (helper->restarts)
        helper->end();
    return 0;
}

static void report(const char *name, long result, pthread_t thread)
{
    int error = errno;
    pthread_join(thread, 0);
    printf("%s: %s, handled %d\n", name, result < 0 ? strerrorname_np(error) : "done", count);
    count = 0;
}

int main(void)
{
    self = pthread_self();
    mkdtemp(folder);
    sprintf(fifo, "%s/fifo", folder), sprintf(file, "%s/file", folder);
    mkfifo(fifo, 0600);
    holder = open(file, O_RDWR | O_CREAT, 0600);
    int other = open(file, O_RDWR);
    pipe(into), pipe(out);
    for (int restarts = 0; restarts < 2; restarts++) {
        struct sigaction action = {.sa_handler = handler, .sa_flags = restarts ? SA_RESTART : 0};
        sigaction(SIGUSR1, &action, 0);
        printf("%s SA_RESTART\n", restarts ? "with" : "without");
        pthread_t thread;
        struct helper helper = {open_fifo, restarts};
        pthread_create(&thread, 0, help, &helper);
        long result = open(fifo, O_RDONLY);
        report("open", result, thread);
        if (result >= 0) close(result);
        helper.end = open_fifo;
        pthread_create(&thread, 0, help, &helper);
        result = syscall(SYS_open, fifo, O_RDONLY, 0);
        report("open by number", result, thread);
        if (result >= 0) close(result);
        helper.end = unlock;
        flock(holder, LOCK_EX);
        pthread_create(&thread, 0, help, &helper);
        report("flock", flock(other, LOCK_EX), thread);
        flock(holder, LOCK_UN), flock(other, LOCK_UN);
        helper.end = unlock_range;
        fcntl(holder, F_OFD_SETLK, &(struct flock){.l_type = F_WRLCK});
        pthread_create(&thread, 0, help, &helper);
        report("lock", fcntl(other, F_OFD_SETLKW, &(struct flock){.l_type = F_WRLCK}), thread);
        unlock_range(), fcntl(other, F_OFD_SETLK, &(struct flock){.l_type = F_UNLCK});
        helper.end = write_pipe;
        pthread_create(&thread, 0, help, &helper);
        report("splice", splice(into[0], 0, out[1], 0, 5, 0), thread);
        pthread_create(&thread, 0, help, &helper);
        report("tee", tee(into[0], out[1], 5, 0), thread);
    }
    // A look without waiting finds a signal that the mask lets in, but for what is ready.
    sigset_t none, one;
    sigemptyset(&none), sigemptyset(&one), sigaddset(&one, SIGUSR1);
    sigprocmask(SIG_BLOCK, &one, 0);
    raise(SIGUSR1);
    struct pollfd ready = {into[0], POLLIN}, never = {into[0], 0};
    struct timespec zero = {0, 0};
    printf("ready %d %d", ppoll(&ready, 1, &zero, &none), count);
    printf(", without files %d %d", ppoll(0, 0, &zero, &none), count);
    raise(SIGUSR1);
    printf(", nothing ready %d %d\n", ppoll(&never, 1, &zero, &none), count);
    unlink(fifo), unlink(file), rmdir(folder);
    return 0;
}
