internal import Sync

/// Which thread runs where, and when the next one does. All of it is under the kernel's lock.
///
/// A processor with nothing to run idles on the stack of the thread that ran last: a thread that waits alone and is woken goes on
/// without a switch. There is no periodic tick: the timer is set for the end of a turn where somebody else waits for it, and for the
/// soonest deadline; when it is set for an earlier time than that, it is left alone. One processor's timer at least is set for the soonest
/// deadline there is: whoever adds one sees to that, and so does the processor whose timer has interrupted.
///
/// The machine is a parameter of the type, and the kernel compiles this for its own: a switch takes no calls through tables.
public final class Scheduler<Machine: ProcessorControl> {
    let machine: Machine
    let processors: FixedArray<ProcessorState>
    var timers = TimerQueue()
    /// Processors that sleep, a bit each.
    public internal(set) var idleSet: UInt64 = 0
    /// Processors with a thread to reap.
    var deadSet: UInt64 = 0
    /// How many processors there are.
    public private(set) var processorCount: Int
    /// Switches since start-up.
    public internal(set) var switchCount: UInt64 = 0
    /// Threads without work, one for each processor that has one: what it runs when its only thread has to leave.
    var idleThreads = InlineArray<64, Schedulable?>(repeating: nil)

    public init(_ machine: Machine, processors count: Int) {
        self.machine = machine
        processorCount = count
        var number = 0
        processors = FixedArray(count: count) {
            number += 1
            return ProcessorState(number: number - 1)
        }
        // Until they are up, the others have nothing to do.
        for number in 0..<count where number > 0 { processors[number].idleSince = 0 }
    }

    /// All processors, a bit each.
    public var allProcessors: UInt64 { processorCount >= 64 ? .max : 1 << UInt64(processorCount) - 1 }

    /// Some processors did not start: there are only `count`. What waits for the others may run anywhere.
    public func limit(to count: Int) {
        processorCount = min(processorCount, max(count, 1))
        for number in processorCount..<processors.count {
            while let thread = processors[number].queue.takeFirst().target {
                thread.affinity = .max
                thread.state = .blocked
                wake(thread)
            }
        }
    }

    // MARK: Beginning and ending

    /// The running processor's first thread is this one, running already.
    public func adopt(_ thread: Schedulable) {
        let here = processors[machine.current]
        thread.home = Link(here)
        thread.state = .running
        // Not `now`: a program that never asks for the time is not to wait until the clock knows its rate.
        thread.startedAt = 0
        here.running = Link(thread)
        here.turnEnd = UInt64(bitPattern: thread.turnLeft)
    }

    /// A new thread begins to wait for its turn.
    public func start(_ thread: Schedulable) {
        thread.home = Link(processors[machine.current])
        thread.state = .blocked
        wake(thread)
    }

    /// The running thread ends: this does not return. Another one gives back what it leaves.
    public func end(_ thread: Schedulable) {
        timers.remove(thread.timeout)
        thread.state = .dead
        thread.home.with { here in
            let now = machine.now()
            thread.account(until: now)
            here.dead = thread
            deadSet |= here.bit
            giveUp(thread, here, now)
        }
        fatalError("a thread that has ended runs again")
    }

    /// What is left to do after a switch: for new threads, whose first instructions are not within `change`.
    @inline(__always)
    public func switched() { if deadSet != 0 { reap() } }

    @inline(never)
    private func reap() {
        let here = processors[machine.current]
        guard let dead = here.dead else { return }
        here.dead = nil
        deadSet &= ~here.bit
        machine.reap(dead)
    }

    // MARK: Waiting

    /// The running thread waits until it is woken.
    @inline(__always)
    public func block(_ thread: Schedulable) { thread.home.with { block(thread, on: $0) } }

    @inline(never)
    private func block(_ thread: Schedulable, on here: ProcessorState) {
        let now = machine.now()
        thread.state = .blocked
        thread.voluntarySwitches &+= 1
        thread.account(until: now)
        giveUp(thread, here, now)
    }

