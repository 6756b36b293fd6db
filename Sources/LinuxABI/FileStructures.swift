/// `struct stat` of x86_64 (stat(2)): 144 bytes. Fields without their `st_`.
@frozen
public struct Stat: BitwiseCopyable, Sendable {
    /// Device of the file system.
    public var dev: UInt64 = 0
    /// Inode number.
    public var ino: UInt64 = 0
    /// Hard links.
    public var nlink: UInt64 = 0
    /// Type and permissions.
    public var mode: FileMode = []
    /// Owner.
    public var uid: UInt32 = 0
    /// Group.
    public var gid: UInt32 = 0
    private var padding: UInt32 = 0
    /// Device number, of a device node.
    public var rdev: UInt64 = 0
    /// Bytes.
    public var size: Int64 = 0
    /// Preferred unit of transfers in bytes.
    public var blksize: Int64 = 4096
    /// Storage in units of 512 bytes.
    public var blocks: Int64 = 0
    /// Last access.
    public var atim = TimeSpec()
    /// Last change of the data.
    public var mtim = TimeSpec()
    /// Last change of the inode.
    public var ctim = TimeSpec()
    private var unused0: Int64 = 0
    private var unused1: Int64 = 0
    private var unused2: Int64 = 0

    public init() {}
}

/// `struct statx_timestamp`: 16 bytes.
@frozen
public struct StatxTimestamp: BitwiseCopyable, Sendable {
    public var seconds: Int64
    public var nanoseconds: UInt32
    private var reserved: Int32 = 0
    @inlinable public init(_ time: TimeSpec) {
        self.init(seconds: time.seconds, nanoseconds: UInt32(truncatingIfNeeded: time.nanoseconds))
    }
    public init(seconds: Int64, nanoseconds: UInt32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}

/// `struct statx` (statx(2)): 256 bytes. Fields without their `stx_`.
@frozen
public struct Statx: BitwiseCopyable, Sendable {
    /// The fields that are filled in.
    public var mask: StatxMask = []
    public var blksize: UInt32 = 4096
    public var attributes: StatxAttributes = []
    public var nlink: UInt32 = 0
    public var uid: UInt32 = 0
    public var gid: UInt32 = 0
    /// Type and permissions, as `FileMode`.
    public var mode: UInt16 = 0
    private var padding: UInt16 = 0
    public var ino: UInt64 = 0
    public var size: UInt64 = 0
    public var blocks: UInt64 = 0
    /// The attributes this file system can tell of.
    public var attributesMask: StatxAttributes = []
    public var atime = StatxTimestamp(TimeSpec())
    public var btime = StatxTimestamp(TimeSpec())
    public var ctime = StatxTimestamp(TimeSpec())
    public var mtime = StatxTimestamp(TimeSpec())
    public var rdevMajor: UInt32 = 0
    public var rdevMinor: UInt32 = 0
    public var devMajor: UInt32 = 0
    public var devMinor: UInt32 = 0
    public var mountID: UInt64 = 0
    public var directMemoryAlignment: UInt32 = 0
    public var directOffsetAlignment: UInt32 = 0
    private var spare = InlineArray<12, UInt64>(repeating: 0)

    public init() {}
}

/// `struct statfs` of x86_64 (statfs(2)): 120 bytes. Fields without their `f_`.
@frozen
public struct StatFS: BitwiseCopyable, Sendable {
    public var type = FileSystemMagic(rawValue: 0)
    /// Unit of a transfer in bytes.
    public var bsize: Int64 = 4096
    /// Blocks of `bsize`.
    public var blocks: UInt64 = 0
    public var bfree: UInt64 = 0
    /// Free to others than the superuser.
    public var bavail: UInt64 = 0
    /// Inodes.
    public var files: UInt64 = 0
    public var ffree: UInt64 = 0
    public var fsid: UInt64 = 0
    /// Longest name of a component in bytes.
    public var namelen: Int64 = 255
    /// Unit of allocation in bytes.
    public var frsize: Int64 = 4096
    /// Mount flags, with bit 5 (`ST_VALID`) saying that they mean something.
    public var flags: UInt64 = 0x20
    private var spare = InlineArray<4, UInt64>(repeating: 0)

    public init() {}
}

/// `struct linux_dirent64` (getdents64(2)): where the fields of a record are. A name with its zero follows, and the
/// record's length is rounded up to 8.
public enum DirectoryEntryLayout {
    /// `d_ino`, 8 bytes.
    public static let ino = 0
    /// `d_off`, 8 bytes: where the next record is, for lseek(2).
    public static let off = 8
    /// `d_reclen`, 2 bytes.
    public static let reclen = 16
    /// `d_type`, 1 byte: `FileType`.
    public static let type = 18
    /// `d_name`.
    public static let name = 19
    /// The length of the record for a name of so many bytes.
    @inlinable public static func length(nameLength: Int) -> Int { (name + nameLength + 1 + 7) & ~7 }
}

/// `struct iovec` (readv(2)).
@frozen
public struct IOVector: BitwiseCopyable, Sendable {
    public var base: UInt
    public var count: UInt
    @inlinable public init(base: UInt, count: UInt) {
        self.base = base
        self.count = count
    }
    /// The most of them that one call takes: `IOV_MAX`.
    @inlinable public static var limit: Int { 1024 }
}

/// `struct flock` of x86_64 (fcntl(2)): 32 bytes.
@frozen
public struct FileLock: BitwiseCopyable, Sendable {
    public var type: LockType
    /// `Whence`, 16 bits wide here.
    public var whence: Int16
    private var padding: Int32 = 0
    public var start: Int64
    /// 0: to the end, however far that moves.
    public var length: Int64
    /// Of the holder, for `F_GETLK`.
    public var pid: Int32
    private var padding2: Int32 = 0

    public init(type: LockType, whence: Int16 = 0, start: Int64 = 0, length: Int64 = 0, pid: Int32 = 0) {
        self.type = type
        self.whence = whence
        self.start = start
        self.length = length
        self.pid = pid
    }
}

/// `struct open_how` (openat2(2)).
@frozen
public struct OpenHow: BitwiseCopyable, Sendable {
    public var flags: UInt64
    public var mode: UInt64
    public var resolve: ResolveFlags
    @inlinable public init(flags: UInt64, mode: UInt64, resolve: ResolveFlags) {
        self.flags = flags
        self.mode = mode
        self.resolve = resolve
    }
}

/// The number of a device as `st_rdev` and mknod(2) encode it (makedev(3)).
@frozen
public struct DeviceNumber: BitwiseCopyable, Hashable, Sendable {
    public var major: UInt32
    public var minor: UInt32
    @inlinable public init(major: UInt32, minor: UInt32) {
        self.major = major
        self.minor = minor
    }
    /// The 64-bit encoding of the C library and of `struct stat`.
    @inlinable public var encoded: UInt64 {
        let (major, minor) = (UInt64(major), UInt64(minor))
        return (minor & 0xff) | (major & 0xfff) << 8 | (minor & ~0xff) << 12 | (major & ~0xfff) << 32
    }
}

/// The directory descriptor that stands for the working directory, `AT_FDCWD`.
@inlinable public var AT_FDCWD: Int32 { -100 }
