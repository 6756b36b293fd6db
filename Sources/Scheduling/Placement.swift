internal import Sync

/// On which processor a thread runs.
extension Scheduler {
    /// Where a thread that was woken goes: where it ran if that sleeps, to another that sleeps, else where it ran.
    func place(_ thread: Schedulable) -> ProcessorState {
        let last = processors[thread.processor]
        if thread.isOnProcessor { return last }
        let allowed = thread.affinity & allProcessors
        if idleSet & allowed & last.bit != 0 { return last }
        let free = idleSet & allowed
        if free != 0 { return processors[free.trailingZeroBitCount] }
        if allowed & last.bit != 0 { return last }
        return processors[allowed == 0 ? machine.current : allowed.trailingZeroBitCount]
    }

    /// A thread was put in a queue: the processor may have to look at it.
    func notice(_ thread: Schedulable, _ target: ProcessorState) {
        if target.number == machine.current { return noticeHere(thread, target) }
        // A processor at work need not hear of one more that waits its turn.
        if idleSet & target.bit != 0 {
            // It is taken: the next thread that is woken goes elsewhere.
            idleSet &= ~target.bit
            machine.wake(target.number)
        } else if target.turnEnd < target.armed || thread.effectiveLevel > (target.running.with { $0.effectiveLevel } ?? 0) {
            machine.wake(target.number)
        }
    }

    /// The same for the running processor's own queue.
    @inline(__always)
    func noticeHere(_ thread: Schedulable, _ here: ProcessorState) {
        here.running.with { running in
            guard running.state == .running else { return }
            if thread.effectiveLevel > running.effectiveLevel {
                machine.requestLook()
            } else if here.turnEnd < here.armed, thread.effectiveLevel == running.effectiveLevel {
                awaitEndOfTurn(here)
            }
        }
    }

    /// Nobody waited for the end of this turn until now.
    @inline(never)
    private func awaitEndOfTurn(_ here: ProcessorState) {
        let now = machine.now()
        arm(here, at: max(here.turnEnd, now), now)
    }

    /// A thread of another processor's queue, where one waits.
    func steal(_ here: ProcessorState) -> Link<Schedulable> {
        for number in 0..<processorCount where number != here.number {
            if processors[number].queue.isEmpty { continue }
            let stolen = processors[number].queue.steal(for: here.number)
            if stolen.isNil { continue }
            stolen.with { $0.home = Link(here) }
            return stolen
        }
        return Link()
    }

    /// Changes the processors that a thread may run on. It moves at once.
    public func set(_ thread: Schedulable, affinity: UInt64) {
        thread.affinity = affinity
        guard affinity >> UInt64(thread.processor) & 1 == 0 else { return }
        switch thread.state {
        case .running: lookAt(thread)
        case .ready:
            if thread.isOnProcessor { return }
            thread.home.with { $0.queue.remove(thread) }
            thread.state = .blocked
            wake(thread)
        case .blocked, .dead: break
        }
    }

    /// Changes the level and the length of a turn: sched_setscheduler(2), setpriority(2).
    ///
    /// - Parameter turn: nanoseconds; nil for SCHED_FIFO, whose turns do not end.
    public func set(_ thread: Schedulable, level: Int, turn: Int64?) {
        thread.turn = turn ?? Schedulable.endless
        thread.turnLeft = thread.turn
        if thread.state == .running { thread.home.with { $0.turnEnd = thread.startedAt &+ UInt64(bitPattern: thread.turnLeft) } }
        requeue(thread) { $0.level = level }
    }

    /// What `thread` inherits from those who wait for its locks; 0: nothing.
    public func set(_ thread: Schedulable, inheritedLevel level: Int) {
        if thread.inheritedLevel == level { return }
        requeue(thread) { $0.inheritedLevel = level }
    }

    private func requeue(_ thread: Schedulable, _ change: (Schedulable) -> Void) {
        guard thread.state == .ready, let home = thread.home.target else {
            change(thread)
            if thread.state == .running { lookAt(thread) }
            return
        }
        home.queue.remove(thread)
        change(thread)
        home.queue.append(thread)
        notice(thread, home)
    }

    /// The processor where `thread` runs looks at its run queue.
    private func lookAt(_ thread: Schedulable) {
        if thread.processor == machine.current { machine.requestLook() } else { machine.wake(thread.processor) }
    }
}
