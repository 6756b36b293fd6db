internal import LinuxABI

/// A directory that the kernel fills when it is first looked into.
class VirtualDirectory: Inode {
    /// One entry: its name, and its file, which is made when it is first needed.
    struct Entry {
        var name: [UInt8]
        var type: FileType
        var make: () -> Inode
        var inode: Inode?
    }
    private var build: (() -> [Entry])?
    private var entries: [Entry] = []

    init(_ superblock: Superblock, number: UInt64? = nil, _ build: @escaping () -> [Entry]) {
        self.build = build
        super.init(
            superblock: superblock, number: number ?? superblock.newInodeNumber(),
            mode: FileMode(.directory, FileMode(rawValue: 0o555)), linkCount: 2)
        touchModified()
        accessed = modified
    }

    private func fill() {
        guard let build else { return }
        entries = build()
        self.build = nil
    }

    override func willChangeAttributes() throws(Errno) { throw .EPERM }

    override func lookup(_ name: Span<UInt8>) throws(Errno) -> Inode? {
        fill()
        for index in entries.indices where equal(entries[index].name, name) { return inode(index) }
        return nil
    }

    private func inode(_ index: Int) -> Inode {
        if let inode = entries[index].inode { return inode }
        let inode = entries[index].make()
        entries[index].inode = inode
        return inode
    }

    override func list(
        from cookie: Int64, parent: UInt64, into sink: inout DirectoryEntries
    ) throws(Errno) {
        fill()
        if cookie < 1, !sink.add(".", number, .directory, next: 1) { return }
        if cookie < 2, !sink.add("..", parent, .directory, next: 2) { return }
        var index = Int(max(cookie - 2, 0))
        while index < entries.count {
            let inode = inode(index)
            let name = entries[index].name
            guard sink.add(name.span, inode.number, entries[index].type, next: Int64(index + 3)) else { return }
            index += 1
        }
    }

    override func create(
        _ name: [UInt8], _ file: NewFile, _ permissions: FileMode
    ) throws(Errno) -> Inode { throw .ENOENT }
}
