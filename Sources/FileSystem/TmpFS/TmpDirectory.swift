public import LinuxABI

/// A directory of a tmpfs. It may lie over a directory of another file system, whose entries it shows as its own until
/// they are changed.
public final class TmpDirectory: Inode {
    private let tmpfs: TmpSuperblock
    private var table = NameTable()
    /// The directory below, as long as it has entries that `table` lacks.
    private var lower: Inode?
    /// Fills the directory when it is first looked into.
    private var fill: ((TmpDirectory) -> Void)?

    init(_ superblock: TmpSuperblock, _ number: UInt64, _ permissions: FileMode) {
        tmpfs = superblock
        super.init(superblock: superblock, number: number, mode: FileMode(.directory, permissions), linkCount: 2)
        touchModified()
        accessed = modified
        created = modified
    }

    /// A directory over `lower`.
    init(_ superblock: TmpSuperblock, over lower: Inode) {
        tmpfs = superblock
        self.lower = lower
        super.init(superblock: superblock, number: lower.number, mode: lower.mode, linkCount: lower.linkCount)
        takeAttributes(of: lower)
    }

    /// Has `fill` add the entries when somebody first asks for one.
    public func fillLater(_ fill: @escaping (TmpDirectory) -> Void) { self.fill = fill }

    public override var hasFlags: Bool { true }
    public override var storesExtendedAttributes: Bool { true }

    public override func showSize(in stat: inout Stat) { stat.size = Int64(table.count + 2) * 20 }

    // MARK: The directory below

    private func settle() {
        guard let fill else { return }
        self.fill = nil
        fill(self)
    }

    /// Takes all entries of the directory below in, so that it need not be asked again.
    private func complete() throws(Errno) {
        settle()
        guard let lower else { return }
        try lower.forEachEntry { name, number, type in
            if table.find(name.span) == nil { table.insert(name, nil, number, type) }
        }
        // From now on what is missing in the table is missing.
        self.lower = nil
        source = lower
    }
    /// Where files of entries that have none yet come from.
    private var source: Inode?

    /// The file of an entry.
    private func inode(_ index: Int, _ name: Span<UInt8>) throws(Errno) -> Inode? {
        if let inode = table[index]?.inode { return inode }
        guard let found = try source?.lookup(name) else { return nil }
        let inode = tmpfs.adopt(found)
        table.setInode(inode, at: index)
        return inode
    }

    /// Whether it has no entries but `.` and `..`.
    func isEmpty() throws(Errno) -> Bool {
        try complete()
        return table.count == 0
    }

    // MARK: Names

    public override func lookup(_ name: Span<UInt8>) throws(Errno) -> Inode? {
        if fill != nil { settle() }
        if let index = table.find(name) { return try inode(index, name) }
        guard let lower, let found = try lower.lookup(name) else { return nil }
        let inode = tmpfs.adopt(found)
        var copy: [UInt8] = []
        copy.reserveCapacity(name.count)
        for index in name.indices { copy.append(name[index]) }
        table.insert(copy, inode, inode.number, inode.type)
        return inode
    }

    public override func create(
        _ name: [UInt8], _ file: NewFile, _ permissions: FileMode
    ) throws(Errno) -> Inode {
        settle()
        let number = tmpfs.newInodeNumber()
        let inode: Inode
        switch file {
        case .regular: inode = TmpFile(tmpfs, number, permissions)
        case .directory:
            inode = TmpDirectory(tmpfs, number, permissions)
            linkCount += 1
        case .symbolicLink(let target): inode = TmpLink(tmpfs, number, target)
        case .fifo: inode = TmpNode(tmpfs, number, FileMode(.fifo, permissions))
        case .device: throw .EPERM
        case .socket: inode = TmpNode(tmpfs, number, FileMode(.socket, permissions))
        }
        // A set-group-ID directory hands its group down.
        if mode.contains(.setGroupID) {
            inode.gid = gid
            if inode.isDirectory { inode.mode.insert(.setGroupID) }
        }
        add(name, inode)
        return inode
    }

    /// Enters a file that the kernel made.
    public func add(_ name: [UInt8], _ inode: Inode) {
        table.insert(name, inode, inode.number, inode.type)
        touchModified()
    }

