// Thread-local storage of objects that are loaded and unloaded while threads run: numbers that are
// used again, destructors of thread_local objects, which keep their object loaded.
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <string>
#include <unistd.h>

static std::string folder;
static std::string make(const char *name, const std::string &code)
{
    std::string source = folder + "/" + name + ".cc", library = folder + "/" + name + ".so";
    FILE *f = fopen(source.c_str(), "w");
    fputs(code.c_str(), f);
    fclose(f);
    if (system(("g++ -w -shared -fPIC -o " + library + " " + source).c_str())) { puts("no compiler"); exit(77); }
    return library;
}

static sem_t go[4], done;
static int *(*first)(), *(*second)();
static void *worker(void *p)
{
    long me = (long)p;
    sem_wait(&go[me]);
    std::printf("worker %ld: first %d", me, (*first())++);
    std::printf(" %d\n", *first());
    sem_post(&done);
    sem_wait(&go[me]);
    std::printf("worker %ld: second %d", me, (*second())++);
    std::printf(" %d\n", *second());
    sem_post(&done);
    return 0;
}
static void (*touch)();
static void *toucher(void *) { touch(); sem_post(&done); sem_wait(&go[3]); return 0; }
static thread_local struct Own { int n = 3; ~Own() { std::printf("own %d\n", n); } } own;
static void *with_own(void *) { own.n++; return 0; }

int main()
{
    setvbuf(stdout, 0, _IONBF, 0);
    char pattern[] = "/tmp/tls-XXXXXX";
    folder = mkdtemp(pattern);
    std::string a = make("a", "static thread_local int v = 100; static thread_local char big[100000]; extern \"C\" int *get() { big[99999] = 1; return &v; }");
    std::string b = make("b", "static thread_local int v = 200, zero[50]; extern \"C\" int *get() { if (zero[49]) v = -1; return &v; }");
    std::string c = make("c", "#include <cstdio>\nstruct S { int v = 1; ~S() { std::printf(\"destroyed %d\\n\", v); } }; static thread_local S s; extern \"C\" void touch() { s.v++; }");
    pthread_t t[3];
    for (int i = 0; i < 4; i++) sem_init(&go[i], 0, 0);
    sem_init(&done, 0, 0);
    for (long i = 0; i < 3; i++) pthread_create(&t[i], 0, worker, (void *)i);
    void *h = dlopen(a.c_str(), RTLD_NOW);
    if (!h) { puts(dlerror()); return 1; }
    first = (int *(*)())dlsym(h, "get");
    std::printf("main %d\n", (*first())++);
    for (int i = 0; i < 2; i++) sem_post(&go[i]), sem_wait(&done);
    dlclose(h);
    h = dlopen(b.c_str(), RTLD_NOW); // takes the number over
    second = (int *(*)())dlsym(h, "get");
    std::printf("main %d\n", (*second())++);
    for (int i = 0; i < 2; i++) sem_post(&go[i]), sem_wait(&done);
    void *again = dlopen(a.c_str(), RTLD_NOW);
    first = (int *(*)())dlsym(again, "get");
    std::printf("main %d %d\n", *first(), *second());
    for (int i = 0; i < 2; i++) sem_post(&go[2]), sem_wait(&done);
    for (int i = 0; i < 3; i++) pthread_join(t[i], 0);

    void *k = dlopen(c.c_str(), RTLD_NOW);
    touch = (void (*)())dlsym(k, "touch");
    pthread_create(&t[0], 0, toucher, 0);
    sem_wait(&done);
    dlclose(k);
    std::puts("closed"); // but a destructor is left
    sem_post(&go[3]);
    pthread_join(t[0], 0);
    pthread_create(&t[0], 0, with_own, 0), pthread_join(t[0], 0);
    for (int i = 0; i < 200; i++) { void *x = dlopen(a.c_str(), RTLD_NOW); first = (int *(*)())dlsym(x, "get"); if (*first() != 100 + (again != 0 && i < 0)) {} dlclose(x); }
    system(("rm -r " + folder).c_str());
    std::puts("end");
    _exit(0);
}
