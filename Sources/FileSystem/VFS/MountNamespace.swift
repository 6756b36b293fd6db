internal import Bytes
public import LinuxABI

/// The tree of mounted file systems.
public final class MountNamespace {
    /// One mounted file system.
    public struct Mount {
        /// The number in /proc/self/mountinfo.
        public let id: Int
        public let superblock: Superblock
        public let root: Dentry
    }

    public let root: Dentry
    public private(set) var mounts: [Mount]
    let cache: DentryCache
    /// The number of the latest rename, by which inotify(7) pairs its halves.
    var lastMove: UInt32 = 0
    /// Path walks that ended well, by the whole path.
    let memo: PathMemo

    /// A tree with `superblock` at its root.
    public init(root superblock: Superblock) throws(Errno) {
        root = Dentry(parent: nil, name: [], inode: try superblock.root(), isMountRoot: true)
        mounts = [Mount(id: 1, superblock: superblock, root: root)]
        cache = DentryCache()
        memo = PathMemo()
    }

    /// Covers the directory at `path` (absolute) with `superblock`. Throws what the walk throws, and `ENOTDIR`.
    @export(interface)
    public func mount(_ superblock: Superblock, on path: StaticString) throws(Errno) {
        let context = FileSystemContext(self)
        let name = [UInt8](ascii: path)
        let covered = try context.walk(name.span)
        guard covered.inode.isDirectory else { throw .ENOTDIR }
        guard let parent = covered.parent else { throw .EBUSY }
        cache.remove(covered)
        let dentry = Dentry(
            parent: parent, name: covered.name, inode: try superblock.root(), isMountRoot: true)
        cache.insert(dentry)
        mounts.append(Mount(id: mounts.count + 1, superblock: superblock, root: dentry))
        memo.invalidate()
    }

    /// As `mount`, but makes the directory first where the root file system has none.
    public func mountMaking(_ superblock: Superblock, on path: StaticString) throws(Errno) {
        do throws(Errno) {
            try mount(superblock, on: path)
        } catch {
            guard error == .ENOENT else { throw error }
            let name = [UInt8](ascii: path)
            try FileSystemContext(self).make(name.span, .directory, FileMode(rawValue: 0o755))
            try mount(superblock, on: path)
        }
    }

    /// The child `name` of `directory`, from the cache or the file system. Throws: `ENOENT` and the file system's errors.
    @inline(__always)
    func child(_ directory: Dentry, _ name: Span<UInt8>, _ hash: UInt) throws(Errno) -> Dentry? {
        if let dentry = cache.find(directory, name, hash) { return dentry }
        return try load(directory, name, hash)
    }

    func child(_ directory: Dentry, _ name: [UInt8]) throws(Errno) -> Dentry? {
        let span = name.span
        return try child(directory, span, DentryCache.hash(directory, span))
    }

    private func load(_ directory: Dentry, _ name: Span<UInt8>, _ hash: UInt) throws(Errno) -> Dentry? {
        if directory.isUnlinked { return nil }
        guard let inode = try directory.inode.lookup(name) else { return nil }
        var copy: [UInt8] = []
        copy.reserveCapacity(name.count)
        for index in name.indices { copy.append(name[index]) }
        let dentry = Dentry(parent: directory, name: copy, inode: inode)
        if !dentry.isVolatile { cache.insert(dentry, hash) }
        return dentry
    }

    /// Enters a file just made.
    func add(_ directory: Dentry, _ name: [UInt8], _ inode: Inode) -> Dentry {
        let dentry = Dentry(parent: directory, name: name, inode: inode)
        cache.insert(dentry)
        return dentry
    }

    /// Forgets a name that no longer leads to its file.
    func drop(_ dentry: Dentry) {
        cache.remove(dentry)
        dentry.isUnlinked = true
        forgetPaths(of: dentry)
    }

    /// Gives a dentry another place.
    func move(_ dentry: Dentry, to parent: Dentry, _ name: [UInt8]) {
        cache.remove(dentry)
        dentry.parent = parent
        dentry.name = name
        cache.insert(dentry)
        forgetPaths(of: dentry)
    }

    private func forgetPaths(of dentry: Dentry) {
        switch dentry.inode.type {
        case .directory, .symbolicLink: memo.invalidate()
        default: memo.forget(dentry)
        }
    }
}
