// Calls: get_mempolicy set_mempolicy mbind move_pages migrate_pages
#include "calls.h"
#include <linux/mempolicy.h>

static unsigned long nodes[4];
static int mode;

static void show(const char *what) {
    mode = -1;
    memset(nodes, 0xee, sizeof nodes);
    long result = syscall(SYS_get_mempolicy, &mode, nodes, 64, NULL, 0);
    VALUE("%s %ld %x %lx %d", what, result, mode, nodes[0], nodes[1] == ~0x1111111111111111ul);
}

static void setting(void) {
    section("set_mempolicy and get_mempolicy");
    show("at first");
    nodes[0] = 1;
    unsigned long one = 1, two = 2, both = 3, none = 0;
    static const int modes[] = {MPOL_DEFAULT, MPOL_PREFERRED, MPOL_BIND, MPOL_INTERLEAVE, MPOL_LOCAL, 5, 77, -1};
    for (unsigned i = 0; i < sizeof modes / sizeof *modes; i++) {
        VALUE("mode %d", modes[i]);
        RAW(set_mempolicy, modes[i], NULL, 0);
        show("none");
        RAW(set_mempolicy, modes[i], &none, 64);
        show("empty");
        RAW(set_mempolicy, modes[i], &one, 64);
        show("first");
        RAW(set_mempolicy, modes[i], &two, 64);
        show("second");
        RAW(set_mempolicy, modes[i], &both, 64);
        show("both");
        RAW(set_mempolicy, modes[i] | MPOL_F_STATIC_NODES, &one, 64);
        show("static");
        RAW(set_mempolicy, modes[i] | MPOL_F_STATIC_NODES | MPOL_F_RELATIVE_NODES, &one, 64);
    }
    RAW(set_mempolicy, MPOL_BIND, &one, 1);
    RAW(set_mempolicy, MPOL_BIND, &one, 2);
    RAW(set_mempolicy, MPOL_BIND, NOWHERE, 64);
    RAW(set_mempolicy, MPOL_BIND, &one, 1000000);
    RAW(set_mempolicy, MPOL_DEFAULT, NULL, 0);

    section("get_mempolicy");
    RAW(get_mempolicy, NULL, NULL, 0, NULL, 0);
    RAW(get_mempolicy, NOWHERE, NULL, 0, NULL, 0);
    RAW(get_mempolicy, &mode, NOWHERE, 64, NULL, 0);
    RAW(get_mempolicy, &mode, nodes, 64, NULL, 8);
    RAW(get_mempolicy, &mode, nodes, 64, &mode, 0);
    RAW(get_mempolicy, &mode, nodes, 64, NULL, MPOL_F_NODE);
    RAW(get_mempolicy, &mode, nodes, 64, NULL, MPOL_F_MEMS_ALLOWED);
    VALUE("%lx", nodes[0]);
    RAW(get_mempolicy, &mode, nodes, 64, NULL, MPOL_F_MEMS_ALLOWED | MPOL_F_NODE);
    RAW(get_mempolicy, &mode, nodes, 64, NOWHERE, MPOL_F_ADDR);
    mode = 9;
    RAW(get_mempolicy, &mode, NULL, 0, &mode, MPOL_F_ADDR | MPOL_F_NODE);
    VALUE("%d", mode);
}

static void binding(void) {
    section("mbind");
    unsigned long one = 1, two = 2;
    char *place = mmap(NULL, 8 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    RAW(mbind, place + PAGE, 2 * PAGE, MPOL_BIND, &one, 64, 0);
    for (int i = 0; i < 4; i++) {
        mode = -1;
        nodes[0] = 77;
        long result = syscall(SYS_get_mempolicy, &mode, nodes, 64, place + i * PAGE, MPOL_F_ADDR);
        VALUE("%d: %ld %x %lx", i, result, mode, nodes[0]);
    }
    RAW(mbind, place + PAGE, 2 * PAGE, MPOL_DEFAULT, NULL, 0, 0);
    syscall(SYS_get_mempolicy, &mode, nodes, 64, place + PAGE, MPOL_F_ADDR);
    VALUE("%x", mode);
    RAW(mbind, place + 1, PAGE, MPOL_BIND, &one, 64, 0);
    RAW(mbind, place, PAGE, MPOL_BIND, &two, 64, 0);
    RAW(mbind, place, PAGE, MPOL_BIND, NULL, 0, 0);
    RAW(mbind, place, PAGE, 99, &one, 64, 0);
    RAW(mbind, place, PAGE, MPOL_BIND, &one, 64, 64);
    RAW(mbind, place, PAGE, MPOL_BIND, &one, 64, MPOL_MF_STRICT | MPOL_MF_MOVE);
    RAW(mbind, place, PAGE, MPOL_BIND, &one, 64, MPOL_MF_MOVE_ALL);
    RAW(mbind, place, 0, MPOL_BIND, &one, 64, 0);
    munmap(place + 4 * PAGE, PAGE);
    RAW(mbind, place, 8 * PAGE, MPOL_BIND, &one, 64, 0);
    RAW(mbind, place, PAGE, MPOL_BIND, NOWHERE, 64, 0);
}

static void moving(void) {
    section("move_pages and migrate_pages");
    char *place = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    place[0] = place[PAGE] = 1;
    void *pages[4] = {place, place + PAGE, place + 2 * PAGE, NULL};
    int status[4] = {9, 9, 9, 9}, where[4] = {0, 0, 0, 0}, wrong[1] = {33};
    RAW(move_pages, 0, 4, pages, NULL, status, 0);
    VALUE("%d %d %d %d", status[0], status[1], status[2], status[3]);
    RAW(move_pages, 0, 2, pages, where, status, MPOL_MF_MOVE);
    VALUE("%d %d", status[0], status[1]);
    RAW(move_pages, 0, 1, pages, wrong, status, MPOL_MF_MOVE);
    RAW(move_pages, 0, 1, pages, NULL, status, 64);
    RAW(move_pages, 999999, 1, pages, NULL, status, 0);
    RAW(move_pages, 0, 1, NOWHERE, NULL, status, 0);
    RAW(move_pages, 0, 1, pages, NULL, NOWHERE, 0);
    RAW(move_pages, 0, 0, NULL, NULL, NULL, 0);
    unsigned long one = 1;
    RAW(migrate_pages, 0, 64, &one, &one);
    RAW(migrate_pages, 999999, 64, &one, &one);
    RAW(migrate_pages, 0, 64, NOWHERE, &one);
    RAW(migrate_pages, 0, 64, &one, NOWHERE);
}

int main(void) {
    setting();
    binding();
    moving();
    return 0;
}
