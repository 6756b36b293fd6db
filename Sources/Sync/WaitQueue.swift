public import LinuxABI

/// How a thread waits: filled in by the kernel at start-up, or by a test with a fake.
///
/// By default there is nobody to wait for: a host test that would block for ever fails at once instead.
public struct Parking: Sendable {
    /// Gives the processor up until `unpark`, or until a point in time (nanoseconds since start-up), or for no reason at all.
    /// Throws `EINTR` where a signal ends the wait.
    public var park: @Sendable (_ deadline: UInt64) throws(Errno) -> Void
    /// Lets a thread that is parked go on.
    public var unpark: @Sendable (_ thread: UInt) -> Void
    /// The running thread, as `unpark` takes it.
    public var thread: @Sendable () -> UInt
    /// Nanoseconds since start-up.
    public var now: @Sendable () -> UInt64

    public init(
        park: @escaping @Sendable (UInt64) throws(Errno) -> Void, unpark: @escaping @Sendable (UInt) -> Void = { _ in },
        thread: @escaping @Sendable () -> UInt = { 0 }, now: @escaping @Sendable () -> UInt64 = { 0 }
    ) {
        self.park = park
        self.unpark = unpark
        self.thread = thread
        self.now = now
    }

    /// The hooks in force. Written once, before the second thread exists.
    nonisolated(unsafe) public static var current = Parking(park: { (_) throws(Errno) in throw .EDEADLK })
}

/// One thread's place in one wait queue, or a listener there that is no thread (an epoll instance).
open class Waiter {
    /// The thread, as `Parking.unpark` takes it.
    public final let thread: UInt
    // Links of the queue, which does not own its members; both nil outside.
    fileprivate final var next = Link<Waiter>()
    fileprivate final var previous = Link<Waiter>()
    fileprivate final var queue = Link<WaitQueue>()

    /// A waiter of the running thread's.
    public init() { thread = unsafe Parking.current.thread() }

    deinit { leave() }

    /// Whether it is in a queue.
    public final var isWaiting: Bool { queue.target != nil }

    /// Enters a queue, at its end. It must be in none.
    public final func enter(_ queue: WaitQueue) { queue.add(self) }

    /// Leaves its queue, if it is in one.
    public final func leave() { queue.target?.remove(self) }

    /// Something has changed. Stays in the queue unless it leaves.
    open func wake() { unsafe Parking.current.unpark(thread) }
}

/// Threads that wait for one condition to come true. The kernel's lock guards it.
public final class WaitQueue {
    private var first = Link<Waiter>()
    private var last = Link<Waiter>()
    /// Nobody wakes those who wait here: they look again every millisecond.
    public let isPolled: Bool

    public init(isPolled: Bool = false) { self.isPolled = isPolled }

    /// Whether anyone waits.
    public var isEmpty: Bool { first.target == nil }

    /// Returns as soon as `condition` holds, giving the processor up in between.
    /// Throws what `condition` throws, and `EINTR` where a signal ends the wait.
    public func wait(until condition: () throws(Errno) -> Bool) throws(Errno) {
        if try condition() { return }
        let waiter = Waiter()
        waiter.enter(self)
        defer { waiter.leave() }
        repeat { try park(until: .max) } while try !condition()
    }

    /// Parks the running thread, which has a waiter in this queue, until `deadline` at the latest.
    public func park(until deadline: UInt64) throws(Errno) {
        guard isPolled else { return try unsafe Parking.current.park(deadline) }
        try unsafe Parking.current.park(min(deadline, Parking.current.now() &+ 1_000_000))
    }

    /// Lets those who wait look at their condition again.
    @inline(__always)
    public func wakeAll() { if first.target != nil { wakeEach() } }

    @inline(never)
    private func wakeEach() {
        var waiter = first.target
        while let current = waiter {
            waiter = current.next.target
            current.wake()
        }
    }

    fileprivate func add(_ waiter: Waiter) {
        waiter.queue.target = self
        waiter.previous = last
        if let last = last.target { last.next.target = waiter } else { first.target = waiter }
        last.target = waiter
    }

    fileprivate func remove(_ waiter: Waiter) {
        if let next = waiter.next.target { next.previous = waiter.previous } else { last = waiter.previous }
        if let previous = waiter.previous.target { previous.next = waiter.next } else { first = waiter.next }
        waiter.next.target = nil
        waiter.previous.target = nil
        waiter.queue.target = nil
    }
}
