internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Names: mkdir(2), unlink(2), rename(2), link(2), symlink(2), readlink(2), mknod(2), the working and the root directory.
enum FilePathCalls {
    private static var here: UInt { UInt(bitPattern: Int(AT_FDCWD)) }

    static func bind(_ table: borrowing HandlerTable) {
        bindMaking(table)
        bindRemoving(table)
        bindRenaming(table)
        bindLinks(table)
        bindDirectories(table)
    }

    private static func bindMaking(_ table: borrowing HandlerTable) {
        table[.mkdir] = { path, mode, _, _, _, _ in
            answer { () throws(Errno) in try FilePathCalls.make(FilePathCalls.here, path, .directory, mode) }
        }
        table[.mkdirat] = { directory, path, mode, _, _, _ in
            answer { () throws(Errno) in try FilePathCalls.make(directory, path, .directory, mode) }
        }
        table[.mknod] = { path, mode, _, _, _, _ in
            answer { () throws(Errno) in try FilePathCalls.makeNode(FilePathCalls.here, path, mode) }
        }
        table[.mknodat] = { directory, path, mode, _, _, _ in
            answer { () throws(Errno) in try FilePathCalls.makeNode(directory, path, mode) }
        }
        table[.symlink] = { target, path, _, _, _, _ in
            answer { () throws(Errno) in try FilePathCalls.makeLink(target, FilePathCalls.here, path) }
        }
        table[.symlinkat] = { target, directory, path, _, _, _ in
            answer { () throws(Errno) in try FilePathCalls.makeLink(target, directory, path) }
        }
    }

    private static func make(_ directory: UInt, _ path: UInt, _ file: NewFile, _ mode: UInt) throws(Errno) -> Int {
        let process = Process.current
        let path = try UserString(path).path()
        try process.files.context.make(
            path.span, from: try process.directory(directory, for: path), file,
            FileMode(rawValue: UInt32(truncatingIfNeeded: mode)).permissions)
        return 0
    }

    private static func makeNode(_ directory: UInt, _ path: UInt, _ mode: UInt) throws(Errno) -> Int {
        switch FileMode(rawValue: UInt32(truncatingIfNeeded: mode)).type {
        case .regular, .unknown: return try make(directory, path, .regular, mode)
        case .fifo: return try make(directory, path, .fifo, mode)
        case .socket: return try make(directory, path, .socket, mode)
        // Only the kernel makes device nodes, as in a container without CAP_MKNOD.
        case .characterDevice, .blockDevice: return try make(directory, path, .device, mode)
        case .directory: throw .EPERM
        default: throw .EINVAL
        }
    }

    private static func makeLink(_ target: UInt, _ directory: UInt, _ path: UInt) throws(Errno) -> Int {
        let target = try UserString(target).path()
        if target.isEmpty { throw .ENOENT }
        return try make(directory, path, .symbolicLink(target: target), 0o777)
    }

    private static func bindRemoving(_ table: borrowing HandlerTable) {
        table[.unlink] = { path, _, _, _, _, _ in
            answer { () throws(Errno) in try FilePathCalls.remove(FilePathCalls.here, path, .file) }
        }
        table[.rmdir] = { path, _, _, _, _, _ in
            answer { () throws(Errno) in try FilePathCalls.remove(FilePathCalls.here, path, .directory) }
        }
        table[.unlinkat] = { directory, path, flags, _, _, _ in
            answer { () throws(Errno) in
                let flags = AtFlags(argument: flags)
                guard flags.isSubset(of: .AT_REMOVEDIR) else { throw .EINVAL }
                return try FilePathCalls.remove(directory, path, flags.isEmpty ? .file : .directory)
            }
        }
    }

    private static func remove(_ directory: UInt, _ path: UInt, _ removal: Removal) throws(Errno) -> Int {
        let process = Process.current
        let path = try UserString(path).path()
        try process.files.context.remove(path.span, from: try process.directory(directory, for: path), removal)
        return 0
    }

    private static func bindRenaming(_ table: borrowing HandlerTable) {
        table[.rename] = { old, new, _, _, _, _ in
            answer { () throws(Errno) in try FilePathCalls.rename(FilePathCalls.here, old, FilePathCalls.here, new, [])
            }
        }
        table[.renameat] = { oldDirectory, old, newDirectory, new, _, _ in
            answer { () throws(Errno) in try FilePathCalls.rename(oldDirectory, old, newDirectory, new, []) }
        }
        table[.renameat2] = { oldDirectory, old, newDirectory, new, flags, _ in
            answer { () throws(Errno) in
                try FilePathCalls.rename(oldDirectory, old, newDirectory, new, RenameFlags(argument: flags))
            }
        }
    }

    private static func rename(
        _ oldDirectory: UInt, _ old: UInt, _ newDirectory: UInt, _ new: UInt, _ flags: RenameFlags
    ) throws(Errno) -> Int {
        let process = Process.current
        let old = try UserString(old).path()
        let new = try UserString(new).path()
        try process.files.context.rename(
            old.span, from: try process.directory(oldDirectory, for: old),
            to: new.span, from: try process.directory(newDirectory, for: new), flags)
        return 0
    }

