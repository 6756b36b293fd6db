internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Scatter and gather: readv(2), writev(2) and their positioned forms.
enum FileVectorCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.readv] = { fd, vectors, count, _, _, _ in
            answer(restarting: .readv, fd, vectors, count, 0, 0, 0) { () throws(Errno) in
                let file = try Process.readableFile(fd)
                if let socket = file as? PairedSocket {
                    return try SocketTransferCalls.receive(socket, vectors, UInt(UInt32(truncatingIfNeeded: count)))
                }
                return try FileVectorCalls.each(vectors, count) { (buffer, _) throws(Errno) in try file.read(&buffer) }
            }
        }
        table[.writev] = { fd, vectors, count, _, _, _ in
            answer(restarting: .writev, fd, vectors, count, 0, 0, 0) { () throws(Errno) in
                let file = try Process.writableFile(fd)
                // A message is sent in one piece.
                if let socket = file as? PairedSocket {
                    return try SocketTransferCalls.send(socket, vectors, UInt(UInt32(truncatingIfNeeded: count)))
                }
                return try FileCalls.writing(to: file) { () throws(Errno) in
                    try FileVectorCalls.each(vectors, count) { (buffer, _) throws(Errno) in try file.write(&buffer) }
                }
            }
        }
        table[.preadv] = { fd, vectors, count, low, _, _ in
            answer { () throws(Errno) in try FileVectorCalls.read(fd, vectors, count, low) }
        }
        table[.pwritev] = { fd, vectors, count, low, _, _ in
            answer { () throws(Errno) in try FileVectorCalls.write(fd, vectors, count, low, []) }
        }
        table[.preadv2] = { fd, vectors, count, low, _, flags in
            answer { () throws(Errno) in
                _ = try Process.readableFile(fd)
                // What concerns writes means nothing to a read, and is no error.
                guard FileVectorCalls.known(ReadWriteFlags(argument: flags)) else { throw .EOPNOTSUPP }
                guard low == UInt.max else { return try FileVectorCalls.read(fd, vectors, count, low) }
                let file = try Process.readableFile(fd)
                return try FileVectorCalls.each(vectors, count) { (buffer, _) throws(Errno) in try file.read(&buffer) }
            }
        }
        table[.pwritev2] = { fd, vectors, count, low, _, flags in
            answer { () throws(Errno) in
                let flags = ReadWriteFlags(argument: flags)
                _ = try Process.writableFile(fd)
                guard FileVectorCalls.known(flags) else { throw .EOPNOTSUPP }
                guard low == UInt.max else { return try FileVectorCalls.write(fd, vectors, count, low, flags) }
                let file = try Process.writableFile(fd)
                return try FileCalls.writing(to: file) { () throws(Errno) in
                    try FileVectorCalls.each(vectors, count) { (buffer, _) throws(Errno) in
                        if flags.contains(.RWF_APPEND) { file.offset = file.inode.size }
                        return try file.write(&buffer)
                    }
                }
            }
        }
    }

    /// Whether the flags are those that are there. Memory is the storage: what is written is as safe as it gets, so the
    /// synchronous writes need no more.
    private static func known(_ flags: ReadWriteFlags) -> Bool {
        flags.isSubset(of: [.RWF_HIPRI, .RWF_DSYNC, .RWF_SYNC, .RWF_APPEND])
    }

    private static func read(_ fd: UInt, _ vectors: UInt, _ count: UInt, _ offset: UInt) throws(Errno) -> Int {
        let offset = Int64(Int(bitPattern: offset))
        guard offset >= 0 else { throw .EINVAL }
        let file = try Process.readableFile(fd)
        guard file.hasPositions else { throw .ESPIPE }
        return try each(vectors, count) { (buffer, done) throws(Errno) in
            try file.read(&buffer, at: offset + Int64(done))
        }
    }

    private static func write(
        _ fd: UInt, _ vectors: UInt, _ count: UInt, _ offset: UInt, _ flags: ReadWriteFlags
    ) throws(Errno) -> Int {
        let offset = Int64(Int(bitPattern: offset))
        guard offset >= 0 else { throw .EINVAL }
        let file = try Process.writableFile(fd)
        guard file.hasPositions else { throw .ESPIPE }
        return try each(vectors, count) { (buffer, done) throws(Errno) in
            try file.write(&buffer, at: flags.contains(.RWF_APPEND) ? file.inode.size : offset + Int64(done))
        }
    }

    /// Hands each buffer of the program's list to `body` with the bytes done so far, until one is not filled.
    /// Throws: `EINVAL` for a bad list, and what `body` throws before anything was done.
    private static func each(
        _ vectors: UInt, _ count: UInt, _ body: (inout UserBuffer, Int) throws(Errno) -> Int
    ) throws(Errno) -> Int {
        let count = Int32(truncatingIfNeeded: count)
        guard count >= 0, Int(count) <= IOVector.limit else { throw .EINVAL }
        let list = UserPointer<IOVector>(vectors)
        // The lengths are checked before anything happens.
        var total: UInt = 0
        for index in 0..<Int(count) {
            let vector = try list.load(at: index)
            guard Int(bitPattern: vector.count) >= 0 else { throw .EINVAL }
            guard FileCalls.isPlausible(vector.base, vector.count) else { throw .EFAULT }
            // As many as a list may have, no longer than a program's memory each: the sum cannot overflow.
            total += vector.count
        }
        var left = min(total, FileCalls.transferLimit)
        var done = 0
        var first = true
        for index in 0..<Int(count) {
            let vector = try list.load(at: index)
            let length = min(vector.count, left)
            // A list of nothing but empty buffers still asks the file once.
            if length == 0, !(first && index == Int(count) - 1) { continue }
            first = false
            var buffer = UserBuffer(address: vector.base, count: Int(length))
            do throws(Errno) {
                let moved = try body(&buffer, done)
                done += moved
                left -= UInt(moved)
                if moved < Int(length) { break }
            } catch {
                if done > 0 { return done }
                throw error
            }
        }
        return done
    }
}
