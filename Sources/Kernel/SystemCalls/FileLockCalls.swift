internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Advisory locks: flock(2) and the record locks of fcntl(2).
enum FileLockCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.flock] = { fd, operation, _, _, _, _ in
            answer(restarting: .flock, fd, operation, 0, 0, 0, 0) { () throws(Errno) in
                let operation = FlockOperation(argument: operation)
                // LOCK_MAND, which Linux gave up: accepted, and without effect.
                if operation.rawValue & 32 != 0 { return 0 }
                guard [.LOCK_SH, .LOCK_EX, .LOCK_UN].contains(operation.subtracting(.LOCK_NB)) else { throw .EINVAL }
                let file = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
                try file.lock(operation)
                return 0
            }
        }
    }

    /// `F_GETLK`, `F_SETLK`, `F_SETLKW` and their forms for open file descriptions.
    static func record(_ file: OpenFile, _ command: FcntlCommand, _ argument: UInt) throws(Errno) -> Int {
        let pointer = UserPointer<FileLock>(argument)
        var lock = try pointer.load()
        let ofFile = command == .F_OFD_GETLK || command == .F_OFD_SETLK || command == .F_OFD_SETLKW
        if ofFile, lock.pid != 0 { throw .EINVAL }
        let owner: LockOwner = ofFile ? file.lockOwner : .process(Process.current.attributes.id)
        let range = try range(of: lock, file)
        switch command {
        case .F_GETLK, .F_OFD_GETLK:
            guard lock.type == .F_RDLCK || lock.type == .F_WRLCK else { throw .EINVAL }
            let wanted = RecordLock(owner: owner, isExclusive: lock.type == .F_WRLCK, range: range)
            if let found = file.lockConflict(wanted) {
                var holder: Int32 = -1
                if case .process(let id) = found.owner { holder = id }
                lock = FileLock(
                    type: found.isExclusive ? .F_WRLCK : .F_RDLCK, whence: 0, start: found.range.lowerBound,
                    length: found.range.upperBound == .max ? 0 : found.range.upperBound - found.range.lowerBound,
                    pid: holder)
            } else {
                lock.type = .F_UNLCK
            }
            try pointer.store(lock)
        default:
            let waits = command == .F_SETLKW || command == .F_OFD_SETLKW
            try file.setLock(lock.type, range, owner, waits: waits)
        }
        return 0
    }

    /// The bytes that a `struct flock` means. Throws: `EINVAL`, `EOVERFLOW`.
    private static func range(of lock: FileLock, _ file: OpenFile) throws(Errno) -> Range<Int64> {
        let base: Int64
        switch Whence(rawValue: UInt32(UInt16(bitPattern: lock.whence))) {
        case .SEEK_SET: base = 0
        case .SEEK_CUR: base = file.offset
        case .SEEK_END: base = file.inode.size
        default: throw .EINVAL
        }
        var start = base.addingReportingOverflow(lock.start)
        if start.overflow { throw .EOVERFLOW }
        var end: Int64 = .max
        if lock.length > 0 {
            // The last byte must have an offset; the end behind it need not, and then means "however far".
            let last = start.partialValue.addingReportingOverflow(lock.length - 1)
            if last.overflow { throw .EOVERFLOW }
            end = last.partialValue == .max ? .max : last.partialValue + 1
            if start.partialValue == .max { return .max - 1 ..< .max }
        } else if lock.length < 0 {
            // The range then ends before the start.
            end = start.partialValue
            start = start.partialValue.addingReportingOverflow(lock.length)
            if start.overflow { throw .EOVERFLOW }
        }
        guard start.partialValue >= 0, start.partialValue < end else { throw .EINVAL }
        return start.partialValue..<end
    }
}
