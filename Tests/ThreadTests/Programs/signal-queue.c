// Queued signals: their values and order, the limit on how many may wait, and who may say what a signal carries.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static int order[64], count;
static int values[64];

static void note(int number, siginfo_t *info, void *context) {
    order[count] = number - (number >= SIGRTMIN ? SIGRTMIN - 100 : 0);
    values[count++] = info->si_code == SI_QUEUE ? info->si_value.sival_int : -1;
}

static void show(const char *title) {
    printf("%s:", title);
    for (int index = 0; index < count; index++) printf(" %d=%d", order[index], values[index]);
    printf("\n");
    count = 0;
}

int main(void) {
    struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};
    sigfillset(&action.sa_mask);
    int numbers[] = {SIGUSR1, SIGUSR2, SIGRTMIN, SIGRTMIN + 1, SIGRTMIN + 2, SIGCHLD};
    sigset_t all, none, pending;
    sigemptyset(&all);
    sigemptyset(&none);
    for (unsigned index = 0; index < sizeof numbers / sizeof *numbers; index++) {
        sigaction(numbers[index], &action, 0);
        sigaddset(&all, numbers[index]);
    }
    sigprocmask(SIG_BLOCK, &all, 0);

    // Delivered together: each handler blocks all, so they run one after the other, lowest first.
    for (int value = 0; value < 3; value++) {
        sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_int = value});
        sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 10 + value});
        sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 20 + value});
    }
    kill(getpid(), SIGUSR2);
    raise(SIGRTMIN + 2);
    sigpending(&pending);
    printf("pending %d %d %d %d\n", sigismember(&pending, SIGUSR1), sigismember(&pending, SIGRTMIN + 1), sigismember(&pending, SIGCHLD),
           sigismember(&pending, SIGHUP));
    sigprocmask(SIG_UNBLOCK, &all, 0);
    show("order");

    // The limit: EAGAIN for queued real-time signals, never for kill.
    // It counts a user's processes together, so this becomes a user who has no other.
    if (getuid() == 0) setuid(64123);
    struct rlimit limit = {3, 3};
    printf("limit %d\n", setrlimit(RLIMIT_SIGPENDING, &limit));
    sigprocmask(SIG_BLOCK, &all, 0);
    int queued = 0;
    while (queued < 10 && sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = queued}) == 0) queued++;
    printf("queued at most %d, errno %d\n", queued <= 3, errno);
    printf("kill %d usr1 %d\n", kill(getpid(), SIGRTMIN + 1), kill(getpid(), SIGUSR1));
    sigprocmask(SIG_UNBLOCK, &all, 0);
    printf("arrived %d\n", count == queued + 2);
    count = 0;

    // What only the kernel may say.
    siginfo_t info;
    memset(&info, 0, sizeof info);
    info.si_code = SI_QUEUE;
    printf("queueinfo own %ld\n", syscall(SYS_rt_sigqueueinfo, getpid(), SIGUSR1, &info));
    info.si_code = 5;
    printf("queueinfo self with a kernel's code %ld\n", syscall(SYS_rt_sigqueueinfo, getpid(), SIGUSR1, &info));
    printf("to another %ld", syscall(SYS_rt_sigqueueinfo, 0x3ffff0, SIGUSR1, &info));
    printf(" %d\n", errno);
    info.si_code = SI_QUEUE;
    printf("nobody %ld", syscall(SYS_rt_sigqueueinfo, 0x3ffff0, SIGUSR1, &info));
    printf(" %d\n", errno);
    printf("no signal %ld", syscall(SYS_rt_sigqueueinfo, getpid(), 65, &info));
    printf(" %d\n", errno);
    printf("zero %ld\n", syscall(SYS_rt_sigqueueinfo, getpid(), 0, &info));
    printf("tg %ld\n", syscall(SYS_rt_tgsigqueueinfo, getpid(), gettid(), SIGUSR2, &info));
    printf("tg bad %ld", syscall(SYS_rt_tgsigqueueinfo, getpid(), -1, SIGUSR2, &info));
    printf(" %d\n", errno);
    printf("kill 65 %d", kill(getpid(), 65));
    printf(" %d\n", errno);
    printf("tgkill zero %ld\n", syscall(SYS_tgkill, getpid(), gettid(), 0));
    printf("tkill -1 %ld", syscall(SYS_tkill, -1, 0));
    printf(" %d\n", errno);
    show("after");
    return 0;
}