    /// The running thread waits until it is woken, or until `deadline` (nanoseconds since start-up). Returns whether it was woken.
    @inline(never)
    public func block(_ thread: Schedulable, until deadline: UInt64) -> Bool {
        if deadline == .max {
            block(thread)
            return true
        }
        let now = machine.now()
        thread.voluntarySwitches &+= 1
        thread.timeout.hasFired = deadline <= now
        if thread.timeout.hasFired { return false }
        thread.state = .blocked
        thread.account(until: now)
        timers.insert(thread.timeout, at: deadline)
        thread.home.with { here in
            if deadline < here.armed { arm(here, at: deadline, now) }
            giveUp(thread, here, now)
        }
        timers.remove(thread.timeout)
        return !thread.timeout.hasFired
    }

    /// Lets a thread that waits go on. Returns whether it waited.
    @inline(__always) @discardableResult
    public func wake(_ thread: Schedulable) -> Bool {
        guard thread.state == .blocked else { return false }
        thread.state = .ready
        if processorCount > 1 { return wakeSomewhere(thread) }
        thread.home.with { wakeHere(thread, $0) }
        return true
    }

    @inline(never)
    private func wakeHere(_ thread: Schedulable, _ here: ProcessorState) {
        // Who waited has something of its turn left, and goes first among its likes.
        here.queue.append(thread, atFront: thread.turnLeft > 0 && thread.level == 1)
        noticeHere(thread, here)
    }

    @inline(never)
    private func wakeSomewhere(_ thread: Schedulable) -> Bool {
        let target = place(thread)
        thread.home = Link(target)
        target.queue.append(thread, atFront: thread.turnLeft > 0 && thread.level == 1)
        notice(thread, target)
        return true
    }

    /// The running thread lets others of its level run.
    @inline(__always)
    public func yield(_ thread: Schedulable) { thread.home.with { yield(thread, on: $0) } }

    @inline(never)
    private func yield(_ thread: Schedulable, on here: ProcessorState) {
        let level = here.queue.highestLevel
        guard level >= thread.effectiveLevel else { return }
        let now = machine.now()
        thread.account(until: now)
        thread.turnLeft = thread.turn
        thread.voluntarySwitches &+= 1
        thread.state = .ready
        // One of a higher level would run on the way out of the kernel; it does so now.
        guard level == thread.effectiveLevel else {
            here.queue.append(thread)
            return giveUp(thread, here, now)
        }
        change(thread, to: here.queue.exchange(thread), here, now)
    }

    // MARK: Interrupts

    /// An interrupt has come, of the timer or of another processor's: deals with what is due. Called on the way out of the kernel.
    public func preempt(_ thread: Schedulable) {
        thread.home.with { here in
            let now = machine.now()
            look(here, now)
            if thread.affinity >> UInt64(here.number) & 1 == 0 { return move(thread, here, now) }
            let level = here.queue.highestLevel
            guard level >= thread.effectiveLevel else { return }
            let isOver = level == thread.effectiveLevel && now >= here.turnEnd
            guard level > thread.effectiveLevel || isOver else {
                if here.turnEnd < here.armed { arm(here, at: here.turnEnd, now) }
                return
            }
            thread.account(until: now)
            if thread.turnLeft <= 0 { thread.turnLeft = thread.turn }
            thread.involuntarySwitches &+= 1
            thread.state = .ready
            here.queue.append(thread, atFront: !isOver)
            giveUp(thread, here, now)
        }
    }

    /// The timer's interrupt has come while the kernel was at work: the next setting must not rely on it.
    @inline(__always)
    public func timerFired() { processors[machine.current].armed = ProcessorState.never }

    /// Lets what is due happen, and sees to it that there is an interrupt for what will be.
    func look(_ here: ProcessorState, _ now: UInt64) {
        if now >= here.armed { here.armed = ProcessorState.never }
        while let entry = timers.takeDue(now) {
            if entry.thread.isNil {
                entry.fire()
            } else {
                entry.thread.with {
                    $0.timeout.hasFired = true
                    wake($0)
                }
            }
        }
        if timers.earliest < here.armed { arm(here, at: timers.earliest, now) }
    }

