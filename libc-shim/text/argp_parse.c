/* argp_parse: options and arguments of a tree of parsers, through getopt_long. */
#include "text/argp.h"
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int argp_err_exit_status = 64; /* EX_USAGE */
/* Programs define these themselves; ours are for those that do not. */
__attribute__((weak)) const char *argp_program_version, *argp_program_bug_address;
__attribute__((weak)) void (*argp_program_version_hook)(FILE *, struct argp_state *);

enum { KEY_USAGE = -2, KEY_PROGRAM_NAME = -3, KEY_HANG = -4, MOST_PARSERS = 64, MOST_OPTIONS = 512 };

static int parse_standard(int key, char *argument, struct argp_state *state)
{
    switch (key) {
    case '?': argp_state_help(state, state->out_stream, HELP_STD_HELP); return 0;
    case KEY_USAGE: argp_state_help(state, state->out_stream, HELP_USAGE | HELP_EXIT_OK); return 0;
    case KEY_PROGRAM_NAME:
        program_invocation_name = argument;
        state->name = strrchr(argument, '/') ? strrchr(argument, '/') + 1 : argument;
        program_invocation_short_name = state->name;
        if ((state->flags & (PARSE_ARGV0 | NO_ERRS)) == PARSE_ARGV0)
            state->argv[0] = argument;
        return 0;
    case KEY_HANG:
        for (int seconds = argument ? atoi(argument) : 3600; seconds > 0; seconds--)
            sleep(1);
        return 0;
    case 'V':
        if (argp_program_version_hook)
            argp_program_version_hook(state->out_stream, state);
        else if (argp_program_version)
            fprintf(state->out_stream, "%s\n", argp_program_version);
        else
            argp_error(state, "(PROGRAM ERROR) No version known!?");
        if (!(state->flags & NO_EXIT))
            exit(0);
        return 0;
    default: return UNKNOWN;
    }
}

static const struct argp_option standard_options[] = {
    {"help", '?', 0, 0, "Give this help list", -1},
    {"usage", KEY_USAGE, 0, 0, "Give a short usage message", 0},
    {"program-name", KEY_PROGRAM_NAME, "NAME", OPTION_HIDDEN, "Set the program name", 0},
    {"HANG", KEY_HANG, "SECS", OPTION_ARG_OPTIONAL | OPTION_HIDDEN, "Hang for SECS seconds (default 3600)", 0},
    {"version", 'V', 0, 0, "Print program version", -1},
    {0},
};
const struct argp __apus_argp_standard = {.options = standard_options, .parser = parse_standard};

/* One parser of the tree, with its input and the number of arguments it has taken. */
struct group {
    const struct argp *argp;
    void *input, *hook, **child_inputs;
    unsigned taken;
};

struct parse {
    struct argp_state state;
    struct group groups[MOST_PARSERS];
    int group_count;
    char shorts[MOST_OPTIONS];
    struct option longs[MOST_OPTIONS];
    struct { short group; int key; } which[MOST_OPTIONS];
    int long_count;
    short short_group[256];
    int short_key[256];
};

static int call(struct parse *parse, struct group *group, int key, char *argument)
{
    struct argp_state *state = &parse->state;
    if (!group->argp->parser)
        return UNKNOWN;
    state->hook = group->hook;
    state->input = group->input;
    state->child_inputs = group->child_inputs;
    state->arg_num = group->taken;
    int error = group->argp->parser(key, argument, state);
    group->hook = state->hook;
    return error;
}

static void collect(struct parse *parse, const struct argp *argp)
{
    if (parse->group_count == MOST_PARSERS)
        abort();
    short index = (short)parse->group_count++;
    struct group *group = &parse->groups[index];
    *group = (struct group){.argp = argp};
    const struct argp_option *real = argp->options;
    for (const struct argp_option *o = argp->options; o && (o->name || o->key || o->doc || o->group); o++) {
        if (!(o->flags & OPTION_ALIAS))
            real = o;
        if (o->flags & OPTION_DOC)
            continue;
        int takes = !real->arg ? 0 : real->flags & OPTION_ARG_OPTIONAL ? 2 : 1;
        if (o->key > 32 && o->key < 127 && !parse->short_group[o->key]) {
            parse->short_group[o->key] = (short)(index + 1);
            parse->short_key[o->key] = real->key;
            size_t at = strlen(parse->shorts);
            if (at + 4 < sizeof parse->shorts) {
                parse->shorts[at++] = (char)o->key;
                for (int i = 0; i < takes; i++)
                    parse->shorts[at++] = ':';
            }
        }
        if (o->name && parse->long_count < MOST_OPTIONS - 1) {
            int known = 0;
            for (int i = 0; i < parse->long_count; i++)
                known |= !strcmp(parse->longs[i].name, o->name);
            if (known)
                continue;
            parse->longs[parse->long_count] = (struct option){o->name, takes, 0, 0x10000 + parse->long_count};
            parse->which[parse->long_count].group = index;
            parse->which[parse->long_count].key = o->key ? o->key : real->key;
            parse->long_count++;
        }
    }
    int children = 0;
    for (const struct argp_child *c = argp->children; c && c->argp; c++)
        children++;
    if (children)
        group->child_inputs = calloc((size_t)children, sizeof(void *));
}

/* Parents before children; the standard options last. Fills in the children's inputs, which a
   parent's KEY_INIT may set. */
