#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
static struct option list[] = {{"help", 0, 0, 'h'}, {"file", 1, 0, 'f'}, {"filter", 2, 0, 'F'}, {"color", 2, 0, 'c'}, {"verbose", 0, 0, 'v'}, {0}};
static void run(const char *spec, int kind, char **argv)
{
    int argc = 0, c, idx;
    while (argv[argc]) argc++;
    optind = 0;
    printf("--- %s %d\n", spec, kind); fflush(stdout);
    while ((c = kind == 0 ? getopt(argc, argv, spec) : kind == 1 ? getopt_long(argc, argv, spec, list, &idx) : getopt_long_only(argc, argv, spec, list, &idx)) != -1) {
        printf("%d '%c' arg=%s optopt=%d ind=%d\n", c, c, optarg ? optarg : "-", c == '?' || c == ':' ? optopt : 0, optind); fflush(stdout);
    }
    printf("end %d:", optind);
    for (int i = 0; i < argc; i++) printf(" %s", argv[i]);
    puts(""); fflush(stdout);
}
#define RUN(spec, kind, ...) run(spec, kind, (char *[]){"prog", __VA_ARGS__, 0})
int main(void)
{
    setbuf(stdout, 0);
    RUN("ab:c::", 0, "-a", "x", "-b", "1", "-cfoo", "y", "-c", "z", "--", "-a");
    RUN("ab:", 0, "-q", "-ab");
    RUN(":ab:", 0, "-q", "-b");
    RUN("+ab:", 0, "-a", "x", "-b");
    RUN("-ab:", 0, "x", "-a", "y", "-b2", "z");
    RUN("hvf:", 1, "a", "--help", "b", "--file=3", "c", "--file", "4", "--filter", "--filter=x", "-v", "d");
    RUN("hvf:", 1, "--fil=1", "--hel", "--bogus", "--help=3", "--file");
    RUN("hvf:W;", 1, "-W", "help", "-Wfile=2", "-W", "nope");
    RUN("hvf:", 2, "-help", "-file", "x", "-v", "-fy", "-bogus", "--verb", "q", "-");
    RUN(":hvf:", 1, "--file");
    RUN("hv", 1, "1", "2", "3", "-h", "4", "--", "5", "-v");
    return 0;
}
