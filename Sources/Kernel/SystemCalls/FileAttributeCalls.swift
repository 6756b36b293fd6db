internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Permissions, owners and times: chmod(2), chown(2), utimensat(2) and their relatives.
enum FileAttributeCalls {
    private static var here: UInt { UInt(bitPattern: Int(AT_FDCWD)) }

    static func bind(_ table: borrowing HandlerTable) {
        bindPermissions(table)
        bindNewer(table)
        bindOwners(table)
        bindTimes(table)
    }

    private static func descriptor(_ fd: UInt) throws(Errno) -> Inode {
        try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd)).inode
    }

    private static func bindPermissions(_ table: borrowing HandlerTable) {
        table[.chmod] = { path, mode, _, _, _, _ in
            answer { () throws(Errno) in
                try FileAttributeCalls.setPermissions(
                    try FileStatusCalls.inode(FileAttributeCalls.here, path, []), mode)
            }
        }
        table[.fchmod] = { fd, mode, _, _, _, _ in
            answer { () throws(Errno) in
                try FileAttributeCalls.setPermissions(try FileAttributeCalls.descriptor(fd), mode)
            }
        }
        table[.fchmodat] = { directory, path, mode, _, _, _ in
            answer { () throws(Errno) in
                try FileAttributeCalls.setPermissions(try FileStatusCalls.inode(directory, path, []), mode)
            }
        }
    }

    private static func bindNewer(_ table: borrowing HandlerTable) {
        table[.fchmodat2] = { directory, path, mode, flags, _, _ in
            answer { () throws(Errno) in
                let flags = AtFlags(argument: flags)
                guard flags.isSubset(of: [.AT_SYMLINK_NOFOLLOW, .AT_EMPTY_PATH]) else { throw .EINVAL }
                return try FileAttributeCalls.setPermissions(try FileStatusCalls.inode(directory, path, flags), mode)
            }
        }
    }

    private static func setPermissions(_ inode: Inode, _ mode: UInt) throws(Errno) -> Int {
        try Process.current.files.context.setPermissions(
            FileMode(rawValue: UInt32(truncatingIfNeeded: mode)).permissions, of: inode)
        return 0
    }

    private static func bindOwners(_ table: borrowing HandlerTable) {
        table[.chown] = { path, uid, gid, _, _, _ in
            answer { () throws(Errno) in
                try FileAttributeCalls.setOwner(try FileStatusCalls.inode(FileAttributeCalls.here, path, []), uid, gid)
            }
        }
        table[.lchown] = { path, uid, gid, _, _, _ in
            answer { () throws(Errno) in
                try FileAttributeCalls.setOwner(
                    try FileStatusCalls.inode(FileAttributeCalls.here, path, .AT_SYMLINK_NOFOLLOW), uid, gid)
            }
        }
        table[.fchown] = { fd, uid, gid, _, _, _ in
            answer { () throws(Errno) in
                try FileAttributeCalls.setOwner(try FileAttributeCalls.descriptor(fd), uid, gid)
            }
        }
        table[.fchownat] = { directory, path, uid, gid, flags, _ in
            answer { () throws(Errno) in
                let flags = AtFlags(argument: flags)
                guard flags.isSubset(of: [.AT_SYMLINK_NOFOLLOW, .AT_EMPTY_PATH]) else { throw .EINVAL }
                return try FileAttributeCalls.setOwner(try FileStatusCalls.inode(directory, path, flags), uid, gid)
            }
        }
    }

    private static func setOwner(_ inode: Inode, _ uid: UInt, _ gid: UInt) throws(Errno) -> Int {
        let (uid, gid) = (UInt32(truncatingIfNeeded: uid), UInt32(truncatingIfNeeded: gid))
        try Process.current.files.context.setOwner(uid == .max ? nil : uid, gid == .max ? nil : gid, of: inode)
        return 0
    }

    private static func bindTimes(_ table: borrowing HandlerTable) {
        table[.utimensat] = { directory, path, times, flags, _, _ in
            answer { () throws(Errno) in
                let flags = AtFlags(argument: flags)
                guard flags.isSubset(of: [.AT_SYMLINK_NOFOLLOW, .AT_EMPTY_PATH]) else { throw .EINVAL }
                let list = UserPointer<TimeSpec>(times)
                let now = TimeSpec(nanoseconds: TimeSpec.UTIME_NOW)
                let times = list.isNull ? (now, now) : (try list.load(), try list.load(at: 1))
                // Nothing to set: not even the file is looked for.
                if times.0.nanoseconds == TimeSpec.UTIME_OMIT, times.1.nanoseconds == TimeSpec.UTIME_OMIT { return 0 }
                let inode = try FileAttributeCalls.target(directory, path, flags)
                try Process.current.files.context.setTimes(
                    accessed: try FileAttributeCalls.change(times.0), modified: try FileAttributeCalls.change(times.1),
                    of: inode)
                return 0
            }
        }
        table[.utimes] = { path, times, _, _, _, _ in
            answer { () throws(Errno) in try FileAttributeCalls.setTimes(FileAttributeCalls.here, path, times) }
        }
        table[.futimesat] = { directory, path, times, _, _, _ in
            answer { () throws(Errno) in try FileAttributeCalls.setTimes(directory, path, times) }
        }
        table[.utime] = { path, times, _, _, _, _ in
            answer { () throws(Errno) in
                // struct utimbuf: two numbers of seconds.
                let list = UserPointer<Int64>(times)
                let accessed: TimeChange = list.isNull ? .now : .set(TimeSpec(seconds: try list.load()))
                let modified: TimeChange = list.isNull ? .now : .set(TimeSpec(seconds: try list.load(at: 1)))
                try Process.current.files.context.setTimes(
                    accessed: accessed, modified: modified,
                    of: try FileStatusCalls.inode(FileAttributeCalls.here, path, []))
                return 0
            }
        }
    }

    /// The file that utimensat(2) means: without a path the descriptor itself, futimens(3).
    private static func target(_ directory: UInt, _ path: UInt, _ flags: AtFlags) throws(Errno) -> Inode {
        guard path == 0 else { return try FileStatusCalls.inode(directory, path, flags) }
        if Int32(truncatingIfNeeded: directory) == AT_FDCWD { throw .EFAULT }
        guard flags.isEmpty else { throw .EINVAL }
        return try descriptor(directory)
    }

    private static func change(_ time: TimeSpec) throws(Errno) -> TimeChange {
        if time.nanoseconds == TimeSpec.UTIME_NOW { return .now }
        if time.nanoseconds == TimeSpec.UTIME_OMIT { return .omit }
        guard time.nanoseconds >= 0, time.nanoseconds < 1_000_000_000 else { throw .EINVAL }
        return .set(time)
    }

    private static func setTimes(_ directory: UInt, _ path: UInt, _ times: UInt) throws(Errno) -> Int {
        let list = UserPointer<TimeValue>(times)
        var accessed = TimeChange.now
        var modified = TimeChange.now
        if !list.isNull {
            let (first, second) = (try list.load(), try list.load(at: 1))
            for time in [first, second] where time.microseconds < 0 || time.microseconds >= 1_000_000 { throw .EINVAL }
            accessed = .set(first.timeSpec)
            modified = .set(second.timeSpec)
        }
        let inode = try target(directory, path, [])
        try Process.current.files.context.setTimes(accessed: accessed, modified: modified, of: inode)
        return 0
    }
}
