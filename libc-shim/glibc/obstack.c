/* obstack.h: stacks of growing objects. The structure's layout is shared with the macros that
   programs were compiled with. */
#include "apus/musl.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct chunk {
    char *limit;
    struct chunk *previous;
    char contents[];
};

struct obstack {
    long chunk_size;
    struct chunk *chunk;
    char *object_base, *next_free, *chunk_limit;
    long temporary;
    int alignment_mask;
    union {
        void *(*plain)(long);
        void *(*with_argument)(void *, long);
    } allocate;
    union {
        void (*plain)(void *);
        void (*with_argument)(void *, void *);
    } release;
    void *argument;
    unsigned use_argument : 1, maybe_empty : 1, failed : 1;
};

int obstack_exit_failure = 1;

static void out_of_memory(void)
{
    fprintf(stderr, "memory exhausted\n");
    exit(obstack_exit_failure);
}
void (*obstack_alloc_failed_handler)(void) = out_of_memory;

static char *align(struct obstack *stack, char *at)
{
    return (char *)(((uintptr_t)at + (uintptr_t)stack->alignment_mask) & ~(uintptr_t)stack->alignment_mask);
}

static struct chunk *new_chunk(struct obstack *stack, long size)
{
    struct chunk *chunk = stack->use_argument ? stack->allocate.with_argument(stack->argument, size)
                                              : stack->allocate.plain(size);
    if (!chunk)
        obstack_alloc_failed_handler();
    chunk->limit = (char *)chunk + size;
    return chunk;
}

static void free_chunk(struct obstack *stack, struct chunk *chunk)
{
    if (stack->use_argument)
        stack->release.with_argument(stack->argument, chunk);
    else
        stack->release.plain(chunk);
}

static int begin(struct obstack *stack, int size, int alignment)
{
    if (!alignment)
        alignment = 16;
    stack->chunk_size = size ? size : 4096 - 32;
    stack->alignment_mask = alignment - 1;
    stack->chunk = new_chunk(stack, stack->chunk_size);
    stack->chunk->previous = 0;
    stack->object_base = stack->next_free = align(stack, stack->chunk->contents);
    stack->chunk_limit = stack->chunk->limit;
    stack->maybe_empty = stack->failed = 0;
    return 1;
}

int _obstack_begin(struct obstack *stack, int size, int alignment, void *(*allocate)(long),
                   void (*release)(void *))
{
    stack->allocate.plain = allocate;
    stack->release.plain = release;
    stack->use_argument = 0;
    return begin(stack, size, alignment);
}

int _obstack_begin_1(struct obstack *stack, int size, int alignment, void *(*allocate)(void *, long),
                     void (*release)(void *, void *), void *argument)
{
    stack->allocate.with_argument = allocate;
    stack->release.with_argument = release;
    stack->argument = argument;
    stack->use_argument = 1;
    return begin(stack, size, alignment);
}

/* Makes room for `length` more bytes of the object that grows, by moving it to a new chunk. */
void _obstack_newchunk(struct obstack *stack, int length)
{
    struct chunk *old = stack->chunk;
    long have = stack->next_free - stack->object_base;
    long size = have + length + (have >> 3) + stack->alignment_mask + (long)sizeof(struct chunk) + 100;
    struct chunk *chunk = new_chunk(stack, size > stack->chunk_size ? size : stack->chunk_size);
    chunk->previous = old;
    char *base = align(stack, chunk->contents);
    memcpy(base, stack->object_base, (size_t)have);
    /* A chunk that held nothing but this object is not needed any more. */
    if (!stack->maybe_empty && stack->object_base == align(stack, old->contents)) {
        chunk->previous = old->previous;
        free_chunk(stack, old);
    }
    stack->chunk = chunk;
    stack->chunk_limit = chunk->limit;
    stack->object_base = base;
    stack->next_free = base + have;
    stack->maybe_empty = 0;
}

static int holds(struct chunk *chunk, void *object)
{
    return (char *)object >= (char *)chunk && (char *)object <= chunk->limit;
}

int _obstack_allocated_p(struct obstack *stack, void *object)
{
    for (struct chunk *chunk = stack->chunk; chunk; chunk = chunk->previous)
        if ((char *)object > (char *)chunk && (char *)object <= chunk->limit)
            return 1;
    return 0;
}

void obstack_free(struct obstack *stack, void *object)
{
    struct chunk *chunk = stack->chunk;
    while (chunk && !(object && (char *)object > (char *)chunk && holds(chunk, object))) {
        struct chunk *previous = chunk->previous;
        free_chunk(stack, chunk);
        chunk = previous;
        stack->maybe_empty = 1;
    }
    if (chunk) {
        stack->object_base = stack->next_free = object;
        stack->chunk_limit = chunk->limit;
        stack->chunk = chunk;
    } else if (object) {
        abort(); /* not of this stack */
    } else {
        stack->chunk = 0;
    }
}
void _obstack_free(struct obstack *, void *) ALIAS(obstack_free);

int _obstack_memory_used(struct obstack *stack)
{
    long total = 0;
    for (struct chunk *chunk = stack->chunk; chunk; chunk = chunk->previous)
        total += chunk->limit - (char *)chunk;
    return (int)total;
}

int obstack_vprintf(struct obstack *stack, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    long room = stack->chunk_limit - stack->next_free;
    int length = vsnprintf(stack->next_free, (size_t)room, format, arguments);
    if (length >= 0 && length >= room) {
        _obstack_newchunk(stack, length + 1);
        vsnprintf(stack->next_free, (size_t)length + 1, format, again);
    }
    va_end(again);
    if (length > 0)
        stack->next_free += length;
    return length;
}

int obstack_printf(struct obstack *stack, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = obstack_vprintf(stack, format, arguments);
    va_end(arguments);
    return length;
}

int __obstack_vprintf_chk(struct obstack *stack, int flag, const char *format, va_list arguments)
{
    return obstack_vprintf(stack, format, arguments);
}

int __obstack_printf_chk(struct obstack *stack, int flag, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = obstack_vprintf(stack, format, arguments);
    va_end(arguments);
    return length;
}
