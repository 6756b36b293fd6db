// Cancellation and pthread_exit unwind C++ frames: destructors, catch (...) that throws on,
// cleanup handlers of both kinds in between, thread_local objects.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <pthread.h>
#include <semaphore.h>
#include <thread>
#include <mutex>
#include <future>
#include <condition_variable>
#include <stdexcept>
#include <unistd.h>
#include <cxxabi.h>

static sem_t ready;
struct Noted { const char *name; ~Noted() { std::printf(" ~%s", name); } };
static void note(void *p) { std::printf(" [%s]", (char *)p); }
struct Last { ~Last() { std::printf(" ~thread_local"); } };
static thread_local Last last;

static void deep(int n) { Noted x{"deep"}; if (n) deep(n - 1); else { sem_post(&ready); for (;;) pause(); } }
static void *blocked(void *) { (void)&last; Noted a{"a"}; try { Noted b{"b"}; deep(2); } catch (...) { std::printf(" caught"); throw; } return 0; }
static void *forced(void *) { (void)&last; Noted a{"a"}; try { deep(0); } catch (abi::__forced_unwind &) { std::printf(" forced"); throw; } catch (std::exception &) { std::printf(" wrong"); } return 0; }
static void *exiting(void *) { Noted a{"a"}; try { Noted b{"b"}; pthread_exit((void *)1); } catch (...) { std::printf(" caught"); throw; } }
static void *pushed(void *) { Noted a{"a"}; pthread_cleanup_push(note, (void *)"outer"); Noted b{"b"}; pthread_cleanup_push(note, (void *)"inner"); deep(0); pthread_cleanup_pop(0); pthread_cleanup_pop(0); return 0; }
static void *in_destructor(void *) { struct Sleeps { ~Sleeps() { sleep(0); std::printf(" slept"); } }; Noted a{"a"}; Sleeps s; sem_post(&ready); for (;;) pause(); return 0; }
static std::mutex m; static std::condition_variable_any any;
static void *guarded(void *) { std::unique_lock<std::mutex> l(m); Noted a{"a"}; sem_post(&ready); for (;;) any.wait(l); return 0; }
extern "C" int compare(const void *, const void *) { throw std::runtime_error("from qsort"); }
extern "C" int compare_exit(const void *, const void *) { Noted n{"compare"}; pthread_exit((void *)1); }
static void *in_qsort(void *) { Noted n{"outside qsort"}; int v[4] = {3, 1, 2, 4}; std::qsort(v, 4, sizeof v[0], compare_exit); return 0; }
static void *in_stdio(void *) { Noted n{"around fgets"}; static int p[2]; pipe(p); FILE *f = fdopen(p[0], "r"); char b[10]; sem_post(&ready); fgets(b, 10, f); return 0; }
static void *in_sleep(void *) { Noted n{"around sleep"}; sem_post(&ready); sleep(100); return 0; }
static void *in_system(void *) { Noted n{"around sigwait"}; sigset_t s; sigemptyset(&s); sigaddset(&s, SIGUSR1); int x; sem_post(&ready); sigwait(&s, &x); return 0; }

static pthread_once_t once = PTHREAD_ONCE_INIT; static int tries;
static void throws() { if (tries++ == 0) throw 5; std::printf(" initialised"); }
static pthread_once_t cancelled_once = PTHREAD_ONCE_INIT; static int attempts;
static void slow() { if (attempts++ == 0) { sem_post(&ready); for (;;) pause(); } usleep(50000); std::printf(" second attempt"); }
static void *first_once(void *) { Noted n{"once"}; pthread_once(&cancelled_once, slow); return 0; }
static void *second_once(void *) { pthread_once(&cancelled_once, slow); return 0; }

static void run(const char *what, void *(*f)(void *), bool cancel)
{
    pthread_t t; void *r; std::printf("%s:", what); pthread_create(&t, 0, f, 0);
    if (cancel) { sem_wait(&ready); usleep(20000); pthread_cancel(t); }
    pthread_join(t, &r); std::printf(" %s\n", r == PTHREAD_CANCELED ? "cancelled" : "ended");
}

int main()
{
    std::setvbuf(stdout, 0, _IONBF, 0);
    sem_init(&ready, 0, 0);
    run("blocked", blocked, true); run("forced", forced, true); run("exit", exiting, false); run("pushed", pushed, true);
    run("in destructor", in_destructor, true); run("guarded", guarded, true); std::printf("free %d\n", m.try_lock()); m.unlock();
    int v[4] = {3, 1, 2, 4}; try { Noted n{"throwing"}; std::qsort(v, 4, sizeof v[0], compare); } catch (std::exception &e) { std::printf(" %s\n", e.what()); }
    run("qsort", in_qsort, false); run("fgets", in_stdio, true); run("sleep", in_sleep, true); run("sigwait", in_system, true);
    try { pthread_once(&once, throws); } catch (int i) { std::printf("thrown %d", i); } pthread_once(&once, throws); pthread_once(&once, throws); std::printf(" %d\n", tries);
    pthread_t a, b; pthread_create(&a, 0, first_once, 0); sem_wait(&ready); pthread_create(&b, 0, second_once, 0); usleep(20000); pthread_cancel(a); pthread_join(a, 0); pthread_join(b, 0); std::printf(" %d\n", attempts);
    std::once_flag f; int n = 0; for (int i = 0; i < 3; i++) try { std::call_once(f, [&] { if (n++ == 0) throw 1; }); } catch (int) { std::printf("call_once threw "); } std::printf("%d\n", n);
    auto future = std::async(std::launch::async, [] { throw std::runtime_error("carried over"); return 1; }); try { future.get(); } catch (std::exception &e) { std::printf("%s\n", e.what()); }
    std::thread([] { (void)&last; }).join(); std::puts("");
    return 0;
}
