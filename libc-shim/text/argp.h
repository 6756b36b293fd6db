/* argp.h's structures, in glibc's layout. */
#ifndef APUS_ARGP_H
#define APUS_ARGP_H
#include "apus/musl.h"
#include <stdio.h>

extern char *program_invocation_name, *program_invocation_short_name;

struct argp_option {
    const char *name;
    int key;
    const char *arg;
    int flags;
    const char *doc;
    int group;
};
enum { OPTION_ARG_OPTIONAL = 1, OPTION_HIDDEN = 2, OPTION_ALIAS = 4, OPTION_DOC = 8, OPTION_NO_USAGE = 16 };

struct argp_state;
typedef int (*argp_parser)(int key, char *argument, struct argp_state *state);
struct argp_child {
    const struct argp *argp;
    int flags;
    const char *header;
    int group;
};
struct argp {
    const struct argp_option *options;
    argp_parser parser;
    const char *args_doc, *doc;
    const struct argp_child *children;
    char *(*help_filter)(int key, const char *text, void *input);
    const char *argp_domain;
};
struct argp_state {
    const struct argp *root_argp;
    int argc;
    char **argv;
    int next;
    unsigned flags, arg_num;
    int quoted;
    void *input, **child_inputs, *hook;
    char *name;
    FILE *err_stream, *out_stream;
    void *pstate;
};

enum { KEY_ARG = 0, KEY_ARGS = 0x1000006, KEY_END = 0x1000001, KEY_NO_ARGS = 0x1000002,
       KEY_INIT = 0x1000003, KEY_SUCCESS = 0x1000004, KEY_ERROR = 0x1000005, KEY_FINI = 0x1000007,
       KEY_HELP_PRE_DOC = 0x2000001, KEY_HELP_POST_DOC = 0x2000002, KEY_HELP_EXTRA = 0x2000004 };
enum { UNKNOWN = E2BIG };
enum { PARSE_ARGV0 = 1, NO_ERRS = 2, NO_ARGS = 4, IN_ORDER = 8, NO_HELP = 16, NO_EXIT = 32, LONG_ONLY = 64 };
enum { HELP_USAGE = 1, HELP_SHORT_USAGE = 2, HELP_SEE = 4, HELP_LONG = 8, HELP_PRE_DOC = 16,
       HELP_POST_DOC = 32, HELP_BUG_ADDR = 64, HELP_EXIT_ERR = 256, HELP_EXIT_OK = 512,
       HELP_STD_ERR = HELP_SEE | HELP_EXIT_ERR, HELP_STD_USAGE = HELP_SHORT_USAGE | HELP_SEE | HELP_EXIT_ERR,
       HELP_STD_HELP = HELP_SHORT_USAGE | HELP_LONG | HELP_EXIT_OK | HELP_PRE_DOC | HELP_POST_DOC | HELP_BUG_ADDR };

extern int argp_err_exit_status;
extern const char *argp_program_version, *argp_program_bug_address;
extern void (*argp_program_version_hook)(FILE *, struct argp_state *);
void argp_help(const struct argp *argp, FILE *stream, unsigned flags, char *name);
void argp_state_help(const struct argp_state *state, FILE *stream, unsigned flags);
void argp_error(const struct argp_state *state, const char *format, ...);

/* The options --help, --usage and --version that every parser gets unless it declines. */
extern const struct argp __apus_argp_standard HIDDEN;
#endif
