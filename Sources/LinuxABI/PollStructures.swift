/// `struct pollfd` (poll(2)).
@frozen
public struct PollDescriptor: BitwiseCopyable, Sendable {
    /// Negative: ignored.
    public var fd: Int32
    public var events: PollEvents
    public var revents: PollEvents
    @inlinable public init(fd: Int32, events: PollEvents, revents: PollEvents = []) {
        self.fd = fd
        self.events = events
        self.revents = revents
    }
}

/// `struct epoll_event`: packed to 12 bytes on x86_64, so the data is held as two halves (epoll_ctl(2)).
@frozen
public struct EpollEvent: BitwiseCopyable, Sendable {
    public var events: EpollEvents
    @usableFromInline var low: UInt32
    @usableFromInline var high: UInt32

    /// What the program wants back with the event.
    @inlinable public var data: UInt64 {
        get { UInt64(high) << 32 | UInt64(low) }
        set {
            low = UInt32(truncatingIfNeeded: newValue)
            high = UInt32(truncatingIfNeeded: newValue >> 32)
        }
    }

    @inlinable public init(events: EpollEvents, data: UInt64) {
        self.events = events
        low = UInt32(truncatingIfNeeded: data)
        high = UInt32(truncatingIfNeeded: data >> 32)
    }
}
