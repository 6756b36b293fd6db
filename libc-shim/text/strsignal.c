/* Signal texts as glibc words them. */
#include "apus/musl.h"
#include "text/signals.h"
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* Texts and names in one structure with offsets, as in strerror.c. */
static const struct {
#define SIGNAL(number, name, text) char text_##number[sizeof text], name_##number[sizeof #name];
    APUS_SIGNALS
#undef SIGNAL
} all = {
#define SIGNAL(number, name, text) text, #name,
    APUS_SIGNALS
#undef SIGNAL
};
static const uint16_t texts[] = {
#define SIGNAL(number, name, text) [number] = offsetof(__typeof__(all), text_##number),
    APUS_SIGNALS
#undef SIGNAL
};
static const uint16_t names[] = {
#define SIGNAL(number, name, text) [number] = offsetof(__typeof__(all), name_##number),
    APUS_SIGNALS
#undef SIGNAL
};
enum { COUNT = sizeof texts / sizeof *texts };

const char *sigdescr_np(int signal)
{
    return signal > 0 && signal < COUNT ? (const char *)&all + texts[signal] : 0;
}

const char *sigabbrev_np(int signal)
{
    return signal > 0 && signal < COUNT ? (const char *)&all + names[signal] : 0;
}

char *strsignal(int signal)
{
    static char other[40];
    const char *text = sigdescr_np(signal);
    if (text)
        return (char *)text;
    if (signal >= SIGRTMIN && signal <= SIGRTMAX)
        snprintf(other, sizeof other, "Real-time signal %d", signal - SIGRTMIN);
    else
        snprintf(other, sizeof other, "Unknown signal %d", signal);
    return other;
}

void psignal(int signal, const char *prefix)
{
    if (prefix && *prefix)
        fprintf(stderr, "%s: %s\n", prefix, strsignal(signal));
    else
        fprintf(stderr, "%s\n", strsignal(signal));
}

void psiginfo(const siginfo_t *info, const char *prefix)
{
    psignal(info->si_signo, prefix);
}
