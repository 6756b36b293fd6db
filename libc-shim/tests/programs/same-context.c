#include <ucontext.h>
#include <obstack.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#define obstack_chunk_alloc malloc
#define obstack_chunk_free free
static ucontext_t home, one, two; static char s1[32768], s2[32768];
static void first(int a, int b, int c, int d, int e, int f, int g, long h) { printf("first %d %d %d %d %d %d %d %ld\n", a, b, c, d, e, f, g, h); swapcontext(&one, &two); puts("first again"); }
static void second(void) { puts("second"); swapcontext(&two, &one); puts("never"); }
static sigjmp_buf env; static volatile int count;
static void handler(int s) { count++; siglongjmp(env, s); }
int main(void)
{
    getcontext(&one); one.uc_stack.ss_sp = s1; one.uc_stack.ss_size = sizeof s1; one.uc_link = &home;
    makecontext(&one, (void (*)(void))first, 8, 1, 2, 3, 4, 5, 6, 7, 8L);
    getcontext(&two); two.uc_stack.ss_sp = s2; two.uc_stack.ss_size = sizeof s2; two.uc_link = 0;
    makecontext(&two, second, 0);
    swapcontext(&home, &one); puts("home");
    static volatile int again; getcontext(&home); printf("again %d\n", again); if (again++ < 2) setcontext(&home);
    signal(SIGUSR1, handler);
    int r = sigsetjmp(env, 1);
    printf("jump %d %d\n", r, count);
    if (count < 2) raise(SIGUSR1);
    jmp_buf plain; r = setjmp(plain); printf("plain %d\n", r); if (!r) longjmp(plain, 0);
    struct obstack o; obstack_init(&o); char *p = obstack_copy0(&o, "hello", 5);
    for (int i = 0; i < 5000; i++) obstack_1grow(&o, 'a' + i % 26); obstack_1grow(&o, 0); char *q = obstack_finish(&o);
    printf("%s %zu %.5s\n", p, strlen(q), q + 4990); obstack_printf(&o, "%d-%s", 5, "x"); obstack_1grow(&o, 0); puts(obstack_finish(&o)); obstack_free(&o, q); obstack_free(&o, 0);
    printf("%g %g %g %d\n", roundeven(2.5), nextup(0.0), y0(1.0), isinf(-1.0 / 0.0));
    return 0;
}
