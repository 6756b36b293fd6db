internal import FileSystem
internal import LinuxABI

/// unshare(2), setns(2): there is one process, and one namespace of each kind.
enum NamespaceCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.unshare] = { flags, _, _, _, _, _ in
            answer { () throws(Errno) in try NamespaceCalls.unshare(CloneFlags(rawValue: UInt64(flags))) }
        }
        table[.setns] = { descriptor, _, _, _, _, _ in
            answer { () throws(Errno) in
                // No file here stands for a namespace.
                _ = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: descriptor))
                throw .EINVAL
            }
        }
    }

    /// What only one thread uses is shared with nobody. Throws `EINVAL`.
    private static func unshare(_ flags: CloneFlags) throws(Errno) -> Int {
        let ofProcess: CloneFlags = [.CLONE_FS, .CLONE_FILES, .CLONE_SYSVSEM, .CLONE_THREAD, .CLONE_SIGHAND, .CLONE_VM]
        guard flags.isSubset(of: ofProcess) else { throw .EINVAL }
        if !flags.isEmpty, Process.current.threads.count > 1 { throw .EINVAL }
        return 0
    }
}
