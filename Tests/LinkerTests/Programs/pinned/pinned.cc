// A thread_local object with a destructor keeps its library loaded until it has run.
#include <cstdio>
#ifdef OTHER
#define NAME "other"
#else
#define NAME "pinned"
#endif
struct Noisy {
    int uses = 0;
    ~Noisy() { std::printf(NAME ": thread_local destroyed after %d uses\n", uses); }
};
static thread_local Noisy local;
struct Static {
    ~Static() { std::printf(NAME ": static destroyed\n"); }
} object;
extern "C" int use() { return ++local.uses; }
__attribute__((destructor)) static void away() { std::printf(NAME ": destructor\n"); }
