/* utmp.h: records of logins are kept where the files exist. */
#include "apus/musl.h"
#include <fcntl.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>
#include <utmp.h>

static int append(const char *path, const struct utmp *record)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
    if (fd < 0)
        return -1;
    ssize_t count = write(fd, record, sizeof *record);
    close(fd);
    return count == sizeof *record ? 0 : -1;
}

void logwtmp(const char *line, const char *name, const char *host)
{
    struct utmp record = {.ut_pid = getpid(), .ut_type = name[0] ? USER_PROCESS : DEAD_PROCESS};
    struct timeval now;
    strncpy(record.ut_line, line, sizeof record.ut_line);
    strncpy(record.ut_user, name, sizeof record.ut_user);
    strncpy(record.ut_host, host, sizeof record.ut_host);
    gettimeofday(&now, 0);
    record.ut_tv.tv_sec = now.tv_sec;
    record.ut_tv.tv_usec = now.tv_usec;
    append("/var/log/wtmp", &record);
}

void login(const struct utmp *entry)
{
    struct utmp record = *entry;
    record.ut_type = USER_PROCESS;
    record.ut_pid = getpid();
    append("/var/run/utmp", &record);
    append("/var/log/wtmp", &record);
}

/* Marks the line's entry as ended: 1, or 0 if there is none. */
int logout(const char *line)
{
    struct utmp record;
    int found = 0, fd = open("/var/run/utmp", O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return 0;
    for (off_t at = 0; pread(fd, &record, sizeof record, at) == sizeof record; at += sizeof record) {
        if (record.ut_type != USER_PROCESS || strncmp(record.ut_line, line, sizeof record.ut_line))
            continue;
        memset(record.ut_user, 0, sizeof record.ut_user);
        memset(record.ut_host, 0, sizeof record.ut_host);
        record.ut_type = DEAD_PROCESS;
        found = pwrite(fd, &record, sizeof record, at) == sizeof record;
        break;
    }
    close(fd);
    return found;
}
