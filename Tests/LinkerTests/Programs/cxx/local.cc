// Linked with its own copy of the unwinder.
#include <cstdio>
#include <stdexcept>
extern "C" int own_unwinder()
{
    try {
        throw std::out_of_range("own unwinder");
    } catch (const std::logic_error &error) {
        std::printf("caught %s\n", error.what());
        return 1;
    }
}
