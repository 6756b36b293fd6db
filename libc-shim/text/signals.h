/* The signals of Linux x86_64: number, name without SIG, text. */
#ifndef APUS_SIGNALS_H
#define APUS_SIGNALS_H

#define APUS_SIGNALS \
    SIGNAL(1, HUP, "Hangup") \
    SIGNAL(2, INT, "Interrupt") \
    SIGNAL(3, QUIT, "Quit") \
    SIGNAL(4, ILL, "Illegal instruction") \
    SIGNAL(5, TRAP, "Trace/breakpoint trap") \
    SIGNAL(6, ABRT, "Aborted") \
    SIGNAL(7, BUS, "Bus error") \
    SIGNAL(8, FPE, "Floating point exception") \
    SIGNAL(9, KILL, "Killed") \
    SIGNAL(10, USR1, "User defined signal 1") \
    SIGNAL(11, SEGV, "Segmentation fault") \
    SIGNAL(12, USR2, "User defined signal 2") \
    SIGNAL(13, PIPE, "Broken pipe") \
    SIGNAL(14, ALRM, "Alarm clock") \
    SIGNAL(15, TERM, "Terminated") \
    SIGNAL(16, STKFLT, "Stack fault") \
    SIGNAL(17, CHLD, "Child exited") \
    SIGNAL(18, CONT, "Continued") \
    SIGNAL(19, STOP, "Stopped (signal)") \
    SIGNAL(20, TSTP, "Stopped") \
    SIGNAL(21, TTIN, "Stopped (tty input)") \
    SIGNAL(22, TTOU, "Stopped (tty output)") \
    SIGNAL(23, URG, "Urgent I/O condition") \
    SIGNAL(24, XCPU, "CPU time limit exceeded") \
    SIGNAL(25, XFSZ, "File size limit exceeded") \
    SIGNAL(26, VTALRM, "Virtual timer expired") \
    SIGNAL(27, PROF, "Profiling timer expired") \
    SIGNAL(28, WINCH, "Window changed") \
    SIGNAL(29, POLL, "I/O possible") \
    SIGNAL(30, PWR, "Power failure") \
    SIGNAL(31, SYS, "Bad system call")

#endif
