/// Which clock (clock_gettime(2)).
///
/// Numbers: Linux's include/uapi, linux/time.h.
@frozen
public struct ClockID: SystemCallArgument, Hashable, Sendable {
    public var rawValue: Int32
    @inlinable @inline(__always) public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Wall clock.
    @inlinable public static var CLOCK_REALTIME: Self { Self(rawValue: 0) }
    /// Since boot, never set.
    @inlinable public static var CLOCK_MONOTONIC: Self { Self(rawValue: 1) }
    /// Processor time of the process.
    @inlinable public static var CLOCK_PROCESS_CPUTIME_ID: Self { Self(rawValue: 2) }
    /// Processor time of the thread.
    @inlinable public static var CLOCK_THREAD_CPUTIME_ID: Self { Self(rawValue: 3) }
    /// Without adjustments.
    @inlinable public static var CLOCK_MONOTONIC_RAW: Self { Self(rawValue: 4) }
    /// Of the last tick.
    @inlinable public static var CLOCK_REALTIME_COARSE: Self { Self(rawValue: 5) }
    /// Of the last tick.
    @inlinable public static var CLOCK_MONOTONIC_COARSE: Self { Self(rawValue: 6) }
    /// Monotonic, counting suspension.
    @inlinable public static var CLOCK_BOOTTIME: Self { Self(rawValue: 7) }
    /// Wakes a suspended system.
    @inlinable public static var CLOCK_REALTIME_ALARM: Self { Self(rawValue: 8) }
    /// Wakes a suspended system.
    @inlinable public static var CLOCK_BOOTTIME_ALARM: Self { Self(rawValue: 9) }
    /// Wall clock without leap seconds.
    @inlinable public static var CLOCK_TAI: Self { Self(rawValue: 11) }
}

/// clock_nanosleep(2), timer_settime(2), timerfd_settime(2).
///
/// Numbers: Linux's include/uapi, linux/time.h.
@frozen
public struct TimerFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The time is a point, not a span.
    @inlinable public static var TIMER_ABSTIME: Self { Self(rawValue: 1) }
    /// timerfd_settime(2): `ECANCELED` when the clock is set.
    @inlinable public static var TFD_TIMER_CANCEL_ON_SET: Self { Self(rawValue: 2) }
}

/// timerfd_create(2).
///
/// Numbers: Linux's include/uapi, linux/time.h.
@frozen
public struct TimerfdFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `O_NONBLOCK`.
    @inlinable public static var TFD_NONBLOCK: Self { Self(rawValue: 0o4000) }
    /// Close on execve(2).
    @inlinable public static var TFD_CLOEXEC: Self { Self(rawValue: 0o2000000) }
}

/// Which timer (setitimer(2)).
///
/// Numbers: Linux's include/uapi, linux/time.h.
@frozen
public struct IntervalTimer: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Wall clock; `SIGALRM`.
    @inlinable public static var ITIMER_REAL: Self { Self(rawValue: 0) }
    /// User time; `SIGVTALRM`.
    @inlinable public static var ITIMER_VIRTUAL: Self { Self(rawValue: 1) }
    /// Processor time; `SIGPROF`.
    @inlinable public static var ITIMER_PROF: Self { Self(rawValue: 2) }
}
