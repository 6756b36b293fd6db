internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Sizes and storage: truncate(2), fallocate(2), fsync(2), posix_fadvise(2) and their relatives.
enum FileContentCalls {
    static func bind(_ table: borrowing HandlerTable) {
        bindSizes(table)
        bindStorage(table)
    }

    private static func bindSizes(_ table: borrowing HandlerTable) {
        table[.truncate] = { path, size, _, _, _, _ in
            answer { () throws(Errno) in
                let path = try UserString(path).path()
                try Process.current.files.context.truncate(path.span, to: Int64(Int(bitPattern: size)))
                return 0
            }
        }
        table[.ftruncate] = { fd, size, _, _, _, _ in
            answer { () throws(Errno) in
                guard Int(bitPattern: size) >= 0 else { throw .EINVAL }
                let file = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
                guard file.isWritable else { throw .EINVAL }
                try file.truncate(to: Int64(Int(bitPattern: size)))
                return 0
            }
        }
        table[.fallocate] = { fd, mode, offset, count, _, _ in
            answer { () throws(Errno) in
                let file = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
                let (offset, count) = (Int64(Int(bitPattern: offset)), Int64(Int(bitPattern: count)))
                guard offset >= 0, count > 0 else { throw .EINVAL }
                guard file.isWritable else { throw .EBADF }
                switch file.inode.type {
                case .regular: break
                case .fifo: throw .ESPIPE
                case .directory: throw .EISDIR
                default: throw .ENODEV
                }
                try file.inode.allocate(FallocateMode(argument: mode), offset, count)
                return 0
            }
        }
    }

    private static func bindStorage(_ table: borrowing HandlerTable) {
        table[.fsync] = { fd, _, _, _, _, _ in answer { () throws(Errno) in try FileContentCalls.synchronize(fd) } }
        table[.fdatasync] = { fd, _, _, _, _, _ in answer { () throws(Errno) in try FileContentCalls.synchronize(fd) } }
        // Everything lives in memory: there is nothing left to write to a disk.
        table[.sync] = { _, _, _, _, _, _ in 0 }
        table[.syncfs] = { fd, _, _, _, _, _ in
            answer { () throws(Errno) in
                _ = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
                return 0
            }
        }
        table[.sync_file_range] = { fd, offset, count, flags, _, _ in
            answer { () throws(Errno) in
                let file = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
                let known: SyncRangeFlags = [
                    .SYNC_FILE_RANGE_WAIT_BEFORE, .SYNC_FILE_RANGE_WRITE, .SYNC_FILE_RANGE_WAIT_AFTER,
                ]
                guard SyncRangeFlags(argument: flags).isSubset(of: known), Int(bitPattern: offset) >= 0,
                    Int(bitPattern: count) >= 0, Int(bitPattern: offset &+ count) >= 0
                else { throw .EINVAL }
                switch file.inode.type {
                case .regular, .blockDevice, .directory, .symbolicLink: return 0
                default: throw .ESPIPE
                }
            }
        }
        table[.fadvise64] = { fd, _, count, advice, _, _ in
            answer { () throws(Errno) in
                let file = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
                if file.inode.type == .fifo { throw .ESPIPE }
                // POSIX_FADV_NORMAL to POSIX_FADV_NOREUSE: hints, and files are in memory already.
                guard Int(bitPattern: count) >= 0, UInt32(truncatingIfNeeded: advice) <= 5 else { throw .EINVAL }
                return 0
            }
        }
        table[.readahead] = { fd, _, count, _, _, _ in
            answer { () throws(Errno) in
                let file = try Process.current.files.descriptors.readable(Int32(truncatingIfNeeded: fd))
                guard file.inode.type == .regular, Int(bitPattern: count) >= 0 else { throw .EINVAL }
                return 0
            }
        }
    }

    private static func synchronize(_ fd: UInt) throws(Errno) -> Int {
        try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd)).synchronize()
        return 0
    }
}
