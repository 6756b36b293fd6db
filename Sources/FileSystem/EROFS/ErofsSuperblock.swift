public import Bytes
public import LinuxABI

/// An EROFS image in memory, mounted read-only and read in place.
///
/// Uncompressed images as `mkfs.erofs` makes them: compact and extended inodes, data in one piece or with its tail
/// behind the inode. Format: Documentation/filesystems/erofs.rst and erofs_fs.h of Linux. Every number of the image is
/// checked before it is used, so a corrupt one gives `EUCLEAN` and never a trap.
public final class ErofsSuperblock: Superblock {
    let image: FileBytes
    /// The image's first frame in physical memory, nil where it cannot be mapped (a test).
    let firstFrame: PageFrame?
    let pages: any PageStore
    let blockSize: Int
    private let blockCount: UInt64
    private let inodeCount: UInt64
    private let rootNumber: UInt64
    /// Where inode 0 would be, in bytes.
    private let inodeTable: Int
    /// The time of all compact inodes.
    private let buildTime: TimeSpec
    /// Inodes with several names, so that each has one object.
    private var linked: [UInt64: ErofsInode] = [:]

    /// Throws: `EINVAL` if it is no EROFS, `EUCLEAN` if it is damaged, `EOPNOTSUPP` for features beyond those above.
    public init(image: FileBytes, firstFrame: PageFrame?, services: FileServices) throws(Errno) {
        let span = image.span
        guard let magic = span.u32(1024), magic == 0xE0F5_E1E2 else { throw .EINVAL }
        guard let bits = span.u8(1024 + 12), let root = span.u16(1024 + 14), let inodes = span.u64(1024 + 16),
            let seconds = span.u64(1024 + 24), let nanoseconds = span.u32(1024 + 32),
            let blocks = span.u32(1024 + 36), let metadata = span.u32(1024 + 40),
            let incompatible = span.u32(1024 + 80)
        else { throw .EUCLEAN }
        // Blocks are pages: what maps files relies on it.
        guard bits == 12 else { throw .EOPNOTSUPP }
        // Bit 0 says how compressed data is padded, and is set on uncompressed images too. Compressed and chunked inodes
        // are refused one by one.
        guard incompatible & ~0x1F == 0 else { throw .EOPNOTSUPP }
        self.image = image
        self.firstFrame = firstFrame
        pages = services.pages
        blockSize = 4096
        blockCount = UInt64(blocks)
        inodeCount = inodes
        rootNumber = UInt64(root)
        inodeTable = Int(metadata) << 12
        buildTime = TimeSpec(seconds: Int64(bitPattern: seconds), nanoseconds: Int64(nanoseconds))
        super.init(minor: 1, typeName: "erofs", isReadOnly: true, clock: services.clock)
    }

    @export(interface)
    public override func root() throws(Errno) -> Inode {
        let inode = try inode(rootNumber)
        guard inode.isDirectory else { throw .EUCLEAN }
        return inode
    }

    @export(interface)
    public override var highestInodeNumber: UInt64 { UInt64(image.count) / 32 }

    public override func statistics() -> FileSystemStatistics {
        var result = FileSystemStatistics(magic: .EROFS_SUPER_MAGIC_V1)
        result.blocks = blockCount
        result.inodes = inodeCount
        return result
    }

    /// Reads an inode. Throws: `EUCLEAN`, `EOPNOTSUPP`.
    func inode(_ number: UInt64) throws(Errno) -> ErofsInode {
        if let known = linked[number] { return known }
        guard number < UInt64(image.count) / 32 else { throw .EUCLEAN }
        let place = inodeTable + Int(number) << 5
        let image = image
        let span = image.span
        guard let format = span.u16(place), let attributes = span.u16(place + 2), let mode = span.u16(place + 4),
            let data = span.u32(place + 16)
        else { throw .EUCLEAN }
        let isExtended = format & 1 != 0
        let links: UInt32
        let size: UInt64
        let owner: (uid: UInt32, gid: UInt32)
        var time = buildTime
        if isExtended {
            guard let size64 = span.u64(place + 8), let uid = span.u32(place + 24), let gid = span.u32(place + 28),
                let seconds = span.u64(place + 32), let nanoseconds = span.u32(place + 40),
                let links32 = span.u32(place + 44), span.u8(place + 63) != nil
            else { throw .EUCLEAN }
            size = size64
            owner = (uid, gid)
            links = links32
            time = TimeSpec(seconds: Int64(bitPattern: seconds), nanoseconds: Int64(nanoseconds))
        } else {
            guard let size32 = span.u32(place + 8), let uid = span.u16(place + 24), let gid = span.u16(place + 26),
                let links16 = span.u16(place + 6), span.u8(place + 31) != nil
            else { throw .EUCLEAN }
            size = UInt64(size32)
            owner = (UInt32(uid), UInt32(gid))
            links = UInt32(links16)
        }
        let mode32 = FileMode(rawValue: UInt32(mode))
        let attributeBytes = attributes == 0 ? 0 : 12 + (Int(attributes) - 1) * 4
        let tail = place + (isExtended ? 64 : 32) + attributeBytes
        let layout: ErofsInode.Layout
        switch format >> 1 & 7 {
        case 0: layout = .plain
        case 2: layout = .inlineTail
        case 1, 3, 4: throw .EOPNOTSUPP
        default: throw .EUCLEAN
        }
        guard size <= UInt64(image.count) || mode32.type == .characterDevice || mode32.type == .blockDevice else {
            throw .EUCLEAN
        }
        let inode = ErofsInode(self, number, mode32, links, layout, start: Int(data) << 12, tail: tail)
        inode.size = Int64(size)
        inode.uid = owner.uid
        inode.gid = owner.gid
        inode.accessed = time
        inode.modified = time
        inode.changed = time
        switch mode32.type {
        case .regular, .directory, .symbolicLink: try inode.checkExtent()
        case .characterDevice, .blockDevice:
            inode.size = 0
            inode.specialDevice = DeviceNumber(major: data >> 8 & 0xFFF, minor: data & 0xFF | data >> 12 & 0xF_FF00)
        case .fifo, .socket: inode.size = 0
        default: throw .EUCLEAN
        }
        if links > 1, !inode.isDirectory { linked[number] = inode }
        return inode
    }
}
