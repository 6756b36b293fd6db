internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Opening, closing, reading and writing files; the files beside this one bind the rest of the family.
public enum FileCalls {
    public static func bind(_ table: borrowing HandlerTable) {
        bindOpening(table)
        FileTransferCalls.bind(table)
        FileVectorCalls.bind(table)
        FileStatusCalls.bind(table)
        FilePathCalls.bind(table)
        FileAttributeCalls.bind(table)
        FileContentCalls.bind(table)
        FileDescriptorCalls.bind(table)
        FileLockCalls.bind(table)
        FilePipeCalls.bind(table)
        FileCopyCalls.bind(table)
        FilePollCalls.bind(table)
        FileEpollCalls.bind(table)
        FileTimerCalls.bind(table)
        FileSignalCalls.bind(table)
        FileExtendedAttributeCalls.bind(table)
        FileMountCalls.bind(table)
        FileInotifyCalls.bind(table)
    }

    /// What one call transfers at most, `MAX_RW_COUNT`: read(2), notes.
    static var transferLimit: UInt { 0x7FFF_F000 }

    /// Whether the program could have memory of that range at all. As on Linux the whole count is looked at, also where
    /// less of it is moved: it is `EFAULT` before anything else happens.
    @inline(__always)
    static func isPlausible(_ address: UInt, _ count: UInt) -> Bool {
        let (end, overflow) = address.addingReportingOverflow(count)
        // TASK_SIZE_MAX of x86_64.
        return !overflow && end <= 0x7FFF_FFFF_F000
    }

    /// Whether a transfer is one of those that all programs make: what `transfer` would not cut, and memory that is not out of reach.
    @inline(__always)
    static func isUsual(_ address: UInt, _ count: UInt) -> Bool {
        count <= transferLimit && address <= 0x7FFF_FFFF_F000 - transferLimit
    }

    /// The program's buffer of read(2) and the like, cut to what one call transfers. Throws: `EFAULT`.
    @inline(__always)
    static func transfer(_ address: UInt, _ count: UInt) throws(Errno) -> UserBuffer {
        guard isPlausible(address, count) else { throw .EFAULT }
        return UserBuffer(address: address, count: Int(bitPattern: min(count, transferLimit)))
    }

    /// A program's buffer, cut to the most that one call transfers.
    @inline(__always)
    static func buffer(_ address: UInt, _ count: UInt) throws(Errno) -> UserBuffer {
        // A count that is negative as a signed number is refused, as Linux does.
        guard Int(bitPattern: count) >= 0 else { throw .EINVAL }
        return UserBuffer(address: address, count: Int(bitPattern: min(count, transferLimit)))
    }

    /// Runs a write to `file`, and sends `SIGPIPE` along where it gives `EPIPE`; a broken connection of messages sends none.
    @inline(__always)
    static func writing(to file: OpenFile, _ body: () throws(Errno) -> Int) throws(Errno) -> Int {
        do throws(Errno) {
            return try body()
        } catch {
            if error == .EPIPE, file.signalsBrokenPipe { brokenPipe() }
            throw error
        }
    }

    @inline(never)
    static func brokenPipe() {
        SignalCalls.sendSelf(.SIGPIPE)
    }

