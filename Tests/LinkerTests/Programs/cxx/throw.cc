// A library that is opened at run time: throws, makes objects, and has thread-local ones with destructors.
#include "shapes.h"
#include <cstdio>
#include <string>
#include <typeinfo>

struct Disc : Round, Coloured {
    const char *name() const override { return "disc"; }
};

struct Noisy {
    const char *text;
    int uses = 0;
    explicit Noisy(const char *text) : text(text) { std::printf("%s made\n", text); }
    ~Noisy() { std::printf("%s destroyed after %d uses\n", text, uses); }
};
static Noisy plain("static object");
static thread_local Noisy local("thread_local object");

extern "C" {
void throw_shape(int code) { throw ShapeError("thrown in a library", code); }
void throw_int(int code) { throw code; }
void throw_token() { throw Registry<int>::Token(); }
Shape *make_disc() { return new Disc; }
Coloured *as_coloured(Shape *shape) { return dynamic_cast<Coloured *>(shape); }
const std::type_info *type_of_round() { return &typeid(Round); }
int *counter_address() { return &++counter(); }
int *tally_address() { return &++tally; }
int *entries_address() { return &(Registry<int>::entries += 10); }
void use_local() { local.uses++, plain.uses++; }
int call_guarded(void (*function)())
{
    try {
        function();
    } catch (const std::exception &error) {
        std::printf("library caught: %s\n", error.what());
        return 1;
    }
    return 0;
}
}
