internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Extended attributes: getxattr(2), setxattr(2), listxattr(2), removexattr(2) and their relatives.
enum FileExtendedAttributeCalls {
    static func bind(_ table: borrowing HandlerTable) {
        bindReading(table)
        bindChanging(table)
    }

    private static func bindReading(_ table: borrowing HandlerTable) {
        table[.getxattr] = { path, name, value, size, _, _ in
            answer { () throws(Errno) in try FileExtendedAttributeCalls.get(.path(path, []), name, value, size) }
        }
        table[.lgetxattr] = { path, name, value, size, _, _ in
            answer { () throws(Errno) in
                try FileExtendedAttributeCalls.get(.path(path, .AT_SYMLINK_NOFOLLOW), name, value, size)
            }
        }
        table[.fgetxattr] = { fd, name, value, size, _, _ in
            answer { () throws(Errno) in try FileExtendedAttributeCalls.get(.descriptor(fd), name, value, size) }
        }
        table[.listxattr] = { path, list, size, _, _, _ in
            answer { () throws(Errno) in try FileExtendedAttributeCalls.list(.path(path, []), list, size) }
        }
        table[.llistxattr] = { path, list, size, _, _, _ in
            answer { () throws(Errno) in
                try FileExtendedAttributeCalls.list(.path(path, .AT_SYMLINK_NOFOLLOW), list, size)
            }
        }
        table[.flistxattr] = { fd, list, size, _, _, _ in
            answer { () throws(Errno) in try FileExtendedAttributeCalls.list(.descriptor(fd), list, size) }
        }
    }

    private static func bindChanging(_ table: borrowing HandlerTable) {
        table[.setxattr] = { path, name, value, size, flags, _ in
            answer { () throws(Errno) in
                try FileExtendedAttributeCalls.set(.path(path, []), name, value, size, flags)
            }
        }
        table[.lsetxattr] = { path, name, value, size, flags, _ in
            answer { () throws(Errno) in
                try FileExtendedAttributeCalls.set(.path(path, .AT_SYMLINK_NOFOLLOW), name, value, size, flags)
            }
        }
        table[.fsetxattr] = { fd, name, value, size, flags, _ in
            answer { () throws(Errno) in
                try FileExtendedAttributeCalls.set(.descriptor(fd), name, value, size, flags)
            }
        }
        table[.removexattr] = { path, name, _, _, _, _ in
            answer { () throws(Errno) in try FileExtendedAttributeCalls.remove(.path(path, []), name) }
        }
        table[.lremovexattr] = { path, name, _, _, _, _ in
            answer { () throws(Errno) in
                try FileExtendedAttributeCalls.remove(.path(path, .AT_SYMLINK_NOFOLLOW), name)
            }
        }
        table[.fremovexattr] = { fd, name, _, _, _, _ in
            answer { () throws(Errno) in try FileExtendedAttributeCalls.remove(.descriptor(fd), name) }
        }
    }

    /// The file that is meant.
    private enum Target {
        case path(UInt, AtFlags)
        case descriptor(UInt)

        func inode() throws(Errno) -> Inode {
            switch self {
            case .path(let path, let flags):
                return try FileStatusCalls.inode(UInt(bitPattern: Int(AT_FDCWD)), path, flags)
            case .descriptor(let fd):
                return try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd)).inode
            }
        }
    }

    /// Throws: `ERANGE` for an empty name and one that is too long, `EFAULT`.
    private static func name(_ address: UInt) throws(Errno) -> [UInt8] {
        let name = try UserString(address).bytes(limit: ExtendedAttributes.nameLimit + 1, tooLong: .ERANGE)
        guard !name.isEmpty else { throw .ERANGE }
        return name
    }

    private static func get(_ target: Target, _ name: UInt, _ value: UInt, _ size: UInt) throws(Errno) -> Int {
        let name = try self.name(name)
        let inode = try target.inode()
        return try give(try Process.current.files.context.attribute(name, of: inode), value, size)
    }

    private static func list(_ target: Target, _ list: UInt, _ size: UInt) throws(Errno) -> Int {
        let inode = try target.inode()
        return try give(Process.current.files.context.attributeNames(of: inode), list, size)
    }

    /// Without room the size alone is told. Throws: `ERANGE`, `EFAULT`.
    private static func give(_ bytes: [UInt8], _ address: UInt, _ size: UInt) throws(Errno) -> Int {
        if size == 0 { return bytes.count }
        guard bytes.count <= size else { throw .ERANGE }
        if bytes.isEmpty { return 0 }
        var buffer = UserBuffer(address: address, count: bytes.count)
        guard try buffer.write(bytes) == bytes.count else { throw .EFAULT }
        return bytes.count
    }

    private static func set(
        _ target: Target, _ name: UInt, _ value: UInt, _ size: UInt, _ flags: UInt
    ) throws(Errno) -> Int {
        let flags = ExtendedAttributeFlags(argument: flags)
        guard flags.isSubset(of: [.XATTR_CREATE, .XATTR_REPLACE]) else { throw .EINVAL }
        let name = try self.name(name)
        guard size <= UInt(ExtendedAttributes.valueLimit) else { throw .E2BIG }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        if size > 0 {
            var buffer = UserBuffer(address: value, count: Int(size))
            guard try buffer.read(into: &bytes, at: 0, count: Int(size)) == Int(size) else { throw .EFAULT }
        }
        try Process.current.files.context.setAttribute(name, bytes, flags, of: try target.inode())
        return 0
    }

    private static func remove(_ target: Target, _ name: UInt) throws(Errno) -> Int {
        let name = try self.name(name)
        try Process.current.files.context.removeAttribute(name, of: try target.inode())
        return 0
    }
}
