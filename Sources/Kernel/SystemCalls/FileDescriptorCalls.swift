internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Descriptors themselves: dup(2), fcntl(2), ioctl(2).
enum FileDescriptorCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.dup] = { fd, _, _, _, _, _ in
            answer { () throws(Errno) in
                let process = Process.current
                let file = try process.files.descriptors.file(Int32(truncatingIfNeeded: fd))
                return try process.install(file, closeOnExec: false)
            }
        }
        table[.dup2] = { old, new, _, _, _, _ in
            answer { () throws(Errno) in
                let (old, new) = (Int32(truncatingIfNeeded: old), Int32(truncatingIfNeeded: new))
                let process = Process.current
                let file = try process.files.descriptors.file(old)
                if old == new { return Int(new) }
                process.adoptDescriptorLimit()
                try process.files.descriptors.replace(new, file, closeOnExec: false)
                return Int(new)
            }
        }
        table[.dup3] = { old, new, flags, _, _, _ in
            answer { () throws(Errno) in
                let (old, new) = (Int32(truncatingIfNeeded: old), Int32(truncatingIfNeeded: new))
                let flags = OpenFlags(argument: flags)
                guard flags.isSubset(of: .O_CLOEXEC), old != new else { throw .EINVAL }
                let process = Process.current
                process.adoptDescriptorLimit()
                try process.files.descriptors.replace(
                    new, try process.files.descriptors.file(old), closeOnExec: flags.contains(.O_CLOEXEC))
                return Int(new)
            }
        }
        table[.fcntl] = { fd, command, argument, _, _, _ in
            answer(restarting: .fcntl, fd, command, argument, 0, 0, 0) { () throws(Errno) in
                try FileDescriptorCalls.fcntl(Int32(truncatingIfNeeded: fd), FcntlCommand(argument: command), argument)
            }
        }
        table[.ioctl] = { fd, request, argument, _, _, _ in
            answer { () throws(Errno) in
                try FileDescriptorCalls.ioctl(Int32(truncatingIfNeeded: fd), IoctlRequest(argument: request), argument)
            }
        }
    }

    private static func fcntl(_ fd: Int32, _ command: FcntlCommand, _ argument: UInt) throws(Errno) -> Int {
        let process = Process.current
        let descriptors = process.files.descriptors
        let file = try descriptors.file(fd)
        switch command {
        case .F_DUPFD, .F_DUPFD_CLOEXEC:
            let lowest = Int32(truncatingIfNeeded: argument)
            process.adoptDescriptorLimit()
            guard lowest >= 0, Int(lowest) < descriptors.limit else { throw .EINVAL }
            return try process.install(file, closeOnExec: command == .F_DUPFD_CLOEXEC, from: Int(lowest))
        case .F_GETFD: return try descriptors.closesOnExec(fd) ? 1 : 0
        case .F_SETFD:
            try descriptors.setClosesOnExec(fd, DescriptorFlags(argument: argument).contains(.FD_CLOEXEC))
            return 0
        case .F_GETFL: return Int(file.flags.rawValue)
        default: break
        }
        if file.isPathOnly { throw .EBADF }
        switch command {
        case .F_SETFL:
            let changeable: OpenFlags = [.O_APPEND, .O_NONBLOCK, .O_ASYNC, .O_DIRECT, .O_NOATIME]
            file.flags = file.flags.subtracting(changeable).union(
                OpenFlags(argument: argument).intersection(changeable))
            return 0
        case .F_GETLK, .F_SETLK, .F_SETLKW, .F_OFD_GETLK, .F_OFD_SETLK, .F_OFD_SETLKW:
            return try FileLockCalls.record(file, command, argument)
        case .F_GETPIPE_SZ:
            guard let pipe = file as? PipeFile else { throw .EBADF }
            return pipe.pipe.capacity
        case .F_SETPIPE_SZ:
            guard let pipe = file as? PipeFile else { throw .EBADF }
            let size = UInt32(truncatingIfNeeded: argument)
            guard size <= 1 << 31 else { throw .EINVAL }
            return try pipe.setCapacity(Int(size))
        case .F_GET_SEALS:
            guard let memory = file.inode as? TmpFile else { throw .EINVAL }
            return Int(memory.seals.rawValue)
        case .F_ADD_SEALS:
            guard let memory = file.inode as? TmpFile else { throw .EINVAL }
            guard file.isWritable else { throw .EPERM }
            try memory.addSeals(Seals(argument: argument))
            return 0
        default: return try FileOwnerCalls.fcntl(file, command, argument)
        }
    }

    private static func ioctl(_ fd: Int32, _ request: IoctlRequest, _ argument: UInt) throws(Errno) -> Int {
        let descriptors = Process.current.files.descriptors
        let file = try descriptors.usable(fd)
        switch request {
        case .FIOCLEX: try descriptors.setClosesOnExec(fd, true)
        case .FIONCLEX: try descriptors.setClosesOnExec(fd, false)
        case .FIONBIO: set(.O_NONBLOCK, of: file, try UserPointer<Int32>(argument).load() != 0)
        case .FIOASYNC:
            // As with fcntl: files that know no SIGIO take the flag only off.
            if try UserPointer<Int32>(argument).load() != 0 { throw .ENOTTY }
            set(.O_ASYNC, of: file, false)
        case .FIONREAD where file.inode.type == .regular:
            // Negative beyond the end, and cut to 32 bits, as on Linux.
            try UserPointer<Int32>(argument).store(Int32(truncatingIfNeeded: file.inode.size - file.offset))
        case .FIGETBSZ where file.inode.type == .regular || file.inode.isDirectory:
            try UserPointer<Int32>(argument).store(4096)
        case .FIOQSIZE where file.inode.type == .regular || file.inode.isDirectory:
            try UserPointer<Int64>(argument).store(file.inode.blocks << 9)
        // The blocks of files here are on no device.
        case .FIBMAP where file.inode.type == .regular: throw .EINVAL
        case .FS_IOC_GETFLAGS where file.inode.hasFlags: try UserPointer<Int32>(argument).store(0)
        default: return try file.control(request, argument)
        }
        return 0
    }

    private static func set(_ flag: OpenFlags, of file: OpenFile, _ value: Bool) {
        if value { file.flags.insert(flag) } else { file.flags.remove(flag) }
    }
}
