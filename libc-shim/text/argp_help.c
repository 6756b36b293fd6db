/* argp's messages: usage, the list of options in columns, errors. */
#include "text/argp.h"
#include <stdlib.h>
#include <string.h>

extern char *program_invocation_short_name;
enum { SHORT_COLUMN = 2, LONG_COLUMN = 6, DOC_COLUMN = 29, MARGIN = 79, USAGE_INDENT = 12, MOST = 512 };

/* An option with its aliases, as one line of help. */
struct entry {
    const struct argp_option *first;
    int count, group, order;
    const char *header; /* of a child parser */
};

struct list {
    struct entry entries[MOST];
    int count;
};

static int ends(const struct argp_option *o) { return !o->name && !o->key && !o->doc && !o->group; }

static void gather(struct list *list, const struct argp *argp, int base_group, int cluster)
{
    int group = 0;
    for (const struct argp_option *o = argp->options; o && !ends(o) && list->count < MOST;) {
        struct entry *entry = &list->entries[list->count];
        /* A header begins a new group of its own number. */
        group = o->group ? o->group : !o->name && !o->key ? group + 1 : group;
        *entry = (struct entry){.first = o, .group = cluster ? base_group : group, .order = list->count};
        do {
            entry->count++;
            o++;
        } while (!ends(o) && o->flags & OPTION_ALIAS);
        list->count++;
    }
    for (const struct argp_child *c = argp->children; c && c->argp; c++) {
        if (c->header && *c->header && list->count < MOST) {
            static const struct argp_option none;
            list->entries[list->count] = (struct entry){.first = &none, .group = c->group, .order = list->count,
                                                        .header = c->header};
            list->count++;
        }
        gather(list, c->argp, c->group, c->header != 0);
    }
}

/* Group 0 first, then upwards, negative ones last; within a group by name. */
static int rank(int group) { return group >= 0 ? group : 0x40000000 + group; }

static int sort_letter(const struct entry *e)
{
    for (int i = 0; i < e->count; i++)
        if (e->first[i].key > 32 && e->first[i].key < 127 && !(e->first[i].flags & OPTION_DOC))
            return e->first[i].key;
    return e->first->name ? *e->first->name : 0;
}

static int compare(const void *x, const void *y)
{
    const struct entry *a = x, *b = y;
    if (rank(a->group) != rank(b->group))
        return rank(a->group) < rank(b->group) ? -1 : 1;
    int header_a = !a->first->name && !a->first->key, header_b = !b->first->name && !b->first->key;
    if (header_a != header_b)
        return header_b - header_a;
    int la = sort_letter(a), lb = sort_letter(b);
    int lower_a = la | 32, lower_b = lb | 32;
    if (!header_a && lower_a != lower_b)
        return lower_a - lower_b;
    if (!header_a && la != lb)
        return lb - la;
    return a->order - b->order;
}

/* Words broken at the margin; lines after the first begin at `indent`. */
static int wrap(FILE *stream, const char *text, int column, int indent)
{
    while (*text) {
        size_t word = strcspn(text, " \n");
        if (column + (int)word > MARGIN && column > indent) {
            fprintf(stream, "\n%*s", indent, "");
            column = indent;
        }
        fwrite(text, 1, word, stream);
        column += (int)word;
        text += word;
        if (*text == '\n') {
            fprintf(stream, "\n%*s", indent, "");
            column = indent;
            text++;
        }
        size_t spaces = strspn(text, " ");
        size_t next = strcspn(text + spaces, " \n");
        if (*text && column + (int)spaces + (int)next <= MARGIN) {
            fprintf(stream, "%*s", (int)spaces, "");
            column += (int)spaces;
        } else if (*text && spaces) {
            fprintf(stream, "\n%*s", indent, "");
            column = indent;
        }
        text += spaces;
    }
    return column;
}

static int is_visible(const struct argp_option *o) { return !(o->flags & OPTION_HIDDEN); }

