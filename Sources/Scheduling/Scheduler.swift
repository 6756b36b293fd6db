internal import Sync

/// Which thread runs where, and when the next one does. All of it is under the kernel's lock.
///
/// A processor with nothing to run idles on the stack of the thread that ran last: a thread that waits alone and is woken goes on
/// without a switch. There is no periodic tick: the timer is set for the end of a turn where somebody else waits for it, and for the
/// soonest deadline; when it is set for an earlier time than that, it is left alone.
public final class Scheduler {
    final class ProcessorState {
        var queue = RunQueue()
        private var runningLink = Link<Schedulable>()
        var running: Schedulable? {
            @inline(__always) get { runningLink.target }
            @inline(__always) set { runningLink.target = newValue }
        }
        /// A thread that ended here, whose stack was left by the last switch.
        var dead: Schedulable?
        /// When its timer will interrupt, `.max` if it is not set.
        var armed = UInt64.max
        /// The end of the running thread's turn.
        var turnEnd = UInt64.max
    }

    private let machine: any ProcessorControl
    private var processors: [ProcessorState]
    private var timers = TimerQueue()
    /// Processors that sleep, and those with threads waiting in their queue, a bit each.
    public private(set) var idleSet: UInt64 = 0
    private var waitingSet: UInt64 = 0
    /// How many processors there are.
    public private(set) var processorCount: Int
    /// Switches since start-up.
    public private(set) var switchCount: UInt64 = 0

    public init(_ machine: any ProcessorControl, processors count: Int) {
        self.machine = machine
        processorCount = count
        processors = []
        for _ in 0..<count { processors.append(ProcessorState()) }
    }

    /// All processors, a bit each.
    public var allProcessors: UInt64 { processorCount >= 64 ? .max : 1 << UInt64(processorCount) - 1 }

    /// Some processors did not start: there are only `count`.
    public func limit(to count: Int) { processorCount = min(processorCount, max(count, 1)) }

    // MARK: Beginning and ending

    /// The running processor's first thread is this one, running already.
    @export(interface)
    public func adopt(_ thread: Schedulable) {
        let number = machine.current
        thread.processor = number
        thread.state = .running
        thread.isOnProcessor = true
        // Not `now`: a program that never asks for the time is not to wait until the clock knows its rate.
        thread.startedAt = 0
        processors[number].running = thread
    }

    /// A new thread begins to wait for its turn.
    @export(interface)
    public func start(_ thread: Schedulable) {
        thread.processor = machine.current
        thread.state = .blocked
        wake(thread)
    }

    /// The running thread ends: this does not return. Another one gives back what it leaves.
    @export(interface)
    public func end(_ thread: Schedulable) {
        timers.remove(thread.timeout)
        thread.state = .dead
        account(thread, machine.now())
        if let next = choose(thread) { machine.switchThreads(from: Link(thread), to: next) }
        fatalError("a thread that has ended runs again")
    }

    /// What is left to do after a switch: for new threads, whose first instructions are not within `giveUp`.
    @inline(__always)
    public func switched() {
        let processor = processors[machine.current]
        if let dead = processor.dead {
            processor.dead = nil
            machine.reap(dead)
        }
    }

    // MARK: Waiting

    /// The running thread waits until it is woken, or until `deadline` (nanoseconds since start-up). Returns whether it was woken.
    @export(interface)
    public func block(_ thread: Schedulable, until deadline: UInt64 = .max) -> Bool {
        thread.state = .blocked
        thread.voluntarySwitches &+= 1
        let now = machine.now()
        if deadline == .max {
            account(thread, now)
            giveUp(thread)
            return true
        }
        thread.timeout.hasFired = false
        if deadline <= now {
            thread.state = .running
            thread.timeout.hasFired = true
            return false
        }
        timers.insert(thread.timeout, at: deadline)
        account(thread, now)
        giveUp(thread)
        timers.remove(thread.timeout)
        return !thread.timeout.hasFired
    }

    /// Lets a thread that waits go on. Returns whether it waited.
    @export(interface) @discardableResult
    public func wake(_ thread: Schedulable) -> Bool {
        guard thread.state == .blocked else { return false }
        thread.state = .ready
        let here = machine.current
        let target = processorCount == 1 ? 0 : place(thread, here)
        thread.processor = target
        // Who waited has something of its turn left, and goes first among its likes.
        enqueue(thread, on: target, atFront: thread.turnLeft > 0 && thread.level == 1)
        notice(thread, target, here)
        return true
    }

