public import LinuxABI

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
    /// A device node, which no program makes: `EPERM`.
    case device
}
