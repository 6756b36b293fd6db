/* Relocations of every common kind: relative, absolute, GOT, PLT, thread-local, weak, copy-free data. */
#include <stdio.h>
#include <string.h>
extern int from_program;
int program_function(int);
extern int nobody(void) __attribute__((weak));
static int private_value = 3;
int public_value = 4;
static __thread int per_thread = 5;
static int helper(int x) { return x + private_value; }
static const char *const words[] = {"one", "two", "three", NAME};
static int *const pointers[] = {&private_value, &public_value, &from_program};
static int (*const functions[])(int) = {helper, program_function, helper};
static char zeros[70000];
__attribute__((aligned(4096))) static char page[4096] = {1};

#ifdef TEXTREL
/* An absolute address in the code: a relocation in a read-only segment. */
__asm__(".text\n.globl text_value\ntext_value: movabs $private_marker, %rax\n mov (%rax), %eax\n ret\n"
        ".data\nprivate_marker: .long 4711\n.text\n");
int text_value(void) __attribute__((visibility("hidden")));
#else
static int text_value(void) { return 4711; }
#endif

__attribute__((constructor)) static void start(void) { per_thread += public_value; }

int check(char *out, int size)
{
    int total = 0;
    for (int i = 0; i < 3; i++)
        total += *pointers[i] * functions[i](i);
    zeros[sizeof zeros - 1]++;
    return snprintf(out, size, "%s %s %d %d %d %d %d %zu", words[3], words[1], total, per_thread, nobody == 0,
                    zeros[sizeof zeros - 1] + page[0], text_value(), strlen(words[2]));
}
