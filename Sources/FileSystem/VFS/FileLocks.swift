public import LinuxABI
internal import Sync

/// Who holds a record lock: a process (POSIX locks) or an open file description.
public enum LockOwner: Hashable, Sendable {
    case process(Int32)
    case file(ObjectIdentifier)
}

/// A locked range of bytes: `end` is exclusive, `Int64.max` is "to the end, however far".
public struct RecordLock: Sendable {
    public var owner: LockOwner
    public var isExclusive: Bool
    public var range: Range<Int64>

    public init(owner: LockOwner, isExclusive: Bool, range: Range<Int64>) {
        self.owner = owner
        self.isExclusive = isExclusive
        self.range = range
    }
}

/// The advisory locks on one file: flock(2), and the record locks of fcntl(2).
public final class FileLocks {
    private var whole: [(owner: ObjectIdentifier, isExclusive: Bool)] = []
    private var records: [RecordLock] = []
    /// Those who wait for a lock.
    let waiters = WaitQueue()

    init() {}

    // MARK: flock(2)

    /// Whether `owner` could have such a lock now.
    private func isFree(_ owner: ObjectIdentifier, exclusive: Bool) -> Bool {
        for lock in whole where lock.owner != owner && (exclusive || lock.isExclusive) { return false }
        return true
    }

    /// Takes, converts or (nil) releases the lock of one open file description. Throws: `EAGAIN`, `EINTR`.
    func lockWhole(_ owner: ObjectIdentifier, exclusive: Bool?, waits: Bool) throws(Errno) {
        // A conversion gives the old lock up first, as on Linux.
        whole.removeAll { $0.owner == owner }
        guard let exclusive else { return waiters.wakeAll() }
        if !isFree(owner, exclusive: exclusive) {
            waiters.wakeAll()
            guard waits else { throw .EAGAIN }
            try waiters.wait { () throws(Errno) in isFree(owner, exclusive: exclusive) }
        }
        whole.append((owner, exclusive))
        waiters.wakeAll()
    }

    // MARK: Records

    /// A lock that stands in the way of one like `wanted`: what `F_GETLK` tells.
    @export(interface)
    public func conflict(with wanted: RecordLock) -> RecordLock? {
        for lock in records where lock.owner != wanted.owner && lock.range.overlaps(wanted.range) {
            if lock.isExclusive || wanted.isExclusive { return lock }
        }
        return nil
    }

    /// Takes a lock, in place of what the owner had of that range. Throws: `EAGAIN`, `EINTR`.
    func lock(_ wanted: RecordLock, waits: Bool) throws(Errno) {
        if conflict(with: wanted) != nil {
            guard waits else { throw .EAGAIN }
            try waiters.wait { () throws(Errno) in conflict(with: wanted) == nil }
        }
        cut(wanted.range, of: wanted.owner)
        records.append(wanted)
        waiters.wakeAll()
    }

    /// Gives a range up.
    func unlock(_ range: Range<Int64>, of owner: LockOwner) {
        cut(range, of: owner)
        waiters.wakeAll()
    }

    private func cut(_ range: Range<Int64>, of owner: LockOwner) {
        var kept: [RecordLock] = []
        for lock in records {
            guard lock.owner == owner, lock.range.overlaps(range) else {
                kept.append(lock)
                continue
            }
            var part = lock
            if lock.range.lowerBound < range.lowerBound {
                part.range = lock.range.lowerBound..<range.lowerBound
                kept.append(part)
            }
            if lock.range.upperBound > range.upperBound {
                part.range = range.upperBound..<lock.range.upperBound
                kept.append(part)
            }
        }
        records = kept
    }

    // MARK: Release

    /// An open file description ends.
    func releaseAll(of file: ObjectIdentifier) {
        whole.removeAll { $0.owner == file }
        records.removeAll { $0.owner == .file(file) }
        waiters.wakeAll()
    }

    /// A process closes a descriptor of the file: POSIX has it lose all its record locks.
    func release(_ process: Int32) {
        records.removeAll { $0.owner == .process(process) }
        waiters.wakeAll()
    }
}

extension OpenFile {
    private final func lockList() -> FileLocks {
        if let locks = inode.locks { return locks }
        let locks = FileLocks()
        inode.locks = locks
        return locks
    }

    /// flock(2). Throws: `EWOULDBLOCK`, `EINVAL`, `EINTR`.
    @export(interface)
    public final func lock(_ operation: FlockOperation) throws(Errno) {
        let waits = !operation.contains(.LOCK_NB)
        switch operation.subtracting(.LOCK_NB) {
        case .LOCK_SH: try lockList().lockWhole(ObjectIdentifier(self), exclusive: false, waits: waits)
        case .LOCK_EX: try lockList().lockWhole(ObjectIdentifier(self), exclusive: true, waits: waits)
        case .LOCK_UN: try inode.locks?.lockWhole(ObjectIdentifier(self), exclusive: nil, waits: false)
        default: throw .EINVAL
        }
    }

    /// The owner of open file description locks on this one.
    public final var lockOwner: LockOwner { .file(ObjectIdentifier(self)) }

    /// What stands in the way of a lock, `F_GETLK`.
    @export(interface)
    public final func lockConflict(_ wanted: RecordLock) -> RecordLock? { inode.locks?.conflict(with: wanted) }

    /// `F_SETLK` and `F_SETLKW`; `type` `F_UNLCK` releases. Throws: `EBADF` for the wrong access mode, `EAGAIN`, `EINVAL`, `EINTR`.
    @export(interface)
    public final func setLock(
        _ type: LockType, _ range: Range<Int64>, _ owner: LockOwner, waits: Bool
    ) throws(Errno) {
        switch type {
        case .F_RDLCK:
            guard isReadable else { throw .EBADF }
            try lockList().lock(RecordLock(owner: owner, isExclusive: false, range: range), waits: waits)
        case .F_WRLCK:
            guard isWritable else { throw .EBADF }
            try lockList().lock(RecordLock(owner: owner, isExclusive: true, range: range), waits: waits)
        case .F_UNLCK: inode.locks?.unlock(range, of: owner)
        default: throw .EINVAL
        }
    }
}