static void print_entry(FILE *stream, const struct entry *entry, int *noted)
{
    const struct argp_option *first = entry->first;
    int column = 0, written = 0;
    if (!first->name && !first->key) {
        const char *header = entry->header ? entry->header : first->doc;
        fputc('\n', stream);
        if (header && *header) {
            fputc(' ', stream);
            wrap(stream, header, 1, 1);
            fputc('\n', stream);
        }
        return;
    }
    char line[1024] = "";
    size_t at = 0;
#define PUT(...) (at += (size_t)snprintf(line + at, at < sizeof line ? sizeof line - at : 0, __VA_ARGS__))
    int has_long = 0;
    for (int i = 0; i < entry->count; i++)
        has_long |= first[i].name && is_visible(&first[i]);
    if (first->flags & OPTION_DOC) {
        PUT("%*s%s", SHORT_COLUMN, "", first->name);
        written = 1;
    } else {
        for (int i = 0; i < entry->count; i++) {
            int key = first[i].key;
            if (key <= 32 || key >= 127 || !is_visible(&first[i]))
                continue;
            PUT(written ? ", -%c" : "  -%c", key);
            written = 1;
            if (first->arg && !has_long)
                PUT(first->flags & OPTION_ARG_OPTIONAL ? "[%s]" : " %s", first->arg);
        }
        for (int i = 0; i < entry->count; i++) {
            if (!first[i].name || !is_visible(&first[i]))
                continue;
            if (!written)
                PUT("%*s", LONG_COLUMN, "");
            PUT(written ? ", --%s" : "--%s", first[i].name);
            written = 1;
            if (first->arg)
                PUT(first->flags & OPTION_ARG_OPTIONAL ? "[=%s]" : "=%s", first->arg);
        }
        if (first->arg && has_long)
            *noted = 1;
    }
    if (!written)
        return;
    fputs(line, stream);
    column = (int)at;
    if (first->doc && *first->doc) {
        if (column + 3 > DOC_COLUMN + 1 + 1) {
            fprintf(stream, "\n%*s", DOC_COLUMN, "");
            column = DOC_COLUMN;
        } else if (column < DOC_COLUMN) {
            fprintf(stream, "%*s", DOC_COLUMN - column, "");
            column = DOC_COLUMN;
        } else {
            fputs("  ", stream);
            column += 2;
        }
        wrap(stream, first->doc, column, DOC_COLUMN);
    }
    fputc('\n', stream);
}

static void print_usage(const struct argp *argp, FILE *stream, const char *name, int brief, struct list *list)
{
    char piece[300];
    int column = fprintf(stream, "Usage: %s", name);
#define PIECE() do { \
        int length = (int)strlen(piece); \
        if (column + 1 + length > MARGIN) \
            column = fprintf(stream, "\n%*s%s", USAGE_INDENT, "", piece) - 1; \
        else \
            column += fprintf(stream, " %s", piece); \
    } while (0)
    if (brief && list->count) {
        strcpy(piece, "[OPTION...]");
        PIECE();
    } else if (!brief) {
        size_t at = 2;
        strcpy(piece, "[-");
        for (int i = 0; i < list->count; i++)
            for (int k = 0; k < list->entries[i].count; k++) {
                const struct argp_option *o = &list->entries[i].first[k];
                if (o->key > 32 && o->key < 127 && !list->entries[i].first->arg && is_visible(o) &&
                    !(o->flags & (OPTION_DOC | OPTION_NO_USAGE)) && at < 200)
                    piece[at++] = (char)o->key;
            }
        piece[at++] = ']';
        piece[at] = 0;
        if (at > 3)
            PIECE();
        for (int pass = 0; pass < 2; pass++)
            for (int i = 0; i < list->count; i++)
                for (int k = 0; k < list->entries[i].count; k++) {
                    const struct argp_option *real = list->entries[i].first, *o = &real[k];
                    if (!is_visible(o) || o->flags & (OPTION_DOC | OPTION_NO_USAGE))
                        continue;
                    int letter = o->key > 32 && o->key < 127;
                    if (pass == 0 && letter && real->arg)
                        snprintf(piece, sizeof piece, real->flags & OPTION_ARG_OPTIONAL ? "[-%c[%s]]" : "[-%c %s]", o->key, real->arg);
                    else if (pass == 1 && o->name && real->arg)
                        snprintf(piece, sizeof piece, real->flags & OPTION_ARG_OPTIONAL ? "[--%s[=%s]]" : "[--%s=%s]", o->name, real->arg);
                    else if (pass == 1 && o->name)
                        snprintf(piece, sizeof piece, "[--%s]", o->name);
                    else
                        continue;
                    PIECE();
                }
    }
    for (const char *doc = argp->args_doc; doc && *doc;) {
        size_t length = strcspn(doc, "\n");
        snprintf(piece, sizeof piece, "%.*s", (int)length, doc);
        PIECE();
        doc += length;
        if (*doc == '\n')
            column = fprintf(stream, "\n  or:  %s%s", name, brief ? " [OPTION...]" : ""), doc++;
    }
    fputc('\n', stream);
}

