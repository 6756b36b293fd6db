/// How a program wants to hear of something: `sigev_notify` of sigevent(7).
///
/// Numbers: Linux's include/uapi, asm-generic/siginfo.h.
@frozen
public struct SignalNotification: SystemCallArgument, Hashable, Sendable {
    public var rawValue: Int32
    @inlinable @inline(__always) public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A signal for the process.
    @inlinable public static var SIGEV_SIGNAL: Self { Self(rawValue: 0) }
    /// Not at all.
    @inlinable public static var SIGEV_NONE: Self { Self(rawValue: 1) }
    /// A function in a new thread: the C library's doing.
    @inlinable public static var SIGEV_THREAD: Self { Self(rawValue: 2) }
    /// A signal for one thread.
    @inlinable public static var SIGEV_THREAD_ID: Self { Self(rawValue: 4) }
}

/// `struct sigevent` (sigevent(7)): 64 bytes.
@frozen
public struct SignalEvent: BitwiseCopyable, Sendable {
    /// What the signal carries.
    public var value: UInt64 = 0
    public var signal = Signal(rawValue: 0)
    public var notify = SignalNotification.SIGEV_SIGNAL
    /// Which thread, of `SIGEV_THREAD_ID`.
    public var thread: Int32 = 0
    private var reserved = InlineArray<11, UInt32>(repeating: 0)

    public init() {}
}
