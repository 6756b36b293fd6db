// C++ across objects: exceptions, run-time types, and what several objects define but must share.
#include "shapes.h"
#include <cstdio>
#include <dlfcn.h>
#include <typeinfo>

extern "C" void through(void (*)(int), int);

template <typename T> static T find(void *handle, const char *name)
{
    void *address = dlsym(handle, name);
    if (!address) std::printf("%s\n", dlerror());
    return reinterpret_cast<T>(address);
}

static void thrower() { throw ShapeError("thrown in main", 9); }

int main()
{
    void *library = dlopen("./libthrow.so", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        std::printf("%s\n", dlerror());
        return 1;
    }
    auto throw_shape = find<void (*)(int)>(library, "throw_shape");
    try {
        throw_shape(42);
    } catch (const ShapeError &error) {
        std::printf("main caught: %s, %d\n", error.what(), error.code);
    }
    try {
        through(throw_shape, 5);
    } catch (const std::runtime_error &error) {
        std::printf("main caught through C: %s\n", error.what());
    }
    try {
        find<void (*)(int)>(library, "throw_int")(17);
    } catch (int value) {
        std::printf("main caught %d\n", value);
    }
    try {
        find<void (*)()>(library, "throw_token")();
    } catch (Registry<int>::Token) {
        std::printf("main caught a template's type\n");
    }
    std::printf("library caught main's: %d\n", find<int (*)(void (*)())>(library, "call_guarded")(thrower));

    Shape *disc = find<Shape *(*)()>(library, "make_disc")();
    std::printf("%s, round %d, coloured %d\n", disc->name(), dynamic_cast<Round *>(disc)->radius,
                dynamic_cast<Coloured *>(disc)->colour());
    Round mine;
    std::printf("no colour: %d\n", find<Coloured *(*)(Shape *)>(library, "as_coloured")(&mine) == nullptr);
    std::printf("type_info: equal %d\n", *find<const std::type_info *(*)()>(library, "type_of_round")() == typeid(Round));

    int *own = &++counter();
    int *other = find<int *(*)()>(library, "counter_address")();
    std::printf("function's static: same %d, %d\n", own == other, *other);
    own = &tally;
    other = find<int *(*)()>(library, "tally_address")();
    std::printf("inline variable: same %d, %d\n", own == other, *other);
    own = &++Registry<int>::entries;
    other = find<int *(*)()>(library, "entries_address")();
    std::printf("template's static: same %d, %d\n", own == other, *other);

    void *local = dlopen("./liblocal.so", RTLD_NOW);
    std::printf("own unwinder: %d\n", local ? find<int (*)()>(local, "own_unwinder")() : -1);

    find<void (*)()>(library, "use_local")();
    // The thread_local object's destructor is still to come: the library must stay until then.
    std::printf("close: %d\n", dlclose(library));
    std::printf("end of main\n");
}
