public import LinuxABI

/// A directory of a tmpfs: a hash table by name, and the order in which entries were made.
public final class TmpDirectory: Inode {
    private struct Entry {
        var inode: Inode
        /// The position in listings, growing with time, so that a listing under way sees no entry twice.
        var cookie: Int64
    }
    private let tmpfs: TmpSuperblock
    private var entries: [[UInt8]: Entry] = [:]
    /// Names by cookie; a removed one leaves nil until the holes are worth closing.
    private var order: [(cookie: Int64, name: [UInt8]?)] = []
    private var lastCookie: Int64 = 2

    init(_ superblock: TmpSuperblock, _ number: UInt64, _ permissions: FileMode) {
        tmpfs = superblock
        super.init(superblock: superblock, number: number, mode: FileMode(.directory, permissions), linkCount: 2)
        touchModified()
        accessed = modified
    }

    @export(interface)
    public override func status() -> FileStatus {
        var status = super.status()
        status.size = Int64(entries.count + 2) * 20
        status.blocks = 0
        return status
    }

    /// Whether it has no entries but `.` and `..`.
    var isEmpty: Bool { entries.isEmpty }

    @export(interface)
    public override func lookup(_ name: Span<UInt8>) throws(Errno) -> Inode? {
        var key: [UInt8] = []
        key.reserveCapacity(name.count)
        for index in name.indices { key.append(name[index]) }
        return entries[key]?.inode
    }

    @export(interface)
    public override func create(
        _ name: [UInt8], _ file: NewFile, _ permissions: FileMode
    ) throws(Errno) -> Inode {
        let number = tmpfs.newInodeNumber()
        let inode: Inode
        switch file {
        case .regular: inode = TmpFile(tmpfs, number, permissions)
        case .directory:
            inode = TmpDirectory(tmpfs, number, permissions)
            linkCount += 1
        case .symbolicLink(let target): inode = TmpLink(tmpfs, number, target)
        case .fifo: inode = TmpNode(tmpfs, number, FileMode(.fifo, permissions))
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
    @export(interface)
    public func add(_ name: [UInt8], _ inode: Inode) {
        lastCookie += 1
        entries[name] = Entry(inode: inode, cookie: lastCookie)
        order.append((lastCookie, name))
        touchModified()
    }

    @export(interface)
    public override func createUnnamed(_ permissions: FileMode) throws(Errno) -> Inode {
        tmpfs.unnamedFile(permissions)
    }

    @export(interface)
    public override func link(_ name: [UInt8], _ inode: Inode) throws(Errno) {
        inode.linkCount += 1
        inode.touchChanged()
        add(name, inode)
    }

    @export(interface)
    public override func unlink(_ name: [UInt8], _ inode: Inode) throws(Errno) {
        remove(name)
        inode.linkCount -= 1
        inode.changed = changed
    }

    @export(interface)
    public override func removeDirectory(_ name: [UInt8], _ inode: Inode) throws(Errno) {
        guard let directory = inode as? TmpDirectory else { throw .EBUSY }
        guard directory.isEmpty else { throw .ENOTEMPTY }
        remove(name)
        linkCount -= 1
        inode.linkCount = 0
        inode.changed = changed
    }

    @export(interface)
    public override func rename(
        _ name: [UInt8], _ inode: Inode, to newParent: Inode, _ newName: [UInt8], replacing replaced: Inode?,
        exchange: Bool
    ) throws(Errno) {
        guard let target = newParent as? TmpDirectory else { throw .EXDEV }
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

    @export(interface)
    public override func list(
        from cookie: Int64, parent: UInt64, into sink: inout DirectoryEntries
    ) throws(Errno) {
        if cookie < 1, !sink.add(".", number, .directory, next: 1) { return }
        if cookie < 2, !sink.add("..", parent, .directory, next: 2) { return }
        for index in firstIndex(after: cookie)..<order.count {
            guard let name = order[index].name, let entry = entries[name] else { continue }
            guard sink.add(name.span, entry.inode.number, entry.inode.type, next: entry.cookie) else { return }
        }
    }

    private func firstIndex(after cookie: Int64) -> Int {
        var low = 0
        var high = order.count
        while low < high {
            let middle = (low + high) / 2
            if order[middle].cookie <= cookie { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func remove(_ name: [UInt8]) {
        guard let entry = entries.removeValue(forKey: name) else { return }
        let index = firstIndex(after: entry.cookie - 1)
        if index < order.count, order[index].cookie == entry.cookie { order[index].name = nil }
        if order.count > 32, order.count > entries.count * 2 { order.removeAll { $0.name == nil } }
        touchModified()
    }
}

/// A symbolic link of a tmpfs.
final class TmpLink: Inode {
    private let text: [UInt8]

    init(_ superblock: Superblock, _ number: UInt64, _ target: [UInt8]) {
        text = target
        super.init(
            superblock: superblock, number: number, mode: FileMode(.symbolicLink, FileMode(rawValue: 0o777)))
        size = Int64(target.count)
        touchModified()
        accessed = modified
    }

    override var blocks: Int64 { 0 }
    override func target() throws(Errno) -> [UInt8] { text }
}

/// A FIFO or socket of a tmpfs.
final class TmpNode: Inode {
    init(_ superblock: Superblock, _ number: UInt64, _ mode: FileMode) {
        super.init(superblock: superblock, number: number, mode: mode)
        touchModified()
        accessed = modified
    }
}
