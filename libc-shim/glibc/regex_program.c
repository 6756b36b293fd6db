/* Compiles a regular expression that musl has found to be right to a program (regex_program.h). */
#include "glibc/regex.h"
#include "glibc/regex_program.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Code of at most this many instructions: intervals in intervals multiply. */
enum { MOST_CODE = 1 << 20, MOST_REPEATS = 32767 };
enum { TOO_BIG = 15, NO_MEMORY = 12, BAD_REFERENCE = 6 };

struct parser {
    struct program *program;
    const char *text, *at;
    unsigned group_count;
    unsigned closed; /* the groups that are complete, a bit each */
    int is_extended, depth, error;
};

unsigned __apus_regex_character(const char *text, int is_single_byte, unsigned *length)
{
    wchar_t wide;
    mbstate_t state = {0};
    *length = 1;
    if (is_single_byte || !(*text & 0x80))
        return (unsigned char)*text;
    size_t got = mbrtowc(&wide, text, MB_LEN_MAX, &state);
    if (got > MB_LEN_MAX)
        return NO_CHARACTER + (unsigned char)*text;
    *length = (unsigned)got;
    return (unsigned)wide;
}

static unsigned emit(struct parser *p, enum operation operation, unsigned number)
{
    struct program *program = p->program;
    if (program->count == program->room) {
        unsigned room = program->room ? program->room * 2 : 32;
        struct instruction *more =
            room > MOST_CODE ? 0 : realloc(program->code, room * sizeof *more);
        if (!more) {
            p->error = room > MOST_CODE ? TOO_BIG : NO_MEMORY;
            return 0;
        }
        program->code = more;
        program->room = room;
    }
    program->code[program->count] = (struct instruction){.operation = operation, .number = number};
    return program->count++;
}

static struct instruction *code(struct parser *p, unsigned at) { return &p->program->code[at]; }
static unsigned here(struct parser *p) { return p->program->count; }

/* Room for an instruction before those from `start` on, whose targets move along. */
static void insert(struct parser *p, unsigned start, enum operation operation, unsigned number)
{
    emit(p, operation, number);
    if (p->error)
        return;
    memmove(code(p, start + 1), code(p, start), (here(p) - 1 - start) * sizeof(struct instruction));
    *code(p, start) = (struct instruction){.operation = operation, .number = number};
    for (unsigned i = start + 1; i < here(p); i++)
        if (code(p, i)->operation == SPLIT || code(p, i)->operation == JUMP) {
            code(p, i)->to += code(p, i)->to >= start;
            code(p, i)->other += code(p, i)->other >= start;
        }
}

/* A copy of the code from `start` up to `end`, at the end. */
static void copy(struct parser *p, unsigned start, unsigned end)
{
    unsigned shift = here(p) - start;
    for (unsigned i = start; i < end && !p->error; i++) {
        struct instruction each = *code(p, i);
        unsigned made = emit(p, each.operation, each.number);
        if (!p->error && (each.operation == SPLIT || each.operation == JUMP)) {
            code(p, made)->to = each.to + shift;
            code(p, made)->other = each.other + shift;
        }
    }
}

/* The code from `start` on as often as one likes, but once: the last of its rounds that need be. */
static void loop(struct parser *p, unsigned start)
{
    /* first: BEGIN_FIRST, JUMP body; next: BEGIN_NEXT; body: …, END_ROUND, SPLIT next, end */
    unsigned number = p->program->registers++;
    insert(p, start, BEGIN_NEXT, number);
    insert(p, start, JUMP, 0);
    insert(p, start, BEGIN_FIRST, number);
    emit(p, END_ROUND, number);
    unsigned split = emit(p, SPLIT, 0);
    if (p->error)
        return;
    code(p, start + 1)->to = start + 3;
    code(p, split)->to = start + 2;
    code(p, split)->other = split + 1;
}

/* The code from `start` on, or nothing. */
static void optional(struct parser *p, unsigned start)
{
    insert(p, start, SPLIT, 0);
    if (p->error)
        return;
    code(p, start)->to = start + 1;
    code(p, start)->other = here(p);
}

/* The code from `start` on, from `least` to `most` times; `most` is -1 for any number. */
static void repeat(struct parser *p, unsigned start, int least, int most)
{
    unsigned end = here(p), last = start;
    if (most == 0) {
        p->program->count = start;
        return;
    }
    for (int i = 1; i < least && !p->error; i++) {
        last = here(p);
        copy(p, start, end);
    }
    if (most < 0) {
        loop(p, last);
        if (least == 0)
            optional(p, start);
        return;
    }
    /* x{2,4} is x x (x (x)?)?: each further one may be left out together with those behind it. Until their common end is
       known, each SPLIT has the place of the one before it as its number. */
    unsigned skip = least == 0, previous = 0;
    if (skip)
        optional(p, start);
    for (int i = skip ? 1 : least; i < most && !p->error; i++) {
        unsigned split = emit(p, SPLIT, previous);
        if (p->error)
            return;
        code(p, split)->to = split + 1;
        previous = split;
        copy(p, start + skip, end + skip);
    }
    for (unsigned split = previous; split && !p->error; split = code(p, split)->number)
        code(p, split)->other = here(p);
    if (skip && !p->error)
        code(p, start)->other = here(p);
}

