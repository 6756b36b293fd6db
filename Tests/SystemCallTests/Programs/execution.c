// Calls: execve execveat
// Another program in the same process: this one again and again, each time with the number of its stage as its first argument.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static char self[PATH_MAX];

static void show(const char *what, long result) {
    printf("%s: %ld %s\n", what, result, result < 0 ? strerrorname_np(errno) : "");
}

static void write_file(const char *path, const char *text, int mode) {
    int file = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600);
    write(file, text, strlen(text));
    fchmod(file, mode);
    close(file);
}

static long try(const char *path, char **arguments, char **environment) { return syscall(SYS_execve, path, arguments, environment); }

static void errors(void) {
    char *none[] = {"none", 0};
    char *bad[] = {"none", (char *)8, 0};
    char directory[] = "/tmp/apus-exec-XXXXXX";
    mkdtemp(directory);
    chdir(directory);
    show("no such file", try("absent", none, none));
    show("empty path", try("", none, none));
    show("null path", try(0, none, none));
    show("bad path", try((char *)8, none, none));
    show("bad arguments", try(self, (char **)8, none));
    show("bad argument", try(self, bad, none));
    show("bad environment", try(self, none, (char **)16));
    show("directory", try(directory, none, none));
    write_file("plain", "not a program\n", 0755);
    show("no format", try("./plain", none, none));
    write_file("empty", "", 0755);
    show("empty file", try("./empty", none, none));
    write_file("closed", "#!/bin/true\n", 0644);
    show("not executable", try("./closed", none, none));
    show("below a file", try("plain/x", none, none));
    symlink("loop", "loop");
    show("loop", try("loop", none, none));
    write_file("a", "#!./a\n", 0755);
    show("script of itself", try("./a", none, none));
    write_file("b", "#!/tmp/apus-no-such-interpreter\n", 0755);
    show("no interpreter", try("./b", none, none));
    write_file("c", "#!\n", 0755);
    show("empty interpreter", try("./c", none, none));
    write_file("short", "\177ELF\2\1\1", 0755);
    show("short program", try("./short", none, none));
    char name[300];
    memset(name, 'n', 299);
    name[299] = 0;
    show("long name", try(name, none, none));
    char *large = malloc(200000);
    memset(large, 'x', 199999);
    large[199999] = 0;
    char *one[] = {large, 0};
    show("long argument", try(self, one, none));
    large[120000] = 0;
    char **many = calloc(200, sizeof *many);
    for (int index = 0; index < 100; index++) many[index] = large;
    show("long list", try(self, many, none));
    int here = open(".", O_RDONLY | O_DIRECTORY), file = open("plain", O_RDONLY);
    show("bad flags", syscall(SYS_execveat, here, "plain", none, none, 1));
    show("bad descriptor", syscall(SYS_execveat, 99, "plain", none, none, 0));
    show("no directory", syscall(SYS_execveat, file, "plain", none, none, 0));
    show("empty without flag", syscall(SYS_execveat, file, "", none, none, 0));
    show("no format by descriptor", syscall(SYS_execveat, file, "", none, none, AT_EMPTY_PATH));
    show("directory by descriptor", syscall(SYS_execveat, here, "", none, none, AT_EMPTY_PATH));
    symlink(self, "link");
    show("link", syscall(SYS_execveat, here, "link", none, none, AT_SYMLINK_NOFOLLOW));
    if (geteuid() == 0) {
        int writer = open(self, O_WRONLY);
        show("program is not written to", writer);
    }
    for (const char **entry = (const char *[]){"plain", "empty", "closed", "loop", "a", "b", "c", "short", "link", 0}; *entry; entry++) unlink(*entry);
    chdir("/");
    rmdir(directory);
    free(large);
    free(many);
}

static void handler(int number) {}
static void *sleeper(void *argument) { for (;;) pause(); }
static void *spinner(void *argument) { for (;;) __asm__ volatile("pause"); }

// What the next stage is to find changed, and what not.
static void prepare(void) {
    signal(SIGUSR1, handler);
    signal(SIGUSR2, SIG_IGN);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, 0);
    raise(SIGHUP);
    dup2(open("/dev/null", O_RDONLY), 20);
    dup2(open("/dev/null", O_RDONLY), 21);
    fcntl(21, F_SETFD, FD_CLOEXEC);
    stack_t stack = {.ss_sp = malloc(SIGSTKSZ), .ss_size = SIGSTKSZ};
    sigaltstack(&stack, 0);
    timer_t timer;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGTERM};
    timer_create(CLOCK_MONOTONIC, &event, &timer);
    timer_settime(timer, 0, &(struct itimerspec){.it_value = {0, 200000000}}, 0);
    setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {1000, 0}}, 0);
    prctl(PR_SET_NAME, "another");
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_KEEPCAPS, 1);
    mlockall(MCL_FUTURE);
    umask(027);
    chdir("/proc");
    setpriority(PRIO_PROCESS, 0, 3);
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){100, 200});
    mmap((void *)0x20000000, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    setenv("KEPT", "by hand", 1);
}

