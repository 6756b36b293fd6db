// Calls: open write lseek read close stat lstat writev readv ftruncate truncate fallocate link symlink readlink rename renameat2 mkdir rmdir unlink unlinkat creat access getdents64 chmod chown lchown fchmod fchown utimensat utime utimes umask dup dup2 dup3 fcntl flock pipe pipe2 ioctl poll select memfd_create mmap sendfile copy_file_range splice tee fsync fdatasync syncfs readahead sync_file_range statfs mknod linkat close_range setrlimit chdir fchdir getcwd statx getxattr listxattr
// The system calls on files, each with its errors: what they return must be what Linux returns.
#include "calls.h"
#include <dirent.h>
#include <poll.h>
#include <sys/statfs.h>
#include <sys/uio.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/time.h>
#include <sys/xattr.h>
#include <utime.h>
#include <termios.h>

static char buf[70000], cwd[200];
static int fd, f2, dfd, m, nb, p[2], n;
static off_t off;
static long pos;
static struct stat st;
static DIR *d;
static struct dirent *e;

// Reading, writing and seeking.
static void transfers(void) {
    SHOW((fd = open("f", O_CREAT|O_RDWR|O_EXCL, 0640)) >= 0);
    SHOW(open("f", O_CREAT|O_EXCL, 0));
    SHOW(write(fd, "hello world", 11));
    SHOW(lseek(fd, 0, SEEK_SET));
    SHOW(read(fd, buf, 5));
    SHOW(pread(fd, buf, 100, 6));
    buf[5]=0;
    puts(buf);
    SHOW(pread(fd, buf, 10, -1));
    SHOW(lseek(fd, -1, SEEK_SET));
    SHOW(lseek(fd, 3, 77));
    SHOW(read(fd, (void*)8, 3));
    SHOW(write(fd, (void*)8, 3));
    SHOW(read(99, buf, 1));
    SHOW(write(-1, buf, 1));
    SHOW(close(99));
}

// stat(2) and its errors.
static void status(void) {
    SHOW(fstat(fd, &st));
    printf("mode %o size %ld nlink %ld blocks %d blksize %ld\n", st.st_mode, (long)st.st_size, (long)st.st_nlink, (int)(st.st_blocks > 0), (long)st.st_blksize);
    SHOW(stat("nope", &st));
    SHOW(stat("f/x", &st));
    SHOW(stat("", &st));
    SHOW(stat((char*)8, &st));
    SHOW(stat("f", (void*)8));
    SHOW(lstat(".", &st));
    printf("%o\n", st.st_mode);
}

// Several buffers at once.
static void vectors(void) {
    struct iovec v[3] = {{"abc",3},{NULL,0},{"defg",4}};
    SHOW(writev(fd, v, 3));
    SHOW(writev(fd, v, -1));
    SHOW(writev(fd, v, 1025));
    char a[4], b[100];
    struct iovec w[2] = {{a,4},{b,100}};
    SHOW(lseek(fd,0,SEEK_SET));
    SHOW(readv(fd, w, 2));
    SHOW(preadv(fd, w, 2, 3));
    SHOW(pwritev(fd, v, 3, 20));
    SHOW(preadv(fd,w,2,-1));
}

// Sizes, holes and storage.
static void sizes(void) {
    SHOW(ftruncate(fd, 5));
    SHOW(ftruncate(fd, -1));
    SHOW(truncate("f", 100));
    SHOW(truncate(".", 1));
    SHOW(truncate("nope", 1));
    SHOW(lseek(fd,0,SEEK_END));
    SHOW(lseek(fd, 0, SEEK_DATA) >= 0);
    SHOW(lseek(fd, 100, SEEK_HOLE));
    SHOW(lseek(fd, 0, SEEK_HOLE) > 0);
    SHOW(fallocate(fd, 0, 0, 5000));
    SHOW(fstat(fd,&st));
    printf("%ld\n",(long)st.st_size);
    SHOW(fallocate(fd, FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE, 0, 4096));
    SHOW(fallocate(fd, FALLOC_FL_PUNCH_HOLE, 0, 4096));
    SHOW(fallocate(fd,0,-1,1));
    SHOW(fallocate(fd,0,0,0));
    SHOW(posix_fallocate(fd,0,10));
}

