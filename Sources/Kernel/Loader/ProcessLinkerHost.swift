#if os(none)
public import Bytes
internal import CMachine
public import ELF
public import FileSystem
public import LinuxABI
internal import Machine
public import Memory

/// What the dynamic linker needs of a process: its files, its address space, and the kernel's own symbols.
///
/// Reason for the `unsafe` in here: the linker writes into mappings that it has just made, and an access that fails all
/// the same is a page fault that ends the program, not a stray write.
public final class ProcessLinkerHost: LinkerHost {
    private let memory: AddressSpace
    private let files: FileSystemContext

    public init(memory: AddressSpace, files: FileSystemContext) {
        self.memory = memory
        self.files = files
    }

    public func open(_ path: [UInt8]) throws(Errno) -> LinkedFile {
        let dentry = try files.walk(path.span)
        let inode = dentry.inode
        if inode.isDirectory { throw .EISDIR }
        let mapping = FileMapping(inode, dentry)
        let identity = FileIdentity(device: inode.superblock.device.encoded, inode: inode.number)
        // A device has nothing to parse, and is refused as too short a file.
        guard inode.type == .regular else { return LinkedFile(bytes: FileBytes([]), identity: identity, handle: mapping) }
        if let bytes = inode.contiguousBytes() { return LinkedFile(bytes: bytes, identity: identity, handle: mapping) }
        return LinkedFile(bytes: try readIn(inode), identity: identity, handle: mapping)
    }

    public func workingDirectory() -> [UInt8] {
        // A directory that was removed has no path; nothing is found below it.
        do throws(Errno) { return try files.workingDirectoryPath() } catch { return [] }
    }

    public func resolve(_ path: [UInt8]) -> [UInt8]? {
        do throws(Errno) { return try files.walk(path.span).path(from: files.root) } catch { return nil }
    }

    /// A copy of a file that does not lie in one piece (tmpfs), for parsing.
    private func readIn(_ inode: Inode) throws(Errno) -> FileBytes {
        let size = UInt(truncatingIfNeeded: max(inode.size, 0))
        let pages = (size + 4095) >> 12
        guard pages > 0 else { return FileBytes([]) }
        let address = try memory.map(0, pages << 12, [.PROT_READ, .PROT_WRITE], [.MAP_PRIVATE, .MAP_ANONYMOUS])
        var buffer = UserBuffer(address: address, count: Int(size))
        while buffer.count > 0 {
            if try inode.read(&buffer, at: Int64(Int(size) - buffer.count)) == 0 { break }
        }
        // Held: the mapping stays for as long as the process does; the linker keeps reading from it.
        return unsafe FileBytes(address: address, count: Int(size) - buffer.count)
    }

    public func reserve(size: UInt, alignment: UInt, at address: UInt) throws(Errno) -> UInt {
        if address != 0 { return try memory.map(address, size, [], [.MAP_PRIVATE, .MAP_ANONYMOUS, .MAP_NORESERVE, .MAP_FIXED_NOREPLACE]) }
        if alignment <= 4096 { return try memory.map(0, size, [], [.MAP_PRIVATE, .MAP_ANONYMOUS, .MAP_NORESERVE]) }
        let (room, overflow) = size.addingReportingOverflow(alignment)
        guard !overflow else { throw .ENOMEM }
        let start = try memory.map(0, room, [], [.MAP_PRIVATE, .MAP_ANONYMOUS, .MAP_NORESERVE])
        let aligned = (start + alignment - 1) & ~(alignment - 1)
        let end = (aligned + size + 4095) & ~4095
        if aligned > start { try memory.unmap(start, aligned - start) }
        if start + room > end { try memory.unmap(end, start + room - end) }
        return aligned
    }

