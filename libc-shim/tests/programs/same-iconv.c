#include <iconv.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
static void run(const char *to, const char *from, const char *text)
{
    char out[100], *in = (char *)text, *o = out; size_t il = strlen(text), ol = sizeof out;
    iconv_t c = iconv_open(to, from);
    if (c == (iconv_t)-1) { printf("%s %s: %m\n", to, from); return; }
    errno = 0;
    size_t r = iconv(c, &in, &il, &o, &ol);
    printf("%s %s: %zd %d left %zu:", to, from, r, r == -1 ? errno : 0, il);
    for (char *p = out; p < o; p++) printf(" %02x", (unsigned char)*p);
    puts(""); iconv_close(c);
}
int main(void)
{
    run("UTF-8", "ISO-8859-1", "caf\xe9"); run("ISO-8859-1", "UTF-8", "caf\xc3\xa9"); run("ASCII", "UTF-8", "caf\xc3\xa9x");
    run("ASCII//IGNORE", "UTF-8", "plain"); run("ANSI_X3.4-1968", "UTF-8", "plain"); run("UTF-8", "ANSI_X3.4-1968", "plain");
    run("UTF-16LE", "UTF-8", "a\xe2\x82\xac"); run("NOSUCH", "UTF-8", "x"); run("UTF-8", "UTF-8", "ab\xff""cd"); run("UTF-8", "UTF-8", "ab\xe2\x82");
    run("UCS-4LE", "UTF-8", "z"); run("ASCII//TRANSLIT", "UTF-8", "a\xe4\xb8\x80z");
    return 0;
}