// Hard and symbolic links.
static void links(void) {
    SHOW(link("f", "g"));
    SHOW(link("f", "g"));
    SHOW(link("t0", "h"));
    SHOW(symlink("g", "s"));
    SHOW(symlink("", "e"));
    SHOW(readlink("s", buf, 100));
    SHOW(readlink("f", buf, 100));
    SHOW(readlink("s", buf, 0));
    SHOW(symlink("loop","loop"));
    SHOW(open("loop", O_RDONLY));
    SHOW(open("s", O_RDONLY|O_NOFOLLOW));
    SHOW(open("loop", O_PATH|O_NOFOLLOW) > 0);
}

// Renaming, with all flags.
static void renames(void) {
    SHOW(rename("f", "x"));
    SHOW(rename("nope", "y"));
    SHOW(rename("x", "."));
    SHOW(rename("x", "x/y"));
    SHOW(mkdir("d", 0700));
    SHOW(rename("d", "d/e"));
    SHOW(rename("x", "d"));
    SHOW(rename("d", "x"));
    SHOW(syscall(SYS_renameat2, AT_FDCWD, "x", AT_FDCWD, "d", 2));
    SHOW(syscall(SYS_renameat2, AT_FDCWD, "x", AT_FDCWD, "d", 1));
    SHOW(syscall(SYS_renameat2, AT_FDCWD, "x", AT_FDCWD, "d", 3));
    SHOW(syscall(SYS_renameat2, AT_FDCWD, "x", AT_FDCWD, "d", 2));
}

// Removing names.
static void removals(void) {
    SHOW(rmdir("d"));
    SHOW(rmdir("x"));
    SHOW(rmdir("nope"));
    SHOW(rmdir("."));
    SHOW(rmdir(".."));
    SHOW(rmdir("/"));
    SHOW(unlink("."));
    SHOW(unlink("nope"));
    SHOW(unlink("x/"));
    SHOW(unlinkat(AT_FDCWD, "x", AT_REMOVEDIR));
    SHOW(unlinkat(AT_FDCWD, "x", 77));
}

// Directories, opened, listed and started from.
static void directories(void) {
    SHOW(mkdir("d2", 0777));
    SHOW(mkdir("d2/sub", 0777));
    SHOW(rmdir("d2"));
    SHOW(open("d2", O_WRONLY));
    SHOW(open("d2", O_CREAT, 0));
    SHOW(open("d2/", O_CREAT|O_WRONLY, 0));
    SHOW(open("new/", O_CREAT|O_WRONLY, 0));
    SHOW(creat("d2/file", 0600) > 0);
    SHOW((dfd = open("d2", O_RDONLY|O_DIRECTORY)) > 0);
    SHOW(openat(dfd, "file", O_RDONLY) > 0);
    SHOW(openat(dfd, "nofile", O_RDONLY));
    SHOW(openat(99, "file", O_RDONLY));
    SHOW(openat(fd, "file", O_RDONLY));
    SHOW(read(dfd, buf, 10));
    SHOW(fstatat(dfd, "file", &st, 0));
    SHOW(fstatat(dfd, "", &st, AT_EMPTY_PATH));
    SHOW(fstatat(dfd, "", &st, 0));
    SHOW(fstatat(dfd, "file", &st, 0x800000));
    SHOW(faccessat(dfd, "file", R_OK, 0));
    SHOW(access("d2/file", X_OK));
    SHOW(access("d2", X_OK));
    SHOW(access("nope", F_OK));
    SHOW(access("x", 8));
    d = opendir("d2");
    n = 0;
    while (readdir(d)) n++;
    printf("%d entries\n", n);
    rewinddir(d);
    n = 0;
    while (readdir(d)) n++;
    printf("%d\n", n);
    closedir(d);
    SHOW(syscall(SYS_getdents64, dfd, buf, 10));
    SHOW(syscall(SYS_getdents64, fd, buf, 1000));
    SHOW(syscall(SYS_getdents64, dfd, (void*)8, 1000));
    for (int i = 0; i < 300; i++) { char nm[30]; sprintf(nm, "d2/e%03d", i); close(open(nm, O_CREAT, 0600)); }
    d = opendir("d2");
    n = 0;
    pos = 0;
    while ((e = readdir(d))) { if (++n == 150) pos = telldir(d); }
    printf("%d\n", n);
    seekdir(d, pos);
    n = 0;
    while (readdir(d)) n++;
    printf("%d after seek\n", n);
    closedir(d);
}

