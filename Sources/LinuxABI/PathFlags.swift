/// The `AT_` flags of the calls that take a directory descriptor (openat(2)).
///
/// Numbers: Linux's include/uapi, linux/fcntl.h, linux/fs.h, linux/xattr.h.
@frozen
public struct AtFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Do not follow a symbolic link at the end.
    @inlinable public static var AT_SYMLINK_NOFOLLOW: Self { Self(rawValue: 0x100) }
    /// unlinkat(2): remove a directory. (The bit is also faccessat2(2)'s `AT_EACCESS`.)
    @inlinable public static var AT_REMOVEDIR: Self { Self(rawValue: 0x200) }
    /// Follow a symbolic link at the end (linkat(2)).
    @inlinable public static var AT_SYMLINK_FOLLOW: Self { Self(rawValue: 0x400) }
    /// Do not trigger automounts.
    @inlinable public static var AT_NO_AUTOMOUNT: Self { Self(rawValue: 0x800) }
    /// An empty path means the descriptor itself.
    @inlinable public static var AT_EMPTY_PATH: Self { Self(rawValue: 0x1000) }
    /// statx(2): ask the server for fresh attributes.
    @inlinable public static var AT_STATX_FORCE_SYNC: Self { Self(rawValue: 0x2000) }
    /// statx(2): cached attributes are good enough.
    @inlinable public static var AT_STATX_DONT_SYNC: Self { Self(rawValue: 0x4000) }
    /// Apply to the whole subtree.
    @inlinable public static var AT_RECURSIVE: Self { Self(rawValue: 0x8000) }
}

/// How renameat2(2) treats an existing target.
///
/// Numbers: Linux's include/uapi, linux/fcntl.h, linux/fs.h, linux/xattr.h.
@frozen
public struct RenameFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Fail if the target exists.
    @inlinable public static var RENAME_NOREPLACE: Self { Self(rawValue: 1) }
    /// Exchange the two.
    @inlinable public static var RENAME_EXCHANGE: Self { Self(rawValue: 2) }
    /// Leave a whiteout behind.
    @inlinable public static var RENAME_WHITEOUT: Self { Self(rawValue: 4) }
}

/// setxattr(2).
///
/// Numbers: Linux's include/uapi, linux/fcntl.h, linux/fs.h, linux/xattr.h.
@frozen
public struct ExtendedAttributeFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Fail if it exists.
    @inlinable public static var XATTR_CREATE: Self { Self(rawValue: 1) }
    /// Fail if it does not exist.
    @inlinable public static var XATTR_REPLACE: Self { Self(rawValue: 2) }
}
