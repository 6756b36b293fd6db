/* What exit does with the streams: it writes what they hold and gives back what was read too much.
   As in glibc, one that somebody has locked does not keep the process from ending. */
#include "apus/musl.h"
#include <stdio.h>

extern struct apus_file **__ofl_lock(void) HIDDEN;
extern struct apus_file __stdin_FILE HIDDEN, __stdout_FILE HIDDEN, __stderr_FILE HIDDEN;

static void finish(struct apus_file *file)
{
    int nobody = 0;
    /* The lock is kept: nothing is to be written after this. */
    if (file->lock == 0)
        __atomic_compare_exchange_n(&file->lock, &nobody, apus_self()->tid, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
    if (file->wpos != file->wbase)
        file->write(file, 0, 0);
    if (file->rpos != file->rend)
        file->seek(file, file->rpos - file->rend, SEEK_CUR);
}

HIDDEN void __stdio_exit(void)
{
    for (struct apus_file *file = *__ofl_lock(); file; file = file->next)
        finish(file);
    finish(&__stdin_FILE);
    finish(&__stdout_FILE);
    finish(&__stderr_FILE);
}
void __stdio_exit_needed(void) HIDDEN_ALIAS(__stdio_exit);