static void print_help(const struct argp *argp, const struct argp_state *state, FILE *stream, unsigned flags,
                       const char *name)
{
    struct list *list = calloc(1, sizeof *list);
    if (!list || !stream) {
        free(list);
        return;
    }
    gather(list, argp, 0, 0);
    if (!state || !(state->flags & NO_HELP)) {
        int from = list->count;
        gather(list, &__apus_argp_standard, 0, 0);
        if (!argp_program_version && !argp_program_version_hook)
            list->count--; /* --version, the last */
        for (int i = from; i < list->count; i++)
            list->entries[i].group = -1;
    }
    qsort(list->entries, (size_t)list->count, sizeof *list->entries, compare);
    int something = 0;
    if (flags & (HELP_USAGE | HELP_SHORT_USAGE)) {
        print_usage(argp, stream, name, !(flags & HELP_USAGE), list);
        something = 1;
    }
    const char *split = argp->doc ? strchr(argp->doc, '\v') : 0;
    if (flags & HELP_PRE_DOC && argp->doc && split != argp->doc) {
        char *text = strndup(argp->doc, split ? (size_t)(split - argp->doc) : strlen(argp->doc));
        wrap(stream, text, 0, 0);
        fputc('\n', stream);
        free(text);
        something = 1;
    }
    if (flags & HELP_SEE)
        fprintf(stream, "Try `%s --help' or `%s --usage' for more information.\n", name, name);
    if (flags & HELP_LONG) {
        int noted = 0, last = 0;
        if (something && list->count)
            fputc('\n', stream);
        for (int i = 0; i < list->count; i++) {
            const struct entry *e = &list->entries[i];
            if (i && rank(e->group) != rank(last) && (e->first->name || e->first->key) && e->group != -1)
                fputc('\n', stream);
            print_entry(stream, e, &noted);
            last = e->group;
        }
        if (noted)
            fputs("\nMandatory or optional arguments to long options are also mandatory or "
                  "optional\nfor any corresponding short options.\n", stream);
    }
    if (flags & HELP_POST_DOC && split && split[1]) {
        fputc('\n', stream);
        wrap(stream, split + 1, 0, 0);
        fputc('\n', stream);
    }
    if (flags & HELP_BUG_ADDR && argp_program_bug_address)
        fprintf(stream, "\nReport bugs to %s.\n", argp_program_bug_address);
    free(list);
}

void argp_help(const struct argp *argp, FILE *stream, unsigned flags, char *name)
{
    print_help(argp, 0, stream, flags, name);
}

void argp_state_help(const struct argp_state *state, FILE *stream, unsigned flags)
{
    if (state && state->flags & NO_ERRS)
        return;
    print_help(state ? state->root_argp : &(struct argp){0}, state, stream, flags,
               state ? state->name : program_invocation_short_name);
    if (!state || !(state->flags & NO_EXIT)) {
        if (flags & HELP_EXIT_ERR)
            exit(argp_err_exit_status);
        if (flags & HELP_EXIT_OK)
            exit(0);
    }
}

void argp_error(const struct argp_state *state, const char *format, ...)
{
    if (state && state->flags & NO_ERRS)
        return;
    FILE *stream = state ? state->err_stream : stderr;
    va_list arguments;
    va_start(arguments, format);
    fprintf(stream, "%s: ", state ? state->name : program_invocation_short_name);
    vfprintf(stream, format, arguments);
    fputc('\n', stream);
    va_end(arguments);
    argp_state_help(state, stream, HELP_STD_ERR);
}

void argp_failure(const struct argp_state *state, int status, int error, const char *format, ...)
{
    if (state && state->flags & NO_ERRS)
        return;
    FILE *stream = state ? state->err_stream : stderr;
    fputs(state ? state->name : program_invocation_short_name, stream);
    if (format) {
        va_list arguments;
        va_start(arguments, format);
        fputs(": ", stream);
        vfprintf(stream, format, arguments);
        va_end(arguments);
    }
    if (error)
        fprintf(stream, ": %s", strerror(error));
    fputc('\n', stream);
    if (status && (!state || !(state->flags & NO_EXIT)))
        exit(status);
}