    func arm(_ here: ProcessorState, at deadline: UInt64, _ now: UInt64) {
        here.armed = deadline
        machine.arm(at: deadline, now: now)
    }

    // MARK: Switching

    /// The running thread stops running, in whatever state it is in; returns when it runs again.
    @inline(__always)
    func giveUp(_ thread: Schedulable, _ here: ProcessorState, _ now: UInt64) {
        let next = here.queue.takeFirst()
        if next.isNil { idle(thread, here) } else { change(thread, to: next, here, now) }
    }

    /// `next`, which is in no queue, runs in place of the running thread. Neither is retained: the stack of a thread that has ended is
    /// never left in order, and must hold no references.
    @inline(__always)
    private func change(_ thread: Schedulable, to next: Link<Schedulable>, _ here: ProcessorState, _ now: UInt64) {
        next.with { begin($0, here, now) }
        switchCount &+= 1
        machine.switchThreads(from: Link(thread), to: next)
        // Another processor may be the running one by now.
        switched()
    }

    @inline(__always)
    private func begin(_ next: Schedulable, _ here: ProcessorState, _ now: UInt64) {
        next.state = .running
        next.startedAt = now
        if next.turnLeft <= 0 { next.turnLeft = next.turn }
        here.running = Link(next)
        here.turnEnd = now &+ UInt64(bitPattern: next.turnLeft)
        if here.turnEnd < here.armed, !here.queue.isEmpty { arm(here, at: here.turnEnd, now) }
    }

    /// Waits until there is a thread to run here, and runs it; returns when `thread`, which stopped running, runs again. That may be at
    /// once: then this processor has never left its stack.
    @inline(never)
    private func idle(_ thread: Schedulable, _ here: ProcessorState) {
        var now = machine.now()
        var next = steal(here)
        while next.isNil {
            idleSet |= here.bit
            if here.idleSince == nil { here.idleSince = now }
            if timers.earliest < here.armed { arm(here, at: timers.earliest, now) }
            machine.idle()
            idleSet &= ~here.bit
            now = machine.now()
            here.idleTime &+= now &- min(here.idleSince ?? now, now)
            here.idleSince = nil
            look(here, now)
            next = here.queue.takeFirst()
            if next.isNil { next = steal(here) }
        }
        guard next.leads(to: thread) else { return change(thread, to: next, here, now) }
        begin(thread, here, now)
        // It may have been moved while this processor idled on its stack.
        if thread.affinity &>> UInt64(here.number) & 1 == 0 { machine.requestLook() }
    }

    /// The running thread may not stay where it is: it waits on a processor where it may run.
    private func move(_ thread: Schedulable, _ here: ProcessorState, _ now: UInt64) {
        let allowed = thread.affinity & allProcessors
        guard allowed != 0 else { return }
        var next = here.queue.takeFirst()
        if next.isNil, let idle = idleThreads[here.number] { next = Link(idle) }
        if next.isNil { return }
        thread.account(until: now)
        let free = idleSet & allowed
        let target = processors[(free != 0 ? free : allowed).trailingZeroBitCount]
        thread.state = .ready
        thread.home = Link(target)
        target.queue.append(thread)
        machine.wake(target.number)
        // The kernel's lock goes with the switch: nobody runs the thread before its state is saved.
        change(thread, to: next, here, now)
    }

    /// A processor's thread without work idles for ever: it is never in a queue.
    public func idle(_ thread: Schedulable) -> Never {
        idleThreads[machine.current] = thread
        while true { block(thread) }
    }

    /// Makes a processor's thread without work known before it first runs.
    public func setIdleThread(_ thread: Schedulable, of processor: Int) {
        thread.home = Link(processors[processor])
        idleThreads[processor] = thread
    }
}
