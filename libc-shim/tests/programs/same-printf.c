#include <stdio.h>
#include <math.h>
#include <float.h>
#include <errno.h>
#include <stdint.h>
#include <wchar.h>
#include <string.h>
#include <stddef.h>
int main(void)
{
    volatile double z = 0; int n = 0; long ln; char b[20];
    printf("[%p][%p][%20p][%-20p|][%p]\n", (void *)0, (void *)0x1234, (void *)0, (void *)0xabc, (void *)-1);
    printf("[%s][%.3s][%10s]\n", (char *)0, "abcdef", "x");
    printf("100%y [%5d] [%-5d|] [%05d] [%+d] [% d]\n", 1, 2, 3, 4, 5);
    printf("[%d%%] [%y] [%!]\n", 50);
    printf("[%a][%a][%a][%.2a][%A]\n", 1.5, -0.1, 0.0, 3.14159, 255.0);
    printf("[%e][%g][%f][%.0f][%.10g][%#g][%G]\n", 1234.5678, 1e10, 1e-7, 2.5, 1.0 / 3, 1.0, 1e-10);
    printf("[%f][%f][%F][%e][%5f]\n", 1 / z, -1 / z, 1 / z, z / z, INFINITY);
    printf("[%.3f][%10.3f][%-10.3f|][%+.1e]\n", M_PI, M_PI, M_PI, M_PI);
    printf("[%Lf][%Lg][%Le]\n", 1.5L, 1e100L, 3.0L);
    printf("[%.30f][%.20g]\n", 0.1, 0.1);
    printf("[%lld][%llu][%llx][%#x][%#o][%X]\n", -1LL, -1LL, -1LL, 255, 8, 0xbeef);
    printf("[%hhd][%hd][%hhu][%hu]\n", 300, 70000, 300, 70000);
    printf("[%zu][%jd][%td]\n", (size_t)5, (intmax_t)-5, (ptrdiff_t)7);
    printf("[%Ld][%qd][%Zu]\n", 5LL, 6LL, (size_t)7);
    printf("[%*d][%-*d|][%.*f]\n", 6, 1, 6, 2, 2, 3.14159);
    printf("abc%nd", &n); printf("[%d]\n", n);
    printf("[%p]abc%n[%d]", (void *)0, &n, 7); printf("[%d]\n", n);
    errno = ENOENT; printf("[%m]\n");
    errno = EPERM; printf("[%p %m]\n", (void *)0);
    printf("[%c][%5c][%-5c|]\n", 'a', 'b', 'c');
    printf("[%2$s %1$s]\n", "one", "two");
    printf("[%ls][%lc]\n", L"wide", L'w');
    printf("[%'d][%i][%o]\n", 1234567, -7, 8);
    printf("[%b][%#b][%8b]\n", 5, 5, 5);
    printf("[%.0e][%.15e]\n", 12345.0, DBL_MIN);
    printf("[%g][%g]\n", DBL_MAX, 4.9e-324);
    printf("%d\n", snprintf(b, 5, "%s", "longer text")); puts(b);
    printf("[%5%][%-5s|][%05.1f][%x]\n", "ab", 9.96, 0);
    printf("[%.*s][%-10.3s|]\n", 2, "abc", "defgh");
    wprintf(L"");
    fprintf(stdout, "[%10p][%d]\n", (void *)0x55, 9);
    printf("%s %p %5.1f %ld %c%%\n", "mixed", (void *)0, 2.25, 77L, 'z');
    return 0;
}
