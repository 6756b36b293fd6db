/* qsort as a merge sort: stable, as glibc's has always been where memory allows. Without memory
   for the copy it falls back to musl's smoothsort, as glibc falls back to quicksort. */
#include "apus/musl.h"
#include <stdlib.h>
#include <string.h>

typedef int (*comparison)(const void *, const void *, void *);
extern void __musl_qsort_r(void *, size_t, size_t, comparison, void *) HIDDEN;

struct sort {
    size_t size;
    comparison compare;
    void *context;
    char *space;
};

static inline void copy_item(char *to, const char *from, size_t size)
{
    if (size == 8)
        *(uint64_t *)to = *(const uint64_t *)from;
    else if (size == 4)
        *(uint32_t *)to = *(const uint32_t *)from;
    else
        memcpy(to, from, size);
}

static void sort(const struct sort *s, char *items, size_t count)
{
    if (count <= 1)
        return;
    size_t size = s->size, left = count / 2, right = count - left;
    char *a = items, *b = items + left * size, *to = s->space;
    sort(s, a, left);
    sort(s, b, right);
    while (left && right) {
        if (s->compare(a, b, s->context) <= 0) {
            copy_item(to, a, size);
            a += size;
            left--;
        } else {
            copy_item(to, b, size);
            b += size;
            right--;
        }
        to += size;
    }
    if (left)
        memcpy(to, a, left * size);
    memcpy(items, s->space, (count - right) * size);
}

/* Large items are sorted by pointers to them, then put in place along the cycles. */
static int by_pointer(const void *a, const void *b, void *context)
{
    struct sort *s = context;
    return s->compare(*(char *const *)a, *(char *const *)b, s->context);
}

static void sort_indirectly(const struct sort *s, char *items, size_t count, char *memory)
{
    char **pointers = (char **)memory;
    char *space = memory + count * sizeof *pointers, *one = space + count * sizeof *pointers;
    for (size_t i = 0; i < count; i++)
        pointers[i] = items + i * s->size;
    sort(&(struct sort){sizeof *pointers, by_pointer, (void *)s, space}, memory, count);
    for (size_t i = 0; i < count; i++) {
        char *from = pointers[i], *here = items + i * s->size;
        if (from == here)
            continue;
        memcpy(one, here, s->size);
        size_t at = i;
        do {
            size_t next = (size_t)(from - items) / s->size;
            pointers[at] = here;
            memcpy(here, from, s->size);
            at = next;
            here = from;
            from = pointers[at];
        } while (from != items + i * s->size);
        pointers[at] = here;
        memcpy(here, one, s->size);
    }
}

void qsort_r(void *items, size_t count, size_t size, comparison compare, void *context)
{
    char small[1024];
    struct sort s = {size, compare, context, small};
    size_t need;
    if (count < 2 || size == 0)
        return;
    if (size > 32)
        need = 2 * count * sizeof(char *) + size;
    else
        need = count * size;
    char *memory = need <= sizeof small ? small : malloc(need);
    if (!memory) {
        __musl_qsort_r(items, count, size, compare, context);
        return;
    }
    if (size > 32) {
        sort_indirectly(&s, items, count, memory);
    } else {
        s.space = memory;
        sort(&s, items, count);
    }
    if (memory != small)
        free(memory);
}

static int without_context(const void *a, const void *b, void *compare)
{
    return ((int (*)(const void *, const void *))compare)(a, b);
}

void qsort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    qsort_r(items, count, size, without_context, (void *)compare);
}