// Permissions, owners, times and the umask.
static void attributes(void) {
    SHOW(chmod("x", 04711));
    stat("x", &st);
    printf("%o\n", st.st_mode);
    SHOW(chmod("nope", 0));
    SHOW(chown("x", 5, 6));
    stat("x", &st);
    printf("%o %d %d\n", st.st_mode, st.st_uid, st.st_gid);
    SHOW(chown("x", -1, 7));
    stat("x", &st);
    printf("%d %d\n", st.st_uid, st.st_gid);
    SHOW(lchown("s", 1, 1));
    SHOW(fchmod(fd, 0600));
    SHOW(fchmod(99, 0));
    SHOW(fchown(fd, 0, 0));
    SHOW(fchmodat(AT_FDCWD, "x", 0644, 0));
    struct timespec ts[2] = {{1000, 5}, {2000, 6}};
    SHOW(utimensat(AT_FDCWD, "x", ts, 0));
    stat("x", &st);
    printf("%ld.%ld %ld.%ld\n", st.st_atim.tv_sec, st.st_atim.tv_nsec, st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
    ts[0].tv_nsec = UTIME_OMIT;
    ts[1].tv_sec = 3;
    SHOW(futimens(fd, ts));
    stat("x", &st);
    printf("%ld %ld\n", st.st_atim.tv_sec, st.st_mtim.tv_sec);
    ts[0].tv_nsec = 1000000000;
    SHOW(utimensat(AT_FDCWD, "x", ts, 0));
    SHOW(utimensat(AT_FDCWD, "nope", NULL, 0));
    struct utimbuf ub = {7, 8};
    SHOW(utime("x", &ub));
    stat("x", &st);
    printf("%ld %ld\n", st.st_atim.tv_sec, st.st_mtim.tv_sec);
    struct timeval tv[2] = {{1, 2}, {3, 4}};
    SHOW(utimes("x", tv));
    tv[0].tv_usec = -1;
    SHOW(utimes("x", tv));
    SHOW(umask(077));
    SHOW(mkdir("um", 0777));
    stat("um", &st);
    printf("%o\n", st.st_mode);
    SHOW(umask(022));
}

// Descriptors and their flags.
static void descriptors(void) {
    SHOW(dup(fd) > fd);
    int hi;
    SHOW((hi = dup2(fd, 200)));
    SHOW(dup2(99, 3));
    SHOW(dup2(fd, fd) == fd);
    SHOW(dup3(fd, fd, 0));
    SHOW(dup3(fd, 201, O_CLOEXEC));
    SHOW(fcntl(201, F_GETFD));
    SHOW(fcntl(200, F_GETFD));
    SHOW(fcntl(201, F_SETFD, 0));
    SHOW(fcntl(201, F_GETFD));
    SHOW(fcntl(fd, F_DUPFD, 300));
    SHOW(fcntl(fd, F_DUPFD_CLOEXEC, 300));
    SHOW(fcntl(fd, F_DUPFD, -1));
    SHOW(fcntl(fd, F_DUPFD, 100000000));
    printf("%o\n", fcntl(fd, F_GETFL));
    SHOW(fcntl(fd, F_SETFL, O_APPEND|O_NONBLOCK));
    printf("%o\n", fcntl(fd, F_GETFL));
    SHOW(fcntl(fd, 9999));
    SHOW(fcntl(99, F_GETFL));
    SHOW(dup2(fd, 5000));
    SHOW(dup2(fd,-1));
    SHOW(ftruncate(fd, 0));
    SHOW(pwrite(fd, "zz", 2, 100));
    SHOW(lseek(fd, 0, SEEK_END));
    SHOW(fcntl(fd, F_SETFL, 0));
}

// Advisory locks.
static void locks(void) {
    struct flock fl = {F_WRLCK, SEEK_SET, 0, 10};
    SHOW(fcntl(fd, F_SETLK, &fl));
    SHOW(fcntl(fd, F_GETLK, &fl));
    printf("%d\n", fl.l_type);
    fl.l_type = 9;
    SHOW(fcntl(fd, F_SETLK, &fl));
    fl.l_type = F_WRLCK;
    fl.l_whence = 5;
    SHOW(fcntl(fd, F_SETLK, &fl));
    fl.l_whence = 0;
    fl.l_start = -5;
    fl.l_len = 1;
    SHOW(fcntl(fd, F_SETLK, &fl));
    SHOW(flock(fd, LOCK_EX|LOCK_NB));
    f2 = open("x", O_RDONLY);
    SHOW(flock(f2, LOCK_SH|LOCK_NB));
    SHOW(flock(fd, LOCK_UN));
    SHOW(flock(f2, LOCK_SH|LOCK_NB));
    SHOW(flock(fd, 77));
    fl.l_start=0;
    fl.l_type=F_WRLCK;
    SHOW(fcntl(f2, F_SETLK, &fl));
    fl.l_pid = 0;
    fl.l_type = F_RDLCK;
    SHOW(fcntl(f2, F_OFD_SETLK, &fl));
    fl.l_pid = 0;
    fl.l_type=F_WRLCK;
    SHOW(fcntl(fd, F_OFD_SETLK, &fl));
    SHOW(fcntl(fd, F_OFD_GETLK, &fl));
    printf("%d %d\n", fl.l_type, fl.l_pid == getpid());
}

// Pipes and FIFOs.
static void pipes(void) {
    SHOW(pipe(p));
    SHOW(write(p[1], "abc", 3));
    SHOW(ioctl(p[0], FIONREAD, &nb));
    printf("%d\n", nb);
    SHOW(read(p[0], buf, 10));
    SHOW(pipe2(p, O_NONBLOCK|O_CLOEXEC));
    SHOW(read(p[0], buf, 1));
    SHOW(fcntl(p[0], F_GETPIPE_SZ));
    SHOW(fcntl(p[0], F_SETPIPE_SZ, 4096));
    SHOW(write(p[1], buf, 5000));
    SHOW(write(p[1], buf, 1));
    SHOW(read(p[1], buf, 1));
    SHOW(lseek(p[0], 0, SEEK_CUR));
    SHOW(pread(p[0], buf, 1, 0));
    SHOW(fsync(p[0]));
    SHOW(fstat(p[0], &st));
    printf("%o\n", st.st_mode);
    SHOW(close(p[1]));
    SHOW(read(p[0], buf, 70000));
    SHOW(read(p[0], buf, 70000));
    SHOW(close(p[0]));
    SHOW(pipe2(p, 0x40));
    SHOW(pipe((int*)8));
    signal(SIGPIPE, SIG_IGN);
    SHOW(pipe(p));
    close(p[0]);
    SHOW(write(p[1], "x", 1));
    close(p[1]);
    SHOW(mkfifo("fifo", 0644));
    SHOW(open("fifo", O_WRONLY|O_NONBLOCK));
    SHOW((p[0] = open("fifo", O_RDONLY|O_NONBLOCK)) > 0);
    SHOW(read(p[0], buf, 1));
    SHOW((p[1] = open("fifo", O_WRONLY)) > 0);
    SHOW(write(p[1], "q", 1));
    SHOW(read(p[0], buf, 1));
}

// poll and select.
static void readiness(void) {
    struct pollfd pf[3] = {{p[0], POLLIN, 0}, {p[1], POLLOUT, 0}, {99, POLLIN, 0}};
    SHOW(poll(pf, 3, 0));
    printf("%x %x %x\n", pf[0].revents, pf[1].revents, pf[2].revents);
    write(p[1], "z", 1);
    SHOW(poll(pf, 2, -1));
    printf("%x %x\n", pf[0].revents, pf[1].revents);
    SHOW(poll(NULL, 0, 10));
    pf[0].fd = fd;
    SHOW(poll(pf, 1, -1));
    printf("%x\n", pf[0].revents);
    pf[0].fd = -3;
    SHOW(poll(pf, 1, 10));
    SHOW(poll((void*)8, 1, 0));
    close(p[1]);
    pf[0].fd = p[0];
    SHOW(poll(pf, 1, 0));
    printf("%x\n", pf[0].revents);
    read(p[0], buf, 1);
    SHOW(poll(pf, 1, 0));
    printf("%x\n", pf[0].revents);
    pipe(p);
    fd_set rs, ws;
    FD_ZERO(&rs);
    FD_ZERO(&ws);
    FD_SET(p[0], &rs);
    FD_SET(p[1], &ws);
    struct timeval to = {0, 10000};
    SHOW(select(p[1] + 1, &rs, &ws, NULL, &to));
    printf("%d %d\n", FD_ISSET(p[0], &rs) != 0, FD_ISSET(p[1], &ws) != 0);
    FD_ZERO(&rs);
    FD_SET(p[0], &rs);
    SHOW(select(p[1] + 1, &rs, NULL, NULL, &to));
    FD_SET(99, &rs);
    SHOW(select(100, &rs, NULL, NULL, &to));
    SHOW(select(-1, NULL, NULL, NULL, &to));
    to.tv_sec = -1;
    SHOW(select(0, NULL, NULL, NULL, &to));
    struct timespec t0 = {0, 1000000};
    SHOW(pselect(0, NULL, NULL, NULL, &t0, NULL));
}

// Memory with a descriptor, and mappings.
static void memory(void) {
    SHOW((m = memfd_create("mem", MFD_ALLOW_SEALING)) > 0);
    SHOW(ftruncate(m, 8192));
    char *mp = mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_SHARED, m, 0);
    SHOW(mp != MAP_FAILED);
    strcpy(mp + 4096, "mapped");
    SHOW(pread(m, buf, 7, 4096));
    puts(buf);
    SHOW(fcntl(m, F_GET_SEALS));
    SHOW(fcntl(m, F_ADD_SEALS, F_SEAL_GROW));
    SHOW(ftruncate(m, 10000));
    SHOW(fcntl(fd, F_GET_SEALS));
    pwrite(m, "fromfd", 7, 0);
    printf("%s\n", mp);
    SHOW(memfd_create("x", 0x100));
    SHOW(mmap(NULL, 4096, PROT_READ, MAP_SHARED, p[0], 0) == MAP_FAILED);
    SHOW(mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, f2, 0) == MAP_FAILED);
}

