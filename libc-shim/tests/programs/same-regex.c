#include <regex.h>
#include <stdio.h>
#include <ftw.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
static int visit(const char *p, const struct stat *s, int k, struct FTW *f) { return k == FTW_D || k == FTW_F ? 0 : k; }
static void one(const char *pattern, int flags, const char *text)
{
    regex_t r; regmatch_t m[4]; char buf[80];
    int e = regcomp(&r, pattern, flags);
    if (e) { regerror(e, &r, buf, sizeof buf); printf("%s: %d %s\n", pattern, e, buf); return; }
    memset(m, 7, sizeof m);
    e = regexec(&r, text, 4, m, 0);
    printf("%s %s: %d groups %zd", pattern, text, e, r.re_nsub);
    if (!e && !(flags & REG_NOSUB)) for (int i = 0; i < 4; i++) printf(" %d-%d", m[i].rm_so, m[i].rm_eo);
    puts("");
    regfree(&r);
}
int main(void)
{
    one("a(b*)c", REG_EXTENDED, "xxabbbc"); one("a\\(b*\\)c", 0, "xxabbbc"); one("^x.*$", REG_EXTENDED | REG_ICASE, "XYZ");
    one("(", REG_EXTENDED, ""); one("[a", REG_EXTENDED, ""); one("nope", REG_NOSUB, "text"); one("te", REG_NOSUB, "text");
    one("(a|b)(c|d)?", REG_EXTENDED, "zzb"); one("^b$", REG_EXTENDED | REG_NEWLINE, "a\nb\nc"); one("[[:alpha:]]+[[:digit:]]{2,3}", REG_EXTENDED, "--ab1234");
    regmatch_t m[1] = {{3, 7}}; regex_t r; regcomp(&r, "b+", REG_EXTENDED);
    int e = regexec(&r, "bbbabba", 1, m, REG_STARTEND); printf("%d %d %d\n", e, m[0].rm_so, m[0].rm_eo);
    struct re_pattern_buffer p = {0}; struct re_registers regs = {0};
    re_set_syntax(RE_SYNTAX_POSIX_EXTENDED);
    printf("%s\n", re_compile_pattern("o(.)o", 5, &p) ? "bad" : "good");
    int at = re_search(&p, "foxolo oxo", 10, 0, 10, &regs);
    printf("%d %d-%d %d\n", at, regs.start[1], regs.end[1], re_match(&p, "foxo", 4, 1, 0));
    printf("%d\n", nftw("/etc/apt", visit, 10, FTW_PHYS));
    glob_t g; printf("%d ", glob("/etc/host*", 0, 0, &g)); for (int i = 0; i < g.gl_pathc; i++) printf("%s ", g.gl_pathv[i]);
    for (char **q = (char *[]){"/etc/{passwd,gro{up,x},host*}", "/etc/{nope}", "{}", "/nonexistent{a,b}", 0}; *q; q++) {
        int r = glob(*q, GLOB_BRACE | GLOB_NOMAGIC, 0, &g); printf("\n%s %d:", *q, r);
        for (int i = 0; !r && i < g.gl_pathc; i++) printf(" %s", g.gl_pathv[i]);
    }
    return 0;
}
