// What the measuring programs share. Under QEMU's -icount shift=0 the time-stamp counter advances by one for each instruction, so what
// it shows is exact and repeatable.
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <x86intrin.h>

enum { ROUNDS = 9, TIMES = 1000 };

// The least instructions of several rounds of `times` calls.
static uint64_t measure(void (*operation)(void), int times) {
    uint64_t best = UINT64_MAX;
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t start = __rdtsc();
        for (int i = 0; i < times; i++) operation();
        uint64_t passed = __rdtsc() - start;
        if (passed < best) best = passed;
    }
    return best;
}

static void op_nothing(void) {}
// What TIMES calls of nothing take.
static uint64_t loop;

// Prints a name, a tab, and the instructions of one of the `parts` equal ones that an operation has.
static void report_part(const char *name, void (*operation)(void), int parts) {
    operation();
    uint64_t total = measure(operation, TIMES);
    uint64_t each = total > loop ? (total - loop + TIMES * parts / 2) / (TIMES * parts) : 0;
    printf("%s\t%llu\n", name, (unsigned long long)each);
}

static void report(const char *name, void (*operation)(void)) { report_part(name, operation, 1); }
