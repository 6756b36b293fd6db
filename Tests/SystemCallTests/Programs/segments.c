// Calls: shmget shmat shmdt shmctl
#include "calls.h"
#include <sys/ipc.h>
#include <sys/shm.h>

static int one, other;
static struct shmid_ds status;

static void show(int line, int id) {
    memset(&status, 0xee, sizeof status);
    errno = 0;
    long result = shmctl(id, IPC_STAT, &status);
    if (result) {
        print_result(line, "IPC_STAT", result);
        return;
    }
    printf("%d: mode %o owner %d:%d maker %d:%d size %ld attached %ld, mine %d, last %d, times %d %d %d\n", line,
           status.shm_perm.mode, status.shm_perm.uid, status.shm_perm.gid, status.shm_perm.cuid, status.shm_perm.cgid,
           (long)status.shm_segsz, (long)status.shm_nattch, status.shm_cpid == getpid(), status.shm_lpid == getpid(),
           status.shm_atime != 0, status.shm_dtime != 0, labs(time(NULL) - status.shm_ctime) < 100);
}
#define STATUS(id) show(__LINE__, id)

static void making(void) {
    section("shmget");
    SHOW((one = shmget(IPC_PRIVATE, 10000, 0640)) >= 0);
    SHOW((other = shmget(0x41505553, 4096, IPC_CREAT | IPC_EXCL | 0600)) >= 0);
    SHOW(shmget(0x41505553, 4096, 0) == other);
    SHOW(shmget(0x41505553, 1, 0600) == other);
    SHOW(shmget(0x41505553, 0, 0) == other);
    RAW(shmget, 0x41505553, 4097, 0);
    RAW(shmget, 0x41505553, 4096, IPC_CREAT | IPC_EXCL);
    SHOW(shmget(0x41505553, 4096, IPC_CREAT) == other);
    RAW(shmget, 0x41505554, 4096, 0);
    RAW(shmget, IPC_PRIVATE, 0, 0600);
    RAW(shmget, 0x41505554, 0, IPC_CREAT | 0600);
    RAW(shmget, IPC_PRIVATE, -1L, 0600);
    STATUS(one);
    STATUS(other);
    STATUS(-1);
    STATUS(0x7ffffff0);
}

static void attaching(void) {
    section("shmat and shmdt");
    char *first = shmat(one, NULL, 0), *second = shmat(one, NULL, SHM_RDONLY);
    SHOW(first != (void *)-1 && second != (void *)-1 && first != second);
    strcpy(first + 9000, "shared");
    VALUE("%s", second + 9000);
    TOUCH(second, second[0] = 1);
    TOUCH(first, first[3 * PAGE - 1] = 1);
    RAW(mprotect, second, PAGE, PROT_READ | PROT_WRITE);
    STATUS(one);
    RAW(shmat, -1, NULL, 0);
    RAW(shmat, 0x7ffffff0, NULL, 0);
    RAW(shmat, one, first + 1, 0);
    RAW(shmat, one, first, 0);
    RAW(shmat, one, NULL, SHM_REMAP);
    char *room = mmap(NULL, 8 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    RAW(shmat, one, room, 0);
    SHOW(shmat(one, room + 100, SHM_RND | SHM_REMAP) == room);
    VALUE("%s", room + 9000);
    munmap(room + 4 * PAGE, 4 * PAGE);
    SHOW(shmat(other, room + 4 * PAGE, 0) == room + 4 * PAGE);
    STATUS(one);
    RAW(shmdt, room + PAGE);
    RAW(shmdt, room + 1);
    RAW(shmdt, NULL);
    RAW(shmdt, &one);
    // What mprotect has cut into pieces goes as a whole.
    mprotect(room + PAGE, PAGE, PROT_READ);
    RAW(shmdt, room);
    TOUCH(room, (void)*(volatile char *)(room + 2 * PAGE));
    RAW(shmdt, room);
    STATUS(one);
    // munmap detaches as well.
    munmap(second, 3 * PAGE);
    STATUS(one);
    section("removal");
    RAW(shmctl, one, IPC_RMID, NULL);
    STATUS(one);
    VALUE("%s", first + 9000);
    RAW(shmdt, first);
    STATUS(one);
    RAW(shmctl, one, IPC_RMID, NULL);
    RAW(shmdt, room + 4 * PAGE);
}

static void controlling(void) {
    section("shmctl");
    RAW(shmctl, other, 99, NULL);
    RAW(shmctl, other, IPC_STAT, NOWHERE);
    RAW(shmctl, other, IPC_SET, NOWHERE);
    RAW(shmctl, -1, IPC_STAT, &status);
    RAW(shmctl, other, SHM_LOCK, NULL);
    STATUS(other);
    RAW(shmctl, other, SHM_UNLOCK, NULL);
    STATUS(other);
    status.shm_perm.mode = 07604, status.shm_perm.uid = 5, status.shm_perm.gid = 6;
    RAW(shmctl, other, IPC_SET, &status);
    STATUS(other);
    struct shminfo limits;
    SHOW(shmctl(0, IPC_INFO, (void *)&limits) >= 0);
    VALUE("%ld %ld", (long)limits.shmmin, (long)limits.shmmni);
    section("without privileges");
    SHOW(setresgid(1000, 1000, 0));
    SHOW(setresuid(1000, 1000, 0));
    RAW(shmat, other, NULL, 0);
    SHOW(shmat(other, NULL, SHM_RDONLY) != (void *)-1);
    RAW(shmget, 0x41505553, 0, 0666);
    SHOW(shmget(0x41505553, 0, 0444) == other);
    STATUS(other);
    RAW(shmctl, other, IPC_SET, &status);
    RAW(shmctl, other, IPC_RMID, NULL);
    SHOW(setresuid(0, 0, 0));
    RAW(shmctl, other, IPC_RMID, NULL);
}

int main(void) {
    begin();
    // What a run that was stopped may have left.
    int old = shmget(0x41505553, 0, 0);
    if (old >= 0) shmctl(old, IPC_RMID, NULL);
    making();
    attaching();
    controlling();
    return 0;
}
