/* Named semaphores: files in /dev/shm with glibc's names, mapped. A process that opens one twice
   gets the same address. */
#include "thread/semaphore.h"
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

extern void *__libc_malloc(size_t) HIDDEN;
extern void __libc_free(void *) HIDDEN;
extern int pthread_setcancelstate(int, int *);

static struct opened {
    struct opened *next;
    dev_t device;
    ino_t file;
    struct semaphore *mapped;
    unsigned references;
} *opened;
static volatile int lock[1];
volatile int *const __sem_open_lockptr HIDDEN = lock;

static void *refuse(int error)
{
    errno = error;
    return 0;
}

enum { PATH_ROOM = 16 + NAME_MAX };

/* /dev/shm/sem.NAME. As glibc: leading slashes do not count, others are refused. */
static int path_of(const char *name, char *out)
{
    while (*name == '/')
        name++;
    size_t length = strnlen(name, NAME_MAX);
    if (!length || strchr(name, '/'))
        return EINVAL;
    if (length + 4 > NAME_MAX)
        return ENAMETOOLONG;
    snprintf(out, PATH_ROOM, "/dev/shm/sem.%s", name);
    return 0;
}

/* The mapping of an open file, which is closed. */
static struct semaphore *map(int file)
{
    struct stat status;
    if (fstat(file, &status)) {
        close(file);
        return 0;
    }
    struct opened *entry = 0;
    int error = 0;
    __lock(lock);
    for (entry = opened; entry; entry = entry->next)
        if (entry->device == status.st_dev && entry->file == status.st_ino)
            break;
    if (entry) {
        if (entry->references == INT_MAX)
            error = EMFILE;
        else
            entry->references++;
    } else {
        void *at = status.st_size < (off_t)sizeof(struct semaphore)
            ? refuse(EINVAL)
            : mmap(0, sizeof(struct semaphore), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        entry = at && at != MAP_FAILED ? __libc_malloc(sizeof *entry) : 0;
        if (entry) {
            *entry = (struct opened){opened, status.st_dev, status.st_ino, at, 1};
            opened = entry;
        } else {
            error = errno;
            if (at && at != MAP_FAILED)
                munmap(at, sizeof(struct semaphore));
        }
    }
    __unlock(lock);
    close(file);
    return error ? refuse(error) : entry->mapped;
}

/* A file that holds the first value becomes visible by its name at once, complete. The result is
   the file or -1. */
static int make(const char *path, mode_t mode, unsigned value)
{
    char temporary[PATH_ROOM + 8] = "/dev/shm/sem.XXXXXX";
    struct semaphore first;
    sem_init(&first, 1, value);
    int file = mkostemp(temporary, O_CLOEXEC);
    if (file < 0)
        return -1;
    mode_t mask = umask(0);
    umask(mask);
    if (fchmod(file, mode & 0777 & ~mask) == 0 && write(file, &first, sizeof first) == sizeof first &&
        link(temporary, path) == 0) {
        unlink(temporary);
        return file;
    }
    int error = errno;
    unlink(temporary);
    close(file);
    errno = error;
    return -1;
}

static struct semaphore *open_or_make(const char *path, int flags, mode_t mode, unsigned value)
{
    for (;;) {
        if (!(flags & O_CREAT) || !(flags & O_EXCL)) {
            int file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
            if (file >= 0)
                return map(file);
            if (!(flags & O_CREAT) || errno != ENOENT)
                return 0;
        }
        if (value > SEM_MOST)
            return refuse(EINVAL);
        int file = make(path, mode, value);
        if (file >= 0)
            return map(file);
        if (errno != EEXIST || (flags & O_EXCL))
            return 0;
    }
}

struct semaphore *sem_open(const char *name, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    unsigned value = flags & O_CREAT ? va_arg(arguments, unsigned) : 0;
    va_end(arguments);
    char path[PATH_ROOM];
    int error = path_of(name, path), state;
    if (error)
        return refuse(error);
    pthread_setcancelstate(CANCEL_DISABLE, &state);
    struct semaphore *result = open_or_make(path, flags, mode, value);
    pthread_setcancelstate(state, 0);
    return result;
}

int sem_close(struct semaphore *semaphore)
{
    __lock(lock);
    struct opened **at = &opened;
    while (*at && (*at)->mapped != semaphore)
        at = &(*at)->next;
    struct opened *entry = *at;
    int last = entry && --entry->references == 0;
    if (last)
        *at = entry->next;
    __unlock(lock);
    if (!entry) {
        errno = EINVAL;
        return -1;
    }
    if (last) {
        munmap(semaphore, sizeof *semaphore);
        __libc_free(entry);
    }
    return 0;
}

int sem_unlink(const char *name)
{
    char path[PATH_ROOM];
    int error = path_of(name, path);
    if (error) {
        errno = error == EINVAL ? ENOENT : error; /* as glibc */
        return -1;
    }
    if (unlink(path)) {
        if (errno == EPERM)
            errno = EACCES; /* POSIX */
        return -1;
    }
    return 0;
}
