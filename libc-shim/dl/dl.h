/* Shared by the files of the dynamic linker's interface. */
#ifndef APUS_DL_H
#define APUS_DL_H
#include "apus/kernel.h"
#include "apus/musl.h"

/* One thread at a time loads, unloads and looks up; initialisers may do so again. */
void __apus_dl_lock(void) HIDDEN;
void __apus_dl_unlock(void) HIDDEN;
/* A call that may fail begins: an earlier failure is forgotten. */
void __apus_dl_forget_error(void) HIDDEN;
/* Takes over what the kernel says of the call that has just failed, for this thread's dlerror. */
void __apus_dl_keep_error(void) HIDDEN;

#endif
