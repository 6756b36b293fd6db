public import Bytes
public import LinuxABI

/// A file as a mapping of memory sees it.
public final class FileMapping: MemoryObject {
    public let inode: Inode
    private let dentry: Dentry?

    /// Writes through the mapping can reach the file, now or after mprotect(2).
    private let canWrite: Bool

    public init(_ inode: Inode, _ dentry: Dentry?, canWrite: Bool = false) {
        self.inode = inode
        self.dentry = dentry
        self.canWrite = canWrite
        inode.mappings += 1
        if canWrite { inode.writableMappings += 1 }
    }

    deinit {
        inode.mappings -= 1
        if canWrite { inode.writableMappings -= 1 }
    }

    @export(interface)
    public func frame(at index: Int, for access: PageAccess) throws(Errno) -> PageFrame? {
        // The first write to a page; later ones go unnoticed. POSIX (mmap) leaves open when the times are set, up to the next msync.
        if access == .write, canWrite { inode.touchModified() }
        return try inode.frame(at: index, for: access)
    }
    @export(interface)
    public func residentRun(at index: Int, limit: Int) -> FrameRun? { inode.residentRun(at: index, limit: limit) }
    @export(interface)
    public func synchronize(_ pages: Range<Int>) throws(Errno) {}
    @export(interface)
    public func punchHole(_ pages: Range<Int>) throws(Errno) { try inode.removePages(pages) }
    public var mappingName: [UInt8] { dentry?.displayPath() ?? [UInt8](ascii: "/dev/zero (deleted)") }
    public var mappingIdentity: (device: UInt64, inode: UInt64) { (inode.superblock.device.encoded, inode.number) }
}

extension OpenFile {
    /// What mmap(2) maps. Throws: `EACCES` where the access mode does not allow it, `ENODEV` where the file cannot be mapped.
    @export(interface)
    public final func mapping(_ protection: MemoryProtection, isShared: Bool) throws(Errno) -> any MemoryObject {
        if isPathOnly { throw .EBADF }
        guard isReadable else { throw .EACCES }
        if isShared, protection.contains(.PROT_WRITE), !isWritable || flags.contains(.O_APPEND) { throw .EACCES }
        if let file = inode as? TmpFile, isShared, protection.contains(.PROT_WRITE),
            !file.seals.isDisjoint(with: [.F_SEAL_WRITE, .F_SEAL_FUTURE_WRITE])
        {
            throw .EPERM
        }
        let inode = try inode.mappedInode()
        guard inode.isMappable else { throw .ENODEV }
        if !inode.superblock.isReadOnly, inode.accessed <= inode.modified { inode.accessed = inode.superblock.clock.now() }
        return FileMapping(inode, inode === self.inode ? dentry : nil, canWrite: isShared && canMapForWriting)
    }

    /// Whether a shared mapping of it may ever be written: it is open for that, and not sealed.
    public final var canMapForWriting: Bool {
        guard isWritable else { return false }
        guard let file = inode as? TmpFile else { return true }
        return file.seals.isDisjoint(with: [.F_SEAL_WRITE, .F_SEAL_FUTURE_WRITE])
    }
}
