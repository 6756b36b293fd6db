/* Interfaces whose purpose cannot be served here: each fails as its manual says it may. */
#include "apus/musl.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Conversions of one's own in printf: refused. */
int register_printf_function(int c, void *convert, void *describe) { errno = ENOTSUP; return -1; }
int register_printf_specifier(int c, void *convert, void *describe) { errno = ENOTSUP; return -1; }
int register_printf_modifier(const wchar_t *text) { errno = ENOTSUP; return -1; }
int register_printf_type(void *take) { errno = ENOTSUP; return -1; }

/* Tracing of malloc works in glibc with a preloaded library only; without it, it does nothing.
   The same is true here. */
void mtrace(void) {}
void muntrace(void) {}

/* Consistency checks: "not enabled", as mcheck(3) says when it comes too late. */
int mcheck(void (*fail)(int)) { return -1; }
int mprobe(void *block) { return -1; }

/* Profiling by gmon needs crt files that this library is not linked with; these are no-ops for
   a program that was not built for it, as in glibc. */
void __monstartup(unsigned long low, unsigned long high) {}
void monstartup(unsigned long low, unsigned long high) {}
void _mcleanup(void) {}
void moncontrol(int mode) {}
int profil(unsigned short *buffer, size_t size, size_t offset, unsigned scale) { errno = ENOSYS; return -1; }

/* STREAMS, never in Linux. */
int getmsg(int fd, void *control, void *data, int *flags) { errno = ENOSYS; return -1; }
int putmsg(int fd, const void *control, const void *data, int flags) { errno = ENOSYS; return -1; }
int fattach(int fd, const char *path) { errno = ENOSYS; return -1; }
int fdetach(const char *path) { errno = ENOSYS; return -1; }

int revoke(const char *path) { errno = ENOSYS; return -1; }
int setlogin(const char *name) { errno = ENOSYS; return -1; }
int chflags(const char *path, unsigned long flags) { errno = ENOSYS; return -1; }
int fchflags(int fd, unsigned long flags) { errno = ENOSYS; return -1; }
int sethostid(long id) { errno = ENOSYS; return -1; }

/* NIS netgroups and mail aliases: the databases are empty. */
void setnetgrent(void) {}
void endnetgrent(void) {}
int getnetgrent(char **host, char **user, char **domain) { return 0; }
int innetgr(const char *group, const char *host, const char *user, const char *domain) { return 0; }
void setaliasent(void) {}
void endaliasent(void) {}
void *getaliasent(void) { return 0; }
void *getaliasbyname(const char *name) { return 0; }
int __nss_configure_lookup(const char *database, const char *services) { errno = EINVAL; return -1; }
void __libc_freeres(void) {}
