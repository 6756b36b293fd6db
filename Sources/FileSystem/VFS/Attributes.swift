public import LinuxABI

/// What a call that sets times asks for.
public enum TimeChange {
    /// Leave it, `UTIME_OMIT`.
    case omit
    /// The current time, `UTIME_NOW`.
    case now
    case set(TimeSpec)
}

extension Inode {
    /// chmod(2)
    @export(interface)
    public final func setPermissions(_ permissions: FileMode) throws(Errno) {
        if isSymbolicLink { throw .EOPNOTSUPP }
        try willChangeAttributes()
        if let file = self as? TmpFile, file.seals.contains(.F_SEAL_EXEC),
            !mode.symmetricDifference(permissions).isDisjoint(with: .anyExecute)
        {
            throw .EPERM
        }
        mode = FileMode(type, permissions)
        touchChanged()
    }

    /// chown(2): nil leaves an owner as it is. As on Linux, set-ID bits of files are taken off.
    @export(interface)
    public final func setOwner(_ uid: UInt32?, _ gid: UInt32?) throws(Errno) {
        try willChangeAttributes()
        if let uid { self.uid = uid }
        if let gid { self.gid = gid }
        if type == .regular {
            mode.remove(.setUserID)
            if mode.contains(.groupExecute) { mode.remove(.setGroupID) }
        }
        touchChanged()
    }

    /// utimensat(2)
    @export(interface)
    public final func setTimes(accessed: TimeChange, modified: TimeChange) throws(Errno) {
        if case .omit = accessed, case .omit = modified { return }
        try willChangeAttributes()
        let now = superblock.clock.now()
        switch accessed {
        case .omit: break
        case .now: self.accessed = now
        case .set(let time): self.accessed = Inode.clamped(time)
        }
        switch modified {
        case .omit: break
        case .now: self.modified = now
        case .set(let time): self.modified = Inode.clamped(time)
        }
        changed = now
    }

    /// Beyond the last second there is no part of one.
    private static func clamped(_ time: TimeSpec) -> TimeSpec {
        time.seconds == .max || time.seconds == .min ? TimeSpec(seconds: time.seconds) : time
    }
}

extension FileSystemContext {
    /// chmod(2). Throws: `EPERM` for a file of somebody else's, `EOPNOTSUPP`, `EROFS`.
    @export(interface)
    public func setPermissions(_ permissions: FileMode, of inode: Inode) throws(Errno) {
        var permissions = permissions
        if let credentials {
            guard credentials.mayActAsOwner(of: inode) else { throw .EPERM }
            if !credentials.isMember(of: inode.gid), !credentials.has(.keepsSetID) { permissions.remove(.setGroupID) }
        }
        try inode.setPermissions(permissions)
        inode.reportAttributes()
    }

    /// chown(2); nil leaves an owner as it is. Throws: `EPERM`, `EROFS`.
    @export(interface)
    public func setOwner(_ uid: UInt32?, _ gid: UInt32?, of inode: Inode) throws(Errno) {
        if let credentials, !credentials.has(.changesOwners) {
            // Files are not given away, but put in any group of one's own.
            if uid != nil || gid != nil {
                guard credentials.owns(inode), uid == nil || uid == inode.uid else { throw .EPERM }
            }
            if let gid, gid != inode.gid, !credentials.isMember(of: gid) { throw .EPERM }
        }
        try inode.setOwner(uid, gid)
        inode.reportAttributes()
    }

    /// utimensat(2). Throws: `EPERM`; `EACCES` where only the present time is asked for and the file may not be written either.
    @export(interface)
    public func setTimes(accessed: TimeChange, modified: TimeChange, of inode: Inode) throws(Errno) {
        if let credentials, !credentials.mayActAsOwner(of: inode) {
            switch (accessed, modified) {
            case (.now, .now): try inode.check(.W_OK, for: credentials)
            case (.omit, .omit): break
            default: throw .EPERM
            }
        }
        try inode.setTimes(accessed: accessed, modified: modified)
        inode.reportAttributes()
    }

    /// Sets the size of a file by path, truncate(2).
    @export(interface)
    public func truncate(_ path: Span<UInt8>, to size: Int64) throws(Errno) {
        guard size >= 0 else { throw .EINVAL }
        let dentry = try walk(path)
        let inode = dentry.inode
        switch inode.type {
        case .regular: break
        case .directory: throw .EISDIR
        default: throw .EINVAL
        }
        try check(.W_OK, of: inode)
        if inode.superblock.isReadOnly { throw .EROFS }
        if inode.isExecuting { throw .ETXTBSY }
        try dentry.inode.truncate(to: size)
        dentry.report(.IN_MODIFY)
    }

    /// The text of a symbolic link, readlinkat(2). An empty path means `start` itself. Throws: `EINVAL`, `ENOENT`.
    @export(interface)
    public func readLink(_ path: Span<UInt8>, from start: Dentry? = nil) throws(Errno) -> [UInt8] {
        if path.count == 0, let start {
            guard start.inode.isSymbolicLink else { throw .ENOENT }
            return try start.inode.target()
        }
        let inode = try walk(path, from: start, .keep).inode
        guard inode.isSymbolicLink else { throw .EINVAL }
        return try inode.target()
    }
}