    private static func bindOpening(_ table: borrowing HandlerTable) {
        table[.open] = { path, flags, mode, _, _, _ in
            // A FIFO waits for its other end.
            answer(restarting: .open, path, flags, mode, 0, 0, 0) { () throws(Errno) in
                try FileCalls.open(
                    UInt(bitPattern: Int(AT_FDCWD)), path, FileCalls.known(OpenFlags(argument: flags)), mode)
            }
        }
        table[.openat] = { directory, path, flags, mode, _, _ in
            answer(restarting: .openat, directory, path, flags, mode, 0, 0) { () throws(Errno) in
                try FileCalls.open(directory, path, FileCalls.known(OpenFlags(argument: flags)), mode)
            }
        }
        table[.creat] = { path, mode, _, _, _, _ in
            answer(restarting: .creat, path, mode, 0, 0, 0, 0) { () throws(Errno) in
                try FileCalls.open(UInt(bitPattern: Int(AT_FDCWD)), path, [.O_CREAT, .O_WRONLY, .O_TRUNC], mode)
            }
        }
        table[.openat2] = { directory, path, how, size, _, _ in
            answer(restarting: .openat2, directory, path, how, size, 0, 0) { () throws(Errno) in
                try FileCalls.open2(directory, path, how, size)
            }
        }
        table[.close] = { fd, _, _, _, _, _ in
            answer { () throws(Errno) in
                _ = try Process.withCurrent { (process) throws(Errno) in
                    try process.descriptors.close(Int32(truncatingIfNeeded: fd))
                }
                return 0
            }
        }
        table[.close_range] = { first, last, flags, _, _, _ in
            answer { () throws(Errno) in
                let (first, last) = (UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: last))
                let flags = CloseRangeFlags(argument: flags)
                guard first <= last, flags.isSubset(of: [.CLOSE_RANGE_CLOEXEC, .CLOSE_RANGE_UNSHARE]) else {
                    throw .EINVAL
                }
                // The table is shared with nobody, so there is nothing to unshare.
                Process.current.files.descriptors.closeRange(
                    first...last, markOnly: flags.contains(.CLOSE_RANGE_CLOEXEC))
                return 0
            }
        }
    }

    /// All flags of open(2).
    private static var openFlags: OpenFlags {
        [
            .O_WRONLY, .O_RDWR, .O_CREAT, .O_EXCL, .O_NOCTTY, .O_TRUNC, .O_APPEND, .O_NONBLOCK, .O_SYNC, .O_ASYNC,
            .O_DIRECT, .O_LARGEFILE, .O_TMPFILE, .O_NOFOLLOW, .O_NOATIME, .O_CLOEXEC, .O_PATH,
        ]
    }

    /// open(2) and openat(2) pass over bits that they do not know; openat2(2) refuses them.
    private static func known(_ flags: OpenFlags) -> OpenFlags { flags.intersection(openFlags) }

    private static func open(
        _ directory: UInt, _ path: UInt, _ flags: OpenFlags, _ mode: UInt, resolve: ResolveFlags = []
    ) throws(Errno) -> Int {
        // Half of O_TMPFILE.
        if flags.contains(OpenFlags.O_TMPFILE.subtracting(.O_DIRECTORY)), !flags.contains(.O_DIRECTORY) {
            throw .EINVAL
        }
        return try Process.withCurrent { (process) throws(Errno) in
            process.adoptDescriptorLimit()
            // Before anything is created: a full table must leave no traces.
            try process.descriptors.checkRoom()
            let file = try UserString(path).withPath { (path) throws(Errno) -> OpenFile in
                // A walk that takes the directory for its root begins there with an absolute path too.
                let start =
                    try resolve.contains(.RESOLVE_IN_ROOT)
                    ? process.startingDirectory(directory) : process.directory(directory, for: path)
                return try process.files.context.open(
                    path, from: start, flags.union(.O_LARGEFILE),
                    FileMode(rawValue: UInt32(truncatingIfNeeded: mode)), resolve: resolve)
            }
            return Int(try process.descriptors.install(file, closeOnExec: flags.contains(.O_CLOEXEC)))
        }
    }

    private static func open2(_ directory: UInt, _ path: UInt, _ how: UInt, _ size: UInt) throws(Errno) -> Int {
        guard size >= 24 else { throw .EINVAL }
        guard size <= 4096 else { throw .E2BIG }
        // Fields that a later version may have added must be zero.
        for offset in stride(from: 24, to: Int(size), by: 1)
        where try UserPointer<UInt8>(how).load(at: offset) != 0 { throw .E2BIG }
        let how = try UserPointer<OpenHow>(how).load()
        guard how.flags & ~UInt64(openFlags.rawValue) == 0, how.mode & ~0o7777 == 0 else { throw .EINVAL }
        let flags = OpenFlags(rawValue: UInt32(how.flags))
        if how.mode != 0, flags.isDisjoint(with: [.O_CREAT]), !flags.contains(.O_TMPFILE) { throw .EINVAL }
        if flags.contains(.O_PATH), !flags.isSubset(of: [.O_PATH, .O_DIRECTORY, .O_NOFOLLOW, .O_CLOEXEC]) {
            throw .EINVAL
        }
        let allowed: ResolveFlags = [
            .RESOLVE_NO_XDEV, .RESOLVE_NO_MAGICLINKS, .RESOLVE_NO_SYMLINKS, .RESOLVE_BENEATH, .RESOLVE_IN_ROOT,
            .RESOLVE_CACHED,
        ]
        guard how.resolve.isSubset(of: allowed), !how.resolve.isSuperset(of: [.RESOLVE_BENEATH, .RESOLVE_IN_ROOT])
        else { throw .EINVAL }
        return try open(
            directory, path, flags, UInt(how.mode), resolve: how.resolve.subtracting(.RESOLVE_CACHED))
    }
}
