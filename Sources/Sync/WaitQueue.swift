public import LinuxABI

/// How a thread waits: filled in by the scheduler at start-up, or by a test with a fake.
///
/// The default spins for nobody: a host test that would block for ever fails at once instead.
public struct Parking: Sendable {
    /// Gives the processor up until something may have changed: an interrupt, another thread's `wake`.
    /// Throws `EINTR` where a signal ends the wait.
    public var park: @Sendable () throws(Errno) -> Void

    public init(park: @escaping @Sendable () throws(Errno) -> Void) { self.park = park }

    /// The hook in force. Written once, before the second thread exists.
    nonisolated(unsafe) public static var current = Parking { () throws(Errno) in throw .EDEADLK }
}

/// Threads that wait for one condition to come true.
public final class WaitQueue {
    public init() {}

    /// Returns as soon as `condition` holds, giving the processor up in between.
    /// Throws what `condition` throws, and `EINTR` where a signal ends the wait.
    public func wait(until condition: () throws(Errno) -> Bool) throws(Errno) {
        while try !condition() { try unsafe Parking.current.park() }
    }

    /// Lets those who wait look at their condition again.
    public func wakeAll() {}
}
