public import LinuxABI

/// How a thread waits: filled in by the kernel at start-up, or by a test with a fake.
///
/// By default there is nobody to wait for: a host test that would block for ever fails at once instead.
public struct Parking: Sendable {
    /// Gives the processor up until the running thread is woken, or until a point in time (nanoseconds since start-up), or for no reason
    /// at all. Returns whether it was woken before that point. Throws `EINTR` where a signal ends the wait.
    public var park: @Sendable (_ deadline: UInt64) throws(Errno) -> Bool
    /// The running thread's place in the queue that it waits in: one that is in no queue. The thread keeps it. Nil where it has none.
    public var waiter: @Sendable () -> Link<Waiter>

    public init(
        park: @escaping @Sendable (UInt64) throws(Errno) -> Bool, waiter: @escaping @Sendable () -> Link<Waiter> = { Link() }
    ) {
        self.park = park
        self.waiter = waiter
    }

    /// The hooks in force. Written once, before the second thread exists.
    nonisolated(unsafe) public static var current = Parking(park: { (_) throws(Errno) in throw .EDEADLK })
}
