// A unique symbol (STB_GNU_UNIQUE) is one for the whole process, RTLD_LOCAL or not; a merely weak one is not.
#include <cstdio>
inline int &shared_counter()
{
    static int value = PART * 100;
    return value;
}
extern "C" int step() { return ++shared_counter(); }
extern "C" int *place() { return &shared_counter(); }
__attribute__((destructor)) static void away() { std::printf("part %d goes\n", PART); }
