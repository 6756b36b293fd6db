internal import Sync

/// Which thread runs where, and when the next one does. All of it is under the kernel's lock.
///
/// A processor with nothing to run idles on the stack of the thread that ran last: a thread that waits alone and is woken goes on
/// without a switch. There is no periodic tick: the timer is set for the end of a turn where somebody else waits for it, and for the
/// soonest deadline; when it is set for an earlier time than that, it is left alone.
public final class Scheduler {
    struct ProcessorState: ~Copyable {
        var queue = RunQueue()
        var running = Link<Schedulable>()
        /// A thread that ended here, whose stack was left by the last switch.
        var dead: Schedulable?
        /// When its timer will interrupt, `.max` if it is not set.
        var armed = UInt64.max
        /// How long it has had nothing to do, in nanoseconds, and since when it has nothing to do now.
        var idleTime: UInt64 = 0
        var idleSince: UInt64?
        /// The end of the running thread's turn.
        var turnEnd = UInt64.max
    }

    private let machine: any ProcessorControl
    private let processors: FixedArray<ProcessorState>
    private var timers = TimerQueue()
    /// Processors that sleep, and those with threads waiting in their queue, a bit each.
    public private(set) var idleSet: UInt64 = 0
    private var waitingSet: UInt64 = 0
    /// Processors with a thread to reap.
    @usableFromInline var deadSet: UInt64 = 0
    /// How many processors there are.
    public private(set) var processorCount: Int
    /// Switches since start-up.
    public private(set) var switchCount: UInt64 = 0

    public init(_ machine: any ProcessorControl, processors count: Int) {
        self.machine = machine
        processorCount = count
        processors = FixedArray(count: count) { ProcessorState() }
        // Until they are up, the others have nothing to do.
        for number in 0..<count where number > 0 { processors[number].idleSince = 0 }
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
        processors[number].running = Link(thread)
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
        let now = machine.now()
        account(thread, now)
        let next = choose(thread, now)
        if !next.isNil { machine.switchThreads(from: Link(thread), to: next) }
        fatalError("a thread that has ended runs again")
    }

    /// What is left to do after a switch: for new threads, whose first instructions are not within `giveUp`.
    @inline(__always)
    public func switched() { if deadSet != 0 { reap() } }

    @inline(never) @export(interface)
    public func reap() {
        let number = machine.current
        guard let dead = processors[number].dead else { return }
        processors[number].dead = nil
        deadSet &= ~(1 << UInt64(number))
        machine.reap(dead)
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
            giveUp(thread, now)
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
        giveUp(thread, now)
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
        guard processors[here].queue.highestLevel >= thread.effectiveLevel else { return }
        let now = machine.now()
        account(thread, now)
        thread.turnLeft = thread.turn
        thread.voluntarySwitches &+= 1
        thread.state = .ready
        enqueue(thread, on: here, atFront: false)
        giveUp(thread, now)
    }

    // MARK: Interrupts

    /// An interrupt has come, of the timer or of another processor's: deals with what is due. Called on the way out of the kernel.
    @export(interface)
    public func preempt(_ thread: Schedulable) {
        let here = thread.processor
        let now = machine.now()
        if now >= processors[here].armed { processors[here].armed = .max }
        runTimers(now)
        if thread.affinity >> UInt64(here) & 1 == 0 {
            return move(thread, now)
        }
        let level = processors[here].queue.highestLevel
        if level < 0 {
            processors[here].turnEnd = .max
            return rearm(here, now)
        }
        let isOver = level == thread.effectiveLevel && now >= processors[here].turnEnd
        if level > thread.effectiveLevel || isOver {
            account(thread, now)
            if thread.turnLeft <= 0 { thread.turnLeft = thread.turn }
            thread.involuntarySwitches &+= 1
            thread.state = .ready
            enqueue(thread, on: here, atFront: !isOver)
            return giveUp(thread, now)
        }
        if processors[here].turnEnd == .max, level == thread.effectiveLevel {
            processors[here].turnEnd = end(ofTurn: thread, now)
        }
        rearm(here, now)
    }

    /// The timer's interrupt has come while the kernel was at work: the next setting must not rely on it.
    @inline(__always)
    public func timerFired() { processors[machine.current].armed = .max }

    // MARK: Timers

