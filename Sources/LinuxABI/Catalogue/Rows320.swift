private typealias Row = SystemCallDescription

extension Catalogue {
    /// Calls 320 to 334, and 424 on: the numbers between were left out to agree with other architectures.
    static let rows320: [SystemCallDescription] = [
        Row(
            .kexec_file_load, "kexec_file_load", .modules, .absent, .descriptor, .descriptor, .count, .string,
            .hexadecimal),
        Row(.bpf, "bpf", .system, .absent, .integer, .address, .count),
        Row(.execveat, "execveat", .processes, .supported, .directory, .path, .address, .address, .named(.atFlags)),
        Row(.userfaultfd, "userfaultfd", .memory, .absent, .named(.descriptorCreationFlags)),
        Row(.membarrier, "membarrier", .threads, .supported, .integer, .hexadecimal, .integer),
        Row(.mlock2, "mlock2", .memory, .supported, .address, .count, .hexadecimal),
        Row(
            .copy_file_range, "copy_file_range", .files, .supported, .descriptor, .address, .descriptor, .address,
            .count, .hexadecimal),
        Row(
            .preadv2, "preadv2", .files, .partial, .descriptor, .outputVectors, .count, .offset, .hexadecimal,
            .named(.readWriteFlags)),
        Row(
            .pwritev2, "pwritev2", .files, .partial, .descriptor, .inputVectors, .count, .offset, .hexadecimal,
            .named(.readWriteFlags)),
        Row(.pkey_mprotect, "pkey_mprotect", .memory, .partial, .address, .count, .named(.memoryProtection), .integer),
        Row(.pkey_alloc, "pkey_alloc", .memory, .partial, .hexadecimal, .hexadecimal),
        Row(.pkey_free, "pkey_free", .memory, .partial, .integer),
        Row(
            .statx, "statx", .files, .supported, .directory, .path, .named(.atFlags), .named(.statxMask),
            .writes(.statx)),
        Row(
            .io_pgetevents, "io_pgetevents", .aio, .absent, .hexadecimal, .integer, .integer, .address,
            .reads(.timeSpec), .address),
        Row(.rseq, "rseq", .threads, .absent, .address, .count, .hexadecimal, .hexadecimal),
        Row(.pidfd_send_signal, "pidfd_send_signal", .signals, .absent, .descriptor, .signal, .address, .hexadecimal),
        Row(.io_uring_setup, "io_uring_setup", .aio, .absent, .unsigned, .address),
        Row(
            .io_uring_enter, "io_uring_enter", .aio, .absent, .descriptor, .unsigned, .unsigned, .hexadecimal,
            .address, .count),
        Row(.io_uring_register, "io_uring_register", .aio, .absent, .descriptor, .unsigned, .address, .unsigned),
        Row(.open_tree, "open_tree", .mounts, .absent, .directory, .path, .hexadecimal),
        Row(.move_mount, "move_mount", .mounts, .absent, .directory, .path, .directory, .path, .hexadecimal),
        Row(.fsopen, "fsopen", .mounts, .absent, .string, .hexadecimal),
        Row(.fsconfig, "fsconfig", .mounts, .absent, .descriptor, .unsigned, .string, .address, .integer),
        Row(.fsmount, "fsmount", .mounts, .absent, .descriptor, .hexadecimal, .hexadecimal),
        Row(.fspick, "fspick", .mounts, .absent, .directory, .path, .hexadecimal),
        Row(.pidfd_open, "pidfd_open", .processes, .absent, .process, .named(.descriptorCreationFlags)),
        Row(.clone3, "clone3", .processes, .partial, .reads(.cloneArguments), .count),
        Row(.close_range, "close_range", .files, .supported, .unsigned, .unsigned, .named(.closeRangeFlags)),
        Row(.openat2, "openat2", .files, .supported, .directory, .path, .reads(.openHow), .count),
        Row(.pidfd_getfd, "pidfd_getfd", .processes, .absent, .descriptor, .descriptor, .hexadecimal),
        Row(.faccessat2, "faccessat2", .files, .supported, .directory, .path, .named(.accessMode), .named(.atFlags)),
        Row(
            .process_madvise, "process_madvise", .memory, .absent, .descriptor, .address, .count,
            .named(.memoryAdvice), .hexadecimal),
        Row(
            .epoll_pwait2, "epoll_pwait2", .events, .supported, .descriptor, .writes(.epollEvents), .integer,
            .reads(.timeSpec), .reads(.signalSet), .count),
        Row(.mount_setattr, "mount_setattr", .mounts, .absent, .directory, .path, .named(.atFlags), .address, .count),
        Row(.quotactl_fd, "quotactl_fd", .files, .absent, .descriptor, .hexadecimal, .integer, .address),
        Row(.landlock_create_ruleset, "landlock_create_ruleset", .security, .absent, .address, .count, .hexadecimal),
        Row(.landlock_add_rule, "landlock_add_rule", .security, .absent, .descriptor, .integer, .address, .hexadecimal),
        Row(.landlock_restrict_self, "landlock_restrict_self", .security, .absent, .descriptor, .hexadecimal),
        Row(.memfd_secret, "memfd_secret", .memory, .absent, .named(.descriptorCreationFlags)),
        Row(.process_mrelease, "process_mrelease", .memory, .absent, .descriptor, .hexadecimal),
        Row(
            .futex_waitv, "futex_waitv", .threads, .supported, .address, .unsigned, .hexadecimal, .reads(.timeSpec),
            .clock),
        Row(
            .set_mempolicy_home_node, "set_mempolicy_home_node", .memory, .absent, .address, .count, .unsigned,
            .hexadecimal),
        Row(.cachestat, "cachestat", .files, .absent, .descriptor, .address, .address, .hexadecimal),
        Row(.fchmodat2, "fchmodat2", .files, .supported, .directory, .path, .mode, .named(.atFlags)),
        Row(.map_shadow_stack, "map_shadow_stack", .memory, .absent, .address, .count, .hexadecimal),
        Row(.futex_wake, "futex_wake", .threads, .absent, .address, .hexadecimal, .integer, .hexadecimal),
        Row(
            .futex_wait, "futex_wait", .threads, .absent, .address, .hexadecimal, .hexadecimal, .hexadecimal,
            .reads(.timeSpec), .clock),
        Row(.futex_requeue, "futex_requeue", .threads, .absent, .address, .hexadecimal, .integer, .integer),
        Row(.statmount, "statmount", .mounts, .absent, .address, .address, .count, .hexadecimal),
        Row(.listmount, "listmount", .mounts, .absent, .address, .address, .count, .hexadecimal),
        Row(.lsm_get_self_attr, "lsm_get_self_attr", .security, .absent, .unsigned, .address, .address, .hexadecimal),
        Row(.lsm_set_self_attr, "lsm_set_self_attr", .security, .absent, .unsigned, .address, .count, .hexadecimal),
        Row(.lsm_list_modules, "lsm_list_modules", .security, .absent, .address, .address, .hexadecimal),
        Row(.mseal, "mseal", .memory, .absent, .address, .count, .hexadecimal),
    ]
}