    private static func bindLinks(_ table: borrowing HandlerTable) {
        table[.link] = { old, new, _, _, _, _ in
            answer { () throws(Errno) in try FilePathCalls.link(FilePathCalls.here, old, FilePathCalls.here, new, []) }
        }
        table[.linkat] = { oldDirectory, old, newDirectory, new, flags, _ in
            answer { () throws(Errno) in
                try FilePathCalls.link(oldDirectory, old, newDirectory, new, AtFlags(argument: flags))
            }
        }
        table[.readlink] = { path, buffer, count, _, _, _ in
            answer { () throws(Errno) in try FilePathCalls.readLink(FilePathCalls.here, path, buffer, count) }
        }
        table[.readlinkat] = { directory, path, buffer, count, _, _ in
            answer { () throws(Errno) in try FilePathCalls.readLink(directory, path, buffer, count) }
        }
    }

    private static func link(
        _ oldDirectory: UInt, _ old: UInt, _ newDirectory: UInt, _ new: UInt, _ flags: AtFlags
    ) throws(Errno) -> Int {
        guard flags.isSubset(of: [.AT_SYMLINK_FOLLOW, .AT_EMPTY_PATH]) else { throw .EINVAL }
        let process = Process.current
        let old = try UserString(old).path()
        let new = try UserString(new).path()
        let context = process.files.context
        let file: Dentry
        if old.isEmpty, flags.contains(.AT_EMPTY_PATH) {
            let descriptor = Int32(truncatingIfNeeded: oldDirectory)
            if descriptor == AT_FDCWD {
                file = context.workingDirectory
            } else {
                guard let dentry = try process.files.descriptors.file(descriptor).dentry else { throw .EXDEV }
                file = dentry
            }
        } else {
            file = try context.walk(
                old.span, from: try process.directory(oldDirectory, for: old),
                flags.contains(.AT_SYMLINK_FOLLOW) ? .follow : .keep)
        }
        try context.link(file, new.span, from: try process.directory(newDirectory, for: new))
        return 0
    }

    private static func readLink(
        _ directory: UInt, _ path: UInt, _ buffer: UInt, _ count: UInt
    ) throws(Errno) -> Int {
        let size = Int32(truncatingIfNeeded: count)
        guard size > 0 else { throw .EINVAL }
        let process = Process.current
        let path = try UserString(path).path()
        var start = try process.directoryOrLink(directory, for: path)
        if path.isEmpty, start == nil { throw .ENOENT }
        if !path.isEmpty, start?.inode.isDirectory == false { throw .ENOTDIR }
        if path.first == UInt8(ascii: "/") { start = nil }
        let text = try process.files.context.readLink(path.span, from: start)
        var buffer = UserBuffer(address: buffer, count: Int(size))
        return try buffer.write(text)
    }

    private static func bindDirectories(_ table: borrowing HandlerTable) {
        table[.getcwd] = { buffer, count, _, _, _, _ in
            answer { () throws(Errno) in
                var path = try Process.current.files.context.workingDirectoryPath()
                path.append(0)
                guard path.count <= count else { throw .ERANGE }
                var buffer = UserBuffer(address: buffer, count: path.count)
                guard try buffer.write(path) == path.count else { throw .EFAULT }
                return path.count
            }
        }
        table[.chdir] = { path, _, _, _, _, _ in
            answer { () throws(Errno) in
                let path = try UserString(path).path()
                try Process.current.files.context.changeDirectory(path.span)
                return 0
            }
        }
        table[.fchdir] = { fd, _, _, _, _, _ in
            answer { () throws(Errno) in
                let files = Process.current.files
                guard let dentry = try files.descriptors.file(Int32(truncatingIfNeeded: fd)).dentry else {
                    throw .ENOTDIR
                }
                try files.context.changeDirectory(to: dentry)
                return 0
            }
        }
        table[.chroot] = { path, _, _, _, _, _ in
            answer { () throws(Errno) in
                let path = try UserString(path).path()
                try Process.current.files.context.changeRoot(path.span)
                return 0
            }
        }
        table[.umask] = { mask, _, _, _, _, _ in
            let context = Process.current.files.context
            let old = context.umask
            context.umask = FileMode(rawValue: UInt32(truncatingIfNeeded: mask) & 0o777)
            return Int(old.rawValue)
        }
    }
}

extension Process {
    /// As `directory(_:for:)`, but any file will do: readlinkat(2) takes a link opened with `O_PATH`.
    func directoryOrLink(_ descriptor: UInt, for path: [UInt8]) throws(Errno) -> Dentry? {
        let descriptor = Int32(truncatingIfNeeded: descriptor)
        if descriptor == AT_FDCWD || path.first == UInt8(ascii: "/") { return nil }
        guard let dentry = try files.descriptors.file(descriptor).dentry else { throw .ENOTDIR }
        return dentry
    }
}
