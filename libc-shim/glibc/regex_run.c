/* Runs a program of regex_program.h on a text: tries the ways in order of preference, goes back where one fails, and keeps
   the longest match. A state that was met before (place, position, what the groups that are referred to hold) is not
   tried again, so that the time is bounded by the number of states and not of ways. */
#include "glibc/regex.h"
#include "glibc/regex_program.h"
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { NOTHING = -1, NO_MEMORY = 12, NO_MATCH = 1 };
/* A round of a repetition that is its first, which may be empty. */
enum { FIRST_ROUND = 1 << 30 };

struct run {
    const struct program *program;
    const unsigned *text; /* characters */
    int length, flags;
    unsigned referred;    /* groups that are referred to, a bit each */
    int width;            /* numbers of a state: place, position, groups, registers */
    int *stack;
    size_t depth, room;
    unsigned long *met;   /* a table of hashes */
    size_t met_count, met_room;
    int *best;            /* the longest match's groups; best[1] is NOTHING before there is one */
    int failed;
};

static int *groups(int *state) { return state + 2; }
static int *registers(const struct run *run, int *state) { return state + 2 + 2 * run->program->groups; }

static void push(struct run *run, const int *state, unsigned place)
{
    if (run->depth == run->room) {
        size_t room = run->room ? run->room * 2 : 64;
        int *more = realloc(run->stack, room * (size_t)run->width * sizeof *more);
        if (!more) {
            run->failed = 1;
            return;
        }
        run->stack = more;
        run->room = room;
    }
    int *top = run->stack + run->depth++ * (size_t)run->width;
    memcpy(top, state, (size_t)run->width * sizeof *top);
    top[0] = (int)place;
}

static unsigned long mixed(unsigned long hash, unsigned value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15;
    return hash ^ hash >> 29;
}

static int grow(struct run *run)
{
    size_t room = run->met_room ? run->met_room * 2 : 256;
    unsigned long *table = calloc(room, sizeof *table);
    if (!table)
        return 0;
    for (size_t i = 0; i < run->met_room; i++)
        if (run->met[i]) {
            size_t at = run->met[i] % room;
            while (table[at])
                at = (at + 1) % room;
            table[at] = run->met[i];
        }
    free(run->met);
    run->met = table;
    run->met_room = room;
    return 1;
}

/* Whether a state was met before; it is from now on. */
static int was_met(struct run *run, int *state)
{
    const struct program *program = run->program;
    unsigned long hash = mixed(mixed(1, (unsigned)state[0]), (unsigned)state[1]);
    for (unsigned i = 1; i < program->groups && i < 32; i++)
        if (run->referred >> i & 1)
            hash = mixed(mixed(hash, (unsigned)groups(state)[2 * i]), (unsigned)groups(state)[2 * i + 1]);
    for (unsigned i = 0; i < program->registers; i++)
        hash = mixed(hash, (unsigned)registers(run, state)[i]);
    hash |= !hash;
    if (run->met_count * 2 >= run->met_room && !grow(run)) {
        run->failed = 1;
        return 1;
    }
    size_t at = hash % run->met_room;
    for (; run->met[at]; at = (at + 1) % run->met_room)
        if (run->met[at] == hash)
            return 1;
    run->met[at] = hash;
    run->met_count++;
    return 0;
}

static unsigned folded(const struct run *run, unsigned c)
{
    return run->program->flags & REG_IS_ICASE ? (unsigned)towlower(c) : c;
}

static int in_ranges(const struct set *set, unsigned c)
{
    for (unsigned i = 0; i < set->count; i++) {
        const struct range *range = &set->ranges[i];
        if (range->class ? iswctype(c, range->class) : c >= range->low && c <= range->high)
            return 1;
    }
    return 0;
}

static int in_set(const struct run *run, const struct set *set, unsigned c)
{
    if (c >= NO_CHARACTER || (set->is_negated && c == '\n' && run->program->flags & REG_IS_SET_IN_LINE))
        return 0;
    int is_in = in_ranges(set, c);
    if (!is_in && run->program->flags & REG_IS_ICASE)
        is_in = in_ranges(set, towlower(c)) || in_ranges(set, towupper(c));
    return is_in != set->is_negated;
}

static int is_word(const struct run *run, int at)
{
    return at >= 0 && at < run->length && (run->text[at] == '_' || iswalnum(run->text[at]));
}

static int holds(const struct run *run, enum operation edge, int at)
{
    int lines = run->program->flags & REG_IS_NEWLINE, before = is_word(run, at - 1), behind = is_word(run, at);
    switch (edge) {
    case LINE_START: return at == 0 ? !(run->flags & REG_IS_NOTBOL) : lines && run->text[at - 1] == '\n';
    case LINE_END: return at == run->length ? !(run->flags & REG_IS_NOTEOL) : lines && run->text[at] == '\n';
    case TEXT_START: return at == 0;
    case TEXT_END: return at == run->length;
    case WORD_START: return !before && behind;
    case WORD_END: return before && !behind;
    case WORD_EDGE: return before != behind;
    default: return before == behind;
    }
}