    /// The running thread lets others of its level run.
    @export(interface)
    public func yield(_ thread: Schedulable) {
        let here = thread.processor
        let processor = processors[here]
        guard processor.queue.highestLevel >= thread.effectiveLevel else { return }
        let now = machine.now()
        account(thread, now)
        thread.turnLeft = thread.turn
        thread.voluntarySwitches &+= 1
        thread.state = .ready
        enqueue(thread, on: here, atFront: false)
        giveUp(thread)
    }

    // MARK: Interrupts

    /// An interrupt has come, of the timer or of another processor's: deals with what is due. Called on the way out of the kernel.
    @export(interface)
    public func preempt(_ thread: Schedulable) {
        let here = thread.processor
        let processor = processors[here]
        let now = machine.now()
        processor.armed = now >= processor.armed ? .max : processor.armed
        runTimers(now)
        if thread.affinity >> UInt64(here) & 1 == 0 {
            return move(thread, now)
        }
        let level = processor.queue.highestLevel
        if level < 0 {
            processor.turnEnd = .max
            return rearm(processor, now)
        }
        let isOver = level == thread.effectiveLevel && now >= processor.turnEnd
        if level > thread.effectiveLevel || isOver {
            account(thread, now)
            if thread.turnLeft <= 0 { thread.turnLeft = thread.turn }
            thread.involuntarySwitches &+= 1
            thread.state = .ready
            enqueue(thread, on: here, atFront: !isOver)
            return giveUp(thread)
        }
        if processor.turnEnd == .max, level == thread.effectiveLevel {
            processor.turnEnd = end(ofTurn: thread, now)
        }
        rearm(processor, now)
    }

    /// The timer's interrupt has come while the kernel was at work: the next setting must not rely on it.
    @inline(__always)
    public func timerFired() { processors[machine.current].armed = .max }

    // MARK: Timers

    /// Lets `entry` fire at `deadline` (nanoseconds since start-up), in place of what it was set for.
    @export(interface)
    public func set(_ entry: TimerEntry, at deadline: UInt64) {
        timers.insert(entry, at: deadline)
        let processor = processors[machine.current]
        if deadline < processor.armed { arm(processor, at: deadline, machine.now()) }
    }

    /// `entry` will not fire.
    @export(interface)
    public func cancel(_ entry: TimerEntry) { timers.remove(entry) }

    // MARK: Properties

    /// Nanoseconds since start-up.
    @inline(__always) public func now() -> UInt64 { machine.now() }

    /// Processor time that a thread has used, in nanoseconds.
    @export(interface)
    public func processorTime(of thread: Schedulable) -> UInt64 {
        guard thread.state == .running else { return thread.usedTime }
        let now = machine.now()
        return thread.usedTime &+ (now > thread.startedAt ? now - thread.startedAt : 0)
    }

    /// Changes the level and the length of a turn: sched_setscheduler(2), setpriority(2).
    ///
    /// - Parameter turn: nanoseconds; nil for SCHED_FIFO, whose turns do not end.
    @export(interface)
    public func set(_ thread: Schedulable, level: Int, turn: Int64?) {
        thread.turn = turn ?? .max
        thread.turnLeft = thread.turn
        requeue(thread) { $0.level = level }
    }

    /// What `thread` inherits from those who wait for its locks; 0: nothing.
    @export(interface)
    public func set(_ thread: Schedulable, inheritedLevel level: Int) {
        if thread.inheritedLevel == level { return }
        requeue(thread) { $0.inheritedLevel = level }
    }

    /// Changes the processors that a thread may run on. It moves at once.
    @export(interface)
    public func set(_ thread: Schedulable, affinity: UInt64) {
        thread.affinity = affinity
        guard affinity >> UInt64(thread.processor) & 1 == 0 else { return }
        switch thread.state {
        case .running:
            if thread.processor == machine.current { machine.requestLook() } else { machine.wake(thread.processor) }
        case .ready:
            if !thread.isOnProcessor {
                dequeue(thread)
                thread.state = .blocked
                wake(thread)
            }
        case .blocked, .dead: break
        }
    }

