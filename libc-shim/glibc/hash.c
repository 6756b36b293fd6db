/* hsearch(3). As in glibc a table has room for what it was made for and no more, exists once, and a search without
   result is an error. */
#include "apus/musl.h"
#include <search.h>
#include <stdlib.h>
#include <string.h>

struct slot {
    unsigned used; /* the hash, or 0 */
    ENTRY entry;
};
/* glibc's: the table, its size, how much of it is used. */
struct table {
    struct slot *slots;
    unsigned size, filled;
};

static int is_prime(size_t n)
{
    for (size_t d = 3; d * d <= n; d += 2)
        if (n % d == 0)
            return 0;
    return 1;
}

int hcreate_r(size_t count, struct hsearch_data *data)
{
    struct table *table = (void *)data;
    if (!table) {
        errno = EINVAL;
        return 0;
    }
    if (table->slots)
        return 0;
    if (count >= UINT32_MAX / sizeof(struct slot)) {
        errno = ENOMEM;
        return 0;
    }
    count = count < 3 ? 3 : count | 1;
    while (!is_prime(count))
        count += 2;
    table->slots = calloc(count + 1, sizeof *table->slots);
    if (!table->slots)
        return 0;
    table->size = (unsigned)count;
    table->filled = 0;
    return 1;
}

void hdestroy_r(struct hsearch_data *data)
{
    struct table *table = (void *)data;
    if (!table) {
        errno = EINVAL;
        return;
    }
    free(table->slots);
    table->slots = 0;
}

int hsearch_r(ENTRY item, ACTION action, ENTRY **found, struct hsearch_data *data)
{
    struct table *table = (void *)data;
    unsigned hash = 5381;
    for (const unsigned char *c = (const void *)item.key; *c; c++)
        hash = hash * 33 + *c;
    hash += hash == 0;
    unsigned at = hash % table->size;
    for (unsigned tries = 0; tries < table->size; tries++, at = (at + 1) % table->size) {
        struct slot *slot = &table->slots[at];
        if (slot->used == hash && !strcmp(slot->entry.key, item.key)) {
            *found = &slot->entry;
            return 1;
        }
        if (slot->used)
            continue;
        if (action == FIND)
            break;
        slot->used = hash;
        slot->entry = item;
        table->filled++;
        *found = &slot->entry;
        return 1;
    }
    *found = 0;
    errno = action == ENTER ? ENOMEM : ESRCH;
    return 0;
}

static struct hsearch_data common;
int hcreate(size_t count) { return hcreate_r(count, &common); }
void hdestroy(void) { hdestroy_r(&common); }
ENTRY *hsearch(ENTRY item, ACTION action)
{
    ENTRY *found;
    return hsearch_r(item, action, &found, &common) ? found : 0;
}