    /// Lets `entry` fire at `deadline` (nanoseconds since start-up), in place of what it was set for.
    @export(interface)
    public func set(_ entry: TimerEntry, at deadline: UInt64) {
        timers.insert(entry, at: deadline)
        let here = machine.current
        if deadline < processors[here].armed { arm(here, at: deadline, machine.now()) }
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

    /// How long a processor has had nothing to do since start-up, in nanoseconds.
    public func idleTime(ofProcessor number: Int) -> UInt64 {
        guard number < processorCount else { return 0 }
        let idleTime = processors[number].idleTime
        guard let since = processors[number].idleSince else { return idleTime }
        let now = machine.now()
        return idleTime &+ (now &- min(since, now))
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
        for number in 0..<processors.count { count += processors[number].queue.count }
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
        waitingSet |= 1 &<< UInt64(number)
    }

    private func dequeue(_ thread: Schedulable) {
        processors[thread.processor].queue.remove(thread)
        if processors[thread.processor].queue.isEmpty { waitingSet &= ~(1 &<< UInt64(thread.processor)) }
    }

    /// The next thread of a processor's own queue, which leaves it; nil if that is empty.
    @inline(__always)
    private func take(_ number: Int) -> Link<Schedulable> {
        let first = processors[number].queue.takeFirst()
        if processors[number].queue.isEmpty { waitingSet &= ~(1 &<< UInt64(number)) }
        return first
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
        if target == here {
            processors[here].running.with { running in
                guard running.state == .running else { return }
                if thread.effectiveLevel > running.effectiveLevel {
                    machine.requestLook()
                } else if processors[here].turnEnd == .max, thread.effectiveLevel == running.effectiveLevel {
                    // Nobody waited for the end of this turn until now.
                    let turnEnd = end(ofTurn: running, running.startedAt)
                    processors[here].turnEnd = turnEnd
                    if turnEnd < processors[here].armed {
                        let now = machine.now()
                        arm(here, at: max(turnEnd, now), now)
                    }
                }
            }
            return
        }
        // A processor at work need not hear of one more that waits its turn.
        if idleSet >> UInt64(target) & 1 != 0 {
            // It is taken: the next thread that is woken goes elsewhere.
            idleSet &= ~(1 << UInt64(target))
            machine.wake(target)
        } else if processors[target].turnEnd == .max
            || thread.effectiveLevel > (processors[target].running.target?.effectiveLevel ?? 0)
        {
            machine.wake(target)
        }
    }

    /// The running thread stops running, in whatever state it is in; returns when it runs again.
    @inline(__always)
    private func giveUp(_ thread: Schedulable, _ now: UInt64) {
        let next = choose(thread, now)
        if next.isNil { return }
        machine.switchThreads(from: Link(thread), to: next)
        // Another processor may be the running one by now.
        switched()
    }

    /// Waits until there is a thread to run here, and takes it; nil if it is `thread` itself. It is not retained: the stack of a
    /// thread that has ended is never left in order, and must hold no references.
    private func choose(_ thread: Schedulable, _ now: UInt64) -> Link<Schedulable> {
        // The one that the thread stopped on: it has not run elsewhere since.
        let number = thread.processor
        var next = take(number)
        var now = now
        if next.isNil { next = idle(number, &now) }
        next.with { begin($0, number, now) }
        if next.leads(to: thread) {
            // It may have been moved while this processor idled on its stack.
            if thread.affinity &>> UInt64(number) & 1 == 0 { machine.requestLook() }
            return Link()
        }
        leave(thread, number)
        return next
    }

    /// Waits until there is a thread to run here, and takes it.
    @inline(never)
    private func idle(_ number: Int, _ now: inout UInt64) -> Link<Schedulable> {
        while true {
            let stolen = steal(number)
            if !stolen.isNil { return stolen }
            idleSet |= 1 &<< UInt64(number)
            processors[number].turnEnd = .max
            let earliest = timers.earliest
            let start = machine.now()
            if processors[number].idleSince == nil { processors[number].idleSince = start }
            if earliest < processors[number].armed { arm(number, at: earliest, start) }
            machine.idle()
            idleSet &= ~(1 &<< UInt64(number))
            now = machine.now()
            processors[number].idleTime &+= now &- min(processors[number].idleSince ?? now, now)
            processors[number].idleSince = nil
            if now >= processors[number].armed { processors[number].armed = .max }
            runTimers(now)
            let next = take(number)
            if !next.isNil { return next }
        }
    }

    @inline(__always)
    private func leave(_ thread: Schedulable, _ number: Int) {
        thread.isOnProcessor = false
        if thread.state == .dead {
            processors[number].dead = thread
            deadSet |= 1 &<< UInt64(number)
        }
        switchCount &+= 1
    }

    @inline(__always)
    private func begin(_ next: Schedulable, _ number: Int, _ now: UInt64) {
        next.state = .running
        next.processor = number
        next.isOnProcessor = true
        next.startedAt = now
        if next.turnLeft <= 0 { next.turnLeft = next.turn }
        processors[number].running = Link(next)
        processors[number].turnEnd = processors[number].queue.isEmpty ? .max : end(ofTurn: next, now)
        rearm(number, now)
    }

    /// A thread of another processor's queue, where one waits.
    private func steal(_ number: Int) -> Link<Schedulable> {
        var rest = waitingSet & ~(1 << UInt64(number))
        while rest != 0 {
            let victim = rest.trailingZeroBitCount
            rest &= rest &- 1
            let thread = processors[victim].queue.steal(for: number)
            if thread.isNil { continue }
            if processors[victim].queue.isEmpty { waitingSet &= ~(1 << UInt64(victim)) }
            return thread
        }
        return Link()
    }

    /// The running thread may not stay where it is: it waits on a processor where it may run.
    private func move(_ thread: Schedulable, _ now: UInt64) {
        let number = machine.current
        let allowed = thread.affinity & allProcessors
        guard allowed != 0 else { return }
        guard let next = take(number).target ?? idleThreads[number] else { return }
        account(thread, now)
        let free = idleSet & allowed
        let target = (free != 0 ? free : allowed).trailingZeroBitCount
        thread.state = .ready
        thread.processor = target
        enqueue(thread, on: target, atFront: false)
        machine.wake(target)
        begin(next, number, now)
        leave(thread, number)
        // The kernel's lock goes with the switch: nobody runs the thread before its state is saved.
        machine.switchThreads(from: Link(thread), to: Link(next))
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
            giveUp(thread, machine.now())
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
    private func rearm(_ number: Int, _ now: UInt64) {
        let wanted = min(processors[number].turnEnd, timers.earliest)
        if wanted < processors[number].armed { arm(number, at: wanted, now) }
    }

    private func arm(_ number: Int, at deadline: UInt64, _ now: UInt64) {
        processors[number].armed = deadline
        machine.arm(at: deadline, now: now)
    }
}
