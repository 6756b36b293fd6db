#include "show.h"
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char copy[512];
static char *words[32];

static int split(const char *line)
{
    int count = 0;
    strcpy(copy, line);
    char *rest = copy;
    for (char *each; (each = strsep(&rest, " ")) && count < 31;)
        words[count++] = each;
    words[count] = 0;
    optind = 0;
    opterr = 0;
    optarg = 0;
    return count;
}

static void show_rest(int count)
{
    pair("optind", optind);
    for (int i = 0; i < count; i++)
        pair_text("", words[i]);
}

char *short_options(const char *line, const char *options)
{
    int count = split(line);
    begin();
    for (int c, i = 0; (c = getopt(count, words, options)) != -1 && i < 20; i++) {
        char letter[2] = {(char)c, 0};
        pair_text(letter, optarg);
        pair("opt", c == '?' || c == ':' ? optopt : 0);
        pair("at", optind);
    }
    show_rest(count);
    return shown();
}

char *long_options(const char *line, const char *options, int only)
{
    int flag = 0, index;
    struct option list[] = {
        {"help", no_argument, 0, 'h'},
        {"output", required_argument, 0, 'o'},
        {"optional", optional_argument, 0, 'p'},
        {"flag", no_argument, &flag, 7},
        {"flagged", no_argument, &flag, 9},
        {"x", no_argument, 0, 'X'},
        {0},
    };
    int count = split(line);
    begin();
    for (int i = 0; i < 20; i++) {
        index = -1;
        int c = (only ? getopt_long_only : getopt_long)(count, words, options, list, &index);
        if (c == -1)
            break;
        pair("c", c);
        pair("index", index);
        pair_text("arg", optarg);
        pair("opt", c == '?' || c == ':' ? optopt : 0);
    }
    pair("flag", flag);
    show_rest(count);
    return shown();
}

char *suboptions(const char *text)
{
    char *names[] = {"ro", "rw", "size", 0}, *value;
    char room[128], *at = room;
    begin();
    strcpy(room, text);
    while (*at) {
        int which = getsubopt(&at, names, &value);
        pair("which", which);
        pair_text("value", value);
    }
    return shown();
}

char *environment(const char *name, const char *value, int replace)
{
    static char owned[64];
    begin();
    clearenv();
    pair("empty", environ == 0);
    pair("setenv", setenv("A", "1", 1));
    pair("set", setenv(name, value, replace));
    pair_text("get", getenv(name));
    pair("again", setenv(name, "second", replace));
    pair_text("get", getenv(name));
    strcpy(owned, "B=own");
    pair("putenv", putenv(owned));
    owned[2] = 'O';
    pair_text("B", getenv("B"));
    pair("putenv", putenv("B"));
    pair_text("B", getenv("B"));
    pair("unset", unsetenv(name));
    pair_text("get", getenv(name));
    pair("unset", unsetenv("A=1"));
    pair_text("secure", secure_getenv("A"));
    for (char **each = environ; each && *each; each++)
        pair_text("", *each);
    return shown();
}
