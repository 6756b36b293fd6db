/// mount(2), and `f_flags` of statfs(2).
///
/// Numbers: Linux's include/uapi, linux/mount.h, linux/magic.h.
@frozen
public struct MountFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt64
    @inlinable @inline(__always) public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Read only.
    @inlinable public static var MS_RDONLY: Self { Self(rawValue: 1) }
    /// No set-user-ID.
    @inlinable public static var MS_NOSUID: Self { Self(rawValue: 2) }
    /// No devices.
    @inlinable public static var MS_NODEV: Self { Self(rawValue: 4) }
    /// No programs.
    @inlinable public static var MS_NOEXEC: Self { Self(rawValue: 8) }
    /// Synchronous writes.
    @inlinable public static var MS_SYNCHRONOUS: Self { Self(rawValue: 0x10) }
    /// Change a mount.
    @inlinable public static var MS_REMOUNT: Self { Self(rawValue: 0x20) }
    /// No access times.
    @inlinable public static var MS_NOATIME: Self { Self(rawValue: 0x400) }
    /// No access times of directories.
    @inlinable public static var MS_NODIRATIME: Self { Self(rawValue: 0x800) }
    /// Bind a subtree.
    @inlinable public static var MS_BIND: Self { Self(rawValue: 0x1000) }
    /// Move a mount.
    @inlinable public static var MS_MOVE: Self { Self(rawValue: 0x2000) }
    /// Recursively.
    @inlinable public static var MS_REC: Self { Self(rawValue: 0x4000) }
    /// Do not propagate.
    @inlinable public static var MS_PRIVATE: Self { Self(rawValue: 0x40000) }
    /// Receive only.
    @inlinable public static var MS_SLAVE: Self { Self(rawValue: 0x80000) }
    /// Propagate.
    @inlinable public static var MS_SHARED: Self { Self(rawValue: 0x100000) }
    /// Relative access times.
    @inlinable public static var MS_RELATIME: Self { Self(rawValue: 0x200000) }
    /// Always access times.
    @inlinable public static var MS_STRICTATIME: Self { Self(rawValue: 0x1000000) }
}

/// `f_type` of statfs(2).
///
/// Numbers: Linux's include/uapi, linux/mount.h, linux/magic.h.
@frozen
public struct FileSystemMagic: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt64
    @inlinable @inline(__always) public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// tmpfs.
    @inlinable public static var TMPFS_MAGIC: Self { Self(rawValue: 0x1021994) }
    /// EROFS.
    @inlinable public static var EROFS_SUPER_MAGIC_V1: Self { Self(rawValue: 0xe0f5e1e2) }
    /// ext4.
    @inlinable public static var EXT4_SUPER_MAGIC: Self { Self(rawValue: 0xef53) }
    /// procfs.
    @inlinable public static var PROC_SUPER_MAGIC: Self { Self(rawValue: 0x9fa0) }
    /// sysfs.
    @inlinable public static var SYSFS_MAGIC: Self { Self(rawValue: 0x62656572) }
    @inlinable public static var CGROUP2_SUPER_MAGIC: Self { Self(rawValue: 0x63677270) }
    /// devpts.
    @inlinable public static var DEVPTS_SUPER_MAGIC: Self { Self(rawValue: 0x1cd1) }
    /// Pipes.
    @inlinable public static var PIPEFS_MAGIC: Self { Self(rawValue: 0x50495045) }
    /// Sockets.
    @inlinable public static var SOCKFS_MAGIC: Self { Self(rawValue: 0x534f434b) }
    /// Anonymous inodes: epoll, eventfd, timerfd.
    @inlinable public static var ANON_INODE_FS_MAGIC: Self { Self(rawValue: 0x9041934) }
    /// 9p.
    @inlinable public static var V9FS_MAGIC: Self { Self(rawValue: 0x1021997) }
    /// ramfs.
    @inlinable public static var RAMFS_MAGIC: Self { Self(rawValue: 0x858458f6) }
}
