#include "show.h"
#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}
/* By the tens alone: equal elements keep their order only in a stable sort. */
int compare_tens(const void *a, const void *b) { return *(const int *)a / 10 - *(const int *)b / 10; }
int compare_bytes(const void *a, const void *b) { return *(const unsigned char *)a - *(const unsigned char *)b; }
int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}
int compare_reversed(const void *a, const void *b, void *calls)
{
    ++*(int *)calls;
    return compare_ints(b, a);
}

/* A sequence from a seed, sorted; elements of any size. */
char *sorted(unsigned seed, size_t count, size_t size, int tens)
{
    static char room[1 << 14];
    begin();
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1103515245 + 12345;
        memset(room + i * size, (int)i, size);
        *(int *)(room + i * size) = (int)(seed >> 16) % 100;
    }
    qsort(room, count, size, tens ? compare_tens : compare_ints);
    for (size_t i = 0; i < count; i++) {
        add_number(*(int *)(room + i * size));
        if (size > 4) {
            add(":");
            add_number(room[i * size + size - 1]);
        }
        add(" ");
    }
    return shown();
}

static int order(const void *a, const void *b) { return strcmp(a, b); }
static void visit(const void *node, VISIT when, int depth)
{
    /* In order; how deep depends on the kind of tree. */
    if (when == postorder || when == leaf)
        pair_text("", *(char *const *)node);
}
static void visit_r(const void *node, VISIT when, void *closure)
{
    *(int *)closure += when == postorder || when == leaf;
}
static int discarded;
static void discard(void *node) { discarded++; }

char *tree(const char *words, const char *removed)
{
    static char copy[256];
    void *root = 0;
    int visits = 0;
    begin();
    strcpy(copy, words);
    for (char *each = strtok(copy, " "); each; each = strtok(0, " ")) {
        char **found = tsearch(each, &root, order);
        pair_text(*found == each ? "new" : "old", *found);
    }
    twalk(root, visit);
    twalk_r(root, visit_r, &visits);
    pair("visits", visits);
    char **found = tfind(removed, &root, order);
    pair_text("found", found ? *found : 0);
    pair("deleted", tdelete(removed, &root, order) != 0);
    twalk(root, visit);
    discarded = 0;
    tdestroy(root, discard);
    pair("discarded", discarded);
    return shown();
}

char *hashed(const char *words, size_t size)
{
    static char copy[256];
    begin();
    errno = 0;
    pair("created", hcreate(size));
    strcpy(copy, words);
    long count = 0;
    for (char *each = strtok(copy, " "); each; each = strtok(0, " ")) {
        ENTRY entry = {each, (void *)++count}, *found = hsearch(entry, ENTER);
        pair(each, found ? (long)found->data : -1);
    }
    ENTRY wanted = {"absent", 0}, *found = hsearch(wanted, FIND);
    pair("absent", found != 0);
    pair("errno", errno);
    pair("again", hcreate(10));
    hdestroy();
    errno = 0;
    return shown();
}

char *linear(int first, int second)
{
    int table[10] = {5, 3, 9};
    size_t count = 3;
    begin();
    int *found = lfind(&first, table, &count, sizeof(int), compare_ints);
    pair("lfind", found ? found - table : -1);
    found = lsearch(&second, table, &count, sizeof(int), compare_ints);
    pair("lsearch", found - table);
    pair("count", (long)count);
    return shown();
}

struct element { struct element *next, *previous; int number; };
char *linked(void)
{
    struct element e[4] = {{.number = 1}, {.number = 2}, {.number = 3}, {.number = 4}};
    begin();
    insque(&e[0], 0);
    insque(&e[1], &e[0]);
    insque(&e[2], &e[0]);
    insque(&e[3], &e[1]);
    for (struct element *each = e; each; each = each->next)
        pair("", each->number);
    remque(&e[2]);
    for (struct element *each = e; each; each = each->next)
        pair("", each->number);
    return shown();
}

/* Many numbers in and out of a tree: how many are there, the depth no more than a balanced tree has. */
static int order_numbers(const void *a, const void *b) { return (a > b) - (a < b); }
static int deepest, nodes;
static void measure(const void *node, VISIT when, int depth)
{
    nodes += when == postorder || when == leaf;
    deepest = depth > deepest ? depth : deepest;
}
char *random_tree(unsigned seed, int count)
{
    void *root = 0;
    long found = 0, removed = 0;
    begin();
    for (int i = 0; i < count; i++) {
        seed = seed * 1103515245 + 12345;
        tsearch((void *)(unsigned long)((seed >> 16) % 300 + 1), &root, order_numbers);
    }
    for (long i = 1; i <= 300; i++)
        found += tfind((void *)i, &root, order_numbers) != 0;
    nodes = deepest = 0;
    twalk(root, measure);
    pair("found", found);
    pair("nodes", nodes);
    pair("balanced", deepest <= 2 * (found > 127 ? 9 : found > 31 ? 7 : 5));
    for (long i = 1; i <= 300; i += 2)
        removed += tdelete((void *)i, &root, order_numbers) != 0;
    nodes = 0;
    twalk(root, measure);
    pair("removed", removed);
    pair("left", nodes);
    for (long i = 2; i <= 300; i += 2)
        tdelete((void *)i, &root, order_numbers);
    pair("empty", root == 0);
    return shown();
}

char *own_hashes(unsigned seed, size_t size)
{
    static char names[80][8];
    struct hsearch_data table = {0};
    ENTRY *found;
    long entered = 0, there = 0;
    begin();
    pair("created", hcreate_r(size, &table));
    for (int i = 0; i < 80; i++) {
        seed = seed * 1103515245 + 12345;
        for (int j = 0; j < 7; j++)
            names[i][j] = (char)('a' + (seed >> (j * 4) & 15));
        ENTRY entry = {names[i], (void *)(long)i};
        errno = 0;
        entered += hsearch_r(entry, ENTER, &found, &table);
    }
    pair("full", errno == ENOMEM);
    for (int i = 0; i < 80; i++)
        there += hsearch_r((ENTRY){names[i], 0}, FIND, &found, &table);
    pair("as many", entered == there);
    pair("enough", entered >= (long)size);
    hdestroy_r(&table);
    errno = 0;
    return shown();
}