    public func map(
        _ file: LinkedFile, offset: UInt, at address: UInt, size: UInt, protection: SegmentProtection
    ) throws(Errno) {
        guard let mapping = file.handle as? FileMapping else { throw .EBADF }
        _ = try memory.map(
            address, size, MemoryProtection(rawValue: protection.rawValue), [.MAP_PRIVATE, .MAP_FIXED],
            .object(mapping, offset: Int(offset), maximum: [.PROT_READ, .PROT_WRITE, .PROT_EXEC]))
    }

    public func mapAnonymous(at address: UInt, size: UInt, protection: SegmentProtection) throws(Errno) {
        _ = try memory.map(
            address, size, MemoryProtection(rawValue: protection.rawValue), [.MAP_PRIVATE, .MAP_ANONYMOUS, .MAP_FIXED])
    }

    public func protect(at address: UInt, size: UInt, protection: SegmentProtection) throws(Errno) {
        try memory.protect(address, size, MemoryProtection(rawValue: protection.rawValue))
    }

    public func unmap(at address: UInt, size: UInt) {
        // Nothing to do about a refusal: the addresses then stay taken.
        do throws(Errno) { try memory.unmap(address, size) } catch {}
    }

    public func allocate(size: UInt) throws(Errno) -> UInt {
        try memory.map(0, size, [.PROT_READ, .PROT_WRITE], [.MAP_PRIVATE, .MAP_ANONYMOUS])
    }

    // MARK: Stores

    public func store64(_ value: UInt64, at address: UInt) throws(Errno) {
        guard AddressMap.isProgram(address, 8), machine_store64(UInt64(address), value) == 0 else { throw .EFAULT }
    }
    public func store32(_ value: UInt32, at address: UInt) throws(Errno) {
        guard AddressMap.isProgram(address, 4), machine_store32(UInt64(address), value) == 0 else { throw .EFAULT }
    }
    public func store16(_ value: UInt16, at address: UInt) throws(Errno) { try UserPointer(address).store(value) }
    public func store8(_ value: UInt8, at address: UInt) throws(Errno) { try UserPointer(address).store(value) }
    public func load64(at address: UInt) throws(Errno) -> UInt64 { try UserPointer(address).load() }

    public func write(_ bytes: RawSpan, at address: UInt) throws(Errno) {
        var buffer = UserBuffer(address: address, count: bytes.byteCount)
        guard try buffer.write(bytes) == bytes.byteCount else { throw .EFAULT }
    }

    public func copy(from source: UInt, to destination: UInt, count: UInt) throws(Errno) {
        guard AddressMap.isProgram(source, Int(count)), AddressMap.isProgram(destination, Int(count)) else { throw .EFAULT }
        // Held: both ranges are the program's, and the copy recovers from faults.
        let left = unsafe machine_copy(
            UnsafeMutableRawPointer(bitPattern: destination), UnsafeRawPointer(bitPattern: source), Int(count))
        guard left == 0 else { throw .EFAULT }
    }

    public func zero(at address: UInt, count: UInt) throws(Errno) {
        var buffer = UserBuffer(address: address, count: Int(count))
        guard try buffer.writeZeros(Int(count)) == Int(count) else { throw .EFAULT }
    }

    public func applyRela(
        _ table: FileBytes, offset: Int, count: Int, base: UInt, window: Range<UInt>
    ) throws(Errno) -> Int {
        unsafe RelativeRelocations.applyRela(table, offset: offset, count: count, base: base, window: window)
    }

    public func applyRelr(
        _ table: FileBytes, offset: Int, count: Int, base: UInt, window: Range<UInt>
    ) throws(Errno) -> Int {
        unsafe RelativeRelocations.applyRelr(table, offset: offset, count: count, base: base, window: window)
    }

    public func callResolver(_ address: UInt) throws(Errno) -> UInt {
        guard AddressMap.isProgram(address, 1) else { throw .EFAULT }
        return UInt(machine_call_program(UInt64(address)))
    }

    public func kernelSymbol(_ name: RawSpan) -> UInt? { KernelExports.address(of: name) }
}
#endif