static void look(void) {
    struct sigaction action;
    sigaction(SIGUSR1, 0, &action);
    printf("SIGUSR1 %s\n", action.sa_handler == SIG_DFL ? "default" : "not default");
    sigaction(SIGUSR2, 0, &action);
    printf("SIGUSR2 %s\n", action.sa_handler == SIG_IGN ? "ignored" : "not ignored");
    sigset_t set;
    sigprocmask(SIG_BLOCK, 0, &set);
    printf("blocked %d %d %d\n", sigismember(&set, SIGHUP), sigismember(&set, SIGUSR1), sigismember(&set, SIGTERM));
    sigpending(&set);
    printf("pending %d %d\n", sigismember(&set, SIGHUP), sigismember(&set, SIGUSR1));
    show("descriptor 20", fcntl(20, F_GETFD));
    show("descriptor 21", fcntl(21, F_GETFD));
    stack_t stack;
    sigaltstack(0, &stack);
    printf("stack %d\n", stack.ss_flags);
    nanosleep(&(struct timespec){0, 400000000}, 0);
    struct itimerval value;
    getitimer(ITIMER_REAL, &value);
    printf("alarm %d\n", value.it_value.tv_sec > 900);
    char name[17] = "";
    prctl(PR_GET_NAME, name);
    printf("name %d\n", strcmp(name, "another"));
    printf("dumpable %d, keeps %d\n", prctl(PR_GET_DUMPABLE), prctl(PR_GET_KEEPCAPS));
    printf("umask %o\n", umask(022));
    char directory[100];
    printf("directory %s\n", getcwd(directory, sizeof directory));
    printf("priority %d\n", getpriority(PRIO_PROCESS, 0));
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    printf("limit %d %d\n", (int)limit.rlim_cur, (int)limit.rlim_max);
    unsigned char vector;
    show("mapping", mincore((void *)0x20000000, 4096, &vector));
    printf("variable %s, %s\n", getenv("KEPT"), getenv("HOME") ? "home" : "no home");
    char link[PATH_MAX] = "";
    readlink("/proc/self/exe", link, sizeof link - 1);
    printf("file %d\n", strcmp(link, self));
    printf("process %d\n", getpid() == (int)syscall(SYS_gettid));
}

int main(int count, char **arguments) {
    readlink("/proc/self/exe", self, sizeof self - 1);
    setvbuf(stdout, 0, _IOLBF, 0);
    if (!*arguments[0]) return printf("no arguments: %d, %s\n", count, environ[0] ? environ[0] : "no environment") < 0;
    int stage = count > 1 ? atoi(arguments[1]) : 0;
    char next[16];
    snprintf(next, sizeof next, "%d", stage + 1);
    char *line[] = {"program", next, "last", 0};
    char *environment[] = {"KEPT=in the list", 0};
    pthread_t thread;
    if (stage) printf("stage %d: %d arguments, %s ... %s\n", stage, count, arguments[0][0] == '/' ? "path" : arguments[0], arguments[count - 1]);
    switch (stage) {
    case 0:
        errors();
        prepare();
        show("execve", try(self, line, environment));
        break;
    case 1:
        look();
        // Several threads: those that wait, that compute, and a call from one that is not the first.
        pthread_create(&thread, 0, sleeper, 0);
        pthread_create(&thread, 0, spinner, 0);
        pthread_create(&thread, 0, sleeper, 0);
        show("execve", execv(self, line));
        break;
    case 2: {
        int file = open(self, O_RDONLY);
        fcntl(file, F_SETFD, 0);
        show("fexecve", fexecve(file, line, environ));
        break;
    }
    case 3: {
        FILE *tasks = fopen("/proc/self/status", "r");
        char text[200];
        while (fgets(text, sizeof text, tasks)) if (!strncmp(text, "Threads:", 8)) fputs(text, stdout);
        char script[] = "/tmp/apus-script-XXXXXX", body[PATH_MAX + 40];
        int file = mkstemp(script);
        snprintf(body, sizeof body, "#! %s   4  and more \nanything\n", self);
        write(file, body, strlen(body));
        fchmod(file, 0755);
        close(file);
        char *own[] = {"script", "argument", 0};
        show("script", try(script, own, environment));
        break;
    }
    case 4:
        printf("script: %s\n", arguments[1]);
        printf("path %d, then %s\n", !strncmp(arguments[2], "/tmp/apus-script-", 17), arguments[3]);
        unlink(arguments[2]);
        show("no arguments", try(self, 0, 0));
        break;
    }
    return 0;
}
