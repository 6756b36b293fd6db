internal import LinuxABI

/// What a process is to others: its numbers, its rights, its limits (credentials(7)).
public final class ProcessAttributes {
    /// The process number.
    public let id: Int32
    public let parent: Int32
    public internal(set) var group: Int32
    public internal(set) var session: Int32
    public internal(set) var credentials: Credentials
    public internal(set) var limits = ResourceLimits()
    /// -20 (first served) to 19.
    public internal(set) var nice: Int32 = 0
    /// The policy of sched_setscheduler(2), with `SCHED_RESET_ON_FORK`.
    var schedulingPolicy: UInt32 = 0
    var flags: Flags = .dumpable
    /// The signal that the parent's end would bring; 0: none.
    var parentDeathSignal: Int32 = 0

    /// What prctl(2) sets and gets.
    struct Flags: OptionSet {
        let rawValue: UInt8
        static let dumpable = Flags(rawValue: 1)
        static let noNewPrivileges = Flags(rawValue: 4)
        static let childSubreaper = Flags(rawValue: 8)
    }

    public init(id: Int32 = 1, parent: Int32 = 0, user: UInt32 = 0, userGroup: UInt32 = 0) {
        self.id = id
        self.parent = parent
        // As the first program of a container: leader of its own session.
        group = id
        session = id
        credentials = Credentials(user: user, group: userGroup)
    }

    /// Whether `pid`, as an argument in a register, means this process.
    func isSelf(_ pid: UInt) -> Bool {
        let pid = Int32(truncatingIfNeeded: pid)
        return pid == 0 || pid == id
    }
}

/// What a thread has of its own besides its registers.
public struct ThreadAttributes {
    /// The thread number; that of a process's first thread is the process's.
    public let id: Int32
    /// The name, padded with zeroes (`PR_SET_NAME`).
    public internal(set) var name = InlineArray<16, UInt8>(repeating: 0)
    /// The word that is cleared, and whose waiters are woken, when the thread ends (set_tid_address(2)).
    public internal(set) var clearAtEnd: UInt = 0
    /// Address of the `RobustListHead`; 0: none.
    public internal(set) var robustList: UInt = 0
    /// In nanoseconds (`PR_SET_TIMERSLACK`).
    var timerSlack: UInt = 50_000

    public init(id: Int32) { self.id = id }

    /// Names the thread after the last component of its program's path.
    public mutating func setName(path: borrowing Span<UInt8>) {
        var start = 0
        for index in 0..<path.count where path[index] == 0x2f { start = index + 1 }
        name = InlineArray(repeating: 0)
        for index in 0..<min(path.count - start, 15) { name[index] = path[start + index] }
    }
}
