// options: -D_GNU_SOURCE
// What /proc tells of threads: the list of them, names, states, numbers; also of other threads' names.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static pthread_barrier_t begun, ended;
static pid_t other;

static int count_tasks(void) {
    DIR *directory = opendir("/proc/self/task");
    int count = 0;
    for (struct dirent *entry; directory && (entry = readdir(directory));) count += entry->d_name[0] != '.';
    if (directory) closedir(directory);
    return count;
}
static char *field(pid_t thread, const char *file, const char *name, char *result, size_t size) {
    char path[64], line[1024];
    snprintf(path, sizeof path, "/proc/self/task/%d/%s", thread, file);
    FILE *stream = fopen(path, "r");
    snprintf(result, size, "none");
    while (stream && fgets(line, sizeof line, stream)) {
        line[strcspn(line, "\n")] = 0;
        if (!name) snprintf(result, size, "%s", line);
        else if (!strncmp(line, name, strlen(name))) snprintf(result, size, "%s", line + strlen(name) + 2);
    }
    if (stream) fclose(stream);
    return result;
}
static void *work(void *argument) {
    other = (pid_t)syscall(SYS_gettid);
    pthread_setname_np(pthread_self(), "worker");
    char text[64], link[64] = "";
    ssize_t count = readlink("/proc/thread-self", link, sizeof link - 1);
    snprintf(text, sizeof text, "%d/task/%d", getpid(), other);
    printf("thread-self %d\n", count > 0 && !strcmp(link, text));
    pthread_barrier_wait(&begun);
    pthread_barrier_wait(&ended);
    pthread_getname_np(pthread_self(), text, sizeof text);
    printf("renamed to %s\n", text);
    return argument;
}

int main(void) {
    char text[1024];
    pthread_t thread;
    pthread_barrier_init(&begun, 0, 2);
    pthread_barrier_init(&ended, 0, 2);
    printf("tasks %d\n", count_tasks());
    pthread_create(&thread, 0, work, 0);
    pthread_barrier_wait(&begun);
    struct timespec span = {0, 50000000};
    nanosleep(&span, 0);
    printf("tasks %d\n", count_tasks());
    printf("name %s\n", field(other, "comm", 0, text, sizeof text));
    printf("status name %s\n", field(other, "status", "Name", text, sizeof text));
    printf("state %s\n", field(other, "status", "State", text, sizeof text));
    printf("own state %s\n", field(getpid(), "status", "State", text, sizeof text));
    printf("pid %d\n", atoi(field(other, "status", "Pid", text, sizeof text)) == other);
    printf("tgid %d\n", atoi(field(other, "status", "Tgid", text, sizeof text)) == getpid());
    printf("threads %s\n", field(other, "status", "Threads", text, sizeof text));
    field(other, "stat", 0, text, sizeof text);
    int number = 0;
    char name[32] = "", state = 0;
    sscanf(text, "%d (%31[^)]) %c", &number, name, &state);
    printf("stat %d %s %c\n", number == other, name, state);
    unsigned long long used = 0, waited = 0, turns = 0;
    printf("schedstat %d\n", sscanf(field(other, "schedstat", 0, text, sizeof text), "%llu %llu %llu", &used, &waited, &turns));
    // The next odd value of the affinity mask shows in the thread's own file.
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    printf("affinity %d\n", sched_setaffinity(other, sizeof set, &set));
    printf("allowed %s\n", field(other, "status", "Cpus_allowed_list", text, sizeof text));
    printf("rename %d\n", pthread_setname_np(thread, "by another"));
    printf("too long %d\n", pthread_setname_np(thread, "a name that is too long"));
    printf("name %s\n", field(other, "comm", 0, text, sizeof text));
    pthread_barrier_wait(&ended);
    pthread_join(thread, 0);
    for (int tries = 0; count_tasks() != 1 && tries < 1000; tries++) nanosleep(&(struct timespec){0, 1000000}, 0);
    printf("tasks %d\n", count_tasks());
    printf("gone %s\n", field(other, "comm", 0, text, sizeof text));
    struct rusage usage;
    printf("usage %d", getrusage(RUSAGE_THREAD, &usage));
    printf(" waits %d\n", usage.ru_nvcsw > 0);
    return 0;
}
