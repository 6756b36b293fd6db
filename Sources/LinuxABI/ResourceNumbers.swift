/// A limit's number (getrlimit(2)).
///
/// Numbers: Linux's include/uapi, asm/resource.h, linux/resource.h.
@frozen
public struct Resource: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Processor seconds.
    @inlinable public static var RLIMIT_CPU: Self { Self(rawValue: 0) }
    /// Largest file in bytes.
    @inlinable public static var RLIMIT_FSIZE: Self { Self(rawValue: 1) }
    /// Data segment in bytes.
    @inlinable public static var RLIMIT_DATA: Self { Self(rawValue: 2) }
    /// Main stack in bytes.
    @inlinable public static var RLIMIT_STACK: Self { Self(rawValue: 3) }
    /// Core dump in bytes.
    @inlinable public static var RLIMIT_CORE: Self { Self(rawValue: 4) }
    /// Resident bytes; no effect.
    @inlinable public static var RLIMIT_RSS: Self { Self(rawValue: 5) }
    /// Threads of the user.
    @inlinable public static var RLIMIT_NPROC: Self { Self(rawValue: 6) }
    /// One above the highest descriptor.
    @inlinable public static var RLIMIT_NOFILE: Self { Self(rawValue: 7) }
    /// Locked bytes.
    @inlinable public static var RLIMIT_MEMLOCK: Self { Self(rawValue: 8) }
    /// Mapped bytes.
    @inlinable public static var RLIMIT_AS: Self { Self(rawValue: 9) }
    /// File locks; no effect.
    @inlinable public static var RLIMIT_LOCKS: Self { Self(rawValue: 10) }
    /// Queued signals.
    @inlinable public static var RLIMIT_SIGPENDING: Self { Self(rawValue: 11) }
    /// Bytes in message queues.
    @inlinable public static var RLIMIT_MSGQUEUE: Self { Self(rawValue: 12) }
    /// Ceiling of the nice value.
    @inlinable public static var RLIMIT_NICE: Self { Self(rawValue: 13) }
    /// Ceiling of the real-time priority.
    @inlinable public static var RLIMIT_RTPRIO: Self { Self(rawValue: 14) }
    /// Microseconds of real-time scheduling without a wait.
    @inlinable public static var RLIMIT_RTTIME: Self { Self(rawValue: 15) }
}

/// Whose use of resources (getrusage(2)).
///
/// Numbers: Linux's include/uapi, asm/resource.h, linux/resource.h.
@frozen
public struct UsageTarget: SystemCallArgument, Hashable, Sendable {
    public var rawValue: Int32
    @inlinable @inline(__always) public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The process.
    @inlinable public static var RUSAGE_SELF: Self { Self(rawValue: 0) }
    /// Children that were waited for.
    @inlinable public static var RUSAGE_CHILDREN: Self { Self(rawValue: -1) }
    /// The thread.
    @inlinable public static var RUSAGE_THREAD: Self { Self(rawValue: 1) }
}

/// Whose nice value (getpriority(2)).
///
/// Numbers: Linux's include/uapi, asm/resource.h, linux/resource.h.
@frozen
public struct PriorityTarget: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A process.
    @inlinable public static var PRIO_PROCESS: Self { Self(rawValue: 0) }
    /// A process group.
    @inlinable public static var PRIO_PGRP: Self { Self(rawValue: 1) }
    /// A user.
    @inlinable public static var PRIO_USER: Self { Self(rawValue: 2) }
}
