// What Swift cannot call on Linux by itself: fork (marked unavailable) and variadic functions.
#pragma once
#include <stddef.h>

/// Starts `path` with `argv` and the caller's environment.
///
/// `descriptors[i]` becomes descriptor `i` of the child for every `i < count` (-1: /dev/null); all others are closed. The
/// child leads a process group of its own, so a terminal's ^C reaches only the caller, has no signal blocked or
/// ignored, and is killed by the kernel when the calling thread ends, however that happens (prctl(2),
/// PR_SET_PDEATHSIG).
///
/// Returns the child's process id, or -errno; a program that cannot be executed is reported here too.
int apus_spawn(const char *path, char *const argv[], const int *descriptors, size_t count);

/// strerror(number).
const char *apus_errno_text(int number);

/// `ERANGE` for 34, `SEGV` for 11; null for numbers without a name.
const char *apus_errno_name(int number);
const char *apus_signal_name(int number);

/// ioctl(fd, TIOCGWINSZ): 0, or -errno.
int apus_window_size(int fd, unsigned short *rows, unsigned short *columns);

/// open(path, flags, mode): a descriptor, or -errno.
int apus_open(const char *path, int flags, unsigned mode);

/// Copies the rest of `from` to `to`, sharing blocks where the file system can: 0, or -errno.
int apus_copy(int from, int to);

/// Blocks the signals that are for the program (SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGWINCH, SIGTSTP, SIGCONT)
/// and ignores SIGPIPE; the blocked ones are then read from the returned descriptor (signalfd(2)), or -errno.
int apus_block_signals(void);

/// The signal that asks for the program's threads: SIGRTMIN.
int apus_look_signal(void);

/// The next blocked signal's number from that descriptor, 0 when none is waiting.
int apus_next_signal(int descriptor);

/// Lets blocked signals through again; one that is waiting takes its usual effect at once.
void apus_unblock_signals(void);
