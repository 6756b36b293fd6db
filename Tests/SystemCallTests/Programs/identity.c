// Calls: getuid geteuid getgid getegid setuid setgid setreuid setregid setresuid setresgid getresuid getresgid setfsuid setfsgid getgroups setgroups capget capset getpgid setpgid getpgrp getsid setsid getppid
#include "calls.h"
#include <grp.h>
#include <linux/capability.h>
#include <sys/fsuid.h>

static void users(int line) {
    unsigned r, e, s;
    syscall(SYS_getresuid, &r, &e, &s);
    printf("%d: users %d %d %d, %d %d, files %d\n", line, r, e, s, getuid() == r, geteuid() == e, setfsuid(-1));
}
#define USERS() users(__LINE__)
static void groups(int line) {
    unsigned r, e, s;
    syscall(SYS_getresgid, &r, &e, &s);
    printf("%d: groups %d %d %d, %d %d, files %d\n", line, r, e, s, getgid() == r, getegid() == e, setfsgid(-1));
}
#define GROUPS() groups(__LINE__)

static struct __user_cap_header_struct header;
static struct __user_cap_data_struct data[2];
static void capabilities(int line) {
    header = (struct __user_cap_header_struct){_LINUX_CAPABILITY_VERSION_3, 0};
    syscall(SYS_capget, &header, data);
    // Which of them the first process has depends on the machine; all or none is what matters here.
    printf("%d: effective %d, permitted %d, inheritable %d\n", line, data[0].effective != 0, data[0].permitted != 0, data[0].inheritable != 0);
}
#define CAPABILITIES() capabilities(__LINE__)

static void become_root(void) { syscall(SYS_setresuid, 0, 0, 0), syscall(SYS_setresgid, 0, 0, 0); }

static void groups_of_ids(void) {
    section("groups");
    GROUPS();
    RAW(setresgid, 1, 2, 3);
    GROUPS();
    RAW(setregid, 4, 5);
    GROUPS();
    RAW(setregid, -1, 6);
    GROUPS();
    RAW(setgid, 7);
    GROUPS();
    RAW(setgid, -1);
    RAW(setresgid, -1, -1, -1);
    RAW(setfsgid, 9);
    GROUPS();
    RAW(getresgid, NOWHERE, NULL, NULL);
    unsigned id;
    RAW(getresgid, &id, &id, NOWHERE);
    RAW(setresgid, 0, 0, 0);

    section("supplementary groups");
    gid_t list[70] = {10, 20, 30, 5}, got[70] = {0};
    RAW(setgroups, 4, list);
    RAW(getgroups, 0, NULL);
    RAW(getgroups, 70, got);
    VALUE("%d %d %d %d", got[0], got[1], got[2], got[3]);
    RAW(getgroups, 3, got);
    RAW(getgroups, -1, got);
    RAW(getgroups, 70, NOWHERE);
    RAW(setgroups, -1, list);
    RAW(setgroups, 65537, list);
    RAW(setgroups, 4, NOWHERE);
    list[1] = -1;
    RAW(setgroups, 4, list);
    RAW(setgroups, 0, NULL);
    RAW(getgroups, 70, got);
}

static void users_of_ids(void) {
    section("users");
    USERS();
    CAPABILITIES();
    RAW(setresuid, 0, 1000, 0);
    USERS();
    CAPABILITIES();
    RAW(setgroups, 0, NULL);
    RAW(setgid, 5);
    RAW(setresuid, -1, 0, -1);
    CAPABILITIES();
    RAW(setreuid, 1000, -1);
    USERS();
    RAW(setreuid, -1, 1001);
    USERS();
    RAW(setreuid, 1001, 1002);
    RAW(setresuid, -1, 0, -1);
    USERS();
    RAW(setuid, 1000);
    USERS();
    CAPABILITIES();
    become_root();
    USERS();
    RAW(setresuid, 1000, 1001, 0);
    RAW(setresuid, 5, -1, -1);
    RAW(setresuid, -1, 1000, -1);
    USERS();
    RAW(setuid, 1001);
    RAW(setuid, 0);
    USERS();
    RAW(setuid, 5);
    RAW(setuid, -1);
    RAW(setresuid, 0, 0, 0);
    RAW(setresuid, -1, -1, -1);
    USERS();
    RAW(setfsuid, 77);
    USERS();
    CAPABILITIES();
    RAW(setfsuid, 0);
    RAW(setresuid, 1000, 1000, 0);
    RAW(setfsuid, 5);
    RAW(setfsuid, -1);
    RAW(setfsuid, 0);
    RAW(setfsuid, -1);
    become_root();
    USERS();
    unsigned id;
    RAW(getresuid, NOWHERE, &id, &id);
    RAW(getresuid, &id, HIGHEST, &id);
    // As a user without privileges, on the way to where no way leads back.
    RAW(setresgid, 100, 100, 100);
    RAW(setresuid, 1000, 1001, 1002);
    GROUPS();
    RAW(setgid, 0);
    RAW(setgid, 100);
    RAW(setregid, 0, -1);
    RAW(setregid, -1, 100);
    RAW(setresgid, 0, -1, -1);
    RAW(setgroups, 0, NULL);
    RAW(setuid, 1002);
    USERS();
    RAW(setuid, 1000);
    RAW(setreuid, 1002, -1);
    USERS();
    RAW(setreuid, 1000, 1000);
    USERS();
    RAW(setuid, 0);
    CAPABILITIES();
}

