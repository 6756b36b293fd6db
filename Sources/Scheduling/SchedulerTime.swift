internal import Sync

/// Timers, and what the scheduler knows of time.
extension Scheduler {
    /// Lets `entry` fire at `deadline` (nanoseconds since start-up), in place of what it was set for.
    public func set(_ entry: TimerEntry, at deadline: UInt64) {
        timers.insert(entry, at: deadline)
        let here = processors[machine.current]
        if deadline < here.armed { arm(here, at: deadline, machine.now()) }
    }

    /// `entry` will not fire.
    public func cancel(_ entry: TimerEntry) { timers.remove(entry) }

    /// Nanoseconds since start-up.
    @inline(__always) public func now() -> UInt64 { machine.now() }

    /// Processor time that a thread has used, in nanoseconds.
    public func processorTime(of thread: Schedulable) -> UInt64 {
        guard thread.state == .running else { return thread.usedTime }
        let now = machine.now()
        return thread.usedTime &+ (now > thread.startedAt ? now - thread.startedAt : 0)
    }

    /// How long a processor has had nothing to do since start-up, in nanoseconds.
    public func idleTime(ofProcessor number: Int) -> UInt64 {
        guard number < processorCount else { return 0 }
        let idleTime = processors[number].idleTime
        guard let since = processors[number].idleSince else { return idleTime }
        let now = machine.now()
        return idleTime &+ (now &- min(since, now))
    }

    /// How many threads wait for a processor.
    public var readyCount: Int {
        var count = 0
        for number in 0..<processors.count { count += processors[number].queue.count }
        return count
    }
}
