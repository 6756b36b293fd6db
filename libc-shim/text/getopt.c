/* getopt, getopt_long and getopt_long_only with glibc's behaviour and messages: permutation of
   the arguments, optional arguments, abbreviations, -W name, and POSIXLY_CORRECT. */
#include "apus/musl.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *optarg;
int optind = 1, opterr = 1, optopt = '?';

/* Where the scan is: the rest of a group of short options, and the range of non-options that
   were passed over and will be moved behind the options. */
static char *rest;
static int first_skipped, last_skipped;
static int started;
static enum { PERMUTE, STOP_AT_FIRST, IN_ORDER } order;

/* Moves the skipped arguments behind the options that followed them. */
static void exchange(char **argv)
{
    int low = first_skipped, middle = last_skipped, high = optind;
    for (int moved = 0; middle + moved < high; moved++) {
        char *option = argv[middle + moved];
        memmove(argv + low + moved + 1, argv + low + moved, (size_t)(middle - low) * sizeof *argv);
        argv[low + moved] = option;
    }
    first_skipped += high - middle;
    last_skipped = high;
}

static const char *begin(const char *options)
{
    if (!optind)
        optind = 1;
    first_skipped = last_skipped = optind;
    rest = 0;
    started = 1;
    if (*options == '-')
        order = IN_ORDER, options++;
    else if (*options == '+')
        order = STOP_AT_FIRST, options++;
    else
        order = getenv("POSIXLY_CORRECT") ? STOP_AT_FIRST : PERMUTE;
    return options;
}

/* A long option at `rest`; `prefix` is what it was written with. */
static int long_option(int argc, char **argv, const char *options, const struct option *list,
                       int *index, int only, int loud, const char *prefix)
{
    size_t length = strcspn(rest, "=");
    char *value = rest[length] ? rest + length : 0;
    const struct option *found = 0;
    int which = 0, count = 0, ambiguous = 0;
    for (; list[count].name; count++) {
        const struct option *o = &list[count];
        if (strncmp(o->name, rest, length))
            continue;
        if (strlen(o->name) == length) {
            found = o;
            which = count;
            ambiguous = 0;
            break;
        }
        if (!found) {
            found = o;
            which = count;
        } else if (only || found->has_arg != o->has_arg || found->flag != o->flag || found->val != o->val) {
            ambiguous = 1;
        }
    }
    if (ambiguous) {
        if (loud) {
            fprintf(stderr, "%s: option '%s%s' is ambiguous; possibilities:", argv[0], prefix, rest);
            for (int i = 0; list[i].name; i++)
                if (!strncmp(list[i].name, rest, length))
                    fprintf(stderr, " '%s%s'", prefix, list[i].name);
            fputc('\n', stderr);
        }
        rest += strlen(rest);
        optind++;
        optopt = 0;
        return '?';
    }
    if (!found) {
        if (only && argv[optind][1] != '-' && strchr(options, *rest))
            return -1; /* a short option after all */
        if (loud)
            fprintf(stderr, "%s: unrecognized option '%s%s'\n", argv[0], prefix, rest);
        rest = 0;
        optind++;
        optopt = 0;
        return '?';
    }
    optind++;
    rest = 0;
    if (value) {
        if (!found->has_arg) {
            if (loud)
                fprintf(stderr, "%s: option '%s%s' doesn't allow an argument\n", argv[0], prefix,
                        found->name);
            optopt = found->val;
            return '?';
        }
        optarg = value + 1;
    } else if (found->has_arg == 1) {
        if (optind >= argc) {
            if (loud)
                fprintf(stderr, "%s: option '%s%s' requires an argument\n", argv[0], prefix,
                        found->name);
            optopt = found->val;
            return options[0] == ':' ? ':' : '?';
        }
        optarg = argv[optind++];
    }
    if (index)
        *index = which;
    if (found->flag) {
        *found->flag = found->val;
        return 0;
    }
    return found->val;
}

static int next_option(int argc, char *const *arguments, const char *options,
                       const struct option *list, int *index, int only)
{
    char **argv = (char **)arguments;
    if (argc < 1)
        return -1;
    optarg = 0;
    if (!optind || !started)
        options = begin(options);
    else if (*options == '-' || *options == '+')
        options++;
    int loud = opterr && options[0] != ':';

    if (!rest || !*rest) {
        if (last_skipped > optind)
            last_skipped = optind;
        if (first_skipped > optind)
            first_skipped = optind;
        if (order == PERMUTE) {
            if (first_skipped != last_skipped && last_skipped != optind)
                exchange(argv);
            else if (last_skipped != optind)
                first_skipped = optind;
            while (optind < argc && (argv[optind][0] != '-' || !argv[optind][1]))
                optind++;
            last_skipped = optind;
        }
        if (optind != argc && !strcmp(argv[optind], "--")) {
            optind++;
            if (first_skipped != last_skipped && last_skipped != optind)
                exchange(argv);
            else if (first_skipped == last_skipped)
                first_skipped = optind;
            last_skipped = argc;
            optind = argc;
        }
        if (optind == argc) {
            if (first_skipped != last_skipped)
                optind = first_skipped;
            return -1;
        }
        if (argv[optind][0] != '-' || !argv[optind][1]) {
            if (order == STOP_AT_FIRST)
                return -1;
            optarg = argv[optind++];
            return 1;
        }
        if (list) {
            if (argv[optind][1] == '-') {
                rest = argv[optind] + 2;
                return long_option(argc, argv, options, list, index, only, loud, "--");
            }
            if (only && (argv[optind][2] || !strchr(options, argv[optind][1]))) {
                rest = argv[optind] + 1;
                int code = long_option(argc, argv, options, list, index, only, loud, "-");
                if (code != -1)
                    return code;
            }
        }
        rest = argv[optind] + 1;
    }

    char c = *rest++;
    const char *spec = strchr(options, c);
    if (!*rest)
        optind++;
    if (!spec || c == ':' || c == ';') {
        if (loud)
            fprintf(stderr, "%s: invalid option -- '%c'\n", argv[0], c);
        optopt = c;
        return '?';
    }
    if (list && spec[0] == 'W' && spec[1] == ';') {
        if (*rest)
            optarg = rest;
        else if (optind == argc) {
            if (loud)
                fprintf(stderr, "%s: option requires an argument -- '%c'\n", argv[0], c);
            optopt = c;
            return options[0] == ':' ? ':' : '?';
        } else
            optarg = argv[optind];
        rest = optarg;
        optarg = 0;
        return long_option(argc, argv, options, list, index, 0, loud, "-W ");
    }
    if (spec[1] == ':') {
        if (*rest) {
            optarg = rest;
            optind++;
        } else if (spec[2] == ':') {
            optarg = 0;
        } else if (optind == argc) {
            if (loud)
                fprintf(stderr, "%s: option requires an argument -- '%c'\n", argv[0], c);
            optopt = c;
            c = options[0] == ':' ? ':' : '?';
        } else {
            optarg = argv[optind++];
        }
        rest = 0;
    }
    return c;
}

int getopt(int argc, char *const argv[], const char *options)
{
    return next_option(argc, argv, options, 0, 0, 0);
}

int __posix_getopt(int argc, char *const argv[], const char *options)
{
    return next_option(argc, argv, options, 0, 0, 0);
}

int getopt_long(int argc, char *const *argv, const char *options, const struct option *list, int *index)
{
    return next_option(argc, argv, options, list, index, 0);
}

int getopt_long_only(int argc, char *const *argv, const char *options, const struct option *list,
                     int *index)
{
    return next_option(argc, argv, options, list, index, 1);
}
