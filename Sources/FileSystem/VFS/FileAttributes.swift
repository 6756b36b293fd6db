public import LinuxABI

/// What stat(2) and statx(2) tell of a file.
@frozen
public struct FileStatus {
    /// The device that holds the file.
    public var device: DeviceNumber
    public var inode: UInt64
    public var mode: FileMode
    public var linkCount: UInt32
    public var uid: UInt32
    public var gid: UInt32
    /// For a device node: which device it stands for.
    public var specialDevice: DeviceNumber
    /// In bytes.
    public var size: Int64
    /// The preferred size of transfers in bytes.
    public var blockSize: Int32
    /// Storage taken up, in units of 512 bytes.
    public var blocks: Int64
    public var accessed: TimeSpec
    public var modified: TimeSpec
    public var changed: TimeSpec
}

/// What statfs(2) tells of a file system. Sizes are in blocks.
public struct FileSystemStatistics {
    /// `f_type`
    public var magic: FileSystemMagic
    public var blockSize: Int
    public var blocks: UInt64 = 0
    public var freeBlocks: UInt64 = 0
    public var inodes: UInt64 = 0
    public var freeInodes: UInt64 = 0
    public var nameLimit = 255
    public init(magic: FileSystemMagic, blockSize: Int = 4096) {
        self.magic = magic
        self.blockSize = blockSize
    }
}

/// What `create` makes.
public enum NewFile {
    case regular
    case directory
    case symbolicLink(target: [UInt8])
    case fifo
    case socket
}
