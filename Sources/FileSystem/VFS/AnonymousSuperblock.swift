internal import LinuxABI

/// Holds what has no name in any directory: pipes, epoll instances, event counters.
public final class AnonymousSuperblock: Superblock {
    public init(clock: any FileClock) {
        super.init(minor: 15, typeName: "anon_inodefs", isReadOnly: false, clock: clock)
    }

    @export(interface)
    public override func statistics() -> FileSystemStatistics {
        FileSystemStatistics(magic: .ANON_INODE_FS_MAGIC)
    }

    /// The inode of an epoll instance or the like: no type, as Linux shows it.
    func anonymousInode() -> Inode {
        Inode(superblock: self, number: newInodeNumber(), mode: FileMode(rawValue: 0o600))
    }
}
