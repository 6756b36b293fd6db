// Objects that each thread makes on first use and destroys when it ends.
#include <atomic>
#include <cstdio>
static std::atomic<int> made, destroyed;
struct Noisy {
    long uses = 0;
    Noisy() { made++; }
    ~Noisy() { destroyed += uses > 0; }
};
static thread_local Noisy object;
extern "C" long step(int) { return ++object.uses; }
extern "C" void report() { std::printf("made %d, destroyed %d\n", made.load(), destroyed.load()); }
__attribute__((destructor)) static void away() { report(); }
