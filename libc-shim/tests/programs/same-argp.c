#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
const char *argp_program_version = "sample 1.0";
const char *argp_program_bug_address = "<bugs@example.org>";
static struct argp_option options[] = {
    {"verbose", 'v', 0, 0, "Produce verbose output"},
    {"quiet", 'q', 0, 0, "Don't produce any output"},
    {"silent", 's', 0, OPTION_ALIAS},
    {"output", 'o', "FILE", 0, "Output to FILE instead of standard output, and a text that is long enough to be wrapped"},
    {"repeat", 'r', "COUNT", OPTION_ARG_OPTIONAL, "Repeat the output COUNT (default 10) times"},
    {"a-rather-long-option-name", 700, "VALUE", 0, "Its doc goes to the next line"},
    {0}};
static int parse(int key, char *arg, struct argp_state *state)
{
    switch (key) {
    case ARGP_KEY_ARG: printf("arg %u %s\n", state->arg_num, arg); if (state->arg_num >= 2) argp_usage(state); break;
    case ARGP_KEY_END: printf("end %u\n", state->arg_num); break;
    case ARGP_KEY_INIT: case ARGP_KEY_SUCCESS: case ARGP_KEY_FINI: case ARGP_KEY_NO_ARGS: printf("key %x\n", key); return 0;
    default: if (key < 0x10000) { printf("option %c %s\n", key > 127 ? '#' : key, arg ? arg : "-"); return key == 'v' || key == 'q' || key == 's' || key == 'o' || key == 'r' || key == 700 ? 0 : ARGP_ERR_UNKNOWN; } return ARGP_ERR_UNKNOWN;
    }
    return 0;
}
static struct argp argp = {options, parse, "ARG1 ARG2", "A sample -- with documentation\vAnd some more of it."};
#define RUN(flags, ...) do { char *v[] = {"sample", __VA_ARGS__, 0}; int n = 0; while (v[n]) n++; printf("= %d\n", argp_parse(&argp, n, v, flags | ARGP_NO_EXIT, 0, 0)); fflush(stdout); } while (0)
int main(int argc, char **argv)
{
    setbuf(stdout, 0);
    RUN(0, "-v", "x", "--output=f", "y"); RUN(0, "x", "--", "-v"); RUN(0, "-r5", "-r", "--repeat", "--repeat=3", "--a-rath=1");
    RUN(0, "--bogus"); RUN(0, "a", "b", "c"); RUN(0, "--version");
    RUN(0, "--help"); RUN(0, "--usage"); RUN(ARGP_NO_HELP, "-v");
    return 0;
}
