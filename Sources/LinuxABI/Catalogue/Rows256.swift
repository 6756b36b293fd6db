private typealias Row = SystemCallDescription

extension Catalogue {
    /// Calls 256 to 319.
    static let rows256: [SystemCallDescription] = [
        Row(.migrate_pages, "migrate_pages", .memory, .supported, .process, .unsigned, .address, .address),
        Row(.openat, "openat", .files, .supported, .directory, .path, .named(.openFlags), .mode),
        Row(.mkdirat, "mkdirat", .files, .supported, .directory, .path, .mode),
        Row(.mknodat, "mknodat", .files, .partial, .directory, .path, .mode, .device),
        Row(.fchownat, "fchownat", .files, .supported, .directory, .path, .integer, .integer, .named(.atFlags)),
        Row(.futimesat, "futimesat", .files, .supported, .directory, .path, .address),
        Row(.newfstatat, "newfstatat", .files, .supported, .directory, .path, .writes(.stat), .named(.atFlags)),
        Row(.unlinkat, "unlinkat", .files, .supported, .directory, .path, .named(.atFlags)),
        Row(.renameat, "renameat", .files, .supported, .directory, .path, .directory, .path),
        Row(.linkat, "linkat", .files, .supported, .directory, .path, .directory, .path, .named(.atFlags)),
        Row(.symlinkat, "symlinkat", .files, .supported, .string, .directory, .path),
        Row(.readlinkat, "readlinkat", .files, .supported, .directory, .path, .output, .count),
        Row(.fchmodat, "fchmodat", .files, .supported, .directory, .path, .mode),
        Row(.faccessat, "faccessat", .files, .supported, .directory, .path, .named(.accessMode)),
        Row(
            .pselect6, "pselect6", .events, .supported, .integer, .address, .address, .address, .reads(.timeSpec),
            .address),
        Row(
            .ppoll, "ppoll", .events, .supported, .reads(.pollDescriptors), .unsigned, .reads(.timeSpec),
            .reads(.signalSet), .count),
        Row(.unshare, "unshare", .processes, .partial, .named(.cloneFlags)),
        Row(.set_robust_list, "set_robust_list", .threads, .supported, .address, .count),
        Row(.get_robust_list, "get_robust_list", .threads, .supported, .process, .address, .address),
        Row(
            .splice, "splice", .files, .supported, .descriptor, .address, .descriptor, .address, .count,
            .named(.spliceFlags)),
        Row(.tee, "tee", .files, .supported, .descriptor, .descriptor, .count, .named(.spliceFlags)),
        Row(
            .sync_file_range, "sync_file_range", .files, .supported, .descriptor, .offset, .count,
            .named(.syncRangeFlags)),
        Row(.vmsplice, "vmsplice", .files, .absent, .descriptor, .inputVectors, .count, .named(.spliceFlags)),
        Row(.move_pages, "move_pages", .memory, .supported, .process, .count, .address, .address, .address, .hexadecimal),
        Row(.utimensat, "utimensat", .files, .supported, .directory, .path, .reads(.timeSpecs), .named(.atFlags)),
        Row(
            .epoll_pwait, "epoll_pwait", .events, .supported, .descriptor, .writes(.epollEvents), .integer,
            .integer, .reads(.signalSet), .count),
        Row(.signalfd, "signalfd", .events, .supported, .descriptor, .reads(.signalSet), .count),
        Row(.timerfd_create, "timerfd_create", .events, .supported, .clock, .named(.timerfdFlags)),
        Row(.eventfd, "eventfd", .events, .supported, .unsigned),
        Row(.fallocate, "fallocate", .files, .supported, .descriptor, .named(.fallocateMode), .offset, .offset),
        Row(
            .timerfd_settime, "timerfd_settime", .events, .supported, .descriptor, .named(.timerFlags),
            .reads(.intervalTimerSpec), .writes(.intervalTimerSpec)),
        Row(.timerfd_gettime, "timerfd_gettime", .events, .supported, .descriptor, .writes(.intervalTimerSpec)),
        Row(.accept4, "accept4", .network, .partial, .descriptor, .address, .address, .named(.socketType)),
        Row(
            .signalfd4, "signalfd4", .events, .supported, .descriptor, .reads(.signalSet), .count,
            .named(.descriptorCreationFlags)),
        Row(.eventfd2, "eventfd2", .events, .supported, .unsigned, .named(.eventfdFlags)),
        Row(.epoll_create1, "epoll_create1", .events, .supported, .named(.descriptorCreationFlags)),
        Row(.dup3, "dup3", .files, .supported, .descriptor, .descriptor, .named(.descriptorCreationFlags)),
        Row(.pipe2, "pipe2", .ipc, .partial, .writes(.descriptors), .named(.descriptorCreationFlags)),
        Row(.inotify_init1, "inotify_init1", .events, .supported, .named(.descriptorCreationFlags)),
        Row(.preadv, "preadv", .files, .supported, .descriptor, .outputVectors, .count, .offset),
        Row(.pwritev, "pwritev", .files, .supported, .descriptor, .inputVectors, .count, .offset),
        Row(.rt_tgsigqueueinfo, "rt_tgsigqueueinfo", .signals, .supported, .process, .process, .signal, .address),
        Row(
            .perf_event_open, "perf_event_open", .system, .absent, .address, .process, .integer, .descriptor,
            .hexadecimal),
        Row(
            .recvmmsg, "recvmmsg", .network, .partial, .descriptor, .address, .unsigned, .named(.messageFlags),
            .reads(.timeSpec)),
        Row(.fanotify_init, "fanotify_init", .events, .absent, .hexadecimal, .hexadecimal),
        Row(
            .fanotify_mark, "fanotify_mark", .events, .absent, .descriptor, .hexadecimal, .hexadecimal, .directory,
            .path),
        Row(
            .prlimit64, "prlimit64", .limits, .partial, .process, .named(.resource), .reads(.resourceLimit),
            .writes(.resourceLimit)),
        Row(
            .name_to_handle_at, "name_to_handle_at", .files, .absent, .directory, .path, .address, .address,
            .named(.atFlags)),
        Row(.open_by_handle_at, "open_by_handle_at", .files, .absent, .descriptor, .address, .named(.openFlags)),
        Row(.clock_adjtime, "clock_adjtime", .time, .partial, .clock, .address),
        Row(.syncfs, "syncfs", .files, .supported, .descriptor),
        Row(.sendmmsg, "sendmmsg", .network, .partial, .descriptor, .address, .unsigned, .named(.messageFlags)),
        Row(.setns, "setns", .processes, .partial, .descriptor, .named(.cloneFlags)),
        Row(.getcpu, "getcpu", .scheduling, .supported, .address, .address),
        Row(
            .process_vm_readv, "process_vm_readv", .processes, .absent, .process, .address, .count, .address,
            .count, .hexadecimal),
        Row(
            .process_vm_writev, "process_vm_writev", .processes, .absent, .process, .address, .count, .address,
            .count, .hexadecimal),
        Row(.kcmp, "kcmp", .processes, .absent, .process, .process, .integer, .hexadecimal, .hexadecimal),
        Row(.finit_module, "finit_module", .modules, .absent, .descriptor, .string, .hexadecimal),
        Row(.sched_setattr, "sched_setattr", .scheduling, .partial, .process, .address, .hexadecimal),
        Row(.sched_getattr, "sched_getattr", .scheduling, .supported, .process, .address, .count, .hexadecimal),
        Row(.renameat2, "renameat2", .files, .partial, .directory, .path, .directory, .path, .named(.renameFlags)),
        Row(.seccomp, "seccomp", .processes, .absent, .unsigned, .hexadecimal, .address),
        Row(.getrandom, "getrandom", .system, .supported, .output, .count, .named(.randomFlags)),
        Row(.memfd_create, "memfd_create", .files, .supported, .string, .named(.memfdFlags)),
    ]
}
