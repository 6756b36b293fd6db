#ifndef APUS_FAIL_H
#define APUS_FAIL_H
#include "apus/musl.h"
/* Writes a message to standard error and aborts. */
_Noreturn void __apus_fail(const char *message) HIDDEN;
_Noreturn void __chk_fail(void);
#endif
