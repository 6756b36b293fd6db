internal import Bytes
internal import LinuxABI

/// Which processor, in which order: sched_getaffinity(2), sched_setscheduler(2), getpriority(2) and their like.
enum SchedulingCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.sched_yield] = { _, _, _, _, _, _ in
            Process.current.services.control.yield()
            return 0
        }
        table[.getcpu] = { processor, node, _, _, _, _ in
            answer { () throws(Errno) in
                // All threads run on the first processor yet.
                if processor != 0 { try UserPointer<UInt32>(processor).store(0) }
                if node != 0 { try UserPointer<UInt32>(node).store(0) }
                return 0
            }
        }
        bindAffinity(table)
        bindPolicies(table)
        bindPriorities(table)
    }

    private static func bindAffinity(_ table: borrowing HandlerTable) {
        table[.sched_getaffinity] = { pid, size, mask, _, _, _ in
            answer { () throws(Errno) in
                try SchedulingCalls.checkKnown(pid)
                let words = (Process.current.services.control.processorCount + 63) / 64
                guard size & 7 == 0, size >= UInt(words * 8) else { throw .EINVAL }
                for word in 0..<words {
                    try UserPointer<UInt64>(mask).store(SchedulingCalls.processors(word), at: word)
                }
                return words * 8
            }
        }
        table[.sched_setaffinity] = { pid, size, mask, _, _, _ in
            answer { () throws(Errno) in
                try SchedulingCalls.checkKnown(pid)
                // The first processor is the only one that threads run on, so it must be among those wanted.
                guard size > 0 else { throw .EINVAL }
                guard try UserPointer<UInt8>(mask).load() & 1 != 0 else { throw .EINVAL }
                return 0
            }
        }
    }

    /// The processors of word `index` of a mask.
    private static func processors(_ index: Int) -> UInt64 {
        let count = Process.current.services.control.processorCount - index * 64
        return count >= 64 ? .max : 1 << UInt64(max(count, 0)) - 1
    }

    private static func bindPolicies(_ table: borrowing HandlerTable) {
        table[.sched_getscheduler] = { pid, _, _, _, _, _ in
            answer { () throws(Errno) in
                try SchedulingCalls.check(pid)
                return Int(Process.current.attributes.schedulingPolicy)
            }
        }
        table[.sched_setscheduler] = { pid, policy, parameters, _, _, _ in
            answer { () throws(Errno) in
                let wanted = UInt32(truncatingIfNeeded: policy)
                guard Int32(bitPattern: wanted) >= 0, Int32(truncatingIfNeeded: pid) >= 0, parameters != 0 else {
                    throw .EINVAL
                }
                let priority = try UserPointer<SchedulingParameters>(parameters).load().priority
                try SchedulingCalls.check(pid)
                let kind = SchedulingPolicy(rawValue: wanted & ~SchedulingCalls.resetOnFork)
                guard try SchedulingCalls.priorities(kind).contains(priority) else { throw .EINVAL }
                // There is nobody to compete with, so how it would be done can be as the program likes; what promises the
                // processor cannot be kept.
                guard [.SCHED_OTHER, .SCHED_BATCH, .SCHED_IDLE].contains(kind) else { throw .EPERM }
                Process.current.attributes.schedulingPolicy = wanted
                return 0
            }
        }
        table[.sched_getparam] = { pid, parameters, _, _, _, _ in
            answer { () throws(Errno) in
                try SchedulingCalls.check(pid)
                if parameters == 0 { throw .EINVAL }
                try UserPointer<SchedulingParameters>(parameters).store(SchedulingParameters(priority: 0))
                return 0
            }
        }
        table[.sched_setparam] = { pid, parameters, _, _, _, _ in
            answer { () throws(Errno) in
                try SchedulingCalls.check(pid)
                if parameters == 0 { throw .EINVAL }
                guard try UserPointer<SchedulingParameters>(parameters).load().priority == 0 else { throw .EINVAL }
                return 0
            }
        }
        table[.sched_get_priority_max] = { policy, _, _, _, _, _ in
            answer { () throws(Errno) in
                Int(try SchedulingCalls.priorities(SchedulingPolicy(argument: policy)).upperBound)
            }
        }
        table[.sched_get_priority_min] = { policy, _, _, _, _, _ in
            answer { () throws(Errno) in
                Int(try SchedulingCalls.priorities(SchedulingPolicy(argument: policy)).lowerBound)
            }
        }
        table[.sched_rr_get_interval] = { pid, interval, _, _, _, _ in
            answer { () throws(Errno) in
                try SchedulingCalls.check(pid)
                // Without a limit: what Linux, too, says of a thread that nothing competes with.
                try UserPointer<TimeSpec>(interval).store(TimeSpec())
                return 0
            }
        }
    }

    private static func bindPriorities(_ table: borrowing HandlerTable) {
        table[.getpriority] = { which, who, _, _, _, _ in
            answer { () throws(Errno) in
                // 40…1 stand for -20…19, so that no result looks like an error.
                Int(20 - (try SchedulingCalls.target(which, who)).nice)
            }
        }
        table[.setpriority] = { which, who, value, _, _, _ in
            answer { () throws(Errno) in
                let process = try SchedulingCalls.target(which, who)
                let nice = min(max(Int32(truncatingIfNeeded: value), -20), 19)
                if nice < process.nice, !process.credentials.has(Credentials.Capabilities.systemNice) { throw .EACCES }
                process.nice = nice
                return 0
            }
        }
    }

    /// The process whose nice value is meant. Throws `EINVAL`, `ESRCH`.
    private static func target(_ which: UInt, _ who: UInt) throws(Errno) -> ProcessAttributes {
        let process = Process.current.attributes
        let who = Int32(truncatingIfNeeded: who)
        let own: Int32
        switch PriorityTarget(argument: which) {
        case .PRIO_PROCESS: own = process.id
        case .PRIO_PGRP: own = process.group
        case .PRIO_USER: own = Int32(bitPattern: process.credentials.user.real)
        default: throw .EINVAL
        }
        guard who == 0 || who == own else { throw .ESRCH }
        return process
    }

    /// The static priorities of a policy, sched(7). Throws `EINVAL`.
    private static func priorities(_ policy: SchedulingPolicy) throws(Errno) -> ClosedRange<Int32> {
        switch policy {
        case .SCHED_OTHER, .SCHED_BATCH, .SCHED_IDLE, .SCHED_DEADLINE: return 0...0
        case .SCHED_FIFO, .SCHED_RR: return 1...99
        default: throw .EINVAL
        }
    }

    /// `SCHED_RESET_ON_FORK`
    private static var resetOnFork: UInt32 { 0x4000_0000 }

    /// Whether a thread is known by that number. Throws `ESRCH`.
    private static func checkKnown(_ pid: UInt) throws(Errno) {
        if Int32(truncatingIfNeeded: pid) < 0 { throw .ESRCH }
        try check(pid)
    }

    /// The same for the calls that refuse a negative number. Throws `EINVAL`, `ESRCH`.
    private static func check(_ pid: UInt) throws(Errno) {
        let number = Int32(truncatingIfNeeded: pid)
        if number < 0 { throw .EINVAL }
        guard number == 0 || number == Process.current.thread.id || number == Process.current.attributes.id
        else { throw .ESRCH }
    }
}
