internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Sync

/// What is known of files and file systems: stat(2), statx(2), access(2), statfs(2) and their relatives.
enum FileStatusCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.stat] = { path, result, _, _, _, _ in
            answer { () throws(Errno) in
                let inode = try UserString(path).withPath { (path) throws(Errno) in
                    try Process.withCurrent { (process) throws(Errno) in try process.files.context.walk(path).inode }
                }
                return try FileStatusCalls.store(inode, result)
            }
        }
        table[.lstat] = { path, result, _, _, _, _ in
            answer { () throws(Errno) in
                let inode = try UserString(path).withPath { (path) throws(Errno) in
                    try Process.current.files.context.walk(path, .keep).inode
                }
                return try FileStatusCalls.store(inode, result)
            }
        }
        table[.fstat] = handleFileStatus
        table[.newfstatat] = { directory, path, result, flags, _, _ in
            answer { () throws(Errno) in
                let flags = AtFlags(argument: flags)
                guard
                    flags.isSubset(of: [
                        .AT_SYMLINK_NOFOLLOW, .AT_NO_AUTOMOUNT, .AT_EMPTY_PATH, .AT_STATX_FORCE_SYNC,
                        .AT_STATX_DONT_SYNC,
                    ])
                else { throw .EINVAL }
                return try FileStatusCalls.store(try FileStatusCalls.inodeOrDescriptor(directory, path, flags), result)
            }
        }
        table[.statx] = { directory, path, flags, mask, result, _ in
            answer { () throws(Errno) in
                try FileStatusCalls.statx(directory, path, AtFlags(argument: flags), mask, result)
            }
        }
        bindAccess(table)
        table[.statfs] = { path, result, _, _, _, _ in
            answer { () throws(Errno) in
                let path = try UserString(path).path()
                return try FileStatusCalls.storeStatistics(
                    try Process.current.files.context.walk(path.span).inode, result)
            }
        }
        table[.fstatfs] = { fd, result, _, _, _, _ in
            answer { () throws(Errno) in
                try FileStatusCalls.storeStatistics(
                    try Process.current.files.descriptors.file(Int32(truncatingIfNeeded: fd)).inode, result)
            }
        }
    }

    private static func bindAccess(_ table: borrowing HandlerTable) {
        table[.access] = { path, mode, _, _, _, _ in
            answer { () throws(Errno) in try FileStatusCalls.access(UInt(bitPattern: Int(AT_FDCWD)), path, mode, []) }
        }
        table[.faccessat] = { directory, path, mode, _, _, _ in
            answer { () throws(Errno) in try FileStatusCalls.access(directory, path, mode, []) }
        }
        table[.faccessat2] = { directory, path, mode, flags, _, _ in
            answer { () throws(Errno) in
                let flags = AtFlags(argument: flags)
                // AT_REMOVEDIR's bit is AT_EACCESS here.
                guard flags.isSubset(of: [.AT_SYMLINK_NOFOLLOW, .AT_REMOVEDIR, .AT_EMPTY_PATH]) else { throw .EINVAL }
                return try FileStatusCalls.access(directory, path, mode, flags)
            }
        }
    }

    /// The file that a directory descriptor and a path name, with the flags that the `…at` calls share.
    static func inode(_ directory: UInt, _ path: UInt, _ flags: AtFlags) throws(Errno) -> Inode {
        let process = Process.current
        return try UserString(path).withPath { (path) throws(Errno) -> Inode in
            if path.count == 0, flags.contains(.AT_EMPTY_PATH) {
                let descriptor = Int32(truncatingIfNeeded: directory)
                if descriptor == AT_FDCWD { return process.files.context.workingDirectory.inode }
                return try process.files.descriptors.file(descriptor).inode
            }
            let start = try process.directory(directory, for: path)
            let last: LastLink = flags.contains(.AT_SYMLINK_NOFOLLOW) ? .keep : .follow
            return try process.files.context.walk(path, from: start, last).inode
        }
    }

    /// The same for the calls that also take no path at all for an empty one, with `AT_EMPTY_PATH`.
    private static func inodeOrDescriptor(_ directory: UInt, _ path: UInt, _ flags: AtFlags) throws(Errno) -> Inode {
        guard path == 0, flags.contains(.AT_EMPTY_PATH) else { return try inode(directory, path, flags) }
        let descriptor = Int32(truncatingIfNeeded: directory)
        let files = Process.current.files
        if descriptor == AT_FDCWD { return files.context.workingDirectory.inode }
        return try files.descriptors.file(descriptor).inode
    }

    private static func access(
        _ directory: UInt, _ path: UInt, _ mode: UInt, _ flags: AtFlags
    ) throws(Errno) -> Int {
        guard UInt32(truncatingIfNeeded: mode) <= 7 else { throw .EINVAL }
        let process = Process.current
        let context = process.files.context
        // The question is what the real user may, on the way there too; unless it is of the effective one.
        let acting = context.credentials
        let credentials = process.attributes.credentials
        let isSame = credentials.user.real == credentials.user.file && credentials.group.real == credentials.group.file
        if acting != nil || !isSame, !flags.contains(.AT_REMOVEDIR) {
            context.credentials = credentials.fileCredentials(isReal: true)
        }
        defer { context.credentials = acting }
        try context.checkAccess(AccessMode(argument: mode), of: try inode(directory, path, flags))
        return 0
    }

    fileprivate static func store(_ inode: Inode, _ result: UInt) throws(Errno) -> Int {
        var status = Stat()
        inode.show(in: &status)
        try UserPointer<Stat>(result).store(large: &status)
        return 0
    }

    private static func statx(
        _ directory: UInt, _ path: UInt, _ flags: AtFlags, _ mask: UInt, _ result: UInt
    ) throws(Errno) -> Int {
        let known: AtFlags = [
            .AT_SYMLINK_NOFOLLOW, .AT_NO_AUTOMOUNT, .AT_EMPTY_PATH, .AT_STATX_FORCE_SYNC, .AT_STATX_DONT_SYNC,
        ]
        guard flags.isSubset(of: known), !flags.isSuperset(of: [.AT_STATX_FORCE_SYNC, .AT_STATX_DONT_SYNC]),
            UInt32(truncatingIfNeeded: mask) & 0x8000_0000 == 0
        else { throw .EINVAL }
        let inode = try inodeOrDescriptor(directory, path, flags)
        let status = inode.status()
        var statx = Statx()
        statx.mask = .STATX_BASIC_STATS
        if let created = inode.created, StatxMask(argument: mask).contains(.STATX_BTIME) {
            statx.mask.insert(.STATX_BTIME)
            statx.btime = StatxTimestamp(created)
        }
        statx.blksize = UInt32(status.blksize)
        statx.nlink = UInt32(truncatingIfNeeded: status.nlink)
        statx.uid = status.uid
        statx.gid = status.gid
        statx.mode = UInt16(truncatingIfNeeded: status.mode.rawValue)
        statx.ino = status.ino
        statx.size = UInt64(status.size)
        statx.blocks = UInt64(status.blocks)
        statx.atime = StatxTimestamp(status.atim)
        statx.mtime = StatxTimestamp(status.mtim)
        statx.ctime = StatxTimestamp(status.ctim)
        statx.rdevMajor = inode.specialDevice.major
        statx.rdevMinor = inode.specialDevice.minor
        statx.devMajor = inode.superblock.device.major
        statx.devMinor = inode.superblock.device.minor
        try UserPointer<Statx>(result).store(statx)
        return 0
    }

    private static func storeStatistics(_ inode: Inode, _ result: UInt) throws(Errno) -> Int {
        let statistics = inode.superblock.statistics()
        var statfs = StatFS()
        // Pipes are on a file system of their own, which is the same in all but the name.
        statfs.type = inode.type == .fifo && statistics.magic == .ANON_INODE_FS_MAGIC ? .PIPEFS_MAGIC : statistics.magic
        statfs.bsize = Int64(statistics.blockSize)
        statfs.frsize = Int64(statistics.blockSize)
        statfs.blocks = statistics.blocks
        statfs.bfree = statistics.freeBlocks
        statfs.bavail = statistics.freeBlocks
        statfs.files = statistics.inodes
        statfs.ffree = statistics.freeInodes
        statfs.fsid = inode.superblock.device.encoded
        statfs.namelen = Int64(statistics.nameLimit)
        // ST_VALID, ST_RELATIME, and ST_RDONLY.
        statfs.flags = 0x20 | 0x1000 | (inode.superblock.isReadOnly ? 1 : 0)
        try UserPointer<StatFS>(result).store(statfs)
        return 0
    }
}

/// fstat(2)
@c(apus_handle_fstat)
func handleFileStatus(_ fd: UInt, _ result: UInt, _: UInt, _: UInt, _: UInt, _: UInt) -> Int {
    answer { () throws(Errno) in
        let link = Process.link(fd)
        if link.isNil { throw .EBADF }
        // Nobody waits in here, so nobody closes the descriptor.
        return try link.borrowed { (file) throws(Errno) in try FileStatusCalls.store(file.inode, result) }
    }
}