    public override func createUnnamed(_ permissions: FileMode) throws(Errno) -> Inode {
        tmpfs.unnamedFile(permissions)
    }

    public override func link(_ name: [UInt8], _ inode: Inode) throws(Errno) {
        settle()
        inode.linkCount += 1
        inode.touchChanged()
        add(name, inode)
    }

    public override func unlink(_ name: [UInt8], _ inode: Inode) throws(Errno) {
        try complete()
        remove(name)
        inode.linkCount -= 1
        inode.changed = changed
    }

    public override func removeDirectory(_ name: [UInt8], _ inode: Inode) throws(Errno) {
        guard let directory = inode as? TmpDirectory else { throw .EBUSY }
        guard try directory.isEmpty() else { throw .ENOTEMPTY }
        try complete()
        remove(name)
        linkCount -= 1
        inode.linkCount = 0
        inode.changed = changed
    }

    public override func rename(
        _ name: [UInt8], _ inode: Inode, to newParent: Inode, _ newName: [UInt8], replacing replaced: Inode?,
        exchange: Bool
    ) throws(Errno) {
        guard let target = newParent as? TmpDirectory else { throw .EXDEV }
        try complete()
        try target.complete()
        if let replaced, !exchange {
            if let directory = replaced as? TmpDirectory {
                try target.removeDirectory(newName, directory)
            } else {
                try target.unlink(newName, replaced)
            }
        }
        remove(name)
        if let replaced, exchange {
            target.remove(newName)
            add(name, replaced)
            replaced.changed = changed
            if replaced.isDirectory {
                target.linkCount -= 1
                linkCount += 1
            }
        }
        target.add(newName, inode)
        inode.changed = target.changed
        if inode.isDirectory {
            linkCount -= 1
            target.linkCount += 1
        }
    }

    public override func list(
        from cookie: Int64, parent: UInt64, into sink: inout DirectoryEntries
    ) throws(Errno) {
        try complete()
        if cookie < 1, !sink.add(".", number, .directory, next: 1) { return }
        if cookie < 2, !sink.add("..", parent, .directory, next: 2) { return }
        for index in table.indices(after: cookie) {
            guard let entry = table[index] else { continue }
            let name = entry.name
            guard sink.add(name.span, entry.number, entry.type, next: entry.cookie) else { return }
        }
    }

    private func remove(_ name: [UInt8]) {
        table.remove(name)
        touchModified()
    }
}

/// A symbolic link of a tmpfs.
final class TmpLink: Inode {
    private let text: [UInt8]

    override var storesExtendedAttributes: Bool { true }

    init(_ superblock: Superblock, _ number: UInt64, _ target: [UInt8]) {
        text = target
        super.init(
            superblock: superblock, number: number, mode: FileMode(.symbolicLink, FileMode(rawValue: 0o777)))
        size = Int64(target.count)
        touchModified()
        accessed = modified
        created = modified
    }

    override var blocks: Int64 { 0 }
    override func target() throws(Errno) -> [UInt8] { text }
}

/// A symbolic link that lies in the file system below.
final class LowerLink: Inode {
    private let lower: Inode

    override var storesExtendedAttributes: Bool { true }

    init(_ superblock: Superblock, over lower: Inode) {
        self.lower = lower
        super.init(superblock: superblock, number: lower.number, mode: lower.mode, linkCount: lower.linkCount)
        takeAttributes(of: lower)
    }

    override var blocks: Int64 { 0 }
    override func target() throws(Errno) -> [UInt8] { try lower.target() }
}

/// A FIFO, socket or device node of a tmpfs.
final class TmpNode: Inode {
    override var storesExtendedAttributes: Bool { true }

    init(_ superblock: Superblock, _ number: UInt64, _ mode: FileMode) {
        super.init(superblock: superblock, number: number, mode: mode)
        touchModified()
        accessed = modified
        created = modified
    }
}

extension Inode {
    /// Has the attributes that `lower` has.
    final func takeAttributes(of lower: Inode) {
        uid = lower.uid
        gid = lower.gid
        size = lower.size
        accessed = lower.accessed
        modified = lower.modified
        changed = lower.changed
        specialDevice = lower.specialDevice
    }
}
