// The first process of the Linux that `apus bench --start` compares with: runs the program of /command (words that end with 0 bytes)
// and says when it begins and ends. It sleeps then, so that the instructions so far can be read.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *mark) {
    write(1, mark, strlen(mark));
    usleep(300000);
}

int main(void) {
    static char text[65536], *words[200];
    mkdir("/proc", 0755), mount("proc", "/proc", "proc", 0, NULL);
    mkdir("/sys", 0755), mount("sysfs", "/sys", "sysfs", 0, NULL);
    mkdir("/dev", 0755), mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
    mkdir("/tmp", 01777), mount("tmpfs", "/tmp", "tmpfs", 0, NULL);
    int file = open("/command", O_RDONLY);
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    int count = 0;
    for (char *word = text; word < text + length && count < 199; word += strlen(word) + 1) words[count++] = word;
    char *environment[] = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
                           "PYTHONDONTWRITEBYTECODE=1", NULL};
    say("<begin>");
    pid_t child = fork();
    if (child == 0) {
        execve(words[0], words, environment);
        perror(words[0]);
        _exit(127);
    }
    int status = 0;
    while (waitpid(child, &status, 0) != child) {}
    say(status ? "<failed>" : "<end>");
    sync();
    reboot(RB_AUTOBOOT);
    return 1;
}