    /// The length of a turn for a nice value: the weights of Linux, a quarter more for each step.
    public static func turn(nice: Int) -> Int64 {
        var turn = Schedulable.baseTurn
        for _ in 0..<abs(max(-20, min(19, nice))) { turn = nice < 0 ? turn * 5 / 4 : turn * 4 / 5 }
        return turn
    }

    /// How many threads wait for a processor.
    public var readyCount: Int {
        var count = 0
        for processor in processors { count += processor.queue.count }
        return count
    }

    // MARK: Within

    private func requeue(_ thread: Schedulable, _ change: (Schedulable) -> Void) {
        guard thread.state == .ready else {
            change(thread)
            if thread.state == .running {
                if thread.processor == machine.current { machine.requestLook() } else { machine.wake(thread.processor) }
            }
            return
        }
        dequeue(thread)
        change(thread)
        enqueue(thread, on: thread.processor, atFront: false)
        notice(thread, thread.processor, machine.current)
    }

    @inline(__always)
    private func enqueue(_ thread: Schedulable, on number: Int, atFront: Bool) {
        processors[number].queue.append(thread, atFront: atFront)
        waitingSet |= 1 << UInt64(number)
    }

    private func dequeue(_ thread: Schedulable) {
        let processor = processors[thread.processor]
        processor.queue.remove(thread)
        if processor.queue.isEmpty { waitingSet &= ~(1 << UInt64(thread.processor)) }
    }

    @inline(__always)
    private func account(_ thread: Schedulable, _ now: UInt64) {
        let ran = now > thread.startedAt ? now &- thread.startedAt : 0
        thread.usedTime &+= ran
        thread.startedAt = now
        thread.turnLeft &-= Int64(truncatingIfNeeded: ran)
    }

    @inline(__always)
    private func end(ofTurn thread: Schedulable, _ now: UInt64) -> UInt64 {
        if thread.turn == .max { return .max }
        return now &+ UInt64(max(thread.turnLeft, 0))
    }

    /// Where a thread that was woken goes: where it ran if that sleeps, to another that sleeps, else where it ran.
    private func place(_ thread: Schedulable, _ here: Int) -> Int {
        if thread.isOnProcessor { return thread.processor }
        let allowed = thread.affinity & allProcessors
        let last = UInt64(1) << UInt64(thread.processor)
        if idleSet & allowed & last != 0 { return thread.processor }
        let free = idleSet & allowed
        if free != 0 { return free.trailingZeroBitCount }
        if allowed & last != 0 { return thread.processor }
        return allowed == 0 ? here : allowed.trailingZeroBitCount
    }

    /// A thread was put in a queue: the processor may have to look at it.
    @inline(__always)
    private func notice(_ thread: Schedulable, _ target: Int, _ here: Int) {
        let processor = processors[target]
        if target == here {
            guard let running = processor.running, running.state == .running else { return }
            if thread.effectiveLevel > running.effectiveLevel {
                machine.requestLook()
            } else if processor.turnEnd == .max, thread.effectiveLevel == running.effectiveLevel {
                // Nobody waited for the end of this turn until now.
                let now = machine.now()
                processor.turnEnd = end(ofTurn: running, running.startedAt)
                if processor.turnEnd < processor.armed { arm(processor, at: max(processor.turnEnd, now), now) }
            }
            return
        }
        // A processor at work need not hear of one more that waits its turn.
        if idleSet >> UInt64(target) & 1 != 0 {
            // It is taken: the next thread that is woken goes elsewhere.
            idleSet &= ~(1 << UInt64(target))
            machine.wake(target)
        } else if processor.turnEnd == .max
            || thread.effectiveLevel > (processor.running?.effectiveLevel ?? 0)
        {
            machine.wake(target)
        }
    }

    /// The running thread stops running, in whatever state it is in; returns when it runs again.
    @inline(__always)
    private func giveUp(_ thread: Schedulable) {
        guard let next = choose(thread) else { return }
        machine.switchThreads(from: Link(thread), to: next)
        // Another processor may be the running one by now.
        switched()
    }

