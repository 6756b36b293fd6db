// Calls: inotify_init inotify_init1 inotify_add_watch inotify_rm_watch
#include "calls.h"
#include <poll.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>

static int watcher, directory_watch, file_watch;
static char buffer[8192];

// All that has happened since, one line an event.
static void events(int line) {
    long length = read(watcher, buffer, sizeof buffer);
    if (length < 0) printf("%d: %s\n", line, strerrorname_np(errno));
    unsigned first = 0;
    for (long at = 0; at < length;) {
        struct inotify_event *event = (struct inotify_event *)(buffer + at);
        if (event->cookie && !first) first = event->cookie;
        printf("%d: watch %d, mask %x, pair %d, length %d, name %s\n", line, event->wd, event->mask,
               event->cookie ? (int)(event->cookie - first) + 1 : 0, event->len, event->len ? event->name : "");
        at += sizeof *event + event->len;
    }
}
#define EVENTS() events(__LINE__)

static void making(void) {
    section("inotify_init");
    RAW(inotify_init1, 1);
    int blocking = KERNEL(inotify_init);
    VALUE("%o %d", fcntl(blocking, F_GETFL), fcntl(blocking, F_GETFD));
    close(blocking);
    watcher = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    VALUE("%o %d", fcntl(watcher, F_GETFL), fcntl(watcher, F_GETFD));
    struct stat status;
    fstat(watcher, &status);
    VALUE("%o", status.st_mode);
    RAW(read, watcher, buffer, sizeof buffer);
    RAW(write, watcher, buffer, 1);
    RAW(lseek, watcher, 0, SEEK_SET);
    RAW(pread64, watcher, buffer, 10, 0);
    section("inotify_add_watch");
    SHOW(directory_watch = inotify_add_watch(watcher, "d", IN_ALL_EVENTS));
    SHOW(file_watch = inotify_add_watch(watcher, "d/f", IN_ALL_EVENTS));
    SHOW(inotify_add_watch(watcher, "d", IN_ALL_EVENTS) == directory_watch);
    SHOW(inotify_add_watch(watcher, "d/../d", IN_MASK_ADD | IN_OPEN) == directory_watch);
    RAW(inotify_add_watch, watcher, "d", IN_MASK_CREATE | IN_OPEN);
    RAW(inotify_add_watch, watcher, "d", IN_MASK_CREATE | IN_MASK_ADD | IN_OPEN);
    RAW(inotify_add_watch, watcher, "d", 0);
    // A mask without events is no error, and replaces the one before.
    RAW(inotify_add_watch, watcher, "d", IN_ONLYDIR);
    SHOW(inotify_add_watch(watcher, "d", IN_ALL_EVENTS) == directory_watch);
    RAW(inotify_add_watch, watcher, "d/f", IN_ONLYDIR | IN_OPEN);
    RAW(inotify_add_watch, watcher, "absent", IN_OPEN);
    RAW(inotify_add_watch, watcher, "", IN_OPEN);
    RAW(inotify_add_watch, watcher, NOWHERE, IN_OPEN);
    RAW(inotify_add_watch, 99, "d", IN_OPEN);
    RAW(inotify_add_watch, 1, "d", IN_OPEN);
    RAW(inotify_rm_watch, watcher, 77);
    RAW(inotify_rm_watch, watcher, -1);
    RAW(inotify_rm_watch, 99, 1);
    RAW(inotify_rm_watch, 1, 1);
}

static void happening(void) {
    section("events");
    struct pollfd polled = {watcher, POLLIN | POLLOUT, 0};
    RAW(poll, &polled, 1, 0);
    int file = open("d/f", O_RDWR), bytes = -1;
    RAW(poll, &polled, 1, 0);
    VALUE("%x", polled.revents);
    RAW(ioctl, watcher, FIONREAD, &bytes);
    VALUE("%d", bytes);
    RAW(read, watcher, buffer, 10);
    EVENTS();
    read(file, buffer, 10);
    EVENTS();
    read(file, buffer, 10);
    EVENTS();
    write(file, "more", 4), write(file, "more", 4), pwrite(file, "x", 1, 0);
    EVENTS();
    ftruncate(file, 3);
    EVENTS();
    close(file);
    EVENTS();
    close(open("d/f", O_RDONLY));
    EVENTS();
    close(open("d/f", O_PATH));
    EVENTS();
    close(open("d/new", O_CREAT | O_WRONLY, 0644));
    EVENTS();
    mkdir("d/sub", 0755), symlink("x", "d/link"), mkfifo("d/fifo", 0644);
    EVENTS();
    link("d/f", "d/hard");
    EVENTS();
    rename("d/new", "d/renamed");
    EVENTS();
    rename("d/f", "moved");
    EVENTS();
    rename("moved", "d/f");
    EVENTS();
    rename("d/renamed", "d/hard");
    EVENTS();
    unlink("d/hard"), rmdir("d/sub"), unlink("d/link");
    EVENTS();
    close(open("d/f", O_WRONLY | O_TRUNC));
    EVENTS();

    section("masks");
    SHOW(inotify_add_watch(watcher, "d", IN_CREATE | IN_DELETE) == directory_watch);
    close(creat("d/quiet", 0644));
    EVENTS();
    SHOW(inotify_add_watch(watcher, "d", IN_CREATE | IN_ONESHOT) == directory_watch);
    close(creat("d/once", 0644)), close(creat("d/twice", 0644));
    EVENTS();
    SHOW(inotify_rm_watch(watcher, directory_watch));
    directory_watch = inotify_add_watch(watcher, "d", IN_ALL_EVENTS);
    VALUE("%d", directory_watch);
    RAW(inotify_rm_watch, watcher, file_watch);
    EVENTS();
    SHOW(file_watch = inotify_add_watch(watcher, "d/f", IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB));
    SHOW(inotify_add_watch(watcher, "d", IN_DELETE_SELF | IN_DELETE) == directory_watch);

    section("the end of what is watched");
    file = open("d/f", O_RDONLY);
    unlink("d/f");
    EVENTS();
    close(file);
    EVENTS();
    SHOW(inotify_rm_watch(watcher, file_watch));
    chmod("d", 0700);
    for (const char *names[] = {"d/quiet", "d/once", "d/twice", "d/fifo"}, **name = names; name < names + 4; name++) unlink(*name);
    EVENTS();
    rmdir("d");
    EVENTS();
    close(watcher);
}

int main(void) {
    begin();
    mkdir("d", 0755), close(file_with("d/f", "content", 7));
    making();
    happening();
    return 0;
}
