/* What runtimes look at to find out how large the machine is: processors, nodes, cgroups, huge pages. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statfs.h>
#include <unistd.h>

static void show(const char *path)
{
    char text[4096];
    FILE *file = fopen(path, "r");
    size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;
    text[length] = 0;
    printf("%s: %s%s", path, file ? text : "-\n", length && text[length - 1] != '\n' ? "\n" : "");
    if (file) fclose(file);
}

static long huge(void)
{
    char line[256];
    long size = -1;
    FILE *file = fopen("/proc/meminfo", "r");
    while (file && fgets(line, sizeof line, file)) sscanf(line, "AnonHugePages: %ld kB", &size);
    if (file) fclose(file);
    return size;
}

int main(void)
{
    show("/proc/self/cgroup");
    show("/sys/fs/cgroup/cgroup.controllers");
    show("/sys/fs/cgroup/cgroup.procs");
    show("/sys/fs/cgroup/memory.max");
    show("/sys/fs/cgroup/cpu.max");
    show("/sys/devices/system/cpu/online");
    show("/sys/devices/system/cpu/possible");
    show("/sys/devices/system/cpu/present");
    show("/sys/devices/system/cpu/cpu1/topology/core_id");
    show("/sys/devices/system/cpu/cpu1/node0/distance");
    show("/sys/devices/system/node/online");
    show("/sys/devices/system/node/node0/cpulist");
    show("/sys/kernel/mm/transparent_hugepage/enabled");
    show("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size");
    show("/proc/sys/vm/overcommit_memory");
    struct statfs system;
    printf("cgroup2 %d\n", statfs("/sys/fs/cgroup", &system) == 0 && system.f_type == 0x63677270);
    char path[256], line[512];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    printf("exe %d\n", strstr(path, "/program") != NULL);
    int mounted = 0;
    FILE *mounts = fopen("/proc/self/mountinfo", "r");
    while (mounts && fgets(line, sizeof line, mounts)) mounted += strstr(line, " /sys/fs/cgroup ") && strstr(line, " - cgroup2 ");
    printf("mounted %d\n", mounted);
    /* What is asked for is given: 8 MiB in pages of 2. */
    long before = huge();
    char *room = aligned_alloc(2 << 20, 8 << 20);
    int asked = madvise(room, 8 << 20, MADV_HUGEPAGE);
    for (long at = 0; at < 8 << 20; at += 4096) room[at] = 1;
    printf("huge %d %ld kB more\n", asked, huge() - before);
    return 0;
}
