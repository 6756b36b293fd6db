internal import Bytes
internal import FileSystem
internal import LinuxABI

/// What fcntl(2) keeps of an open file besides its flags: whom signals about it are for, leases, and the expected life of
/// its data.
enum FileOwnerCalls {
    /// Throws `EINVAL` for a command that is none of these.
    static func fcntl(_ file: OpenFile, _ command: FcntlCommand, _ argument: UInt) throws(Errno) -> Int {
        let number = Int32(truncatingIfNeeded: argument)
        switch command {
        case .F_GETOWN: return Int(file.owner.type == 2 ? -file.owner.number : file.owner.number)
        case .F_SETOWN:
            guard number != .min else { throw .EINVAL }
            try set(number < 0 ? FileOwner(type: 2, number: -number) : FileOwner(type: 1, number: number), of: file)
        case .F_GETOWN_EX: try UserPointer<FileOwner>(argument).store(file.owner)
        case .F_SETOWN_EX: try set(try UserPointer<FileOwner>(argument).load(), of: file)
        case .F_GETSIG: return Int(file.ownerSignal)
        case .F_SETSIG:
            guard number >= 0, number <= Int32(Signal.limit) else { throw .EINVAL }
            file.ownerSignal = number
        case .F_GETLEASE: return Int(LockType.F_UNLCK.rawValue)
        case .F_SETLEASE: throw leaseError(file, number)
        case .F_NOTIFY: throw file.inode.isDirectory ? .EINVAL : .ENOTDIR
        case .F_GET_RW_HINT: try UserPointer<UInt64>(argument).store(file.inode.lifetimeHint)
        case .F_SET_RW_HINT:
            let hint = try UserPointer<UInt64>(argument).load()
            // RWH_WRITE_LIFE_NOT_SET to RWH_WRITE_LIFE_EXTREME.
            guard hint <= 5 else { throw .EINVAL }
            file.inode.lifetimeHint = hint
        default: throw .EINVAL
        }
        return 0
    }

    /// Throws `EINVAL` for an unknown kind of owner, `ESRCH` for one that is not there.
    private static func set(_ owner: FileOwner, of file: OpenFile) throws(Errno) {
        let process = Process.current.attributes
        let own: Int32
        switch owner.type {
        case 0: own = Thread.current.id
        case 1: own = process.id
        case 2: own = process.group
        default: throw .EINVAL
        }
        guard owner.number == 0 || owner.number == own else { throw .ESRCH }
        file.owner = owner.number == 0 ? FileOwner() : owner
    }

    /// A lease is never granted, as if somebody else had the file open: nobody would be told of its end.
    private static func leaseError(_ file: OpenFile, _ type: Int32) -> Errno {
        guard type >= 0, type <= Int32(LockType.F_UNLCK.rawValue), file.inode.type == .regular else { return .EINVAL }
        return .EAGAIN
    }
}
