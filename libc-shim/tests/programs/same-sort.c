#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct small { int key, order; };
struct large { int key; char fill[60]; int order; };
static int by_key(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
static int calls;
static int counted(const void *a, const void *b) { calls++; return *(const int *)a - *(const int *)b; }
int main(void)
{
    static struct small s[1000]; static struct large l[700]; int n[500];
    srandom(1);
    for (int i = 0; i < 1000; i++) s[i] = (struct small){random() % 50, i};
    for (int i = 0; i < 700; i++) { l[i].key = random() % 30; l[i].order = i; memset(l[i].fill, i, 60); }
    for (int i = 0; i < 500; i++) n[i] = random();
    qsort(s, 1000, sizeof *s, by_key); qsort(l, 700, sizeof *l, by_key); qsort(n, 500, 4, counted);
    for (int i = 0; i < 1000; i++) printf("%d:%d ", s[i].key, s[i].order);
    for (int i = 0; i < 700; i++) printf("%d:%d:%d ", l[i].key, l[i].order, l[i].fill[59]);
    for (int i = 0; i < 500; i++) printf("%d ", n[i]);
    printf("%d\n", calls);
    return 0;
}
