internal import Bytes
internal import FileSystem
internal import LinuxABI

/// mount(2), umount2(2), pivot_root(2): the arguments are checked as Linux does, and then it is `EPERM`, since a program may
/// not change mounts.
enum FileMountCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.mount] = { source, target, type, _, _, _ in
            answer { () throws(Errno) in
                let type = type == 0 ? nil : try UserString(type).bytes(limit: 4096, tooLong: .EINVAL)
                if source != 0 { _ = try UserString(source).bytes(limit: 4096, tooLong: .EINVAL) }
                _ = try FileMountCalls.walk(target)
                try FileMountCalls.checkPrivilege()
                guard let type else { throw .EINVAL }
                throw FileMountCalls.isKnown(type) ? .EPERM : .ENODEV
            }
        }
        table[.umount2] = { target, flags, _, _, _, _ in
            answer { () throws(Errno) in
                // MNT_FORCE, MNT_DETACH, MNT_EXPIRE, UMOUNT_NOFOLLOW.
                let flags = UInt32(truncatingIfNeeded: flags)
                guard flags & ~0xF == 0 else { throw .EINVAL }
                let dentry = try FileMountCalls.walk(target, flags & 8 != 0 ? .keep : .follow)
                try FileMountCalls.checkPrivilege()
                // What expires is not forced.
                guard dentry.isMountRoot, flags & 4 == 0 || flags & 3 == 0 else { throw .EINVAL }
                throw .EPERM
            }
        }
        table[.pivot_root] = { new, old, _, _, _, _ in
            answer { () throws(Errno) in
                try FileMountCalls.checkPrivilege()
                for path in [new, old] {
                    guard try FileMountCalls.walk(path).inode.isDirectory else { throw .ENOTDIR }
                }
                throw .EPERM
            }
        }
    }

    private static func walk(_ path: UInt, _ last: LastLink = .follow) throws(Errno) -> Dentry {
        let path = try UserString(path).path()
        return try Process.current.files.context.walk(path.span, last)
    }

    /// `CAP_SYS_ADMIN`.
    private static func checkPrivilege() throws(Errno) {
        guard Process.current.attributes.credentials.has(Credentials.Capabilities.systemAdministration) else {
            throw .EPERM
        }
    }

    /// The types of file system that there are.
    private static func isKnown(_ type: [UInt8]) -> Bool {
        for known: StaticString in ["tmpfs", "proc", "sysfs", "devtmpfs", "erofs", "overlay"]
        where type == [UInt8](ascii: known) { return true }
        return false
    }
}