static void capability_calls(void) {
    section("capget and capset");
    header = (struct __user_cap_header_struct){_LINUX_CAPABILITY_VERSION_3, 0};
    RAW(capget, &header, data);
    header.version = 0;
    RAW(capget, &header, data);
    VALUE("%x", header.version);
    header.version = 0;
    RAW(capget, &header, NULL);
    VALUE("%x", header.version);
    header = (struct __user_cap_header_struct){_LINUX_CAPABILITY_VERSION_1, 0};
    RAW(capget, &header, data);
    header = (struct __user_cap_header_struct){_LINUX_CAPABILITY_VERSION_2, 0};
    RAW(capget, &header, data);
    header = (struct __user_cap_header_struct){_LINUX_CAPABILITY_VERSION_3, -1};
    RAW(capget, &header, data);
    header.pid = 0x7ffffff0;
    RAW(capget, &header, data);
    RAW(capget, NOWHERE, data);
    header.pid = 0;
    RAW(capget, &header, NOWHERE);
    RAW(capget, &header, NULL);
    header.pid = getpid();
    RAW(capget, &header, data);
    header = (struct __user_cap_header_struct){_LINUX_CAPABILITY_VERSION_3, 0};
    syscall(SYS_capget, &header, data);
    RAW(capset, &header, data);
    struct __user_cap_data_struct kept[2] = {data[0], data[1]};
    header.pid = 0x7ffffff0;
    RAW(capset, &header, data);
    header.pid = 0, header.version = 77;
    RAW(capset, &header, data);
    header.version = _LINUX_CAPABILITY_VERSION_3;
    RAW(capset, &header, NOWHERE);
    RAW(capset, NOWHERE, data);
    data[0].effective &= ~(1 << CAP_SYS_ADMIN);
    RAW(capset, &header, data);
    CAPABILITIES();
    data[0] = kept[0], data[1] = kept[1];
    RAW(capset, &header, data);
    data[0].permitted &= ~(1 << CAP_SYS_TTY_CONFIG);
    RAW(capset, &header, data);
    data[0].effective &= ~(1 << CAP_SYS_TTY_CONFIG);
    RAW(capset, &header, data);
    data[0].permitted = kept[0].permitted;
    RAW(capset, &header, data);
    data[0].permitted &= ~(1 << CAP_SYS_TTY_CONFIG);
    data[0].inheritable = 1 << CAP_CHOWN;
    RAW(capset, &header, data);
    CAPABILITIES();
    data[0].inheritable = 0;
    RAW(capset, &header, data);
}

static void sessions(void) {
    section("process groups and sessions");
    SHOW(getpgrp() == getpgid(0));
    SHOW(getpgid(getpid()) == getpgrp());
    RAW(getpgid, -1);
    RAW(getpgid, 0x7ffffff0);
    RAW(getsid, -1);
    RAW(getsid, 0x7ffffff0);
    SHOW(getsid(0) == getsid(getpid()));
    RAW(setpgid, -1, 0);
    RAW(setpgid, 0, -1);
    RAW(setpgid, 0x7ffffff0, 0);
    RAW(setpgid, 0, 0x7ffffff0);
    // The leader of a group cannot begin a session, and this one is or becomes one.
    setpgid(0, 0);
    RAW(setsid);
    SHOW(getppid() >= 0);
}

int main(void) {
    begin();
    // It needs no files, and who it is at the end may not remove any.
    leave_nothing();
    sessions();
    capability_calls();
    groups_of_ids();
    users_of_ids();
    return 0;
}
