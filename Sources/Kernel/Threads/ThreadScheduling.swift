internal import LinuxABI
internal import Scheduling

/// Policy, priority and nice value of a thread, and what they mean to the scheduler (sched(7)).
extension Thread {
    /// Sets policy and priority; the caller has checked them.
    func schedule(_ policy: SchedulingPolicy, priority: Int32, resetsOnFork: Bool) {
        attributes.policy = policy
        attributes.priority = priority
        attributes.resetsOnFork = resetsOnFork
        applyScheduling()
    }

    /// -20 to 19.
    func setNice(_ nice: Int32) {
        attributes.nice = nice
        applyScheduling()
    }

    /// A new thread's scheduling is its maker's, unless that has `SCHED_RESET_ON_FORK`.
    func inheritScheduling(from parent: Thread) {
        let isReset = parent.attributes.resetsOnFork
        let isRealTime = parent.attributes.policy == .SCHED_FIFO || parent.attributes.policy == .SCHED_RR
        attributes.policy = isReset && isRealTime ? .SCHED_OTHER : parent.attributes.policy
        attributes.priority = isReset ? 0 : parent.attributes.priority
        attributes.nice = isReset && (isRealTime || parent.attributes.nice < 0) ? 0 : parent.attributes.nice
        attributes.inputOutput = parent.attributes.inputOutput
        Threads.scheduler.set(self, affinity: parent.affinity)
        if attributes.policy != .SCHED_OTHER || attributes.nice != 0 { applyScheduling() }
    }

    private func applyScheduling() {
        let scheduler = Threads.scheduler
        switch attributes.policy {
        case .SCHED_FIFO: scheduler.set(self, level: Int(attributes.priority) + 1, turn: nil)
        case .SCHED_RR: scheduler.set(self, level: Int(attributes.priority) + 1, turn: Self.roundRobinTurn)
        case .SCHED_IDLE: scheduler.set(self, level: 0, turn: Thread.turn(nice: 0))
        default: scheduler.set(self, level: 1, turn: Thread.turn(nice: Int(attributes.nice)))
        }
        Threads.priorityLocks.levelChanged(self)
    }

    /// Linux's `sched_rr_timeslice_ms`: 100 ms.
    static var roundRobinTurn: Int64 { 100_000_000 }
}
