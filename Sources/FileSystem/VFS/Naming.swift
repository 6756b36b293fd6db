public import LinuxABI

/// What unlinkat(2) removes.
public enum Removal: Sendable {
    case file
    case directory
}

extension FileSystemContext {
    /// Makes a directory, symbolic link, FIFO or the like: mkdirat(2), symlinkat(2), mknodat(2).
    @export(interface)
    public func make(
        _ path: Span<UInt8>, from start: Dentry? = nil, _ file: NewFile, _ permissions: FileMode
    ) throws(Errno) {
        var state = WalkState()
        let last = try walkToLast(path, from: start, &state)
        guard last.kind == .normal else { throw .EEXIST }
        if try namespace.child(last.directory, last.name) != nil { throw .EEXIST }
        var permissions = permissions
        switch file {
        case .directory: permissions.formIntersection(FileMode(rawValue: 0o1777))
        case .symbolicLink: permissions = FileMode(rawValue: 0o777)
        default: break
        }
        if last.mustBeDirectory {
            guard case .directory = file else { throw .ENOENT }
        }
        let inode: Inode
        if case .symbolicLink = file {
            if last.directory.isUnlinked { throw .ENOENT }
            if last.directory.inode.superblock.isReadOnly { throw .EROFS }
            try checkEntering(last.directory.inode)
            inode = try last.directory.inode.create(last.name, file, permissions)
            own(inode, in: last.directory.inode)
        } else {
            inode = try create(last.directory, last.name, file, permissions)
        }
        _ = namespace.add(last.directory, last.name, inode)
        last.directory.report(.IN_CREATE, entry: last.name, inode)
    }

    /// Gives a file another name, linkat(2).
    @export(interface)
    public func link(_ file: Dentry, _ path: Span<UInt8>, from start: Dentry? = nil) throws(Errno) {
        var state = WalkState()
        let last = try walkToLast(path, from: start, &state)
        guard last.kind == .normal else { throw .EEXIST }
        if try namespace.child(last.directory, last.name) != nil { throw .EEXIST }
        if last.mustBeDirectory { throw .ENOENT }
        let inode = file.inode
        // In /proc no name is free for anything.
        if last.directory.inode is VirtualDirectory { throw .ENOENT }
        guard inode.superblock === last.directory.inode.superblock else { throw .EXDEV }
        if inode.superblock.isReadOnly { throw .EROFS }
        try checkLinking(inode)
        try checkEntering(last.directory.inode)
        if inode.isDirectory { throw .EPERM }
        if inode.linkCount == 0, !inode.canBeLinked { throw .ENOENT }
        if last.directory.isUnlinked { throw .ENOENT }
        try last.directory.inode.link(last.name, inode)
        _ = namespace.add(last.directory, last.name, inode)
        inode.reportAttributes()
        last.directory.report(.IN_CREATE, entry: last.name, inode)
    }

    /// Removes a name, unlinkat(2).
    @export(interface)
    public func remove(_ path: Span<UInt8>, from start: Dentry? = nil, _ removal: Removal) throws(Errno) {
        var state = WalkState()
        let last = try walkToLast(path, from: start, &state)
        switch (last.kind, removal) {
        case (.normal, _): break
        case (.dot, .directory): throw .EINVAL
        case (.dotDot, .directory): throw .ENOTEMPTY
        case (.root, .directory): throw .EBUSY
        default: throw .EISDIR
        }
        guard let child = try namespace.child(last.directory, last.name) else { throw .ENOENT }
        let inode = child.inode
        try checkRemoving(inode, from: last.directory.inode)
        if removal == .directory {
            guard inode.isDirectory else { throw .ENOTDIR }
        } else if last.mustBeDirectory {
            throw inode.isDirectory ? .EISDIR : .ENOTDIR
        }
        if last.directory.inode.superblock.isReadOnly { throw .EROFS }
        if removal == .file, inode.isDirectory { throw .EISDIR }
        if child.isMountRoot || child === root { throw .EBUSY }
        if removal == .directory {
            try last.directory.inode.removeDirectory(last.name, inode)
        } else {
            try last.directory.inode.unlink(last.name, inode)
        }
        namespace.drop(child)
        if removal == .file { inode.reportAttributes() }
        last.directory.report(.IN_DELETE, entry: last.name, inode)
        if inode.superblock.isWatched { inode.reportIfGone() }
    }