    /// Waits until there is a thread to run here, and takes it; nil if it is `thread` itself. It is not retained: the stack of a
    /// thread that has ended is never left in order, and must hold no references.
    private func choose(_ thread: Schedulable) -> Link<Schedulable>? {
        let number = machine.current
        let processor = processors[number]
        while true {
            if let next = processor.queue.takeFirst() ?? steal(number) {
                if processor.queue.isEmpty { waitingSet &= ~(1 << UInt64(number)) }
                begin(next, on: processor, number)
                if next === thread {
                    // It may have been moved while this processor idled on its stack.
                    if thread.affinity >> UInt64(number) & 1 == 0 { machine.requestLook() }
                    return nil
                }
                return leave(thread, processor, next)
            }
            idleSet |= 1 << UInt64(number)
            processor.turnEnd = .max
            let earliest = timers.earliest
            if earliest < processor.armed { arm(processor, at: earliest, machine.now()) }
            machine.idle()
            idleSet &= ~(1 << UInt64(number))
            let now = machine.now()
            if now >= processor.armed { processor.armed = .max }
            runTimers(now)
        }
    }

    @inline(__always)
    private func leave(_ thread: Schedulable, _ processor: ProcessorState, _ next: Schedulable) -> Link<Schedulable> {
        thread.isOnProcessor = false
        if thread.state == .dead { processor.dead = thread }
        switchCount &+= 1
        return Link(next)
    }

    @inline(__always)
    private func begin(_ next: Schedulable, on processor: ProcessorState, _ number: Int) {
        // The time at which the one before stopped is good enough where there was one; idling has moved on.
        let now = machine.now()
        next.state = .running
        next.processor = number
        next.isOnProcessor = true
        next.startedAt = now
        if next.turnLeft <= 0 { next.turnLeft = next.turn }
        processor.running = next
        processor.turnEnd = processor.queue.isEmpty ? .max : end(ofTurn: next, now)
        let wanted = min(processor.turnEnd, timers.earliest)
        if wanted < processor.armed { arm(processor, at: wanted, now) }
    }

    /// A thread of another processor's queue, where one waits.
    private func steal(_ number: Int) -> Schedulable? {
        var rest = waitingSet & ~(1 << UInt64(number))
        while rest != 0 {
            let victim = rest.trailingZeroBitCount
            rest &= rest &- 1
            if let thread = processors[victim].queue.steal(for: number) {
                if processors[victim].queue.isEmpty { waitingSet &= ~(1 << UInt64(victim)) }
                return thread
            }
        }
        return nil
    }

    /// The running thread may not stay where it is: it waits on a processor where it may run.
    private func move(_ thread: Schedulable, _ now: UInt64) {
        let number = machine.current
        let allowed = thread.affinity & allProcessors
        guard allowed != 0, let next = processors[number].queue.takeFirst() ?? idleThreads[number] else { return }
        let processor = processors[number]
        if processor.queue.isEmpty { waitingSet &= ~(1 << UInt64(number)) }
        account(thread, now)
        let free = idleSet & allowed
        let target = (free != 0 ? free : allowed).trailingZeroBitCount
        thread.state = .ready
        thread.processor = target
        enqueue(thread, on: target, atFront: false)
        machine.wake(target)
        begin(next, on: processor, number)
        // The kernel's lock goes with the switch: nobody runs the thread before its state is saved.
        machine.switchThreads(from: Link(thread), to: leave(thread, processor, next))
        switched()
    }

    /// Threads without work, one for each processor that has one: what it runs when its only thread has to leave.
    private var idleThreads = InlineArray<64, Schedulable?>(repeating: nil)

    /// A processor's thread without work idles for ever: it is never in a queue.
    @export(interface)
    public func idle(_ thread: Schedulable) -> Never {
        idleThreads[machine.current] = thread
        while true {
            thread.state = .blocked
            giveUp(thread)
        }
    }

    /// Makes a processor's thread without work known before it first runs.
    @export(interface)
    public func setIdleThread(_ thread: Schedulable, of processor: Int) {
        thread.processor = processor
        idleThreads[processor] = thread
    }

    private func runTimers(_ now: UInt64) {
        while let entry = timers.takeDue(now) { entry.fire(self) }
    }

    @inline(__always)
    private func rearm(_ processor: ProcessorState, _ now: UInt64) {
        let wanted = min(processor.turnEnd, timers.earliest)
        if wanted < processor.armed { arm(processor, at: wanted, now) }
    }

    @inline(__always)
    private func arm(_ processor: ProcessorState, at deadline: UInt64, _ now: UInt64) {
        processor.armed = deadline
        machine.arm(at: deadline, now: now)
    }
}
