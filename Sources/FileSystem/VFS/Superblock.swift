public import LinuxABI

/// A file system that is or can be mounted.
open class Superblock {
    /// `st_dev` of its files.
    public final let device: DeviceNumber
    /// The type's name in /proc/mounts.
    public final let typeName: StaticString
    /// Nothing on it can be changed: `EROFS`.
    public final let isReadOnly: Bool
    /// What it shows is the process itself, to which it belongs whoever that is: /proc.
    open var belongsToProcess: Bool { false }
    /// A file of it is or was watched: events are worth telling.
    public final var isWatched = false
    /// The time that changes record.
    public final let clock: any FileClock
    /// The numbers of inodes made while running.
    private var lastInode: UInt64 = 1

    public init(minor: UInt32, typeName: StaticString, isReadOnly: Bool, clock: any FileClock) {
        device = DeviceNumber(major: 0, minor: minor)
        self.typeName = typeName
        self.isReadOnly = isReadOnly
        self.clock = clock
    }

    /// An inode number never used before.
    @export(interface)
    public final func newInodeNumber() -> UInt64 {
        lastInode &+= 1
        return lastInode
    }

    /// Leaves the numbers up to `number` to others.
    final func startInodeNumbers(above number: UInt64) { lastInode = max(lastInode, number) }

    /// No inode has a higher number than this, as long as nothing is made.
    open var highestInodeNumber: UInt64 { lastInode }

    /// The root directory. Each file system overrides it.
    @export(interface)
    open func root() throws(Errno) -> Inode { throw .ENODEV }
    /// What statfs(2) tells.
    @export(interface)
    open func statistics() -> FileSystemStatistics { FileSystemStatistics(magic: FileSystemMagic(rawValue: 0)) }
}
