/* ftw and nftw: musl numbers the kinds of entries from 1, glibc from 0. */
#include "apus/musl.h"
#include <sys/stat.h>
#include <ftw.h>
#include "apus/large_files.h"

extern int __musl_nftw(const char *, int (*)(const char *, const struct stat *, int, struct FTW *),
                       int, int) HIDDEN;

typedef int (*visitor)(const char *, const struct stat *, int, struct FTW *);
typedef int (*old_visitor)(const char *, const struct stat *, int);

/* Walks nest; the innermost is the thread's. */
struct walk {
    visitor visit;
    old_visitor old_visit;
};

static int translate(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    struct walk *walk = apus_self()->walk;
    int answer = walk->visit ? walk->visit(path, status, kind - 1, place)
                             : walk->old_visit(path, status, kind - 1);
    apus_self()->walk = walk;
    return answer;
}

int nftw(const char *path, visitor visit, int descriptors, int flags)
{
    struct walk walk = {visit, 0}, *outer = apus_self()->walk;
    apus_self()->walk = &walk;
    int answer = __musl_nftw(path, translate, descriptors, flags);
    apus_self()->walk = outer;
    return answer;
}

int ftw(const char *path, old_visitor visit, int descriptors)
{
    struct walk walk = {0, visit}, *outer = apus_self()->walk;
    apus_self()->walk = &walk;
    int answer = __musl_nftw(path, translate, descriptors, FTW_PHYS);
    apus_self()->walk = outer;
    return answer;
}
int nftw64(const char *, visitor, int, int) ALIAS(nftw);
int ftw64(const char *, old_visitor, int) ALIAS(ftw);