    /// Renames, renameat2(2).
    @export(interface)
    public func rename(
        _ oldPath: Span<UInt8>, from oldStart: Dentry? = nil, to newPath: Span<UInt8>, from newStart: Dentry? = nil,
        _ flags: RenameFlags = []
    ) throws(Errno) {
        let exchange = flags.contains(.RENAME_EXCHANGE)
        guard flags.isSubset(of: [.RENAME_NOREPLACE, .RENAME_EXCHANGE]) else { throw .EINVAL }
        guard !(exchange && flags.contains(.RENAME_NOREPLACE)) else { throw .EINVAL }
        var state = WalkState()
        let old = try walkToLast(oldPath, from: oldStart, &state)
        var newState = WalkState()
        let new = try walkToLast(newPath, from: newStart, &newState)
        guard old.directory.inode.superblock === new.directory.inode.superblock else { throw .EXDEV }
        guard old.kind == .normal else { throw .EBUSY }
        guard new.kind == .normal else { throw flags.contains(.RENAME_NOREPLACE) ? .EEXIST : .EBUSY }
        guard let source = try namespace.child(old.directory, old.name) else { throw .ENOENT }
        let target = try namespace.child(new.directory, new.name)
        if flags.contains(.RENAME_NOREPLACE), target != nil { throw .EEXIST }
        if exchange, target == nil { throw .ENOENT }
        try checkRemoving(source.inode, from: old.directory.inode)
        if let target {
            try checkRemoving(target.inode, from: new.directory.inode)
        } else {
            try checkEntering(new.directory.inode)
        }
        // Its entry `..` changes.
        if source.inode.isDirectory, old.directory !== new.directory { try check(.W_OK, of: source.inode) }
        if !source.inode.isDirectory {
            if old.mustBeDirectory { throw .ENOTDIR }
            if !exchange, new.mustBeDirectory { throw .ENOTDIR }
        }
        if exchange, let target, new.mustBeDirectory, !target.inode.isDirectory { throw .ENOTDIR }
        if old.directory.inode.superblock.isReadOnly { throw .EROFS }
        // A directory cannot come to lie inside itself.
        if new.directory.isInside(source) { throw .EINVAL }
        if let target, old.directory.isInside(target) { throw exchange ? .EINVAL : .ENOTEMPTY }
        // Two names of one file: nothing happens, as POSIX asks.
        if let target, target.inode === source.inode { return }
        if new.directory.isUnlinked { throw .ENOENT }
        if let target, !exchange {
            if source.inode.isDirectory, !target.inode.isDirectory { throw .ENOTDIR }
            if !source.inode.isDirectory, target.inode.isDirectory { throw .EISDIR }
        }
        if source.isMountRoot || target?.isMountRoot == true || source === root { throw .EBUSY }
        try old.directory.inode.rename(
            old.name, source.inode, to: new.directory.inode, new.name, replacing: target?.inode, exchange: exchange)
        if let target, exchange {
            namespace.move(target, to: old.directory, old.name)
        } else if let target {
            namespace.drop(target)
        }
        namespace.move(source, to: new.directory, new.name)
        if source.inode.superblock.isWatched {
            reportMove(source.inode, from: old, to: new)
            if let target, exchange {
                reportMove(target.inode, from: new, to: old)
            } else if let target {
                target.inode.report(.IN_ATTRIB)
                target.inode.reportIfGone()
            }
        }
    }

    /// Tells of a rename; the two halves have a number in common.
    private func reportMove(_ inode: Inode, from old: LastComponent, to new: LastComponent) {
        namespace.lastMove &+= 1
        old.directory.report(.IN_MOVED_FROM, entry: old.name, inode, cookie: namespace.lastMove)
        new.directory.report(.IN_MOVED_TO, entry: new.name, inode, cookie: namespace.lastMove)
        // Without saying that it is a directory.
        inode.report(.IN_MOVE_SELF, ofDirectory: false)
    }
}