static unsigned next_character(struct parser *p)
{
    unsigned length, c = __apus_regex_character(p->at, p->program->is_single_byte, &length);
    p->at += length;
    return c;
}

static void add_range(struct parser *p, struct set *set, struct range range)
{
    struct range *more = realloc(set->ranges, (set->count + 1) * sizeof *more);
    if (!more) {
        p->error = NO_MEMORY;
        return;
    }
    set->ranges = more;
    set->ranges[set->count++] = range;
}

/* A class by name: `[:alpha:]`, or of \w and \s. */
static void add_class(struct parser *p, struct set *set, const char *name)
{
    add_range(p, set, (struct range){0, 0, wctype(name)});
}

static struct set *new_set(struct parser *p)
{
    struct program *program = p->program;
    struct set *more = realloc(program->sets, (program->set_count + 1) * sizeof *more);
    if (!more) {
        p->error = NO_MEMORY;
        return 0;
    }
    program->sets = more;
    more[program->set_count] = (struct set){0};
    emit(p, SET, program->set_count);
    return &more[program->set_count++];
}

/* A member of a bracket expression: a character, perhaps as `[.x.]` or `[=x=]`. */
static unsigned element(struct parser *p)
{
    if (p->at[0] == '[' && (p->at[1] == '.' || p->at[1] == '=')) {
        char mark = p->at[1];
        p->at += 2;
        unsigned c = next_character(p);
        if (p->at[0] == mark && p->at[1] == ']')
            p->at += 2;
        return c;
    }
    return next_character(p);
}

static void bracket(struct parser *p)
{
    struct set *set = new_set(p);
    if (!set)
        return;
    set->is_negated = *p->at == '^';
    p->at += set->is_negated;
    const char *first = p->at;
    while (*p->at && (*p->at != ']' || p->at == first) && !p->error) {
        if (p->at[0] == '[' && p->at[1] == ':') {
            char name[16] = {0};
            const char *end = strstr(p->at, ":]");
            size_t length = end ? (size_t)(end - p->at - 2) : sizeof name;
            if (length >= sizeof name)
                return;
            memcpy(name, p->at + 2, length);
            int is_case = p->program->flags & REG_IS_ICASE && (!strcmp(name, "upper") || !strcmp(name, "lower"));
            add_class(p, set, is_case ? "alpha" : name);
            p->at = end + 2;
            continue;
        }
        unsigned low = element(p), high = low;
        if (p->at[0] == '-' && p->at[1] && p->at[1] != ']') {
            p->at++;
            high = element(p);
        }
        add_range(p, set, (struct range){low, high, 0});
    }
    p->at += *p->at == ']';
}

static void alternatives(struct parser *);

static void group(struct parser *p)
{
    unsigned number = ++p->group_count;
    emit(p, SAVE, number * 2);
    p->depth++;
    alternatives(p);
    p->depth--;
    emit(p, SAVE, number * 2 + 1);
    p->at += *p->at ? 1 + !p->is_extended : 0;
    if (number < 32)
        p->closed |= 1u << number;
}

static void word_class(struct parser *p, char letter)
{
    struct set *set = new_set(p);
    if (!set)
        return;
    set->is_negated = letter == 'W' || letter == 'S';
    add_class(p, set, letter == 's' || letter == 'S' ? "space" : "alnum");
    if (letter == 'w' || letter == 'W')
        add_range(p, set, (struct range){'_', '_', 0});
}

/* What a backslash begins; returns whether it can be repeated. */
static int escaped(struct parser *p)
{
    static const char letters[] = "`'<>bB";
    static const enum operation edges[] = {TEXT_START, TEXT_END, WORD_START, WORD_END, WORD_EDGE, WORD_INSIDE};
    char c = *p->at;
    const char *edge = strchr(letters, c);
    if (edge && c) {
        p->at++;
        emit(p, edges[edge - letters], 0);
        return 0;
    }
    if (c && strchr("wWsS", c)) {
        p->at++;
        word_class(p, c);
    } else if (c >= '1' && c <= '9') {
        p->at++;
        if (!(p->closed & 1u << (c - '0')))
            p->error = BAD_REFERENCE;
        emit(p, BACK_REFERENCE, (unsigned)(c - '0'));
    } else if (c == '(' && !p->is_extended) {
        p->at++;
        group(p);
    } else {
        emit(p, CHARACTER, next_character(p));
    }
    return 1;
}

