internal import Bytes
internal import LinuxABI

/// A device node whose driver is part of the kernel.
final class DeviceInode: Inode {
    /// The memory devices of mem(4), null(4), random(4) and full(4).
    enum Kind {
        case null
        case zero
        case full
        case random
    }
    private let kind: Kind
    private let services: FileServices
    private let tmpfs: TmpSuperblock

    init(_ superblock: TmpSuperblock, _ kind: Kind, _ device: DeviceNumber, _ services: FileServices) {
        self.kind = kind
        self.services = services
        tmpfs = superblock
        super.init(
            superblock: superblock, number: superblock.newInodeNumber(),
            mode: FileMode(.characterDevice, FileMode(rawValue: 0o666)))
        specialDevice = device
        touchModified()
        accessed = modified
    }

    override func open(_ dentry: Dentry?, _ flags: OpenFlags) throws(Errno) -> OpenFile {
        switch kind {
        case .null: return NullFile(self, dentry, flags)
        case .zero: return ZeroFile(self, dentry, flags)
        case .full: return FullFile(self, dentry, flags)
        case .random: return RandomFile(self, dentry, flags, services.entropy)
        }
    }

    override func truncate(to size: Int64) throws(Errno) { throw .EINVAL }

    override func mappedInode() throws(Errno) -> Inode {
        guard kind == .zero else { throw .ENODEV }
        let memory = tmpfs.unnamedFile(FileMode(rawValue: 0o600))
        memory.size = Int64.max - 4096
        return memory
    }
}

/// What the memory devices have in common: an offset that seeks and means nothing.
class MemoryDeviceFile: OpenFile {
    override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { try read(&buffer) }
    override func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { try write(&buffer) }
    override func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 {
        // Linux lets these devices seek, and always stays at 0.
        self.offset = 0
        return 0
    }
    override func synchronize() throws(Errno) { throw .EINVAL }
    override var isPollable: Bool { false }
}

/// /dev/null
final class NullFile: MemoryDeviceFile {
    override init(_ inode: Inode, _ dentry: Dentry?, _ flags: OpenFlags) {
        super.init(inode, dentry, flags)
        discardsWrites = isWritable
    }
    override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int { 0 }
    override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int { buffer.count }
}

/// /dev/zero
final class ZeroFile: MemoryDeviceFile {
    override init(_ inode: Inode, _ dentry: Dentry?, _ flags: OpenFlags) {
        super.init(inode, dentry, flags)
        discardsWrites = isWritable
    }
    override var isCopySource: Bool { true }
    override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int { try buffer.writeZeros(buffer.count) }
    override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int { buffer.count }
}

/// /dev/full
final class FullFile: MemoryDeviceFile {
    override var isCopySource: Bool { true }
    override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int { try buffer.writeZeros(buffer.count) }
    override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int { throw .ENOSPC }
}

/// /dev/random and /dev/urandom
final class RandomFile: MemoryDeviceFile {
    private let entropy: any EntropySource

    override var isCopySource: Bool { true }

    init(_ inode: Inode, _ dentry: Dentry?, _ flags: OpenFlags, _ entropy: any EntropySource) {
        self.entropy = entropy
        super.init(inode, dentry, flags)
    }

    override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int { try entropy.fill(&buffer) }
    /// What is written would stir the pool; the source needs none, and the bytes are accepted as by Linux.
    override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int { buffer.count }

    override func control(_ request: IoctlRequest, _ argument: UInt) throws(Errno) -> Int {
        guard request == .RNDGETENTCNT else { throw .EINVAL }
        try UserPointer<Int32>(argument).store(256)
        return 0
    }
}
