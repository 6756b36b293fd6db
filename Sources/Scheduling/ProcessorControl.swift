public import Sync

/// The machine as the scheduler needs it; a test stands a fake in.
public protocol ProcessorControl: AnyObject {
    /// The number of the running processor.
    var current: Int { get }
    /// Nanoseconds since start-up.
    func now() -> UInt64
    /// Asks for a timer interrupt on the running processor, at that time or a little later, in place of what was asked before.
    func arm(at deadline: UInt64, now: UInt64)
    /// Makes another processor look at its run queue: it enters the kernel and calls `Scheduler.preempt`.
    func wake(_ processor: Int)
    /// Makes the running thread look at the run queue (`Scheduler.preempt`) before it goes on in the program.
    func requestLook()
    /// Sleeps until there is an interrupt, the kernel unlocked meanwhile.
    func idle()
    /// Saves the state of `from`, which runs, and continues `to`. Returns when somebody switches back to `from`, perhaps on another
    /// processor. Neither is retained.
    func switchThreads(from: Link<Schedulable>, to: Link<Schedulable>)
    /// Gives back what a thread that has ended leaves: nobody runs on its stack any more.
    func reap(_ thread: Schedulable)
}
