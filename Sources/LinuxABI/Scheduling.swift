/// sched(7).
///
/// Numbers: Linux's include/uapi, linux/sched.h.
@frozen
public struct SchedulingPolicy: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The default.
    @inlinable public static var SCHED_OTHER: Self { Self(rawValue: 0) }
    /// First in, first out.
    @inlinable public static var SCHED_FIFO: Self { Self(rawValue: 1) }
    /// Round robin.
    @inlinable public static var SCHED_RR: Self { Self(rawValue: 2) }
    /// For long computations.
    @inlinable public static var SCHED_BATCH: Self { Self(rawValue: 3) }
    /// For what can wait.
    @inlinable public static var SCHED_IDLE: Self { Self(rawValue: 5) }
    /// Earliest deadline first.
    @inlinable public static var SCHED_DEADLINE: Self { Self(rawValue: 6) }
}
