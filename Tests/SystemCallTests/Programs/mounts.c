// Calls: mount umount2 pivot_root
#include "calls.h"
#include <sys/mount.h>

// Only the errors: what works needs a mount namespace of its own on Linux, and no program changes mounts here.
int main(void) {
    begin();
    chmod(".", 0755);
    mkdir("d", 0755), close(creat("f", 0644)), symlink("loop", "loop");
    section("without privileges");
    KERNEL(setresuid, 1000, 1000, 0);
    RAW(mount, "none", "d", "tmpfs", 0, NULL);
    RAW(umount2, "/proc", 0);
    RAW(pivot_root, ".", "d");
    KERNEL(setresuid, 0, 0, 0);
    section("bad arguments");
    RAW(mount, "none", "absent", "tmpfs", 0, NULL);
    RAW(mount, "none", "f/x", "tmpfs", 0, NULL);
    RAW(mount, "none", "loop", "tmpfs", 0, NULL);
    RAW(mount, "none", NOWHERE, "tmpfs", 0, NULL);
    RAW(mount, "none", "d", NOWHERE, 0, NULL);
    RAW(mount, NOWHERE, "d", "tmpfs", 0, NULL);
    RAW(mount, "none", "d", "apus-no-such-type", 0, NULL);
    RAW(mount, "none", "d", NULL, 0, NULL);
    RAW(mount, "none", long_name(256), "tmpfs", 0, NULL);
    RAW(umount2, "absent", 0);
    RAW(umount2, "d", 0);
    RAW(umount2, "f", 0);
    RAW(umount2, "f/x", 0);
    RAW(umount2, "loop", 0);
    RAW(umount2, NOWHERE, 0);
    RAW(umount2, "d", 0x100);
    RAW(umount2, "d", MNT_EXPIRE | MNT_FORCE);
    RAW(umount2, long_name(256), 0);
    RAW(pivot_root, "absent", "d");
    RAW(pivot_root, "f", "d");
    RAW(pivot_root, "d", "absent");
    RAW(pivot_root, NOWHERE, "d");
    RAW(pivot_root, "d", NOWHERE);
    return 0;
}
