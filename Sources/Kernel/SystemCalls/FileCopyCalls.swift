internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Copies from descriptor to descriptor without the program's memory: sendfile(2), splice(2), tee(2), copy_file_range(2).
enum FileCopyCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.sendfile] = { output, input, offset, count, _, _ in
            answer { () throws(Errno) in
                let descriptors = Process.current.files.descriptors
                let from = try descriptors.readable(Int32(truncatingIfNeeded: input))
                let to = try descriptors.writable(Int32(truncatingIfNeeded: output))
                if to.flags.contains(.O_APPEND) { throw .EINVAL }
                guard from.isCopySource else {
                    throw from.inode.type == .fifo && offset != 0 ? .ESPIPE : .EINVAL
                }
                let limit = try FileCalls.buffer(1, count).count
                return try FileCalls.writing(to: to) { () throws(Errno) in
                    try FileCopyCalls.move(from, UserPointer(offset), to, UserPointer(0), limit)
                }
            }
        }
        table[.splice] = { input, inputOffset, output, outputOffset, count, flags in
            answer(restarting: .splice, input, inputOffset, output, outputOffset, count, flags) { () throws(Errno) in
                if count == 0 { return 0 }
                let flags = SpliceFlags(argument: flags)
                guard flags.isSubset(of: SpliceFlags(rawValue: 0xF)) else { throw .EINVAL }
                let descriptors = Process.current.files.descriptors
                let from = try descriptors.readable(Int32(truncatingIfNeeded: input))
                let to = try descriptors.writable(Int32(truncatingIfNeeded: output))
                guard from is PipeFile || to is PipeFile else { throw .EINVAL }
                if from is PipeFile, inputOffset != 0 { throw .ESPIPE }
                if to is PipeFile, outputOffset != 0 { throw .ESPIPE }
                if let one = from as? PipeFile, let other = to as? PipeFile, one.pipe === other.pipe { throw .EINVAL }
                if to.flags.contains(.O_APPEND) { throw .EINVAL }
                if !(from is PipeFile), !from.isCopySource { throw .EINVAL }
                let limit = try FileCalls.buffer(1, count).count
                return try FileCalls.writing(to: to) { () throws(Errno) in
                    if flags.contains(.SPLICE_F_NONBLOCK) { try FileCopyCalls.checkPipes(from, to) }
                    return try FileCopyCalls.move(from, UserPointer(inputOffset), to, UserPointer(outputOffset), limit)
                }
            }
        }
        table[.tee] = { input, output, count, flags, _, _ in
            answer(restarting: .tee, input, output, count, flags, 0, 0) { () throws(Errno) in
                guard SpliceFlags(argument: flags).isSubset(of: SpliceFlags(rawValue: 0xF)) else { throw .EINVAL }
                let descriptors = Process.current.files.descriptors
                guard let from = try descriptors.readable(Int32(truncatingIfNeeded: input)) as? PipeFile,
                    let to = try descriptors.writable(Int32(truncatingIfNeeded: output)) as? PipeFile,
                    from.pipe !== to.pipe
                else { throw .EINVAL }
                let limit = try FileCalls.buffer(1, count).count
                return try FileCalls.writing(to: to) { () throws(Errno) in
                    try from.pipe.duplicate(
                        to: to.pipe, limit: limit,
                        nonBlocking: SpliceFlags(argument: flags).contains(.SPLICE_F_NONBLOCK)
                            || from.flags.contains(.O_NONBLOCK))
                }
            }
        }
        table[.copy_file_range] = { input, inputOffset, output, outputOffset, count, flags in
            answer { () throws(Errno) in
                let descriptors = Process.current.files.descriptors
                let from = try descriptors.usable(Int32(truncatingIfNeeded: input))
                let to = try descriptors.usable(Int32(truncatingIfNeeded: output))
                guard UInt32(truncatingIfNeeded: flags) == 0 else { throw .EINVAL }
                if from.inode.isDirectory || to.inode.isDirectory { throw .EISDIR }
                guard from.isReadable, to.isWritable else { throw .EBADF }
                guard from.inode.type == .regular, to.inode.type == .regular else { throw .EINVAL }
                guard from.inode.superblock === to.inode.superblock else { throw .EXDEV }
                if to.flags.contains(.O_APPEND) { throw .EBADF }
                let start = try FileCopyCalls.position(UserPointer(inputOffset), from)
                let target = try FileCopyCalls.position(UserPointer(outputOffset), to)
                // Offsets and count are taken for unsigned here, as Linux does.
                for position in [start, target]
                where UInt(bitPattern: Int(position)).addingReportingOverflow(count).overflow { throw .EOVERFLOW }
                guard start >= 0, target >= 0 else { throw .EINVAL }
                guard target < .max else { throw .EFBIG }
                let limit = try FileCalls.buffer(1, count).count
                if from.inode === to.inode {
                    let length = Int64(min(Int64(limit), max(from.inode.size - start, 0)))
                    if start < target + length, target < start + length { throw .EINVAL }
                }
                return try FileCopyCalls.move(from, UserPointer(inputOffset), to, UserPointer(outputOffset), limit)
            }
        }
    }

    /// `SPLICE_F_NONBLOCK`: neither pipe is waited for. Throws: `EAGAIN`.
    private static func checkPipes(_ from: OpenFile, _ to: OpenFile) throws(Errno) {
        let end: PollEvents = [.POLLHUP, .POLLERR]
        if from is PipeFile, from.readiness().isDisjoint(with: end.union(.POLLIN)) { throw .EAGAIN }
        if to is PipeFile, to.readiness().isDisjoint(with: end.union(.POLLOUT)) { throw .EAGAIN }
    }

    private static func position(_ pointer: UserPointer<Int64>, _ file: OpenFile) throws(Errno) -> Int64 {
        pointer.isNull ? file.offset : try pointer.load()
    }

    /// Copies up to `limit` bytes through a page of the kernel's. With an offset of the program's, that is read and
    /// updated, and the file's own stays.
    private static func move(
        _ from: OpenFile, _ inputOffset: UserPointer<Int64>, _ to: OpenFile, _ outputOffset: UserPointer<Int64>,
        _ limit: Int
    ) throws(Errno) -> Int {
        var source = inputOffset.isNull ? nil : try position(inputOffset, from)
        var target = outputOffset.isNull ? nil : try position(outputOffset, to)
        if source ?? 0 < 0 || target ?? 0 < 0 { throw .EINVAL }
        var done = 0
        do throws(Errno) {
            let relay = KernelRelay()
            while done < limit {
                // What a pipe has lost cannot be put back, so no more is taken than there is room for.
                var length = min(limit - done, relay.size)
                if let pipe = to as? PipeFile {
                    if done > 0, pipe.pipe.room == 0 { break }
                    length = min(length, max(pipe.pipe.room, 1))
                }
                if done > 0, let pipe = from as? PipeFile, pipe.pipe.count == 0 { break }
                let got = try relay.fill(length) { (buffer) throws(Errno) in
                    if let source { return try from.read(&buffer, at: source) }
                    return try from.read(&buffer)
                }
                if got == 0 { break }
                let put = try relay.drain(got) { (buffer) throws(Errno) in
                    if let target { return try to.write(&buffer, at: target) }
                    return try to.write(&buffer)
                }
                done += put
                if source != nil { source! += Int64(put) }
                if target != nil { target! += Int64(put) }
                if put < got {
                    // The source goes back to what did arrive.
                    if source == nil, !(from is PipeFile) { from.offset -= Int64(got - put) }
                    break
                }
                if got < length { break }
            }
        } catch {
            if done == 0 { throw error }
        }
        if let source { try inputOffset.store(source) }
        if let target { try outputOffset.store(target) }
        return done
    }
}
