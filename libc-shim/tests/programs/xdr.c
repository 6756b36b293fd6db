/* XDR: what is encoded decodes to the same, in network order, padded to four bytes. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define CHECK(x) do { if (!(x)) { printf("line %d: %s\n", __LINE__, #x); exit(1); } } while (0)
typedef struct { int op; void *t; char *pub, *priv, *base; unsigned handy; char room[64]; } XDR;
/* glibc has these for old binaries only: they cannot be linked with, but found. */
#define FUNCTION(name) static int (*name)();
#define ALL(f) f(xdrmem_create) f(xdr_int) f(xdr_string) f(xdr_double) f(xdr_array) f(xdr_int64_t) f(xdr_sizeof)
ALL(FUNCTION)
int main(void)
{
#define FIND(name) CHECK(name = (int (*)())dlsym(RTLD_DEFAULT, #name));
    ALL(FIND)
    char buf[200]; XDR x; int i = -5, j = 0; char *s = "hello", *s2 = 0; double d = 2.5, d2; long l = -1234567890123, l2; int nums[] = {1, 2, 3}; char *a = (char *)nums, *a2 = 0; unsigned n = 3, n2;
    xdrmem_create(&x, buf, sizeof buf, 0);
    CHECK(xdr_int(&x, &i) && xdr_string(&x, &s, 100) && xdr_double(&x, &d) && xdr_int64_t(&x, &l) && xdr_array(&x, &a, &n, 10, 4, xdr_int));
    CHECK(!memcmp(buf, "\xff\xff\xff\xfb\0\0\0\5hello\0\0\0", 16));
    xdrmem_create(&x, buf, sizeof buf, 1);
    CHECK(xdr_int(&x, &j) && j == -5 && xdr_string(&x, &s2, 100) && !strcmp(s2, "hello") && xdr_double(&x, &d2) && d2 == 2.5 && xdr_int64_t(&x, &l2) && l2 == l && xdr_array(&x, &a2, &n2, 10, 4, xdr_int) && n2 == 3 && ((int *)a2)[2] == 3);
    CHECK((unsigned long)xdr_sizeof(xdr_int, &i) == 4);
    xdrmem_create(&x, buf, 2, 1); CHECK(!xdr_int(&x, &j));
    return 0;
}
