/* Thread-local storage of libraries that are opened while threads run, and closed while they still do. */
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { THREADS = 6, LIBRARIES = 4 };
static const char *const names[LIBRARIES] = {"./libgd.so", "./libdesc.so", "./libie.so", "./libobject.so"};
static void *handles[LIBRARIES];
static long (*steps[LIBRARIES])(int);
static pthread_barrier_t barrier;
static long results[THREADS][3][LIBRARIES];
static int own_errors[THREADS];

static void *work(void *argument)
{
    int self = (int)(long)argument;
    for (int round = 0; round < 3; round++) {
        pthread_barrier_wait(&barrier); /* the libraries are open */
        for (int library = 0; library < LIBRARIES; library++)
            for (int i = 0; i <= self; i++)
                results[self][round][library] = steps[library](self + 1);
        char name[32];
        snprintf(name, sizeof name, "none%d", self);
        dlsym(handles[0], name);
        pthread_barrier_wait(&barrier); /* all have used them */
        const char *text = dlerror();
        own_errors[self] += text && strstr(text, name) != 0;
        pthread_barrier_wait(&barrier); /* they are closed */
    }
    return 0;
}

int main(void)
{
    pthread_t threads[THREADS];
    pthread_barrier_init(&barrier, 0, THREADS + 1);
    for (long i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], 0, work, (void *)i))
            return 1;
    for (int round = 0; round < 3; round++) {
        /* In another order each time, so that modules change their numbers. The last stays open. */
        for (int i = 0; i < LIBRARIES; i++) {
            int library = (i + round) % LIBRARIES;
            handles[library] = dlopen(names[library], RTLD_NOW);
            if (!handles[library]) {
                puts(dlerror());
                return 1;
            }
            steps[library] = (long (*)(int))dlsym(handles[library], "step");
        }
        pthread_barrier_wait(&barrier);
        pthread_barrier_wait(&barrier);
        for (int library = 0; library < LIBRARIES; library++)
            dlclose(handles[library]);
        pthread_barrier_wait(&barrier);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], 0);
    for (int i = 0; i < THREADS; i++) {
        printf("thread %d, %d errors of its own:", i, own_errors[i]);
        for (int round = 0; round < 3; round++)
            for (int library = 0; library < LIBRARIES; library++)
                printf(" %ld", results[i][round][library]);
        putchar('\n');
    }
    /* Its threads' objects are gone, so it can go now. */
    void *object = dlopen(names[3], RTLD_NOW);
    ((void (*)(void))dlsym(object, "report"))();
    printf("closed: %d\n", dlclose(object));
    puts("end of main");
    return 0;
}