// From descriptor to descriptor.
static void copies(void) {
    SHOW(lseek(m, 0, SEEK_SET));
    SHOW(lseek(fd, 0, SEEK_SET));
    SHOW(sendfile(fd, m, NULL, 8192));
    off = 4096;
    SHOW(sendfile(fd, m, &off, 7));
    printf("%ld\n", (long)off);
    SHOW(sendfile(fd, p[0], NULL, 1));
    SHOW(copy_file_range(m, &off, fd, NULL, 100, 0));
    SHOW(copy_file_range(m, NULL, p[1], NULL, 1, 0));
    SHOW(splice(m, &off, p[1], NULL, 100, 0));
    off = 0;
    SHOW(splice(m, &off, p[1], NULL, 100, 0));
    SHOW(splice(fd, NULL, m, NULL, 1, 0));
    int q[2];
    pipe(q);
    SHOW(tee(p[0], q[1], 50, 0));
    SHOW(ioctl(q[0], FIONREAD, &nb));
    printf("%d\n", nb);
}

// Synchronising, advice, and what file systems tell.
static void storage(void) {
    SHOW(fsync(fd));
    SHOW(fdatasync(fd));
    SHOW(syncfs(fd));
    SHOW(posix_fadvise(fd, 0, 0, POSIX_FADV_RANDOM));
    SHOW(posix_fadvise(p[0], 0, 0, 0));
    SHOW(posix_fadvise(fd, 0, 0, 99));
    SHOW(readahead(fd, 0, 10));
    SHOW(sync_file_range(fd, 0, 0, 0));
    SHOW(sync_file_range(fd, 0, 0, 99));
    struct statfs sf;
    SHOW(statfs(".", &sf));
    printf("%d %ld\n", sf.f_bsize > 0, (long)sf.f_namelen);
    SHOW(fstatfs(99, &sf));
}

