internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Calls that every file system here answers with the error that Linux documents: extended attributes, which none has, and
/// mounts, which the program may not change.
enum FileAbsentCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.getxattr] = { path, _, _, _, _, _ in answer { () throws(Errno) in try FileAbsentCalls.byPath(path, []) }
        }
        table[.setxattr] = { path, _, _, _, _, _ in answer { () throws(Errno) in try FileAbsentCalls.byPath(path, []) }
        }
        table[.removexattr] = { path, _, _, _, _, _ in
            answer { () throws(Errno) in try FileAbsentCalls.byPath(path, []) }
        }
        table[.lgetxattr] = { path, _, _, _, _, _ in
            answer { () throws(Errno) in try FileAbsentCalls.byPath(path, .AT_SYMLINK_NOFOLLOW) }
        }
        table[.lsetxattr] = { path, _, _, _, _, _ in
            answer { () throws(Errno) in try FileAbsentCalls.byPath(path, .AT_SYMLINK_NOFOLLOW) }
        }
        table[.lremovexattr] = { path, _, _, _, _, _ in
            answer { () throws(Errno) in try FileAbsentCalls.byPath(path, .AT_SYMLINK_NOFOLLOW) }
        }
        table[.fgetxattr] = { fd, _, _, _, _, _ in answer { () throws(Errno) in try FileAbsentCalls.byDescriptor(fd) } }
        table[.fsetxattr] = { fd, _, _, _, _, _ in answer { () throws(Errno) in try FileAbsentCalls.byDescriptor(fd) } }
        table[.fremovexattr] = { fd, _, _, _, _, _ in
            answer { () throws(Errno) in try FileAbsentCalls.byDescriptor(fd) }
        }
        // A list of attributes is empty, as on a tmpfs.
        table[.listxattr] = { path, _, _, _, _, _ in
            answer { () throws(Errno) in
                _ = try FileStatusCalls.inode(UInt(bitPattern: Int(AT_FDCWD)), path, [])
                return 0
            }
        }
        table[.llistxattr] = { path, _, _, _, _, _ in
            answer { () throws(Errno) in
                _ = try FileStatusCalls.inode(UInt(bitPattern: Int(AT_FDCWD)), path, .AT_SYMLINK_NOFOLLOW)
                return 0
            }
        }
        table[.flistxattr] = { fd, _, _, _, _, _ in
            answer { () throws(Errno) in
                _ = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
                return 0
            }
        }
        table[.mount] = { _, _, _, _, _, _ in answer { () throws(Errno) in throw .EPERM } }
        table[.umount2] = { _, _, _, _, _, _ in answer { () throws(Errno) in throw .EPERM } }
        table[.pivot_root] = { _, _, _, _, _, _ in answer { () throws(Errno) in throw .EPERM } }
    }

    private static func byPath(_ path: UInt, _ flags: AtFlags) throws(Errno) -> Int {
        _ = try FileStatusCalls.inode(UInt(bitPattern: Int(AT_FDCWD)), path, flags)
        throw .EOPNOTSUPP
    }

    private static func byDescriptor(_ fd: UInt) throws(Errno) -> Int {
        _ = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
        throw .EOPNOTSUPP
    }
}
