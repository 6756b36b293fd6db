internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Sync

/// Moving bytes between files and the program: read(2), write(2), pread(2), pwrite(2), and the position, lseek(2).
enum FileTransferCalls {
    static func bind(_ table: borrowing HandlerTable) {
        // The two hottest calls do without a closure and without `answer`, which would each cost them a call of their own.
        table[.read] = handleRead
        table[.write] = handleWrite
        table[.pread64] = { fd, address, count, offset, _, _ in
            answer { () throws(Errno) in
                guard Int64(bitPattern: UInt64(offset)) >= 0 else { throw .EINVAL }
                let file = try Process.readableFile(fd)
                var buffer = try FileCalls.transfer(address, count)
                return try file.read(&buffer, at: Int64(offset))
            }
        }
        table[.pwrite64] = { fd, address, count, offset, _, _ in
            answer { () throws(Errno) in
                guard Int64(bitPattern: UInt64(offset)) >= 0 else { throw .EINVAL }
                let file = try Process.writableFile(fd)
                var buffer = try FileCalls.transfer(address, count)
                return try FileCalls.writing(to: file) { () throws(Errno) in try file.write(&buffer, at: Int64(offset)) }
            }
        }
        table[.lseek] = handleSeek
        table[.getdents64] = { fd, address, count, _, _, _ in
            answer { () throws(Errno) in try FileTransferCalls.list(fd, address, count, .dirent64) }
        }
        table[.getdents] = { fd, address, count, _, _, _ in
            answer { () throws(Errno) in try FileTransferCalls.list(fd, address, count, .dirent) }
        }
    }

    private static func list(
        _ fd: UInt, _ address: UInt, _ count: UInt, _ layout: DirectoryEntries.Layout
    ) throws(Errno) -> Int {
        let file = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
        // The count is an unsigned int.
        let buffer = UserBuffer(address: address, count: Int(min(UInt32(truncatingIfNeeded: count), 0x7FFF_F000)))
        var entries = DirectoryEntries(buffer, layout)
        if file.inode.isDirectory, file.dentry?.isUnlinked == true { throw .ENOENT }
        try file.readDirectory(&entries)
        return try entries.result()
    }

    // MARK: read(2) and write(2)

    /// A read that is not a usual one, or fails.
    @inline(never)
    fileprivate static func read(_ fd: UInt, _ address: UInt, _ count: UInt) -> Int {
        answer(restarting: .read, fd, address, count, 0, 0, 0) { () throws(Errno) in
            let file = try Process.readableFile(fd)
            var buffer = try FileCalls.transfer(address, count)
            return try file.read(&buffer)
        }
    }

    /// A write that is not a usual one, or fails.
    @inline(never)
    fileprivate static func write(_ fd: UInt, _ address: UInt, _ count: UInt) -> Int {
        answer(restarting: .write, fd, address, count, 0, 0, 0) { () throws(Errno) in
            let file = try Process.writableFile(fd)
            var buffer = try FileCalls.transfer(address, count)
            return try FileCalls.writing(to: file) { () throws(Errno) in try file.write(&buffer) }
        }
    }

    /// A read gave `result`, `-errno`.
    @inline(never)
    fileprivate static func readFailure(_ result: Int, _ fd: UInt, _ address: UInt, _ count: UInt) -> Int {
        interrupted(Errno(rawValue: Int32(-result)), .read, fd, address, count)
    }

    /// A write gave `result`, `-errno`.
    @inline(never)
    fileprivate static func writeFailure(_ result: Int, _ fd: UInt, _ address: UInt, _ count: UInt) -> Int {
        let error = Errno(rawValue: Int32(-result))
        if error == .EPIPE, Process.current.descriptors.find(Int32(truncatingIfNeeded: fd))?.signalsBrokenPipe ?? true { FileCalls.brokenPipe() }
        return interrupted(error, .write, fd, address, count)
    }
}

/// read(2)
@c(apus_handle_read)
func handleRead(_ fd: UInt, _ address: UInt, _ count: UInt, _: UInt, _: UInt, _: UInt) -> Int {
    let link = Process.link(fd)
    guard FileCalls.isUsual(address, count), !link.isNil, link.borrowed({ $0.isReadable }) else {
        return FileTransferCalls.read(fd, address, count)
    }
    let result = link.borrowed { $0.read(to: address, Int(bitPattern: count)) }
    return result < 0 ? FileTransferCalls.readFailure(result, fd, address, count) : result
}

/// write(2)
@c(apus_handle_write)
func handleWrite(_ fd: UInt, _ address: UInt, _ count: UInt, _: UInt, _: UInt, _: UInt) -> Int {
    let link = Process.link(fd)
    guard FileCalls.isUsual(address, count), !link.isNil else { return FileTransferCalls.write(fd, address, count) }
    if link.borrowed({ $0.discardsWrites }) { return Int(bitPattern: count) }
    guard link.borrowed({ $0.isWritable }) else { return FileTransferCalls.write(fd, address, count) }
    let result = link.borrowed { $0.write(from: address, Int(bitPattern: count)) }
    return result < 0 ? FileTransferCalls.writeFailure(result, fd, address, count) : result
}

/// lseek(2)
@c(apus_handle_seek)
func handleSeek(_ fd: UInt, _ offset: UInt, _ whence: UInt, _: UInt, _: UInt, _: UInt) -> Int {
    answer { () throws(Errno) in
        let link = Process.link(fd)
        if link.isNil { throw .EBADF }
        // Nobody waits in here, so nobody closes the descriptor.
        return try link.borrowed { (file) throws(Errno) in
            if file.isPathOnly { throw .EBADF }
            let whence = Whence(argument: whence)
            guard whence.rawValue <= Whence.SEEK_HOLE.rawValue else { throw .EINVAL }
            return Int(try file.seek(Int64(Int(bitPattern: offset)), whence))
        }
    }
}
