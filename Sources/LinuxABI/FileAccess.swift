/// What lseek(2) counts from.
///
/// Numbers: Linux's include/uapi, linux/fcntl.h, linux/fs.h, linux/falloc.h.
@frozen
public struct Whence: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The start.
    @inlinable public static var SEEK_SET: Self { Self(rawValue: 0) }
    /// The current position.
    @inlinable public static var SEEK_CUR: Self { Self(rawValue: 1) }
    /// The end.
    @inlinable public static var SEEK_END: Self { Self(rawValue: 2) }
    /// The next data at or after the offset.
    @inlinable public static var SEEK_DATA: Self { Self(rawValue: 3) }
    /// The next hole at or after the offset.
    @inlinable public static var SEEK_HOLE: Self { Self(rawValue: 4) }
}

/// What fallocate(2) does to the range.
///
/// Numbers: Linux's include/uapi, linux/fcntl.h, linux/fs.h, linux/falloc.h.
@frozen
public struct FallocateMode: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Do not change the size.
    @inlinable public static var FALLOC_FL_KEEP_SIZE: Self { Self(rawValue: 1) }
    /// Free the range.
    @inlinable public static var FALLOC_FL_PUNCH_HOLE: Self { Self(rawValue: 2) }
    /// Remove the range.
    @inlinable public static var FALLOC_FL_COLLAPSE_RANGE: Self { Self(rawValue: 8) }
    /// Zero the range.
    @inlinable public static var FALLOC_FL_ZERO_RANGE: Self { Self(rawValue: 0x10) }
    /// Insert a hole.
    @inlinable public static var FALLOC_FL_INSERT_RANGE: Self { Self(rawValue: 0x20) }
    /// Give the range blocks of its own.
    @inlinable public static var FALLOC_FL_UNSHARE_RANGE: Self { Self(rawValue: 0x40) }
}

/// preadv2(2), pwritev2(2).
///
/// Numbers: Linux's include/uapi, linux/fcntl.h, linux/fs.h, linux/falloc.h.
@frozen
public struct ReadWriteFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// High priority.
    @inlinable public static var RWF_HIPRI: Self { Self(rawValue: 1) }
    /// As with `O_DSYNC`.
    @inlinable public static var RWF_DSYNC: Self { Self(rawValue: 2) }
    /// As with `O_SYNC`.
    @inlinable public static var RWF_SYNC: Self { Self(rawValue: 4) }
    /// Do not wait.
    @inlinable public static var RWF_NOWAIT: Self { Self(rawValue: 8) }
    /// As with `O_APPEND`.
    @inlinable public static var RWF_APPEND: Self { Self(rawValue: 0x10) }
}

/// sync_file_range(2).
///
/// Numbers: Linux's include/uapi, linux/fcntl.h, linux/fs.h, linux/falloc.h.
@frozen
public struct SyncRangeFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Wait for writes under way.
    @inlinable public static var SYNC_FILE_RANGE_WAIT_BEFORE: Self { Self(rawValue: 1) }
    /// Start writing.
    @inlinable public static var SYNC_FILE_RANGE_WRITE: Self { Self(rawValue: 2) }
    /// Wait for what was started.
    @inlinable public static var SYNC_FILE_RANGE_WAIT_AFTER: Self { Self(rawValue: 4) }
}
