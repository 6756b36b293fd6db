/// Which fields statx(2) asks for and got.
///
/// Numbers: Linux's include/uapi, linux/stat.h.
@frozen
public struct StatxMask: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The file's type.
    @inlinable public static var STATX_TYPE: Self { Self(rawValue: 1) }
    /// Permissions.
    @inlinable public static var STATX_MODE: Self { Self(rawValue: 2) }
    /// Links.
    @inlinable public static var STATX_NLINK: Self { Self(rawValue: 4) }
    /// Owner.
    @inlinable public static var STATX_UID: Self { Self(rawValue: 8) }
    /// Group.
    @inlinable public static var STATX_GID: Self { Self(rawValue: 0x10) }
    /// Access.
    @inlinable public static var STATX_ATIME: Self { Self(rawValue: 0x20) }
    /// Data changed.
    @inlinable public static var STATX_MTIME: Self { Self(rawValue: 0x40) }
    /// Status changed.
    @inlinable public static var STATX_CTIME: Self { Self(rawValue: 0x80) }
    /// Inode number.
    @inlinable public static var STATX_INO: Self { Self(rawValue: 0x100) }
    /// Size.
    @inlinable public static var STATX_SIZE: Self { Self(rawValue: 0x200) }
    /// Blocks.
    @inlinable public static var STATX_BLOCKS: Self { Self(rawValue: 0x400) }
    /// All that stat(2) tells.
    @inlinable public static var STATX_BASIC_STATS: Self { Self(rawValue: 0x7ff) }
    /// Creation.
    @inlinable public static var STATX_BTIME: Self { Self(rawValue: 0x800) }
    /// Mount.
    @inlinable public static var STATX_MNT_ID: Self { Self(rawValue: 0x1000) }
    /// Alignment of direct transfers.
    @inlinable public static var STATX_DIOALIGN: Self { Self(rawValue: 0x2000) }
}

/// What is special about a file (statx(2)).
///
/// Numbers: Linux's include/uapi, linux/stat.h.
@frozen
public struct StatxAttributes: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt64
    @inlinable @inline(__always) public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Compressed.
    @inlinable public static var STATX_ATTR_COMPRESSED: Self { Self(rawValue: 4) }
    /// Cannot be changed.
    @inlinable public static var STATX_ATTR_IMMUTABLE: Self { Self(rawValue: 0x10) }
    /// Can only be appended to.
    @inlinable public static var STATX_ATTR_APPEND: Self { Self(rawValue: 0x20) }
    /// The root of a mount.
    @inlinable public static var STATX_ATTR_MOUNT_ROOT: Self { Self(rawValue: 0x2000) }
}
