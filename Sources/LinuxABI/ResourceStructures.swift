/// `struct rlimit64` (getrlimit(2)).
@frozen
public struct ResourceLimit: BitwiseCopyable, Hashable, Sendable {
    /// The soft limit, the one in force.
    public var current: UInt64
    /// The hard limit, the ceiling of the other.
    public var maximum: UInt64
    @inlinable public init(current: UInt64, maximum: UInt64) {
        self.current = current
        self.maximum = maximum
    }
    /// `RLIM_INFINITY`.
    @inlinable public static var infinity: UInt64 { .max }
}

/// `struct rusage` (getrusage(2)): 144 bytes. Fields without their `ru_`.
@frozen
public struct ResourceUsage: BitwiseCopyable, Sendable {
    public var utime = TimeValue()
    public var stime = TimeValue()
    /// The most that was resident, in KiB.
    public var maxrss: Int64 = 0
    public var ixrss: Int64 = 0
    public var idrss: Int64 = 0
    public var isrss: Int64 = 0
    /// Faults that read nothing.
    public var minflt: Int64 = 0
    /// Faults that read from a device.
    public var majflt: Int64 = 0
    public var nswap: Int64 = 0
    public var inblock: Int64 = 0
    public var oublock: Int64 = 0
    public var msgsnd: Int64 = 0
    public var msgrcv: Int64 = 0
    public var nsignals: Int64 = 0
    /// Waits.
    public var nvcsw: Int64 = 0
    /// Preemptions.
    public var nivcsw: Int64 = 0

    public init() {}
}

/// `struct sysinfo` (sysinfo(2)): 112 bytes.
@frozen
public struct SystemInformation: BitwiseCopyable, Sendable {
    /// Seconds since boot.
    public var uptime: Int64 = 0
    /// 1, 5 and 15 minutes, in units of 1/65536.
    public var loads = InlineArray<3, UInt64>(repeating: 0)
    public var totalram: UInt64 = 0
    public var freeram: UInt64 = 0
    public var sharedram: UInt64 = 0
    public var bufferram: UInt64 = 0
    public var totalswap: UInt64 = 0
    public var freeswap: UInt64 = 0
    /// Processes and threads.
    public var procs: UInt16 = 0
    private var padding: UInt16 = 0
    private var padding2: UInt32 = 0
    public var totalhigh: UInt64 = 0
    public var freehigh: UInt64 = 0
    /// The unit of the sizes in bytes.
    public var unit: UInt32 = 1
    private var padding3: UInt32 = 0

    public init() {}
}

/// `struct sched_param` (sched_setparam(2)).
@frozen
public struct SchedulingParameters: BitwiseCopyable, Sendable {
    public var priority: Int32
    @inlinable public init(priority: Int32) { self.priority = priority }
}
