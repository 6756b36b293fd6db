internal import Bytes
internal import LinuxABI

/// A name in a directory and the file it leads to. Dentries form the tree that paths are walked in.
///
/// The root of a mounted file system has the name and parent of the directory it covers, so a walk crosses mounts
/// without noticing, in both directions.
public final class Dentry {
    public internal(set) var parent: Dentry?
    public internal(set) var name: [UInt8]
    public let inode: Inode
    /// The file has lost this name: unlink(2), rmdir(2), or another file renamed over it.
    public internal(set) var isUnlinked = false
    /// The root of a mounted file system: neither removed nor renamed (`EBUSY`).
    public let isMountRoot: Bool
    /// Not to be remembered: it is in a directory whose entries come and go by themselves, or below one.
    let isVolatile: Bool
    /// The hash of parent and name, and the next dentry in the cache's bucket.
    var hash: UInt = 0
    var next: Dentry?

    init(parent: Dentry?, name: [UInt8], inode: Inode, isMountRoot: Bool = false) {
        self.parent = parent
        self.name = name
        self.inode = inode
        self.isMountRoot = isMountRoot
        isVolatile = isMountRoot ? false : parent.map { $0.isVolatile || !$0.inode.isCacheable } ?? false
    }

    /// Whether `other` is this directory or above it.
    func isInside(_ other: Dentry) -> Bool {
        var current: Dentry? = self
        while let dentry = current {
            if dentry === other { return true }
            current = dentry.parent
        }
        return false
    }

    /// The path from `root`, or nil if this lies outside of it or was removed: getcwd(2).
    @export(interface)
    public func path(from root: Dentry) -> [UInt8]? {
        var names: [Dentry] = []
        var current = self
        while current !== root {
            guard !current.isUnlinked, let parent = current.parent else { return nil }
            names.append(current)
            current = parent
        }
        if names.isEmpty { return [UInt8(ascii: "/")] }
        var path: [UInt8] = []
        while let dentry = names.popLast() {
            path.append(UInt8(ascii: "/"))
            path.append(contentsOf: dentry.name)
        }
        return path
    }

    /// The path from the very root, with ` (deleted)` after that of a removed file: what /proc shows.
    @export(interface)
    public func displayPath() -> [UInt8] {
        var names: [Dentry] = []
        var current = self
        while let parent = current.parent {
            names.append(current)
            current = parent
        }
        var path: [UInt8] = names.isEmpty ? [UInt8(ascii: "/")] : []
        while let dentry = names.popLast() {
            path.append(UInt8(ascii: "/"))
            path.append(contentsOf: dentry.name)
        }
        if isUnlinked { path += [UInt8](ascii: " (deleted)") }
        return path
    }
}
