extension SystemCallDescription {
    /// What is missing of a call that is there in part; nil for the others.
    public var note: StaticString? {
        switch number {
        case .socket, .socketpair: "No address family yet: EAFNOSUPPORT."
        case .connect, .accept, .accept4, .sendto, .recvfrom, .sendmsg, .recvmsg, .sendmmsg,
            .recvmmsg, .shutdown, .bind, .listen, .getsockname, .getpeername, .setsockopt, .getsockopt:
            "There are no sockets yet: ENOTSOCK for every open descriptor."
        case .shmget: "No huge-page pool (SHM_HUGETLB gives ENOMEM)."
        case .inotify_add_watch: "Changes of attributes are told to watches of the file, not of its directory."
        case .mmap: "No huge-page pool (MAP_HUGETLB gives ENOMEM)."
        case .ioctl: "Terminals, sizes, O_NONBLOCK and close-on-exec; no SIGIO, no inode flags."
        case .getitimer: "No timer can be armed, and all read so."
        case .wait4: "ECHILD: there are no children yet."
        case .fcntl: "No leases, no directory notification; an owner is kept, and sent no SIGIO."
        case .getrusage:
            "Processor time and resident memory; time in the kernel counts as the program's; no other counts."
        case .sysinfo: "No load averages, no swap, no high memory."
        case .times: "Time in the kernel counts as the program's."
        case .mknod: "Files, FIFOs and sockets; device nodes give EPERM."
        case .personality: "PER_LINUX without flags."
        case .setpriority: "The value is kept; there is nobody to compete with."
        case .sched_setscheduler: "SCHED_DEADLINE gives EINVAL: there is no sched_setattr to set it with."
        case .pivot_root: "Always EPERM: a program may not change mounts."
        case .prctl: "No seccomp, no tracing, no speculation control, no named mappings."
        case .arch_prctl: "ARCH_SET_GS gives EPERM: the GS base is the kernel's. cpuid cannot be made to fault."
        case .setrlimit: "RLIMIT_NOFILE, RLIMIT_FSIZE, RLIMIT_AS and RLIMIT_STACK have an effect; the others are kept only."
        case .settimeofday: "EPERM: the wall clock is the host's."
        case .mount: "Always EPERM: a program may not change mounts."
        case .umount2: "Always EPERM: a program may not change mounts."
        case .futex: "One thread: no waiter to wake, no priority inheritance, no FUTEX_WAKE_OP."
        case .sched_setaffinity: "Threads run on the first processor, which must be in the mask."
        case .clock_settime: "EPERM: the wall clock is the host's."
        case .waitid: "ECHILD: there are no children yet."
        case .mknodat: "Files, FIFOs and sockets; device nodes give EPERM."
        case .pipe2: "No notification pipes (O_NOTIFICATION_PIPE)."
        case .prlimit64: "Of the process itself; RLIMIT_NOFILE, RLIMIT_FSIZE, RLIMIT_AS and RLIMIT_STACK have an effect."
        case .renameat2: "No RENAME_WHITEOUT."
        case .preadv2: "No RWF_NOWAIT: EOPNOTSUPP."
        case .pwritev2: "No RWF_NOWAIT: EOPNOTSUPP."
        case .pkey_mprotect: "Without a key (-1) only."
        case .pkey_alloc: "ENOSPC: programs run in ring 0, which protection keys do not bind."
        case .pkey_free: "EINVAL: there are no keys."
        default: nil
        }
    }
}