// ioctl and file types of all kinds.
static void requests(void) {
    struct winsize ws2;
    SHOW(ioctl(fd, TIOCGWINSZ, &ws2));
    SHOW(ioctl(fd, FIONREAD, &nb));
    SHOW(ioctl(99, FIONREAD, &nb));
    nb = 1;
    SHOW(ioctl(p[0], FIONBIO, &nb));
    SHOW(fcntl(p[0], F_GETFL) & O_NONBLOCK);
    SHOW(ioctl(fd, FIOCLEX));
    SHOW(fcntl(fd, F_GETFD));
    SHOW(isatty(p[0]));
    SHOW(mknod("node", S_IFREG|0600, 0));
    SHOW(mknod("node", S_IFREG|0600, 0));
    SHOW(mknod("sock", S_IFSOCK|0600, 0));
    SHOW(open("sock", O_RDONLY));
    int tf;
    SHOW((tf = open(".", O_TMPFILE|O_RDWR, 0600)) > 0);
    SHOW(write(tf, "tmp", 3));
    char pr[50];
    sprintf(pr, "/proc/self/fd/%d", tf);
    SHOW(linkat(AT_FDCWD, pr, AT_FDCWD, "named", AT_SYMLINK_FOLLOW));
    SHOW(stat("named", &st));
    printf("%ld %ld\n", (long)st.st_size, (long)st.st_nlink);
    SHOW(open(".", O_TMPFILE|O_RDONLY, 0600));
}

