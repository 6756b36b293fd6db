/// fcntl(2).
///
/// Numbers: Linux's include/uapi, linux/fcntl.h.
@frozen
public struct FcntlCommand: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Duplicate, at the number given or above.
    @inlinable public static var F_DUPFD: Self { Self(rawValue: 0) }
    /// Descriptor flags.
    @inlinable public static var F_GETFD: Self { Self(rawValue: 1) }
    /// Set descriptor flags.
    @inlinable public static var F_SETFD: Self { Self(rawValue: 2) }
    /// Access mode and status flags.
    @inlinable public static var F_GETFL: Self { Self(rawValue: 3) }
    /// Set status flags.
    @inlinable public static var F_SETFL: Self { Self(rawValue: 4) }
    /// Would this record lock be granted?
    @inlinable public static var F_GETLK: Self { Self(rawValue: 5) }
    /// Set or clear a record lock.
    @inlinable public static var F_SETLK: Self { Self(rawValue: 6) }
    /// The same, waiting.
    @inlinable public static var F_SETLKW: Self { Self(rawValue: 7) }
    /// Who gets `SIGIO`.
    @inlinable public static var F_SETOWN: Self { Self(rawValue: 8) }
    /// Who gets `SIGIO`.
    @inlinable public static var F_GETOWN: Self { Self(rawValue: 9) }
    /// Which signal instead of `SIGIO`.
    @inlinable public static var F_SETSIG: Self { Self(rawValue: 10) }
    /// Which signal instead of `SIGIO`.
    @inlinable public static var F_GETSIG: Self { Self(rawValue: 11) }
    /// `F_SETOWN`, a thread too.
    @inlinable public static var F_SETOWN_EX: Self { Self(rawValue: 15) }
    /// `F_GETOWN`, a thread too.
    @inlinable public static var F_GETOWN_EX: Self { Self(rawValue: 16) }
    /// `F_GETLK` for locks of the open file description.
    @inlinable public static var F_OFD_GETLK: Self { Self(rawValue: 36) }
    /// `F_SETLK` for locks of the open file description.
    @inlinable public static var F_OFD_SETLK: Self { Self(rawValue: 37) }
    /// `F_SETLKW` for locks of the open file description.
    @inlinable public static var F_OFD_SETLKW: Self { Self(rawValue: 38) }
    /// Set a lease.
    @inlinable public static var F_SETLEASE: Self { Self(rawValue: 0x400) }
    /// The lease held.
    @inlinable public static var F_GETLEASE: Self { Self(rawValue: 0x401) }
    /// Signal on changes in a directory.
    @inlinable public static var F_NOTIFY: Self { Self(rawValue: 0x402) }
    /// `F_DUPFD` with close-on-exec.
    @inlinable public static var F_DUPFD_CLOEXEC: Self { Self(rawValue: 0x406) }
    /// Capacity of a pipe.
    @inlinable public static var F_SETPIPE_SZ: Self { Self(rawValue: 0x407) }
    /// Capacity of a pipe.
    @inlinable public static var F_GETPIPE_SZ: Self { Self(rawValue: 0x408) }
    /// Add seals to a memfd.
    @inlinable public static var F_ADD_SEALS: Self { Self(rawValue: 0x409) }
    /// Seals of a memfd.
    @inlinable public static var F_GET_SEALS: Self { Self(rawValue: 0x40a) }
    /// Expected life time of the inode's data.
    @inlinable public static var F_GET_RW_HINT: Self { Self(rawValue: 0x40b) }
    /// Expected life time of the inode's data.
    @inlinable public static var F_SET_RW_HINT: Self { Self(rawValue: 0x40c) }
}

/// `struct f_owner_ex`: who gets a file's signals.
@frozen
public struct FileOwner: BitwiseCopyable, Equatable, Sendable {
    /// `F_OWNER_TID`, `F_OWNER_PID` or `F_OWNER_PGRP`: 0, 1, 2.
    public var type: Int32
    /// The thread, process or group; 0: nobody.
    public var number: Int32

    @inlinable public init(type: Int32 = 0, number: Int32 = 0) {
        self.type = type
        self.number = number
    }
}

/// What `F_GETFD` tells of a descriptor.
///
/// Numbers: Linux's include/uapi, linux/fcntl.h.
@frozen
public struct DescriptorFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Close on execve(2).
    @inlinable public static var FD_CLOEXEC: Self { Self(rawValue: 1) }
}

/// What can no longer be done to a memfd.
///
/// Numbers: Linux's include/uapi, linux/fcntl.h.
@frozen
public struct Seals: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Add seals.
    @inlinable public static var F_SEAL_SEAL: Self { Self(rawValue: 1) }
    /// Shrink.
    @inlinable public static var F_SEAL_SHRINK: Self { Self(rawValue: 2) }
    /// Grow.
    @inlinable public static var F_SEAL_GROW: Self { Self(rawValue: 4) }
    /// Write.
    @inlinable public static var F_SEAL_WRITE: Self { Self(rawValue: 8) }
    /// Write through new mappings or descriptors.
    @inlinable public static var F_SEAL_FUTURE_WRITE: Self { Self(rawValue: 0x10) }
    /// Change whether it can be executed.
    @inlinable public static var F_SEAL_EXEC: Self { Self(rawValue: 0x20) }
}

/// The kind of a record lock.
///
/// Numbers: Linux's include/uapi, linux/fcntl.h.
@frozen
public struct LockType: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt16
    @inlinable @inline(__always) public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Shared.
    @inlinable public static var F_RDLCK: Self { Self(rawValue: 0) }
    /// Exclusive.
    @inlinable public static var F_WRLCK: Self { Self(rawValue: 1) }
    /// None.
    @inlinable public static var F_UNLCK: Self { Self(rawValue: 2) }
}

/// flock(2).
///
/// Numbers: Linux's include/uapi, linux/fcntl.h.
@frozen
public struct FlockOperation: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Shared.
    @inlinable public static var LOCK_SH: Self { Self(rawValue: 1) }
    /// Exclusive.
    @inlinable public static var LOCK_EX: Self { Self(rawValue: 2) }
    /// Do not wait.
    @inlinable public static var LOCK_NB: Self { Self(rawValue: 4) }
    /// Release.
    @inlinable public static var LOCK_UN: Self { Self(rawValue: 0o10) }
}

/// close_range(2).
///
/// Numbers: Linux's include/uapi, linux/close_range.h.
@frozen
public struct CloseRangeFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Unshare the table first.
    @inlinable public static var CLOSE_RANGE_UNSHARE: Self { Self(rawValue: 2) }
    /// Mark instead of closing.
    @inlinable public static var CLOSE_RANGE_CLOEXEC: Self { Self(rawValue: 4) }
}
