#define _GNU_SOURCE
#include "CLauncher.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void report_and_exit(int pipe_end) {
    int number = errno;
    ssize_t ignored = write(pipe_end, &number, sizeof number);
    (void)ignored;
    _exit(127);
}

int apus_spawn(const char *path, char *const argv[], const int *descriptors, size_t count) {
    // The pipe closes by itself when exec succeeds; otherwise it carries errno.
    int failure[2];
    if (pipe2(failure, O_CLOEXEC) < 0) return -errno;
    pid_t parent = getpid();
    pid_t child = fork();
    if (child < 0) {
        int number = errno;
        close(failure[0]);
        close(failure[1]);
        return -number;
    }
    if (child == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(127); // the parent ended before prctl took effect

        // Move everything out of the way first: a source may sit where another one has to go.
        int moved[64];
        if (count > 64) {
            errno = E2BIG;
            report_and_exit(failure[1]);
        }
        int report = fcntl(failure[1], F_DUPFD_CLOEXEC, 256);
        for (size_t i = 0; i < count; i++) {
            int source = descriptors[i] < 0 ? open("/dev/null", O_RDWR | O_CLOEXEC) : descriptors[i];
            moved[i] = fcntl(source, F_DUPFD_CLOEXEC, 128);
            if (moved[i] < 0) report_and_exit(report);
        }
        for (size_t i = 0; i < count; i++) {
            if (dup2(moved[i], (int)i) < 0) report_and_exit(report);
        }
        // The rest, except `report`, which exec closes.
        syscall(SYS_close_range, (unsigned)count, (unsigned)report - 1, 0);
        syscall(SYS_close_range, (unsigned)report + 1, ~0u, 0);

        for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        execv(path, argv);
        report_and_exit(report);
    }
    close(failure[1]);
    int number = 0;
    ssize_t got;
    do got = read(failure[0], &number, sizeof number);
    while (got < 0 && errno == EINTR);
    close(failure[0]);
    if (got == sizeof number) {
        waitpid(child, NULL, 0);
        return -number;
    }
    return child;
}

const char *apus_errno_text(int number) { return strerror(number); }
const char *apus_errno_name(int number) { return strerrorname_np(number); }
const char *apus_signal_name(int number) { return sigabbrev_np(number); }

int apus_window_size(int fd, unsigned short *rows, unsigned short *columns) {
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) < 0) return -errno;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return 0;
}

int apus_open(const char *path, int flags, unsigned mode) {
    int fd = open(path, flags | O_CLOEXEC, mode);
    return fd < 0 ? -errno : fd;
}
