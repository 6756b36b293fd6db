internal import Sync

/// What the scheduler knows of a thread. The kernel's threads are of a class of their own above this one.
open class Schedulable {
    /// Where a thread is on its way.
    public enum State: UInt8 {
        /// On a processor, or waiting for one in a run queue.
        case running, ready
        /// Waiting for a wake-up or a point in time.
        case blocked
        case dead
    }

    public final internal(set) var state = State.blocked
    /// The processor it runs on, waits for, or ran on last.
    final var home = Link<ProcessorState>()
    /// Its number.
    public final var processor: Int { home.with { $0.number } ?? 0 }
    /// Whether that processor works on its stack: it runs, or the processor idles there since it stopped running.
    final var isOnProcessor: Bool { home.with { $0.running.leads(to: self) } ?? false }
    /// The processors it may run on, a bit each.
    public final internal(set) var affinity = UInt64.max
    /// Its level in the run queues: 0 for SCHED_IDLE, 1 for SCHED_OTHER and SCHED_BATCH, 1 more than the priority of the real-time
    /// policies.
    public final internal(set) var level = 1 {
        didSet { effectiveLevel = max(level, inheritedLevel) }
    }
    /// What an owner of priority-inheriting locks has from those who wait for it; 0: nothing.
    public final internal(set) var inheritedLevel = 0 {
        didSet { effectiveLevel = max(level, inheritedLevel) }
    }
    /// The level that counts: the higher of the two.
    public private(set) final var effectiveLevel = 1
    /// How long a turn is, in nanoseconds; `endless` for SCHED_FIFO. What is left of this turn.
    final var turn: Int64 = Schedulable.baseTurn
    final var turnLeft: Int64 = Schedulable.baseTurn
    /// Processor time used until it last stopped running, and when it began to run, in nanoseconds.
    public final internal(set) var usedTime: UInt64 = 0
    public final internal(set) var startedAt: UInt64 = 0
    /// Switches that it asked for by waiting, and those that it did not: getrusage(2).
    public final internal(set) var voluntarySwitches = 0
    public final internal(set) var involuntarySwitches = 0

    // Links of the run queue, which does not own its members.
    final var next = Link<Schedulable>()
    final var previous = Link<Schedulable>()

    /// The end of a wait that has one.
    public final let timeout = Timeout()

    public init() { timeout.thread = Link(self) }

    /// A turn of a thread with nice value 0: 3 ms.
    static var baseTurn: Int64 { 3_000_000 }
    /// It ends later than any timer is set for, wherever it begins.
    static var endless: Int64 { 1 << 62 }

    /// The length of a turn for a nice value: the weights of Linux, a quarter more for each step.
    public static func turn(nice: Int) -> Int64 {
        var turn = Schedulable.baseTurn
        for _ in 0..<abs(max(-20, min(19, nice))) { turn = nice < 0 ? turn * 5 / 4 : turn * 4 / 5 }
        return turn
    }

    /// The time since it began to run counts as used.
    @inline(__always)
    final func account(until now: UInt64) {
        let ran = now &- startedAt
        usedTime &+= ran
        turnLeft &-= Int64(bitPattern: ran)
    }
}

/// Something that happens at a point in time: kept by the timer queue while it is set.
open class TimerEntry {
    /// Nanoseconds since start-up.
    public final internal(set) var deadline = UInt64.max
    /// Its place in the queue's heap, -1 while it is not set.
    final var index = -1
    /// The thread whose wait it ends, instead of firing.
    final var thread = Link<Schedulable>()

    public init() {}

    public final var isSet: Bool { index >= 0 }

    /// The time has come; it is not set any more. Called by the scheduler under the kernel's lock: may wake threads.
    open func fire() {}
}

/// The end of a thread's wait.
public final class Timeout: TimerEntry {
    /// Whether the wait that ended last ended by this.
    public internal(set) var hasFired = false
}
