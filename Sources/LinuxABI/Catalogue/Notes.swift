extension SystemCallDescription {
    /// What is missing of a call that is there in part; nil for the others.
    ///
    /// A note that begins with an error's name and a colon says that the call gives nothing but that error: reports and the
    /// documentation call it a stub.
    public var note: StaticString? {
        switch number {
        case .socket: "EAFNOSUPPORT: there is no address family yet, but for socketpair's."
        case .socketpair: "AF_UNIX."
        case .sendmsg, .recvmsg: "For the sockets of socketpair; no descriptors, no credentials."
        case .sendto, .recvfrom, .shutdown, .getsockname, .getpeername: "For the sockets of socketpair."
        case .setsockopt, .getsockopt: "For the sockets of socketpair: buffer sizes, times to wait, what the socket is."
        case .connect, .accept, .accept4, .listen, .bind: "No sockets but socketpair's, which are connected and cannot be bound."
        case .sendmmsg, .recvmmsg: "EOPNOTSUPP: one message at a time."
        case .mq_notify: "SIGEV_THREAD as Apus's own C library asks for it, by an eventfd; no netlink sockets (ENOTSOCK)."
        case .shmget: "No huge-page pool (SHM_HUGETLB gives ENOMEM)."
        case .inotify_add_watch: "Changes of attributes are told to watches of the file, not of its directory."
        case .mmap: "No huge-page pool (MAP_HUGETLB gives ENOMEM)."
        case .ioctl: "Terminals, sizes, O_NONBLOCK and close-on-exec; no SIGIO, no inode flags."
        case .wait4: "ECHILD: there are no children yet."
        case .fcntl: "No leases, no directory notification; an owner is kept, and sent no SIGIO."
        case .getrusage:
            "Processor time and resident memory; time in the kernel counts as the program's; no other counts."
        case .sysinfo: "No load averages, no swap, no high memory."
        case .times: "Time in the kernel counts as the program's."
        case .mknod: "Files, FIFOs and sockets; device nodes give EPERM."
        case .personality: "PER_LINUX; of the flags ADDR_NO_RANDOMIZE, which says how the program was started and is kept for execve(2)."
        case .sched_setscheduler: "SCHED_DEADLINE is for sched_setattr, which cannot promise it."
        case .pivot_root: "EPERM: a program may not change mounts."
        case .prctl: "No seccomp, no tracing, no speculation control, no named mappings."
        case .arch_prctl: "ARCH_SET_GS gives EPERM: the GS base is the kernel's. cpuid cannot be made to fault."
        case .setrlimit: "RLIMIT_NOFILE, _AS, _STACK, _CPU, _FSIZE, _NPROC and _SIGPENDING have an effect; the others are kept only."
        case .mount: "EPERM: a program may not change mounts."
        case .umount2: "EPERM: a program may not change mounts."
        case .settimeofday: "No time zone but UTC."
        case .adjtimex, .clock_adjtime: "Reading only; nothing steers the wall clock."
        case .clone, .clone3: "Threads, which share everything; no processes yet (ENOSYS), no namespaces."
        case .unshare: "Without effect where there is one thread; no namespaces (EINVAL)."
        case .setns: "EINVAL: no file stands for a namespace."
        case .sched_setattr: "SCHED_DEADLINE gives EBUSY, bounds of utilisation EOPNOTSUPP."
        case .ioprio_set: "The value is kept; nobody queues for a disk."
        case .waitid: "ECHILD: there are no children yet."
        case .mknodat: "Files, FIFOs and sockets; device nodes give EPERM."
        case .pipe2: "No notification pipes (O_NOTIFICATION_PIPE)."
        case .prlimit64: "Of the process itself; RLIMIT_NOFILE, _AS, _STACK, _CPU, _FSIZE, _NPROC and _SIGPENDING have an effect."
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
