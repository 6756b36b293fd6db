/// `struct timespec` of the kernel: seconds and nanoseconds (clock_gettime(2)). A point in time or a span.
@frozen
public struct TimeSpec: BitwiseCopyable, Hashable, Comparable, Sendable {
    /// Seconds, since the epoch where it is a point of wall-clock time.
    public var seconds: Int64
    /// 0..<1_000_000_000 in a valid one.
    public var nanoseconds: Int64

    @inlinable public init(seconds: Int64 = 0, nanoseconds: Int64 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
    /// A span (or a reading of a clock) given in nanoseconds.
    @inlinable public init(totalNanoseconds total: UInt64) {
        let seconds = total / 1_000_000_000
        self.init(
            seconds: Int64(bitPattern: seconds), nanoseconds: Int64(bitPattern: total &- seconds &* 1_000_000_000))
    }

    /// Whether the nanoseconds are in range and the seconds not negative: what calls that wait ask for.
    @inlinable public var isValidTimeout: Bool { seconds >= 0 && nanoseconds >= 0 && nanoseconds < 1_000_000_000 }

    /// A valid span in nanoseconds; `UInt64.max` where it is longer than 584 years.
    @inlinable public var totalNanoseconds: UInt64 {
        let (product, overflow) = UInt64(bitPattern: seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carry) = product.addingReportingOverflow(UInt64(bitPattern: nanoseconds))
        return overflow || carry ? .max : sum
    }

    @inlinable public static func < (a: Self, b: Self) -> Bool {
        a.seconds != b.seconds ? a.seconds < b.seconds : a.nanoseconds < b.nanoseconds
    }

    /// The nanosecond value that means "now" to utimensat(2).
    @inlinable public static var UTIME_NOW: Int64 { 0x3fff_ffff }
    /// The nanosecond value that means "leave it" to utimensat(2).
    @inlinable public static var UTIME_OMIT: Int64 { 0x3fff_fffe }
}

/// `struct timeval`: seconds and microseconds (gettimeofday(2)).
@frozen
public struct TimeValue: BitwiseCopyable, Hashable, Sendable {
    public var seconds: Int64
    /// 0..<1_000_000 in a valid one.
    public var microseconds: Int64

    @inlinable public init(seconds: Int64 = 0, microseconds: Int64 = 0) {
        self.seconds = seconds
        self.microseconds = microseconds
    }
    /// The same time, cut to microseconds.
    @inlinable public init(_ time: TimeSpec) {
        self.init(seconds: time.seconds, microseconds: time.nanoseconds / 1000)
    }
    /// Whether the microseconds are in range and the seconds not negative.
    @inlinable public var isValidTimeout: Bool { seconds >= 0 && microseconds >= 0 && microseconds < 1_000_000 }
    /// The same time as a `TimeSpec`.
    @inlinable public var timeSpec: TimeSpec { TimeSpec(seconds: seconds, nanoseconds: microseconds &* 1000) }
}

/// `struct timezone` (gettimeofday(2)): obsolete, always zero.
@frozen
public struct TimeZone: BitwiseCopyable, Sendable {
    public var minutesWest: Int32
    public var dstTime: Int32
    @inlinable public init(minutesWest: Int32 = 0, dstTime: Int32 = 0) {
        self.minutesWest = minutesWest
        self.dstTime = dstTime
    }
}

/// `struct itimerspec` (timer_settime(2), timerfd_settime(2)).
@frozen
public struct IntervalTimerSpec: BitwiseCopyable, Hashable, Sendable {
    /// The period after the first expiry; zero: once.
    public var interval: TimeSpec
    /// The first expiry; zero: disarmed.
    public var value: TimeSpec
    @inlinable public init(interval: TimeSpec = TimeSpec(), value: TimeSpec = TimeSpec()) {
        self.interval = interval
        self.value = value
    }
}

/// `struct itimerval` (setitimer(2)).
@frozen
public struct IntervalTimerValue: BitwiseCopyable, Hashable, Sendable {
    public var interval: TimeValue
    public var value: TimeValue
    @inlinable public init(interval: TimeValue = TimeValue(), value: TimeValue = TimeValue()) {
        self.interval = interval
        self.value = value
    }
}

/// `struct tms` (times(2)), in ticks of 10 ms.
@frozen
public struct ProcessTimes: BitwiseCopyable, Sendable {
    public var user: Int64
    public var system: Int64
    public var childrenUser: Int64
    public var childrenSystem: Int64
    @inlinable public init(user: Int64, system: Int64, childrenUser: Int64 = 0, childrenSystem: Int64 = 0) {
        self.user = user
        self.system = system
        self.childrenUser = childrenUser
        self.childrenSystem = childrenSystem
    }
}
