internal import Sync

/// What the scheduler keeps of one processor.
final class ProcessorState {
    /// When a timer that is not set will interrupt: a turn of SCHED_FIFO, which has no end, ends after that.
    static var never: UInt64 { 1 << 61 }

    let number: Int
    var queue = RunQueue()
    /// The thread that it works for: that runs, or on whose stack it idles since that stopped running.
    var running = Link<Schedulable>()
    /// A thread that ended here, whose stack was left by the last switch.
    var dead: Schedulable?
    /// When its timer will interrupt, in nanoseconds since start-up.
    var armed = ProcessorState.never
    /// The end of the running thread's turn; the timer is set for it only where somebody waits for that.
    var turnEnd = ProcessorState.never
    /// How long it has had nothing to do, in nanoseconds, and since when it has nothing to do now.
    var idleTime: UInt64 = 0
    var idleSince: UInt64?

    init(number: Int) { self.number = number }

    /// One bit of a set of processors.
    var bit: UInt64 { 1 &<< UInt64(number) }
}
