internal import Bytes
internal import LinuxABI
internal import Scheduling
#if os(none)
internal import Machine
#endif

/// Which processor, in which order: sched_getaffinity(2), sched_setscheduler(2), getpriority(2) and their like.
enum SchedulingCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.sched_yield] = { _, _, _, _, _, _ in
            Thread.withCurrent { thread in Threads.withScheduler { $0.yield(thread) } }
            return 0
        }
        table[.getcpu] = { processor, node, _, _, _, _ in
            answer { () throws(Errno) in
                if processor != 0 { try UserPointer<UInt32>(processor).store(UInt32(Thread.current.processor)) }
                if node != 0 { try UserPointer<UInt32>(node).store(0) }
                return 0
            }
        }
        SchedulingAttributeCalls.bind(table)
        SchedulingIOCalls.bind(table)
        bindAffinity(table)
        bindPolicies(table)
        bindPriorities(table)
    }

    private static func bindAffinity(_ table: borrowing HandlerTable) {
        table[.sched_getaffinity] = { pid, size, mask, _, _, _ in
            answer { () throws(Errno) in
                guard size & 7 == 0, size >= 8 else { throw .EINVAL }
                let thread = try SchedulingCalls.known(Int32(truncatingIfNeeded: pid))
                try UserPointer<UInt64>(mask).store(thread.affinity & Threads.scheduler.allProcessors)
                return 8
            }
        }
        table[.sched_setaffinity] = { pid, size, mask, _, _, _ in
            answer { () throws(Errno) in
                let thread = try SchedulingCalls.known(Int32(truncatingIfNeeded: pid))
                // A short mask is filled with zeroes, of a long one the rest is not looked at.
                var wanted: UInt64 = 0
                for index in 0..<Int(min(size, 8)) {
                    wanted |= UInt64(try UserPointer<UInt8>(mask).load(at: index)) << UInt64(index * 8)
                }
                wanted &= Threads.scheduler.allProcessors
                guard wanted != 0 else { throw .EINVAL }
                #if os(none)
                if wanted & 1 == 0 { OtherProcessors.start() }
                #endif
                Threads.scheduler.set(thread, affinity: wanted)
                return 0
            }
        }
    }

    private static func bindPolicies(_ table: borrowing HandlerTable) {
        table[.sched_getscheduler] = { pid, _, _, _, _, _ in
            answer { () throws(Errno) in
                let attributes = try SchedulingCalls.thread(pid).attributes
                return Int(attributes.policy.rawValue) | (attributes.resetsOnFork ? SchedulingCalls.resetOnFork : 0)
            }
        }
        table[.sched_setscheduler] = { pid, policy, parameters, _, _, _ in
            answer { () throws(Errno) in
                guard Int32(truncatingIfNeeded: policy) >= 0, parameters != 0 else { throw .EINVAL }
                let resets = policy & UInt(SchedulingCalls.resetOnFork) != 0
                let policy = SchedulingPolicy(argument: policy & ~UInt(SchedulingCalls.resetOnFork))
                let priority = try UserPointer<SchedulingParameters>(parameters).load().priority
                try SchedulingCalls.spareMachine(pid)
                try SchedulingCalls.change(try SchedulingCalls.thread(pid), policy, priority, resetsOnFork: resets)
                return 0
            }
        }
        table[.sched_getparam] = { pid, parameters, _, _, _, _ in
            answer { () throws(Errno) in
                if parameters == 0 { throw .EINVAL }
                let thread = try SchedulingCalls.thread(pid)
                try UserPointer<SchedulingParameters>(parameters).store(SchedulingParameters(priority: thread.attributes.priority))
                return 0
            }
        }
        table[.sched_setparam] = { pid, parameters, _, _, _, _ in
            answer { () throws(Errno) in
                if parameters == 0 { throw .EINVAL }
                let priority = try UserPointer<SchedulingParameters>(parameters).load().priority
                try SchedulingCalls.spareMachine(pid)
                let thread = try SchedulingCalls.thread(pid)
                try SchedulingCalls.change(
                    thread, thread.attributes.policy, priority, resetsOnFork: thread.attributes.resetsOnFork)
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
                let thread = try SchedulingCalls.thread(pid)
                let turn: Int64
                switch thread.attributes.policy {
                case .SCHED_FIFO: turn = 0
                case .SCHED_RR: turn = Thread.roundRobinTurn
                default: turn = Thread.turn(nice: Int(thread.attributes.nice))
                }
                try UserPointer<TimeSpec>(interval).store(TimeSpec(totalNanoseconds: UInt64(turn)))
                return 0
            }
        }
    }

    /// Nobody changes how the machine itself is scheduled. Throws `EPERM`.
    private static func spareMachine(_ pid: UInt) throws(Errno) {
        if Process.current.isMachine(Int32(truncatingIfNeeded: pid)) { throw .EPERM }
    }

    /// `SCHED_RESET_ON_FORK`.
    private static var resetOnFork: Int { 0x4000_0000 }

    /// Changes policy and priority by the rules of sched(7). Throws `EINVAL`, `EPERM`.
    static func change(
        _ thread: Thread, _ policy: SchedulingPolicy, _ priority: Int32, resetsOnFork: Bool
    ) throws(Errno) {
        let range = try priorities(policy)
        // Not by this call: sched_setattr(2) alone has what it needs.
        guard range.contains(priority), policy != .SCHED_DEADLINE else { throw .EINVAL }
        let process = thread.process.attributes
        if !process.credentials.has(Credentials.Capabilities.systemNice) {
            let limit = process.limits[.RLIMIT_RTPRIO]?.current ?? 0
            if priority > 0, priority > thread.attributes.priority || policy != thread.attributes.policy,
                UInt64(priority) > limit
            {
                throw .EPERM
            }
            if thread.attributes.policy == .SCHED_IDLE, policy != .SCHED_IDLE, thread.attributes.nice < 0 { throw .EPERM }
            if thread.attributes.resetsOnFork, !resetsOnFork { throw .EPERM }
        }
        thread.schedule(policy, priority: priority, resetsOnFork: resetsOnFork)
    }

    private static func bindPriorities(_ table: borrowing HandlerTable) {
        table[.getpriority] = { which, who, _, _, _, _ in
            answer { () throws(Errno) in
                // 40…1 stand for -20…19, so that no result looks like an error.
                var best: Int32 = 19
                for thread in try SchedulingCalls.targets(which, who) { best = min(best, thread.attributes.nice) }
                return Int(20 - best)
            }
        }
        table[.setpriority] = { which, who, value, _, _, _ in
            answer { () throws(Errno) in
                let nice = min(max(Int32(truncatingIfNeeded: value), -20), 19)
                for thread in try SchedulingCalls.targets(which, who) {
                    try SchedulingCalls.checkNice(thread, nice, .EACCES)
                    thread.setNice(nice)
                }
                return 0
            }
        }
    }

    /// Throws `error` where the caller may not give that nice value.
    static func checkNice(_ thread: Thread, _ nice: Int32, _ error: Errno) throws(Errno) {
        let process = thread.process.attributes
        let limit = 20 - Int64(clamping: process.limits[.RLIMIT_NICE]?.current ?? 0)
        if nice < thread.attributes.nice, Int64(nice) < limit, !process.credentials.has(Credentials.Capabilities.systemNice) {
            throw error
        }
    }

    /// The threads whose nice value is meant. Throws `EINVAL`, `ESRCH`.
    static func targets(_ which: UInt, _ who: UInt) throws(Errno) -> [Thread] {
        let process = Process.current
        let who = Int32(truncatingIfNeeded: who)
        switch PriorityTarget(argument: which) {
        case .PRIO_PROCESS: return [try known(who)]
        case .PRIO_PGRP:
            guard who == 0 || who == process.attributes.group else { throw .ESRCH }
        case .PRIO_USER:
            guard who == 0 || UInt32(bitPattern: who) == process.attributes.credentials.user.real else { throw .ESRCH }
        default: throw .EINVAL
        }
        return process.threads.all
    }

    /// The static priorities of a policy, sched(7). Throws `EINVAL`.
    private static func priorities(_ policy: SchedulingPolicy) throws(Errno) -> ClosedRange<Int32> {
        switch policy {
        case .SCHED_OTHER, .SCHED_BATCH, .SCHED_IDLE, .SCHED_DEADLINE: return 0...0
        case .SCHED_FIFO, .SCHED_RR: return 1...99
        default: throw .EINVAL
        }
    }

    /// The thread of that number for the calls that refuse a negative one. Throws `EINVAL`, `ESRCH`.
    static func thread(_ id: UInt) throws(Errno) -> Thread {
        let number = Int32(truncatingIfNeeded: id)
        if number < 0 { throw .EINVAL }
        return try known(number)
    }

    /// The thread of that number; 0 is the caller. Throws `ESRCH`.
    private static func known(_ number: Int32) throws(Errno) -> Thread {
        if number == 0 { return Thread.current }
        guard let thread = Process.current.threads.find(number) else { throw .ESRCH }
        return thread
    }
}