static void initialise(struct parse *parse, const struct argp *argp, void *input, int *error)
{
    int index = parse->group_count;
    collect(parse, argp);
    struct group *group = &parse->groups[index];
    group->input = input;
    int code = call(parse, group, KEY_INIT, 0);
    if (code && code != UNKNOWN)
        *error = code;
    int child = 0;
    for (const struct argp_child *c = argp->children; c && c->argp; c++, child++)
        initialise(parse, c->argp, group->child_inputs ? group->child_inputs[child] : 0, error);
}

static int take_argument(struct parse *parse, char *argument)
{
    struct argp_state *state = &parse->state;
    int index = state->next - 1;
    for (int i = 0; i < parse->group_count; i++) {
        struct group *group = &parse->groups[i];
        int error = call(parse, group, KEY_ARG, argument);
        if (error == UNKNOWN) {
            state->next = index;
            error = call(parse, group, KEY_ARGS, 0);
            if (error == UNKNOWN)
                state->next = index + 1;
            else if (!error && state->next == index)
                state->next = state->argc; /* all of them taken */
        }
        if (error != UNKNOWN) {
            if (!error)
                group->taken += (unsigned)(state->next - index);
            return error;
        }
    }
    return UNKNOWN;
}

static int finish(struct parse *parse, int error, int *end_index)
{
    struct argp_state *state = &parse->state;
    if (!error && state->next < state->argc && !end_index && !(state->flags & NO_ERRS)) {
        argp_error(state, "Too many arguments");
        error = UNKNOWN;
    }
    if (end_index)
        *end_index = state->next;
    if (!error) {
        for (int i = 0; i < parse->group_count && (!error || error == UNKNOWN); i++)
            if (!parse->groups[i].taken)
                error = call(parse, &parse->groups[i], KEY_NO_ARGS, 0);
        for (int i = parse->group_count; i-- > 0 && (!error || error == UNKNOWN);)
            error = call(parse, &parse->groups[i], KEY_END, 0);
        if (error == UNKNOWN)
            error = 0;
    }
    for (int i = parse->group_count; i-- > 0;) {
        int code = call(parse, &parse->groups[i], error ? KEY_ERROR : KEY_SUCCESS, 0);
        if (!error && code && code != UNKNOWN)
            error = code;
    }
    for (int i = parse->group_count; i-- > 0;) {
        call(parse, &parse->groups[i], KEY_FINI, 0);
        free(parse->groups[i].child_inputs);
    }
    return error == UNKNOWN ? EINVAL : error;
}

int argp_parse(const struct argp *argp, int argc, char **argv, unsigned flags, int *end_index, void *input)
{
    struct parse *parse = calloc(1, sizeof *parse);
    int error = 0;
    if (!parse)
        return ENOMEM;
    struct argp_state *state = &parse->state;
    *state = (struct argp_state){.root_argp = argp, .argc = argc, .argv = argv, .flags = flags,
                                 .err_stream = stderr, .out_stream = stdout, .next = 1,
                                 .name = program_invocation_short_name, .pstate = parse};
    if (!(flags & PARSE_ARGV0) && argv[0])
        state->name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
    strcpy(parse->shorts, flags & IN_ORDER ? "-" : flags & NO_ARGS ? "+" : "");
    initialise(parse, argp, input, &error);
    if (!(flags & NO_HELP))
        initialise(parse, &__apus_argp_standard, 0, &error);

    optind = 0;
    opterr = !(flags & NO_ERRS);
    /* getopt moves the arguments behind the options, unless they are wanted in order. */
    int options_done = 0;
    while (!error && state->next < argc) {
        int code = -1, index = 0;
        if (!options_done) {
            code = flags & LONG_ONLY ? getopt_long_only(argc, argv, parse->shorts, parse->longs, &index)
                                     : getopt_long(argc, argv, parse->shorts, parse->longs, &index);
            state->next = optind;
            if (code == -1) {
                options_done = 1;
                if (state->next > 1 && !strcmp(argv[state->next - 1], "--"))
                    state->quoted = state->next;
            }
        }
        if (code == -1) {
            if (state->next >= argc || flags & NO_ARGS)
                break;
            state->next++;
            error = take_argument(parse, argv[state->next - 1]);
            if (error == UNKNOWN) {
                state->next--;
                break;
            }
        } else if (code == 1) {
            error = take_argument(parse, optarg);
            if (error == UNKNOWN) {
                state->next--;
                break;
            }
            optind = state->next;
        } else if (code == '?' && optopt != '?') {
            error = EINVAL;
            if (!(flags & NO_ERRS))
                argp_state_help(state, stderr, HELP_STD_ERR);
        } else {
            int group, key;
            if (code >= 0x10000) {
                group = parse->which[code - 0x10000].group;
                key = parse->which[code - 0x10000].key;
            } else {
                group = parse->short_group[code] - 1;
                key = parse->short_key[code];
            }
            error = call(parse, &parse->groups[group], key, optarg);
            if (error == UNKNOWN)
                argp_error(state, "(PROGRAM ERROR) Option should have been recognized!?");
        }
    }
    if (error == UNKNOWN)
        error = 0;
    error = finish(parse, error, end_index);
    free(parse);
    return error;
}

/* The input of a child parser, for those who need it while the parent's parser runs. */
void *_argp_input(const struct argp *argp, const struct argp_state *state)
{
    struct parse *parse = state ? state->pstate : 0;
    for (int i = 0; parse && i < parse->group_count; i++)
        if (parse->groups[i].argp == argp)
            return parse->groups[i].input;
    return 0;
}

void argp_usage(const struct argp_state *state)
{
    argp_state_help(state, stderr, HELP_STD_USAGE);
}
