internal import Bytes
public import LinuxABI

/// A file system in memory, tmpfs(5). The file systems that the kernel itself fills (`/dev`) stand on it too.
public final class TmpSuperblock: Superblock {
    let services: FileServices
    /// The most pages that files may take: half of memory, as on Linux.
    let pageLimit: Int
    var pagesUsed = 0
    private var rootDirectory: TmpDirectory?
    /// The file system that this one lies over.
    private let lower: Superblock?
    /// Files of the lower file system that have several names, by their number.
    private var adopted: [UInt64: Inode] = [:]
    /// What memfd files' names hang from.
    private lazy var memoryRoot = Dentry(parent: nil, name: [], inode: directory)

    public init(
        _ services: FileServices, minor: UInt32, typeName: StaticString = "tmpfs",
        permissions: FileMode = FileMode(rawValue: 0o1777)
    ) {
        self.services = services
        pageLimit = services.pages.statistics().total / 2
        lower = nil
        super.init(minor: minor, typeName: typeName, isReadOnly: false, clock: services.clock)
        let root = TmpDirectory(self, 1, permissions)
        rootDirectory = root
    }

    /// A file system over `lower`, which stays as it is: what is changed is held here, as with Linux's overlayfs.
    /// Throws what reading the lower root throws.
    public init(_ services: FileServices, minor: UInt32, over lower: Superblock) throws(Errno) {
        self.services = services
        self.lower = lower
        pageLimit = services.pages.statistics().total / 2
        super.init(minor: minor, typeName: "overlay", isReadOnly: false, clock: services.clock)
        startInodeNumbers(above: lower.highestInodeNumber)
        rootDirectory = TmpDirectory(self, over: try lower.root())
    }

    /// The file that shows one of the lower file system until it is changed.
    func adopt(_ lower: Inode) -> Inode {
        let hasNames = lower.linkCount > 1 && !lower.isDirectory
        if hasNames, let known = adopted[lower.number] { return known }
        let inode: Inode
        switch lower.type {
        case .regular: inode = TmpFile(self, over: lower)
        case .directory: inode = TmpDirectory(self, over: lower)
        case .symbolicLink: inode = LowerLink(self, over: lower)
        default:
            inode = TmpNode(self, lower.number, lower.mode)
            inode.linkCount = lower.linkCount
            inode.takeAttributes(of: lower)
        }
        if hasNames { adopted[lower.number] = inode }
        return inode
    }

    /// The root, as what it is.
    public var directory: TmpDirectory {
        guard let rootDirectory else { fatalError("a tmpfs has its root from the start") }
        return rootDirectory
    }

    @export(interface)
    public override func root() throws(Errno) -> Inode { directory }

    @export(interface)
    public override func statistics() -> FileSystemStatistics {
        var result = FileSystemStatistics(
            // OVERLAYFS_SUPER_MAGIC
            magic: lower == nil ? .TMPFS_MAGIC : FileSystemMagic(rawValue: 0x794C_7630))
        let free = min(pageLimit - pagesUsed, services.pages.statistics().free)
        result.blocks = UInt64(pageLimit)
        result.freeBlocks = UInt64(max(free, 0))
        result.inodes = UInt64(pageLimit)
        result.freeInodes = result.freeBlocks
        return result
    }

    /// A file without a name: memfd_create(2), `O_TMPFILE`, shared memory.
    @export(interface)
    public func unnamedFile(_ permissions: FileMode) -> TmpFile {
        let file = TmpFile(self, newInodeNumber(), permissions)
        file.linkCount = 0
        return file
    }

    /// An open file of memory, memfd_create(2); `name` only shows in /proc.
    @export(interface)
    public func memoryFile(_ name: [UInt8], canSeal: Bool, neverExecutes: Bool = false) throws(Errno) -> OpenFile {
        let file = unnamedFile(FileMode(rawValue: neverExecutes ? 0o666 : 0o777))
        if canSeal { file.seals = [] }
        if neverExecutes { file.seals = .F_SEAL_EXEC }
        let dentry = Dentry(parent: memoryRoot, name: [UInt8](ascii: "memfd:") + name, inode: file)
        dentry.isUnlinked = true
        return OpenFile(file, dentry, [.O_RDWR, .O_LARGEFILE])
    }
}
