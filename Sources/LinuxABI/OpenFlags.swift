/// How open(2) opens a file, and what `F_GETFL` reports of an open one.
///
/// Numbers: Linux's include/uapi, linux/fcntl.h.
@frozen
public struct OpenFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Write only; neither this nor `O_RDWR`: read only.
    @inlinable public static var O_WRONLY: Self { Self(rawValue: 1) }
    /// Read and write.
    @inlinable public static var O_RDWR: Self { Self(rawValue: 2) }
    /// Create the file if it does not exist.
    @inlinable public static var O_CREAT: Self { Self(rawValue: 0o100) }
    /// With `O_CREAT`: fail if it exists.
    @inlinable public static var O_EXCL: Self { Self(rawValue: 0o200) }
    /// Do not make a terminal the controlling one.
    @inlinable public static var O_NOCTTY: Self { Self(rawValue: 0o400) }
    /// Cut an existing regular file to length 0.
    @inlinable public static var O_TRUNC: Self { Self(rawValue: 0o1000) }
    /// Every write goes to the end.
    @inlinable public static var O_APPEND: Self { Self(rawValue: 0o2000) }
    /// Fail with `EAGAIN` instead of waiting.
    @inlinable public static var O_NONBLOCK: Self { Self(rawValue: 0o4000) }
    /// Writes wait for the data to be stored.
    @inlinable public static var O_DSYNC: Self { Self(rawValue: 0o10000) }
    /// Send `SIGIO` when input or output becomes possible.
    @inlinable public static var O_ASYNC: Self { Self(rawValue: 0o20000) }
    /// Bypass the page cache.
    @inlinable public static var O_DIRECT: Self { Self(rawValue: 0o40000) }
    /// Set by the kernel on every 64-bit open.
    @inlinable public static var O_LARGEFILE: Self { Self(rawValue: 0o100000) }
    /// Fail unless it is a directory.
    @inlinable public static var O_DIRECTORY: Self { Self(rawValue: 0o200000) }
    /// Fail if the last component is a symbolic link.
    @inlinable public static var O_NOFOLLOW: Self { Self(rawValue: 0o400000) }
    /// Do not update the access time.
    @inlinable public static var O_NOATIME: Self { Self(rawValue: 0o1000000) }
    /// Close the descriptor on execve(2).
    @inlinable public static var O_CLOEXEC: Self { Self(rawValue: 0o2000000) }
    /// Writes wait for data and metadata to be stored; contains `O_DSYNC`.
    @inlinable public static var O_SYNC: Self { Self(rawValue: 0o4010000) }
    /// Only a reference to the place in the tree.
    @inlinable public static var O_PATH: Self { Self(rawValue: 0o10000000) }
    /// A file without a name in the directory given; contains `O_DIRECTORY`.
    @inlinable public static var O_TMPFILE: Self { Self(rawValue: 0o20200000) }
}

/// How openat2(2) walks a path.
///
/// Numbers: Linux's include/uapi, linux/openat2.h.
@frozen
public struct ResolveFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt64
    @inlinable @inline(__always) public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Do not cross mounts.
    @inlinable public static var RESOLVE_NO_XDEV: Self { Self(rawValue: 1) }
    /// Do not follow the links of /proc.
    @inlinable public static var RESOLVE_NO_MAGICLINKS: Self { Self(rawValue: 2) }
    /// Do not follow symbolic links.
    @inlinable public static var RESOLVE_NO_SYMLINKS: Self { Self(rawValue: 4) }
    /// Stay below the starting directory.
    @inlinable public static var RESOLVE_BENEATH: Self { Self(rawValue: 8) }
    /// Take the starting directory for the root.
    @inlinable public static var RESOLVE_IN_ROOT: Self { Self(rawValue: 0x10) }
    /// Only what needs no waiting.
    @inlinable public static var RESOLVE_CACHED: Self { Self(rawValue: 0x20) }
}
