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
    /// The processor it runs on or ran on last.
    public final internal(set) var processor = 0
    /// Whether that processor works on its stack: it runs, or the processor idles there since it stopped running.
    final var isOnProcessor = false
    /// The processors it may run on, a bit each.
    public final internal(set) var affinity = UInt64.max
    /// Its level in the run queues: 0 for SCHED_IDLE, 1 for SCHED_OTHER and SCHED_BATCH, 1 more than the priority of the real-time
    /// policies.
    public final internal(set) var level = 1
    /// What an owner of priority-inheriting locks has from those who wait for it; 0: nothing.
    public final internal(set) var inheritedLevel = 0
    /// How long a turn is, in nanoseconds; `.max` for SCHED_FIFO. What is left of this turn.
    final var turn: Int64 = Schedulable.baseTurn
    final var turnLeft: Int64 = Schedulable.baseTurn
    /// Processor time used until it last stopped running, and when it began to run, in nanoseconds.
    public final internal(set) var usedTime: UInt64 = 0
    public final internal(set) var startedAt: UInt64 = 0
    /// Switches that it asked for by waiting, and those that it did not: getrusage(2).
    public final internal(set) var voluntarySwitches = 0
    public final internal(set) var involuntarySwitches = 0

    /// The list of the run queue that it is in.
    final var queuedLevel = 1
    // Links of the run queue, which does not own its members.
    final var next: Schedulable? {
        @inline(__always) get { nextLink.target }
        @inline(__always) set { nextLink.target = newValue }
    }
    final var previous: Schedulable? {
        @inline(__always) get { previousLink.target }
        @inline(__always) set { previousLink.target = newValue }
    }
    private final var nextLink = Link<Schedulable>()
    private final var previousLink = Link<Schedulable>()

    /// The end of a wait that has one.
    public final let timeout = Timeout()

    public init() { timeout.thread = self }

    /// A turn of a thread with nice value 0: 3 ms.
    static var baseTurn: Int64 { 3_000_000 }

    /// The level that counts.
    @inline(__always) public final var effectiveLevel: Int { inheritedLevel > level ? inheritedLevel : level }
}

/// Something that happens at a point in time: kept by the timer queue while it is set.
open class TimerEntry {
    /// Nanoseconds since start-up.
    public final internal(set) var deadline = UInt64.max
    /// Its place in the queue's heap, -1 while it is not set.
    final var index = -1

    public init() {}

    public final var isSet: Bool { index >= 0 }

    /// The time has come; it is not set any more. Called by the scheduler under the kernel's lock: may wake threads.
    open func fire(_ scheduler: Scheduler) {}
}

/// The end of a thread's wait.
public final class Timeout: TimerEntry {
    private var link = Link<Schedulable>()
    var thread: Schedulable? {
        get { link.target }
        set { link.target = newValue }
    }
    /// Whether the wait that ended last ended by this.
    public internal(set) var hasFired = false

    public override func fire(_ scheduler: Scheduler) {
        hasFired = true
        if let thread { scheduler.wake(thread) }
    }
}