/* The position behind another occurrence of a group's text, or NOTHING. */
static int behind_again(const struct run *run, const int *group, int at)
{
    int length = group[1] - group[0];
    if (group[0] < 0 || group[1] < 0 || length > run->length - at)
        return NOTHING;
    for (int i = 0; i < length; i++)
        if (folded(run, run->text[group[0] + i]) != folded(run, run->text[at + i]))
            return NOTHING;
    return at + length;
}

/* Goes on from a state until that way ends. */
static void follow(struct run *run, int *state)
{
    for (;;) {
        const struct instruction *each = &run->program->code[state[0]];
        int at = state[1], is_there = at < run->length;
        unsigned c = is_there ? run->text[at] : 0;
        int *round = registers(run, state) + each->number;
        int goes_on = 1, step = 0;
        switch (each->operation) {
        case CHARACTER: goes_on = step = is_there && folded(run, c) == folded(run, each->number); break;
        case ANY:
            goes_on = step = is_there && c < NO_CHARACTER && !(c == '\n' && run->program->flags & REG_IS_DOT_IN_LINE);
            break;
        case SET: goes_on = step = is_there && in_set(run, &run->program->sets[each->number], c); break;
        case BACK_REFERENCE: {
            int behind = behind_again(run, groups(state) + 2 * each->number, at);
            goes_on = behind != NOTHING;
            step = behind - at;
            break;
        }
        case SPLIT:
            if (was_met(run, state))
                return;
            push(run, state, each->other);
            state[0] = (int)each->to;
            continue;
        case JUMP: state[0] = (int)each->to; continue;
        case SAVE:
            groups(state)[each->number] = at;
            /* The groups' end is open while they are gone through again. */
            if (each->number % 2 == 0)
                groups(state)[each->number + 1] = NOTHING;
            break;
        case BEGIN_FIRST: *round = at | FIRST_ROUND; break;
        case BEGIN_NEXT: *round = at; break;
        case END_ROUND:
            goes_on = *round != at;
            *round = NOTHING;
            break;
        case FOUND:
            if (at > run->best[1]) {
                memcpy(run->best, groups(state), 2 * run->program->groups * sizeof(int));
                run->best[1] = at;
            }
            return;
        default: goes_on = holds(run, each->operation, at); break;
        }
        if (!goes_on)
            return;
        state[0]++;
        state[1] += step;
    }
}

/* The longest match that begins at `start`, in run->best; whether there is one. */
static int match(struct run *run, int *state, int start)
{
    for (int i = 0; i < run->width; i++)
        state[i] = NOTHING;
    state[1] = groups(state)[0] = start;
    run->best[1] = NOTHING;
    push(run, state, 0);
    while (run->depth && !run->failed && run->best[1] < run->length) {
        memcpy(state, run->stack + --run->depth * (size_t)run->width, (size_t)run->width * sizeof *state);
        follow(run, state);
    }
    run->depth = 0;
    return run->best[1] != NOTHING && !run->failed;
}

/* A quick look before a match is tried: most places do not have the first character. */
static int can_begin(const struct run *run, int start)
{
    const struct instruction *first = run->program->code;
    while (first->operation == SAVE)
        first++;
    return first->operation != CHARACTER ||
           (start < run->length && folded(run, run->text[start]) == folded(run, first->number));
}

/* The text's characters, and the byte at which each begins, the end's included. */
static int decode(const struct program *program, const char *text, long size, unsigned *characters, long *places)
{
    int count = 0;
    for (long at = 0; at < size; places[count] = at) {
        unsigned length;
        characters[count] = __apus_regex_character(text + at, program->is_single_byte, &length);
        places[count++] = at;
        at += length;
    }
    return count;
}

int __apus_program_run(const struct program *program, const char *subject, struct extent extent, size_t count,
                       struct musl_match *out, int flags)
{
    size_t size = (size_t)extent.length + 1;
    int width = (int)(2 + 2 * program->groups + program->registers);
    unsigned *characters = malloc(size * sizeof *characters);
    long *places = calloc(size, sizeof *places);
    int *state = malloc((size_t)width * sizeof *state);
    int *best = malloc(2 * program->groups * sizeof *best);
    struct run run = {.program = program, .text = characters, .flags = flags, .width = width, .best = best};
    int is_found = 0;
    if (characters && places && state && best) {
        run.length = decode(program, subject, extent.length, characters, places);
        for (unsigned i = 0; i < program->count; i++)
            if (program->code[i].operation == BACK_REFERENCE)
                run.referred |= 1u << program->code[i].number;
        for (int start = 0; start <= run.length && places[start] <= extent.until && !is_found && !run.failed; start++)
            is_found = places[start] >= extent.from && can_begin(&run, start) && match(&run, state, start);
    } else {
        run.failed = 1;
    }
    for (size_t i = 0; is_found && i < count; i++) {
        int there = i < program->groups && best[2 * i] >= 0 && best[2 * i + 1] >= 0;
        out[i].start = there ? places[best[2 * i]] : -1;
        out[i].end = there ? places[best[2 * i + 1]] : -1;
    }
    free(characters);
    free(places);
    free(state);
    free(best);
    free(run.stack);
    free(run.met);
    return run.failed ? NO_MEMORY : is_found ? 0 : NO_MATCH;
}
