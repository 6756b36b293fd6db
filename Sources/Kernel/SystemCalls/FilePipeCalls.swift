internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Descriptors without a name in the tree: pipe(2), eventfd(2), memfd_create(2).
enum FilePipeCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.pipe] = { result, _, _, _, _, _ in answer { () throws(Errno) in try FilePipeCalls.pipe(result, []) } }
        table[.pipe2] = { result, flags, _, _, _, _ in
            answer { () throws(Errno) in
                let flags = OpenFlags(argument: flags)
                // Notification pipes (O_EXCL) are not there.
                guard flags.isSubset(of: [.O_CLOEXEC, .O_NONBLOCK, .O_DIRECT]) else { throw .EINVAL }
                return try FilePipeCalls.pipe(result, flags)
            }
        }
        table[.eventfd] = { value, _, _, _, _, _ in answer { () throws(Errno) in try FilePipeCalls.event(value, []) } }
        table[.eventfd2] = { value, flags, _, _, _, _ in
            answer { () throws(Errno) in try FilePipeCalls.event(value, EventfdFlags(argument: flags)) }
        }
        table[.memfd_create] = { name, flags, _, _, _, _ in
            answer { () throws(Errno) in try FilePipeCalls.memory(name, MemfdFlags(argument: flags)) }
        }
    }

    private static func pipe(_ result: UInt, _ flags: OpenFlags) throws(Errno) -> Int {
        let process = Process.current
        process.adoptDescriptorLimit()
        try process.files.descriptors.checkRoom(for: 2)
        let pair = process.files.anonymous.pipe(flags.intersection([.O_NONBLOCK, .O_DIRECT]))
        let closes = flags.contains(.O_CLOEXEC)
        let reader = try process.install(pair.reader, closeOnExec: closes)
        let writer = try process.install(pair.writer, closeOnExec: closes)
        let pointer = UserPointer<Int32>(result)
        do throws(Errno) {
            try pointer.store(Int32(reader))
            try pointer.store(Int32(writer), at: 1)
        } catch {
            try process.files.descriptors.close(Int32(reader))
            try process.files.descriptors.close(Int32(writer))
            throw error
        }
        return 0
    }

    private static func event(_ value: UInt, _ flags: EventfdFlags) throws(Errno) -> Int {
        guard flags.isSubset(of: [.EFD_SEMAPHORE, .EFD_NONBLOCK, .EFD_CLOEXEC]) else { throw .EINVAL }
        let process = Process.current
        let file = process.files.anonymous.event(
            UInt64(UInt32(truncatingIfNeeded: value)), isSemaphore: flags.contains(.EFD_SEMAPHORE),
            flags.contains(.EFD_NONBLOCK) ? .O_NONBLOCK : [])
        return try process.install(file, closeOnExec: flags.contains(.EFD_CLOEXEC))
    }

    private static func memory(_ name: UInt, _ flags: MemfdFlags) throws(Errno) -> Int {
        // Huge pages: there is no pool of them.
        guard flags.isSubset(of: [.MFD_CLOEXEC, .MFD_ALLOW_SEALING, .MFD_EXEC, .MFD_NOEXEC_SEAL]),
            !flags.isSuperset(of: [.MFD_EXEC, .MFD_NOEXEC_SEAL])
        else { throw .EINVAL }
        let process = Process.current
        let name = try UserString(name).bytes(limit: 250, tooLong: .EINVAL)
        let file = try process.files.memory.memoryFile(
            name, canSeal: flags.contains(.MFD_ALLOW_SEALING), neverExecutes: flags.contains(.MFD_NOEXEC_SEAL))
        return try process.install(file, closeOnExec: flags.contains(.MFD_CLOEXEC))
    }
}
