internal import LinuxABI

/// A thread's class and level of input and output (ioprio_set(2)): the class from bit 13 on, the level below.
struct IOPriority {
    var rawValue: UInt16 = 0

    /// Three bits of a class; what lies between it and the level must be zero.
    var kind: UInt16 { rawValue >> 13 }
    var level: UInt16 { rawValue & 0x1fff }

    static let (none, realTime, bestEffort, idle) = (UInt16(0), UInt16(1), UInt16(2), UInt16(3))

    /// How early it is served: smaller is earlier. Where nothing is set, it follows from the nice value 0.
    var rank: UInt16 { kind == Self.none ? Self.bestEffort << 13 | 4 : rawValue }
}

/// ioprio_get(2), ioprio_set(2). The values are kept: files are in memory, and nobody queues for a disk.
enum SchedulingIOCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.ioprio_get] = { which, who, _, _, _, _ in
            answer { () throws(Errno) in
                let threads = try SchedulingIOCalls.targets(which, who)
                // Of one as it is; of several the one that is served first.
                guard threads.count > 1 else { return Int(threads[0].attributes.inputOutput.rawValue) }
                var best = IOPriority(rawValue: .max)
                for thread in threads where thread.attributes.inputOutput.rank < best.rank { best.rawValue = thread.attributes.inputOutput.rank }
                return Int(best.rawValue)
            }
        }
        table[.ioprio_set] = { which, who, value, _, _, _ in
            answer { () throws(Errno) in
                let value = Int32(truncatingIfNeeded: value)
                guard let bits = UInt16(exactly: value) else { throw .EINVAL }
                let priority = IOPriority(rawValue: bits)
                switch priority.kind {
                case IOPriority.none:
                    guard priority.level == 0 else { throw .EINVAL }
                case IOPriority.realTime, IOPriority.bestEffort:
                    guard priority.level < 8 else { throw .EINVAL }
                    let credentials = Process.current.attributes.credentials
                    if priority.kind == IOPriority.realTime, !credentials.has(Credentials.Capabilities.systemNice) { throw .EPERM }
                case IOPriority.idle: break
                default: throw .EINVAL
                }
                for thread in try SchedulingIOCalls.targets(which, who) { thread.attributes.inputOutput = priority }
                return 0
            }
        }
    }

    /// `IOPRIO_WHO_PROCESS`, which means a thread, `IOPRIO_WHO_PGRP`, `IOPRIO_WHO_USER`. Throws `EINVAL`, `ESRCH`.
    private static func targets(_ which: UInt, _ who: UInt) throws(Errno) -> [Thread] {
        let which = UInt32(truncatingIfNeeded: which)
        // getpriority(2) counts the same three from zero.
        guard (1...3).contains(which) else { throw .EINVAL }
        return try SchedulingCalls.targets(UInt(which - 1), who)
    }
}
