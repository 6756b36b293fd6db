internal import FileSystem
internal import LinuxABI
internal import Memory

extension Process {
    /// What a descriptor gives to mmap(2), from `offset` bytes on.
    ///
    /// Throws `EBADF`, `EACCES` (the file is not open for what is asked), `ENODEV` (it cannot be mapped), `EINVAL`
    /// (`MAP_HUGETLB`: no file here is on hugetlbfs).
    func backing(
        _ fd: Int32, _ protection: MemoryProtection, _ flags: MapFlags, offset: Int
    ) throws(Errno) -> MappingBacking {
        let file = try files.descriptors.file(fd)
        if flags.contains(.MAP_HUGETLB) { throw .EINVAL }
        let isShared = flags.contains(.MAP_SHARED)
        let object = try file.mapping(protection, isShared: isShared)
        // What mprotect(2) may make of it later. Of a private mapping it may make anything.
        let maximum: MemoryProtection =
            isShared && !file.canMapForWriting ? [.PROT_READ, .PROT_EXEC] : [.PROT_READ, .PROT_WRITE, .PROT_EXEC]
        return .object(object, offset: offset, maximum: maximum)
    }
}