/* Whether what is written here is this operator: with a backslash in basic expressions, without in extended ones. */
static int is_operator(struct parser *p, char operator)
{
    return p->is_extended ? p->at[0] == operator : p->at[0] == '\\' && p->at[1] == operator;
}

static int is_end(struct parser *p)
{
    return !*p->at || is_operator(p, '|') || (is_operator(p, ')') && p->depth);
}

static int number(const char **at)
{
    int value = 0;
    while (**at >= '0' && **at <= '9')
        value = value > MOST_REPEATS ? value : value * 10 + *(*at)++ - '0';
    return value;
}

/* `{2}`, `{2,}`, `{,4}`, `{2,4}`; 0 where this is no interval. */
static int interval(struct parser *p, int *least, int *most)
{
    const char *at = p->at + 1 + !p->is_extended, *start = at;
    *least = number(&at);
    *most = at == start ? -1 : *least;
    if (*at == ',') {
        const char *second = ++at;
        *most = number(&at);
        if (at == second)
            *most = -1;
    } else if (at == start) {
        return 0;
    }
    if (!p->is_extended && *at++ != '\\')
        return 0;
    if (*at++ != '}')
        return 0;
    if (*least > MOST_REPEATS || *most > MOST_REPEATS)
        p->error = TOO_BIG;
    p->at = at;
    return 1;
}

static void repetitions(struct parser *p, unsigned start)
{
    while (!p->error) {
        int least = 0, most = -1;
        if (*p->at == '*') {
            p->at++;
        } else if (is_operator(p, '+') || is_operator(p, '?')) {
            p->at += !p->is_extended;
            least = *p->at == '+';
            most = *p->at++ == '+' ? -1 : 1;
        } else if (!is_operator(p, '{') || !interval(p, &least, &most)) {
            return;
        }
        if (!p->error)
            repeat(p, start, least, most);
    }
}

static void branch(struct parser *p)
{
    int is_first = 1;
    while (!is_end(p) && !p->error) {
        unsigned start = here(p);
        int repeats = 1;
        char c = *p->at;
        if (c == '^' && (p->is_extended || is_first)) {
            p->at++;
            emit(p, LINE_START, 0);
            /* A star behind it is a star in basic expressions. */
            repeats = p->is_extended;
            if (!repeats) {
                is_first = 0;
                continue;
            }
        } else if (c == '$' && (p->is_extended || !p->at[1] ||
                                (p->at[1] == '\\' && (p->at[2] == '|' || (p->at[2] == ')' && p->depth))))) {
            p->at++;
            emit(p, LINE_END, 0);
        } else if (c == '[') {
            p->at++;
            bracket(p);
        } else if (c == '.') {
            p->at++;
            emit(p, ANY, 0);
        } else if (c == '(' && p->is_extended) {
            p->at++;
            group(p);
        } else if (c == '\\' && p->at[1]) {
            p->at++;
            repeats = escaped(p);
        } else {
            emit(p, CHARACTER, next_character(p));
        }
        is_first = 0;
        if (repeats)
            repetitions(p, start);
    }
}

static void alternatives(struct parser *p)
{
    unsigned start = here(p), closed = p->closed;
    branch(p);
    if (p->error || !is_operator(p, '|') || !*p->at)
        return;
    p->at += 1 + !p->is_extended;
    /* SPLIT first, second; first: …, JUMP end; second: … */
    insert(p, start, SPLIT, 0);
    unsigned jump = emit(p, JUMP, 0);
    if (p->error)
        return;
    code(p, start)->to = start + 1;
    code(p, start)->other = jump + 1;
    /* One alternative cannot refer to another's groups. */
    unsigned first_closed = p->closed;
    p->closed = closed;
    alternatives(p);
    p->closed |= first_closed;
    if (!p->error)
        code(p, jump)->to = here(p);
}

int __apus_program_compile(struct program **out, const char *text, int flags)
{
    struct program *program = calloc(1, sizeof *program);
    if (!program)
        return NO_MEMORY;
    int in_line = flags & REG_IS_NEWLINE && !(flags & REG_IS_GNU) ? REG_IS_DOT_IN_LINE | REG_IS_SET_IN_LINE : 0;
    program->flags = flags | in_line;
    program->is_single_byte = MB_CUR_MAX == 1;
    struct parser parser = {.program = program, .text = text, .at = text, .is_extended = flags & REG_IS_EXTENDED};
    alternatives(&parser);
    /* A parenthesis that nothing opened is one in extended expressions. */
    emit(&parser, FOUND, 0);
    program->groups = parser.group_count + 1;
    if (parser.error) {
        __apus_program_free(program);
        return parser.error;
    }
    *out = program;
    return 0;
}

void __apus_program_free(struct program *program)
{
    if (!program)
        return;
    for (unsigned i = 0; i < program->set_count; i++)
        free(program->sets[i].ranges);
    free(program->sets);
    free(program->code);
    free(program);
}
