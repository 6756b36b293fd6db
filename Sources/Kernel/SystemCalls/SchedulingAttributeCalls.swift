internal import Bytes
internal import LinuxABI
internal import Scheduling

/// `struct sched_attr` (sched_setattr(2)): 56 bytes; its first version had 48.
private struct SchedulingAttributes: BitwiseCopyable {
    var size: UInt32 = 0
    var policy: UInt32 = 0
    var flags: UInt64 = 0
    var nice: Int32 = 0
    var priority: UInt32 = 0
    // Nanoseconds, for SCHED_DEADLINE.
    var runtime: UInt64 = 0
    var deadline: UInt64 = 0
    var period: UInt64 = 0
    var leastUse: UInt32 = 0
    var mostUse: UInt32 = 0

    static var size: UInt { UInt(MemoryLayout<SchedulingAttributes>.size) }
    static var firstSize: UInt { 48 }
}

/// `SCHED_FLAG_…` of `struct sched_attr` (Linux's include/uapi, linux/sched.h).
private struct SchedulingFlags: OptionSet {
    let rawValue: UInt64
    static let resetsOnFork = SchedulingFlags(rawValue: 1)
    static let reclaims = SchedulingFlags(rawValue: 2)
    static let tellsOverrun = SchedulingFlags(rawValue: 4)
    static let keepsPolicy = SchedulingFlags(rawValue: 8)
    static let keepsParameters = SchedulingFlags(rawValue: 0x10)
    static let clamps = SchedulingFlags(rawValue: 0x60)
    static let known = SchedulingFlags(rawValue: 0x7f)
}

/// sched_setattr(2), sched_getattr(2).
enum SchedulingAttributeCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.sched_setattr] = { pid, address, flags, _, _, _ in
            answer { () throws(Errno) in
                guard address != 0, Int32(truncatingIfNeeded: pid) >= 0, UInt32(truncatingIfNeeded: flags) == 0 else { throw .EINVAL }
                let wanted = try SchedulingAttributeCalls.load(address)
                try SchedulingAttributeCalls.set(try SchedulingCalls.thread(pid), wanted)
                return 0
            }
        }
        table[.sched_getattr] = { pid, address, size, flags, _, _ in
            answer { () throws(Errno) in
                let size = UInt(UInt32(truncatingIfNeeded: size))
                guard address != 0, Int32(truncatingIfNeeded: pid) >= 0, UInt32(truncatingIfNeeded: flags) == 0,
                    size >= SchedulingAttributes.firstSize, size <= 4096
                else { throw .EINVAL }
                try SchedulingAttributeCalls.store(SchedulingAttributeCalls.attributes(of: try SchedulingCalls.thread(pid)), address, size)
                return 0
            }
        }
    }

    /// The structure in whatever version: what is not given is zero, what is not known must be. Throws `E2BIG`, `EFAULT`.
    private static func load(_ address: UInt) throws(Errno) -> SchedulingAttributes {
        let given = UInt(try UserPointer<UInt32>(address).load())
        let size = given == 0 ? SchedulingAttributes.firstSize : given
        guard size >= SchedulingAttributes.firstSize, size <= 4096 else { throw try tooBig(address) }
        var index = SchedulingAttributes.size
        while index < size {
            if try UserPointer<UInt8>(address).load(at: Int(index)) != 0 { throw try tooBig(address) }
            index += 1
        }
        if size >= SchedulingAttributes.size { return try UserPointer<SchedulingAttributes>(address).load() }
        var result = SchedulingAttributes()
        result.policy = try UserPointer<UInt32>(address).load(at: 1)
        result.flags = try UserPointer<UInt64>(address).load(at: 1)
        result.nice = try UserPointer<Int32>(address).load(at: 4)
        result.priority = try UserPointer<UInt32>(address).load(at: 5)
        result.runtime = try UserPointer<UInt64>(address).load(at: 3)
        result.deadline = try UserPointer<UInt64>(address).load(at: 4)
        result.period = try UserPointer<UInt64>(address).load(at: 5)
        return result
    }

    /// The program is told which size is known here.
    private static func tooBig(_ address: UInt) throws(Errno) -> Errno {
        try UserPointer<UInt32>(address).store(UInt32(SchedulingAttributes.size))
        return .E2BIG
    }

    private static func store(_ attributes: SchedulingAttributes, _ address: UInt, _ size: UInt) throws(Errno) {
        var attributes = attributes
        attributes.size = UInt32(min(size, SchedulingAttributes.size))
        if size >= SchedulingAttributes.size { return try UserPointer<SchedulingAttributes>(address).store(attributes) }
        try UserPointer<UInt32>(address).store(attributes.size)
        try UserPointer<UInt32>(address).store(attributes.policy, at: 1)
        try UserPointer<UInt64>(address).store(attributes.flags, at: 1)
        try UserPointer<Int32>(address).store(attributes.nice, at: 4)
        try UserPointer<UInt32>(address).store(attributes.priority, at: 5)
        for index in 3...5 { try UserPointer<UInt64>(address).store(0, at: index) }
    }

    private static func attributes(of thread: Thread) -> SchedulingAttributes {
        var result = SchedulingAttributes()
        let own = thread.attributes
        result.policy = own.policy.rawValue
        if own.resetsOnFork { result.flags = SchedulingFlags.resetsOnFork.rawValue }
        switch own.policy {
        case .SCHED_FIFO, .SCHED_RR: result.priority = UInt32(own.priority)
        default: result.nice = own.nice
        }
        return result
    }

    /// Throws `EINVAL`, `EPERM`, `EBUSY` for deadlines, which cannot be promised here, `EOPNOTSUPP` for bounds of utilisation.
    private static func set(_ thread: Thread, _ wanted: SchedulingAttributes) throws(Errno) {
        let flags = SchedulingFlags(rawValue: wanted.flags)
        let own = thread.attributes
        guard flags.isSubset(of: .known), Int32(bitPattern: wanted.policy) >= 0 || flags.contains(.keepsPolicy) else { throw .EINVAL }
        if !flags.isDisjoint(with: .clamps) { throw .EOPNOTSUPP }
        let policy = flags.contains(.keepsPolicy) ? own.policy : SchedulingPolicy(rawValue: wanted.policy)
        if policy == .SCHED_DEADLINE {
            let period = wanted.period == 0 ? wanted.deadline : wanted.period
            guard wanted.priority == 0, wanted.deadline != 0, wanted.runtime >= 1024, wanted.deadline >> 63 == 0, period >> 63 == 0,
                wanted.runtime <= wanted.deadline, wanted.deadline <= period
            else { throw .EINVAL }
            guard thread.process.attributes.credentials.has(Credentials.Capabilities.systemNice) else { throw .EPERM }
            throw .EBUSY
        }
        let isRealTime = policy == .SCHED_FIFO || policy == .SCHED_RR
        guard let priority = Int32(exactly: flags.contains(.keepsParameters) && isRealTime ? UInt32(own.priority) : wanted.priority) else {
            throw .EINVAL
        }
        var nice: Int32?
        if !isRealTime, policy != .SCHED_IDLE, !flags.contains(.keepsParameters) {
            nice = min(max(wanted.nice, -20), 19)
            try SchedulingCalls.checkNice(thread, nice ?? 0, .EPERM)
        }
        try SchedulingCalls.change(thread, policy, priority, resetsOnFork: flags.contains(.resetsOnFork))
        if let nice { thread.setNice(nice) }
    }
}
