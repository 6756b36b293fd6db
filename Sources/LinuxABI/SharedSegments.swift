/// `struct ipc64_perm` of x86_64: whose an object of System V IPC is (sysvipc(7)).
@frozen
public struct IPCPermissions: BitwiseCopyable, Sendable {
    public var key: Int32 = 0
    public var uid: UInt32 = 0
    public var gid: UInt32 = 0
    /// Who made it.
    public var creatorUID: UInt32 = 0
    public var creatorGID: UInt32 = 0
    /// Nine permission bits, and above them what has become of it.
    public var mode: UInt32 = 0
    public var sequence: UInt16 = 0
    private var padding: UInt16 = 0
    private var spare = InlineArray<2, UInt64>(repeating: 0)

    public init() {}

    /// `SHM_DEST`: it goes with the last who has it attached.
    @inlinable public static var SHM_DEST: UInt32 { 0o1000 }
    /// `SHM_LOCKED`
    @inlinable public static var SHM_LOCKED: UInt32 { 0o2000 }
}

/// `struct shmid64_ds` of x86_64 (shmctl(2)): 112 bytes. Times are in seconds since 1970.
@frozen
public struct SharedSegmentStatus: BitwiseCopyable, Sendable {
    public var permissions = IPCPermissions()
    /// In bytes.
    public var size: UInt64 = 0
    public var attachTime: Int64 = 0
    public var detachTime: Int64 = 0
    public var changeTime: Int64 = 0
    /// The process that made it, and the one that last attached or detached it.
    public var creator: Int32 = 0
    public var lastUser: Int32 = 0
    /// How often it is attached.
    public var attachments: UInt64 = 0
    private var spare = InlineArray<2, UInt64>(repeating: 0)

    public init() {}
}

/// `struct shminfo64` (shmctl(2) `IPC_INFO`): the limits.
@frozen
public struct SharedSegmentLimits: BitwiseCopyable, Sendable {
    /// The largest segment in bytes, the smallest, how many there may be, how many a process may have.
    public var largest: UInt64
    public var smallest: UInt64 = 1
    public var count: UInt64
    public var countOfProcess: UInt64
    /// Pages in all.
    public var pages: UInt64
    private var spare = InlineArray<4, UInt64>(repeating: 0)

    public init(largest: UInt64, count: UInt64, pages: UInt64) {
        (self.largest, self.count, countOfProcess, self.pages) = (largest, count, count, pages)
    }
}

/// `shmget(2)` and its relatives.
///
/// Numbers: Linux's include/uapi, linux/ipc.h, linux/shm.h.
@frozen
public struct SharedSegmentFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// shmget(2): make it if there is none of that key.
    @inlinable public static var IPC_CREAT: Self { Self(rawValue: 0o1000) }
    /// shmget(2): fail if there is one.
    @inlinable public static var IPC_EXCL: Self { Self(rawValue: 0o2000) }
    /// shmget(2): of huge pages.
    @inlinable public static var SHM_HUGETLB: Self { Self(rawValue: 0o4000) }
    /// shmat(2): only to be read.
    @inlinable public static var SHM_RDONLY: Self { Self(rawValue: 0o10000) }
    /// shmget(2): promise no memory for it.
    @inlinable public static var SHM_NORESERVE: Self { Self(rawValue: 0o10000) }
    /// shmat(2): round the address down.
    @inlinable public static var SHM_RND: Self { Self(rawValue: 0o20000) }
    /// shmat(2): in place of what is mapped there.
    @inlinable public static var SHM_REMAP: Self { Self(rawValue: 0o40000) }
    /// shmat(2): to be executed.
    @inlinable public static var SHM_EXEC: Self { Self(rawValue: 0o100000) }
}

/// The command of shmctl(2).
///
/// Numbers: Linux's include/uapi, linux/ipc.h, linux/shm.h.
@frozen
public struct SharedSegmentCommand: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable public static var IPC_RMID: Self { Self(rawValue: 0) }
    @inlinable public static var IPC_SET: Self { Self(rawValue: 1) }
    @inlinable public static var IPC_STAT: Self { Self(rawValue: 2) }
    @inlinable public static var IPC_INFO: Self { Self(rawValue: 3) }
    @inlinable public static var SHM_LOCK: Self { Self(rawValue: 11) }
    @inlinable public static var SHM_UNLOCK: Self { Self(rawValue: 12) }
    @inlinable public static var SHM_STAT: Self { Self(rawValue: 13) }
    @inlinable public static var SHM_INFO: Self { Self(rawValue: 14) }
    @inlinable public static var SHM_STAT_ANY: Self { Self(rawValue: 15) }
}