// Ranges and the limit of descriptors.
static void limits(void) {
    SHOW(close_range(150, 250, 0));
    SHOW(fcntl(200, F_GETFD));
    SHOW(close_range(10, 5, 0));
    struct rlimit rl = {40, 40};
    SHOW(setrlimit(RLIMIT_NOFILE, &rl));
    int last = 0, r;
    while ((r = open("/dev/null", O_RDONLY)) >= 0) last = r;
    printf("last %d %s\n", last, strerror(errno));
    SHOW(dup(0));
    SHOW(fcntl(0, F_DUPFD, 40));
}

// The working directory, statx, extended attributes, /proc.
static void places(void) {
    SHOW(chdir("f"));
    SHOW(chdir("x"));
    SHOW(fchdir(fd));
    SHOW(fchdir(dfd));
    getcwd(cwd, 200);
    printf("%s\n", strrchr(cwd, '/'));
    SHOW(rmdir("../um"));
    struct statx sx;
    SHOW(statx(AT_FDCWD, "../x", 0, STATX_BASIC_STATS, &sx));
    printf("%o %ld %d\n", sx.stx_mode, (long)sx.stx_size, (sx.stx_mask & STATX_BASIC_STATS) == STATX_BASIC_STATS);
    SHOW(statx(AT_FDCWD, "../x", 0x6000, 0, &sx));
    SHOW(access("/proc/self/exe", R_OK));
    SHOW(open("/dev/null", O_RDWR|O_DIRECTORY));
    SHOW(getxattr("../x", "user.a", buf, 10) == -1);
    SHOW(listxattr("../x", buf, 100));
    SHOW(open("/proc/self/fd/99", O_RDONLY));
    SHOW(readlink("/proc/self/cwd", buf, 100) > 0);
}

int main(void) {
    // On a tmpfs on both sides: what depends on the kind of file system is then the same.
    begin();
    SHOW(mkdir("t", 0755));
    SHOW(mkdir("t", 0755));
    SHOW(chdir("t"));
    SHOW(getcwd(cwd, 3) == NULL);
    SHOW(getcwd(cwd, 200) != NULL);
    puts(strrchr(cwd, '/'));
    transfers();
    status();
    vectors();
    sizes();
    links();
    renames();
    removals();
    directories();
    attributes();
    descriptors();
    locks();
    pipes();
    readiness();
    memory();
    copies();
    storage();
    requests();
    limits();
    places();
}
