internal import Bytes
public import LinuxABI

/// What a walk does with a symbolic link at the end of a path.
public enum LastLink: Sendable {
    case follow
    case keep
}

/// Restrictions and the count of links of one walk.
struct WalkState {
    var links = 0
    /// Something on the way must not be remembered.
    var isVolatile = false
    /// openat2(2)
    var resolve: ResolveFlags = []
    /// The directory that `RESOLVE_BENEATH` and `RESOLVE_IN_ROOT` keep the walk in.
    var anchor: Dentry?
}

/// The last component of a path that is to be created, removed or renamed, and the directory it is in.
struct LastComponent {
    enum Kind {
        case normal
        case dot
        case dotDot
        case root
    }
    var directory: Dentry
    var name: [UInt8]
    var kind: Kind
    /// A slash follows: only a directory will do.
    var mustBeDirectory: Bool
}

extension FileSystemContext {
    /// Walks `path` from `start` (the working directory where nil), path_resolution(7).
    ///
    /// Throws: `ENOENT` (an empty path too), `ENOTDIR`, `ELOOP`, `ENAMETOOLONG`.
    @export(interface)
    public func walk(_ path: Span<UInt8>, from start: Dentry? = nil, _ last: LastLink = .follow) throws(Errno) -> Dentry
    {
        let start = start ?? workingDirectory
        let follows = last == .follow
        // What was found before was not looked at with these rights.
        if credentials == nil, let known = namespace.memo.find(start, path, follows: follows) { return known }
        var state = WalkState()
        let dentry = try walk(path, start, last, &state)
        if !state.isVolatile { namespace.memo.insert(start, path, follows: follows, dentry) }
        return dentry
    }

    /// The walk itself, also of what symbolic links say.
    func walk(
        _ path: Span<UInt8>, _ start: Dentry, _ last: LastLink, _ state: inout WalkState
    ) throws(Errno) -> Dentry {
        guard path.count > 0 else { throw .ENOENT }
        guard path.count <= FileSystemContext.pathLimit else { throw .ENAMETOOLONG }
        var current = try begin(path, start, state)
        var position = 0
        let end = path.count
        while true {
            while position < end, path[position] == slash { position &+= 1 }
            if position == end {
                // A path that ends in a slash, or is nothing but slashes.
                guard current.inode.isDirectory else { throw .ENOTDIR }
                return current
            }
            guard current.inode.isDirectory else { throw .ENOTDIR }
            try check(.X_OK, of: current.inode)
            let first = position
            var hash = DentryCache.seed(current)
            while position < end, path[position] != slash {
                hash = DentryCache.step(hash, path[position])
                position &+= 1
            }
            let name = path.extracting(first..<position)
            if let step = try dots(name, current, state) {
                current = step
            } else {
                guard name.count <= FileSystemContext.nameLimit else { throw .ENAMETOOLONG }
                guard let child = try namespace.child(current, name, hash) else { throw .ENOENT }
                if child.isVolatile { state.isVolatile = true }
                if state.resolve.contains(.RESOLVE_NO_XDEV), child.isMountRoot { throw .EXDEV }
                if child.inode.isSymbolicLink, position < end || last == .follow {
                    current = try follow(child, in: current, position < end ? .follow : last, &state)
                } else {
                    current = child
                }
            }
            if position == end { return current }
        }
    }

    /// Where a walk begins.
    private func begin(_ path: Span<UInt8>, _ start: Dentry, _ state: WalkState) throws(Errno) -> Dentry {
        guard path[0] == slash else { return start }
        if state.resolve.contains(.RESOLVE_BENEATH) { throw .EXDEV }
        if state.resolve.contains(.RESOLVE_IN_ROOT), let anchor = state.anchor { return anchor }
        return root
    }

    /// The directory that `.` or `..` leads to; nil for any other name.
    @inline(__always)
    private func dots(_ name: Span<UInt8>, _ current: Dentry, _ state: WalkState) throws(Errno) -> Dentry? {
        guard name[0] == dot, name.count <= 2 else { return nil }
        if name.count == 1 { return current }
        guard name[1] == dot else { return nil }
        if let anchor = state.anchor, current === anchor {
            if state.resolve.contains(.RESOLVE_BENEATH) { throw .EXDEV }
            if state.resolve.contains(.RESOLVE_IN_ROOT) { return current }
        }
        if current === root { return current }
        if state.resolve.contains(.RESOLVE_NO_XDEV), current.isMountRoot { throw .EXDEV }
        return current.parent ?? current
    }

    /// Goes where a symbolic link leads.
    private func follow(
        _ link: Dentry, in directory: Dentry, _ last: LastLink, _ state: inout WalkState
    ) throws(Errno) -> Dentry {
        state.links &+= 1
        if state.links > FileSystemContext.linkLimit || state.resolve.contains(.RESOLVE_NO_SYMLINKS) { throw .ELOOP }
        if let target = try link.inode.magicTarget() {
            if state.resolve.contains(.RESOLVE_NO_MAGICLINKS) { throw .ELOOP }
            if !state.resolve.isDisjoint(with: [.RESOLVE_BENEATH, .RESOLVE_IN_ROOT]) { throw .EXDEV }
            return target
        }
        let target = try link.inode.target()
        return try walk(target.span, directory, last, &state)
    }

    /// Walks to the directory of the last component, which itself is not looked at.
    func walkToLast(
        _ path: Span<UInt8>, from start: Dentry?, _ state: inout WalkState
    ) throws(Errno) -> LastComponent {
        guard path.count > 0 else { throw .ENOENT }
        guard path.count <= FileSystemContext.pathLimit else { throw .ENAMETOOLONG }
        var end = path.count
        while end > 0, path[end - 1] == slash { end -= 1 }
        let start = try begin(path, start ?? workingDirectory, state)
        if end == 0 { return LastComponent(directory: root, name: [], kind: .root, mustBeDirectory: true) }
        var first = end
        while first > 0, path[first - 1] != slash { first -= 1 }
        let directory = first == 0 ? start : try walk(path.extracting(0..<first), start, .follow, &state)
        guard directory.inode.isDirectory else { throw .ENOTDIR }
        try check(.X_OK, of: directory.inode)
        guard end - first <= FileSystemContext.nameLimit else { throw .ENAMETOOLONG }
        var name: [UInt8] = []
        name.reserveCapacity(end - first)
        for index in first..<end { name.append(path[index]) }
        let kind: LastComponent.Kind = name == [dot] ? .dot : name == [dot, dot] ? .dotDot : .normal
        return LastComponent(directory: directory, name: name, kind: kind, mustBeDirectory: end < path.count)
    }
}

@inline(__always) private var slash: UInt8 { UInt8(ascii: "/") }
@inline(__always) private var dot: UInt8 { UInt8(ascii: ".") }
