internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Watching files: inotify_init1(2), inotify_add_watch(2), inotify_rm_watch(2).
enum FileInotifyCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.inotify_init] = { _, _, _, _, _, _ in answer { () throws(Errno) in try FileInotifyCalls.make([]) } }
        table[.inotify_init1] = { flags, _, _, _, _, _ in
            answer { () throws(Errno) in try FileInotifyCalls.make(OpenFlags(argument: flags)) }
        }
        table[.inotify_add_watch] = { fd, path, mask, _, _, _ in
            answer { () throws(Errno) in
                try FileInotifyCalls.watch(Int32(truncatingIfNeeded: fd), path, InotifyMask(argument: mask))
            }
        }
        table[.inotify_rm_watch] = { fd, number, _, _, _, _ in
            answer { () throws(Errno) in
                try FileInotifyCalls.instance(Int32(truncatingIfNeeded: fd)).unwatch(Int32(truncatingIfNeeded: number))
                return 0
            }
        }
    }

    private static func make(_ flags: OpenFlags) throws(Errno) -> Int {
        guard flags.isSubset(of: [.O_NONBLOCK, .O_CLOEXEC]) else { throw .EINVAL }
        let process = Process.current
        return try process.install(
            process.files.anonymous.inotify(flags.intersection(.O_NONBLOCK)), closeOnExec: flags.contains(.O_CLOEXEC))
    }

    private static func instance(_ fd: Int32) throws(Errno) -> InotifyFile {
        guard let file = try Process.current.files.descriptors.usable(fd) as? InotifyFile else { throw .EINVAL }
        return file
    }

    private static func watch(_ fd: Int32, _ path: UInt, _ mask: InotifyMask) throws(Errno) -> Int {
        // All that can happen, and the ways of watching: as on Linux one of either will do.
        guard !mask.isDisjoint(with: InotifyMask(rawValue: 0xF700_EFFF)) else { throw .EINVAL }
        let file = try Process.current.files.descriptors.usable(fd)
        guard !mask.isSuperset(of: [.IN_MASK_ADD, .IN_MASK_CREATE]) else { throw .EINVAL }
        guard let instance = file as? InotifyFile else { throw .EINVAL }
        let context = Process.current.files.context
        let path = try UserString(path).path()
        let inode = try context.walk(path.span, mask.contains(.IN_DONT_FOLLOW) ? .keep : .follow).inode
        if mask.contains(.IN_ONLYDIR), !inode.isDirectory { throw .ENOTDIR }
        try context.checkAccess(.R_OK, of: inode)
        return Int(try instance.watch(inode, mask))
    }
}
