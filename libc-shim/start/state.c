/* musl's process-wide state, with room behind it for glibc's fields of the global locale, and
   the names that programs know themselves by. Replaces musl's libc.lo and default_attr.lo. */
#include "apus/musl.h"
#include "locale/tables.h"

struct apus_libc __libc = {.global_locale = {APUS_LOCALE_TABLES}};
size_t __hwcap HIDDEN;

char *__progname, *__progname_full;
extern char *program_invocation_short_name WEAK_ALIAS(__progname);
extern char *program_invocation_name WEAK_ALIAS(__progname_full);

/* True until a second thread is made. libstdc++ and libgcc read it to leave out atomics. */
char __libc_single_threaded = 1;

/* Threads get what glibc gives them, not musl's 128 KB. */
unsigned __default_stacksize HIDDEN = 8 << 20;
unsigned __default_guardsize HIDDEN = 4096;
