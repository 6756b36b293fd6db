/* dlerror: each thread has its own last message. */
#include "dl.h"
#include "thread/mutex.h"
#include <string.h>

extern void *__libc_malloc(size_t) HIDDEN;
extern void __libc_free(void *) HIDDEN;

static struct mutex lock = {.kind = MUTEX_RECURSIVE};

void __apus_dl_lock(void)
{
    pthread_mutex_lock(&lock);
}

void __apus_dl_unlock(void)
{
    pthread_mutex_unlock(&lock);
}

static char no_memory[] = "out of memory";

static void drop_message(struct apus_thread *self)
{
    if (self->dlerror_buffer != no_memory)
        __libc_free(self->dlerror_buffer);
    self->dlerror_buffer = 0;
}

void __apus_dl_forget_error(void)
{
    apus_self()->dlerror_flag = 0;
}

void __apus_dl_keep_error(void)
{
    struct apus_thread *self = apus_self();
    const char *text = __apus_dl_error();
    if (!text)
        return;
    drop_message(self);
    size_t size = strlen(text) + 1;
    self->dlerror_buffer = __libc_malloc(size);
    if (self->dlerror_buffer)
        memcpy(self->dlerror_buffer, text, size);
    else
        self->dlerror_buffer = no_memory;
    self->dlerror_flag = 1;
}

/* The text stays until the thread's next failure, or its next call of this. */
char *dlerror(void)
{
    struct apus_thread *self = apus_self();
    if (!self->dlerror_flag) {
        drop_message(self);
        return 0;
    }
    self->dlerror_flag = 0;
    return self->dlerror_buffer;
}

/* Gives back what a thread that ends has kept. */
HIDDEN void __apus_dl_error_release(void)
{
    drop_message(apus_self());
}
