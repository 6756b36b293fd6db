internal import Bytes
public import LinuxABI

extension FileSystemContext {
    /// Opens a file, openat(2) and openat2(2).
    ///
    /// Throws what open(2) lists: `EEXIST`, `EISDIR`, `ELOOP`, `ENOTDIR`, `EROFS`, `ENXIO`, `EINVAL`, …
    @export(interface)
    public func open(
        _ path: Span<UInt8>, from start: Dentry? = nil, _ flags: OpenFlags, _ permissions: FileMode = [],
        resolve: ResolveFlags = []
    ) throws(Errno) -> OpenFile {
        if flags.contains(.O_PATH) { return try openPath(path, start, flags, resolve) }
        if flags.contains(.O_TMPFILE) { return try openUnnamed(path, start, flags, permissions, resolve) }
        let wanted: LastLink = flags.contains(.O_NOFOLLOW) ? .keep : .follow
        if flags.contains(.O_CREAT) { return try openCreating(path, start, flags, permissions, wanted, resolve) }
        let dentry: Dentry
        if resolve.isEmpty {
            dentry = try walk(path, from: start, wanted)
        } else {
            dentry = try walkRestricted(path, start, wanted, resolve)
        }
        return try open(dentry, flags)
    }

    /// Opens what a walk ended at.
    @export(interface)
    public func open(_ dentry: Dentry, _ flags: OpenFlags) throws(Errno) -> OpenFile {
        let inode = dentry.inode
        let access = flags.rawValue & 3
        if flags.contains(.O_DIRECTORY), !inode.isDirectory { throw .ENOTDIR }
        switch inode.type {
        case .symbolicLink: throw .ELOOP
        case .directory:
            if access != 0 || !flags.isDisjoint(with: [.O_CREAT, .O_TRUNC]) { throw .EISDIR }
        case .regular:
            if access != 0 || flags.contains(.O_TRUNC) {
                if inode.superblock.isReadOnly { throw .EROFS }
                if inode.isExecuting { throw .ETXTBSY }
            }
        default: break
        }
        if let credentials { try FileSystemContext.check(inode, flags, for: credentials) }
        let file = try inode.open(dentry, flags)
        dentry.report(.IN_OPEN)
        if flags.contains(.O_TRUNC), inode.type == .regular, inode.size != 0 || access != 0 {
            try inode.truncate(to: 0)
            dentry.report(.IN_MODIFY)
        }
        return file
    }

    /// Whether a file may be opened so. Throws: `EACCES`, `EPERM` for `O_NOATIME` on a file of somebody else's.
    private static func check(_ inode: Inode, _ flags: OpenFlags, for credentials: FileCredentials) throws(Errno) {
        let access = flags.rawValue & 3
        var wanted: AccessMode = []
        if access != 1 { wanted.insert(.R_OK) }
        if access != 0 || flags.contains(.O_TRUNC) { wanted.insert(.W_OK) }
        try inode.check(wanted, for: credentials)
        if flags.contains(.O_NOATIME), !credentials.mayActAsOwner(of: inode) { throw .EPERM }
    }

    private func walkRestricted(
        _ path: Span<UInt8>, _ start: Dentry?, _ last: LastLink, _ resolve: ResolveFlags
    ) throws(Errno) -> Dentry {
        let start = start ?? workingDirectory
        var state = WalkState(resolve: resolve, anchor: start)
        return try walk(path, start, last, &state)
    }

    private func openPath(
        _ path: Span<UInt8>, _ start: Dentry?, _ flags: OpenFlags, _ resolve: ResolveFlags
    ) throws(Errno) -> OpenFile {
        // Everything but these is ignored with O_PATH.
        let flags = flags.intersection([.O_PATH, .O_DIRECTORY, .O_NOFOLLOW, .O_CLOEXEC])
        let last: LastLink = flags.contains(.O_NOFOLLOW) ? .keep : .follow
        let dentry =
            try resolve.isEmpty
            ? walk(path, from: start, last) : walkRestricted(path, start, last, resolve)
        if flags.contains(.O_DIRECTORY), !dentry.inode.isDirectory { throw .ENOTDIR }
        return OpenFile(dentry.inode, dentry, flags)
    }

    private func openUnnamed(
        _ path: Span<UInt8>, _ start: Dentry?, _ flags: OpenFlags, _ permissions: FileMode, _ resolve: ResolveFlags
    ) throws(Errno) -> OpenFile {
        guard flags.rawValue & 3 != 0 else { throw .EINVAL }
        let directory =
            try resolve.isEmpty
            ? walk(path, from: start) : walkRestricted(path, start, .follow, resolve)
        guard directory.inode.isDirectory else { throw .ENOTDIR }
        if directory.inode.superblock.isReadOnly { throw .EROFS }
        try checkEntering(directory.inode)
        let inode = try directory.inode.createUnnamed(permissions.permissions.subtracting(umask))
        own(inode, in: directory.inode)
        inode.canBeLinked = !flags.contains(.O_EXCL)
        var name = ByteText("#")
        name.add(decimal: UInt(inode.number))
        let dentry = Dentry(parent: directory, name: name.bytes, inode: inode)
        dentry.isUnlinked = true
        return try inode.open(dentry, flags)
    }

    private func openCreating(
        _ path: Span<UInt8>, _ start: Dentry?, _ flags: OpenFlags, _ permissions: FileMode, _ wanted: LastLink,
        _ resolve: ResolveFlags
    ) throws(Errno) -> OpenFile {
        if flags.contains(.O_DIRECTORY) { throw .EINVAL }
        var state = WalkState(resolve: resolve, anchor: resolve.isEmpty ? nil : start ?? workingDirectory)
        var last = try walkToLast(path, from: start, &state)
        while true {
            if last.kind != .normal || last.mustBeDirectory { throw .EISDIR }
            guard let child = try namespace.child(last.directory, last.name) else { break }
            if flags.contains(.O_EXCL) { throw .EEXIST }
            guard child.inode.isSymbolicLink, wanted == .follow else { return try open(child, flags) }
            state.links += 1
            if state.links > FileSystemContext.linkLimit || state.resolve.contains(.RESOLVE_NO_SYMLINKS) {
                throw .ELOOP
            }
            if let target = try child.inode.magicTarget() { return try open(target, flags) }
            // The link may lead to a name that is still free: that is the one to create.
            let target = try child.inode.target()
            last = try walkToLast(target.span, from: last.directory, &state)
        }
        let directory = last.directory
        let inode = try create(directory, last.name, .regular, permissions)
        let dentry = namespace.add(directory, last.name, inode)
        directory.report(.IN_CREATE, entry: last.name, inode)
        // A file just made may be written whatever its permissions say.
        let file = try inode.open(dentry, flags)
        dentry.report(.IN_OPEN)
        return file
    }

    /// Makes a file in a directory, with the umask taken off.
    func create(
        _ directory: Dentry, _ name: [UInt8], _ file: NewFile, _ permissions: FileMode
    ) throws(Errno) -> Inode {
        if directory.isUnlinked { throw .ENOENT }
        if directory.inode.superblock.isReadOnly { throw .EROFS }
        try checkEntering(directory.inode)
        let inode = try directory.inode.create(name, file, permissions.permissions.subtracting(umask))
        own(inode, in: directory.inode)
        return inode
    }
}
