public import LinuxABI

/// How a thread waits: the kernel's scheduler, or a test's fake.
///
/// While there is none there is nobody to wait for: a host test that would block for ever fails at once with `EDEADLK`.
open class Parking {
    public init() {}

    /// Gives the processor up until the running thread is woken, or until a point in time (nanoseconds since start-up), or for no reason
    /// at all. Returns whether it was woken before that point. Throws `EINTR` where a signal ends the wait.
    open func park(until deadline: UInt64) throws(Errno) -> Bool { throw .EDEADLK }

    /// The running thread's place in the queue that it waits in: one that is in no queue. The thread keeps it.
    open func waiter() -> Link<Waiter> { fatalError() }

    /// The one in force, which somebody keeps for good. Written once, before the second thread exists.
    nonisolated(unsafe) public static var current = Link<Parking>()
}
