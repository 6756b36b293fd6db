public import LinuxABI

/// Whether a wake-up that one of several waiters can use up wakes them all.
public enum WaitSharing: Sendable {
    /// Every wake-up reaches it.
    case shared
    /// Wake-ups go to one exclusive waiter at a time, the one that has waited longest.
    case exclusive
}

/// A place in one wait queue: a thread's, or a listener's that is no thread (an epoll instance's).
open class Waiter {
    /// The events that it waits for.
    public final var events: PollEvents = .all
    public final var sharing = WaitSharing.shared
    /// An exclusive waiter that was woken and has not looked yet: the next wake-up is another's.
    public final var isWoken = false
    // Links of the queue, which does not own its members; all nil outside.
    final var next = Link<Waiter>()
    final var previous = Link<Waiter>()
    final var queue = Link<WaitQueue>()

    public init() {}

    deinit { leave() }

    /// Whether it is in a queue.
    public final var isWaiting: Bool { !queue.isNil }

    /// Enters a queue. It must be in none.
    @export(interface)
    public final func enter(_ queue: WaitQueue) { queue.add(self) }

    /// Leaves its queue, if it is in one.
    @export(interface)
    public final func leave() { queue.with { $0.remove(self) } }

    /// Something has happened, namely one of `events`. It stays in the queue, and must leave neither this nor another one now.
    /// Returns whether it makes use of that: if not, another exclusive waiter gets it.
    open func wake(_ events: PollEvents) -> Bool { false }
}

extension PollEvents {
    /// Anything that can happen.
    @inlinable public static var all: Self { Self(rawValue: .max) }
    /// What is reported without being asked for.
    @inlinable public static var always: Self { [.POLLERR, .POLLHUP] }
    /// There is something to read.
    @inlinable public static var input: Self { [.POLLIN, .POLLRDNORM] }
    /// There is room to write.
    @inlinable public static var output: Self { [.POLLOUT, .POLLWRNORM] }
}
