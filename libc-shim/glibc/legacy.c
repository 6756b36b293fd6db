/* Old interfaces that binaries still import. */
#include "apus/musl.h"
#include <dirent.h>
#include <mntent.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

/* BSD signal masks: one bit for each of the first 32 signals. */
static int exchange_mask(int how, int mask)
{
    sigset_t set, old;
    sigemptyset(&set);
    for (int signal = 1; signal < 32; signal++)
        if (mask & 1u << (signal - 1))
            sigaddset(&set, signal);
    if (sigprocmask(how, &set, &old) < 0)
        return -1;
    int before = 0;
    for (int signal = 1; signal < 32; signal++)
        if (sigismember(&old, signal) > 0)
            before |= (int)(1u << (signal - 1));
    return before;
}
int sigblock(int mask) { return exchange_mask(SIG_BLOCK, mask); }
int sigsetmask(int mask) { return exchange_mask(SIG_SETMASK, mask); }
int siggetmask(void) { return exchange_mask(SIG_BLOCK, 0); }

/* Real-time signals are not handed out: those above SIGRTMIN are the program's. */
int __libc_allocate_rtsig(int high) { return -1; }

/* The generators of drand48's family with the caller's state, in glibc's structure. */
struct drand48_data {
    unsigned short x[3], old_x[3], c, init;
    unsigned long a;
};

static uint64_t step(unsigned short x[3], struct drand48_data *data)
{
    if (!data->init) {
        data->a = 0x5deece66dul;
        data->c = 0xb;
        data->init = 1;
    }
    uint64_t value = (uint64_t)x[2] << 32 | (uint64_t)x[1] << 16 | x[0];
    value = (value * data->a + data->c) & 0xffffffffffff;
    x[0] = (unsigned short)value;
    x[1] = (unsigned short)(value >> 16);
    x[2] = (unsigned short)(value >> 32);
    return value;
}

int erand48_r(unsigned short x[3], struct drand48_data *data, double *out)
{
    *out = (double)step(x, data) / (double)(1ul << 48);
    return 0;
}
int nrand48_r(unsigned short x[3], struct drand48_data *data, long *out)
{
    *out = (long)(step(x, data) >> 17);
    return 0;
}
int jrand48_r(unsigned short x[3], struct drand48_data *data, long *out)
{
    *out = (int32_t)(step(x, data) >> 16);
    return 0;
}
int drand48_r(struct drand48_data *data, double *out) { return erand48_r(data->x, data, out); }
int lrand48_r(struct drand48_data *data, long *out) { return nrand48_r(data->x, data, out); }
int mrand48_r(struct drand48_data *data, long *out) { return jrand48_r(data->x, data, out); }

int srand48_r(long seed, struct drand48_data *data)
{
    *data = (struct drand48_data){.x = {0x330e, (unsigned short)seed, (unsigned short)(seed >> 16)},
                                  .a = 0x5deece66dul, .c = 0xb, .init = 1};
    return 0;
}

int seed48_r(unsigned short seed[3], struct drand48_data *data)
{
    memcpy(data->old_x, data->x, sizeof data->x);
    memcpy(data->x, seed, sizeof data->x);
    data->a = 0x5deece66dul;
    data->c = 0xb;
    data->init = 1;
    return 0;
}

int lcong48_r(unsigned short p[7], struct drand48_data *data)
{
    memcpy(data->x, p, sizeof data->x);
    data->a = (unsigned long)p[5] << 32 | (unsigned long)p[4] << 16 | p[3];
    data->c = p[6];
    data->init = 1;
    return 0;
}

int dysize(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 366 : 365;
}

int timespec_getres(struct timespec *out, int base)
{
    if (base != 1)
        return 0;
    if (out)
        clock_getres(CLOCK_REALTIME, out);
    return base;
}

struct gnu_ntptimeval {
    struct timeval time;
    long maxerror, esterror, tai, reserved[4];
};

int ntp_adjtime(struct timex *out) { return adjtimex(out); }

int ntp_gettimex(struct gnu_ntptimeval *out)
{
    struct timex now = {0};
    int state = adjtimex(&now);
    if (state < 0)
        return -1;
    *out = (struct gnu_ntptimeval){now.time, now.maxerror, now.esterror, now.tai, {0}};
    return state;
}

int ntp_gettime(struct gnu_ntptimeval *out)
{
    struct timex now = {0};
    int state = adjtimex(&now);
    if (state < 0)
        return -1;
    out->time = now.time;
    out->maxerror = now.maxerror;
    out->esterror = now.esterror;
    return state;
}

/* Closes every stream, standard ones included. */
int fcloseall(void) { return fflush(0); }

char *tmpnam_r(char *buffer) { return buffer ? tmpnam(buffer) : 0; }
char *getwd(char *buffer) { return getcwd(buffer, 4096); }

ssize_t getdirentries(int fd, char *buffer, size_t size, off_t *base)
{
    off_t at = lseek(fd, 0, SEEK_CUR);
    if (at < 0)
        return -1;
    ssize_t count = getdents(fd, (struct dirent *)buffer, size);
    if (count >= 0)
        *base = at;
    return count;
}
ssize_t getdirentries64(int, char *, size_t, off_t *) ALIAS(getdirentries);

int getutent_r(struct utmp *entry, struct utmp **result)
{
    struct utmp *found = getutent();
    *result = found ? entry : 0;
    if (found)
        *entry = *found;
    return found ? 0 : -1;
}

/* Data of glibc's restartable sequences (2.35): none are registered for a thread. */
const unsigned __rseq_size = 0, __rseq_flags = 0;
const ptrdiff_t __rseq_offset = 0;

int __profile_frequency(void) { return 100; }
const char _libc_intl_domainname[] = "libc";
int _nl_msg_cat_cntr;

int glob_pattern_p(const char *pattern, int quote)
{
    int bracket = 0;
    for (; *pattern; pattern++) {
        if (*pattern == '*' || *pattern == '?' || (*pattern == ']' && bracket))
            return 1;
        if (*pattern == '[')
            bracket = 1;
        else if (*pattern == '\\' && quote && pattern[1])
            pattern++;
    }
    return 0;
}

/* How many threads asynchronous I/O may use: ours takes one for each open file, whatever is asked. */
struct aioinit;
void aio_init(const struct aioinit *wish) {}
