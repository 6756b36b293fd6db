/* call [ROWS]: makes the calls that the rows of a file, or of standard input, describe, one result line each.
   A call that gets a signal is left by a jump, and the next one is made. */
#include "call.h"
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf way_out;
static volatile sig_atomic_t inside;

static void on_signal(int number)
{
    if (!inside) {
        signal(number, SIG_DFL);
        raise(number);
        return;
    }
    inside = 0;
    siglongjmp(way_out, number);
}

static void catch_signals(void)
{
    static const int caught[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
    /* A stack of its own, for calls that use up theirs. */
    stack_t stack = {.ss_size = 1 << 16, .ss_sp = malloc(1 << 16)};
    sigaltstack(&stack, 0);
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_ONSTACK | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
        sigaction(caught[i], &action, 0);
}

/* Rounding to nearest, no exceptions pending or trapped, whatever the call before did. */
static void reset_floating_point(void)
{
    unsigned mxcsr = 0x1f80;
    __asm__ volatile("fninit; cld; ldmxcsr %0" : : "m"(mxcsr));
}

/* The short integers and float that a `...` does not take. */
static void promote(struct argument *argument)
{
    switch (argument->type.kind) {
    case I8: argument->value.integer = (int8_t)argument->value.integer; break;
    case U8: argument->value.integer = (uint8_t)argument->value.integer; break;
    case I16: argument->value.integer = (int16_t)argument->value.integer; break;
    case U16: argument->value.integer = (uint16_t)argument->value.integer; break;
    case F32:
        argument->value.twice = argument->value.single;
        argument->type = (struct type){F64, &ffi_type_double};
        return;
    default: return;
    }
    argument->type = (struct type){I32, &ffi_type_sint32};
}

static void perform(struct row *row)
{
    const char *problem;
    void *function = find_function(row->library, row->function, &problem);
    if (!function) {
        print_problem(row, problem ? problem : "no such function", problem ? 0 : row->function);
        return;
    }
    ffi_type *types[MAXIMUM_ARGUMENTS];
    void *values[MAXIMUM_ARGUMENTS];
    unsigned count = 0;
    for (int i = 0; i < row->count; i++) {
        struct argument *argument = &row->arguments[i];
        if (!argument->passed)
            continue;
        if (row->fixed >= 0 && (int)count >= row->fixed)
            promote(argument);
        types[count] = argument->type.ffi;
        values[count++] = &argument->value;
    }
    ffi_cif call;
    ffi_status status = row->fixed < 0
                            ? ffi_prep_cif(&call, FFI_DEFAULT_ABI, count, row->result.ffi, types)
                            : ffi_prep_cif_var(&call, FFI_DEFAULT_ABI, (unsigned)row->fixed, count, row->result.ffi, types);
    static union value result;
    if (status != FFI_OK || row->result.ffi->size > sizeof result) {
        print_problem(row, "libffi cannot make such a call", 0);
        return;
    }
    memset(&result, 0, sizeof result);
    int number = sigsetjmp(way_out, 1);
    if (number) {
        reset_floating_point();
        print_signal(row, number);
        return;
    }
    reset_floating_point();
    inside = 1;
    errno = 0;
    ffi_call(&call, FFI_FN(function), &result, values);
    int error = errno;
    /* A pointer that is returned may lead nowhere. */
    reset_floating_point();
    print_result(row, &result, error);
    inside = 0;
}

static char *read_all(int descriptor)
{
    size_t room = 1 << 16, length = 0;
    char *text = malloc(room);
    for (;;) {
        if (length + 1 >= room) {
            room *= 2;
            text = realloc(text, room);
        }
        if (!text)
            _exit(125);
        ssize_t got = read(descriptor, text + length, room - length - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    text[length] = 0;
    return text;
}

int main(int count, char **words)
{
    int descriptor = count > 1 ? open(words[1], O_RDONLY) : 0;
    if (descriptor < 0) {
        perror(words[1]);
        return 125;
    }
    char *at = read_all(descriptor);
    reserve_memory();
    catch_signals();
    static struct row row;
    while (*at) {
        char *line = at;
        at = strchrnul(at, '\n');
        if (*at)
            *at++ = 0;
        if (!*line)
            continue;
        const char *problem = read_row(line, &row);
        if (problem)
            print_problem(&row, problem, 0);
        else
            perform(&row);
        /* What the function printed comes before its result. */
        fflush(stdout);
        flush_output();
    }
    return 0;
}
