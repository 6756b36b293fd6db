internal import Bytes
internal import LinuxABI

/// A file of an EROFS image.
final class ErofsInode: Inode {
    /// Where the data is.
    enum Layout {
        /// In consecutive blocks.
        case plain
        /// In consecutive blocks, but the last, partial one right behind the inode.
        case inlineTail
    }

    private let layout: Layout
    /// Where the blocks are in the image, in bytes.
    private let start: Int
    /// Where an inline tail is.
    private let tail: Int
    /// A page made of the tail, once it has been mapped.
    private var tailFrame: PageFrame?

    private let erofs: ErofsSuperblock

    init(
        _ superblock: ErofsSuperblock, _ number: UInt64, _ mode: FileMode, _ links: UInt32, _ layout: Layout,
        start: Int, tail: Int
    ) {
        erofs = superblock
        self.layout = layout
        self.start = start
        self.tail = tail
        super.init(superblock: superblock, number: number, mode: mode, linkCount: links)
    }

    /// How many bytes lie in the blocks; the rest is the inline tail.
    private var blockBytes: Int {
        switch layout {
        case .plain: Int(size)
        // The last block is the inline one, whether or not it is full.
        case .inlineTail: size == 0 ? 0 : (Int(size) - 1) & ~4095
        }
    }

    /// Checks once that all the data lies inside the image, so that nothing later needs to. Throws: `EUCLEAN`.
    func checkExtent() throws(Errno) {
        let inBlocks = blockBytes
        let limit = erofs.image.count
        if inBlocks > 0 {
            guard start <= limit, inBlocks <= limit - start else { throw .EUCLEAN }
        }
        let rest = Int(size) - inBlocks
        if rest > 0 {
            guard tail <= limit, rest <= limit - tail, tail & 4095 + rest <= 4096 else { throw .EUCLEAN }
        }
    }

    /// Where byte `offset` is in the image and how many follow it in one piece.
    @inline(__always)
    private func extent(_ offset: Int) -> (place: Int, count: Int) {
        let inBlocks = blockBytes
        if offset < inBlocks { return (start &+ offset, inBlocks &- offset) }
        return (tail &+ offset &- inBlocks, Int(size) &- offset)
    }

    // MARK: Contents

    override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int {
        if isDirectory { throw .EISDIR }
        guard offset >= 0 else { throw .EINVAL }
        var done = 0
        while offset < size - Int64(done), buffer.count > 0 {
            let (place, count) = extent(Int(offset) + done)
            let length = min(count, buffer.count)
            let image = erofs.image
            let source = image.span.extracting(place..<place + length)
            do throws(Errno) {
                let copied = try buffer.write(source)
                done += copied
                if copied < length { return done }
            } catch {
                if done > 0 { return done }
                throw error
            }
        }
        return done
    }

    override func target() throws(Errno) -> [UInt8] {
        guard isSymbolicLink, size <= 4095 else { throw isSymbolicLink ? .EUCLEAN : .EINVAL }
        var text: [UInt8] = []
        text.reserveCapacity(Int(size))
        while text.count < Int(size) {
            let (place, count) = extent(text.count)
            let image = erofs.image
            let span = image.span
            for index in place..<place + count { text.append(span.u8(index) ?? 0) }
        }
        return text
    }

    // MARK: Mapping

    override var isMappable: Bool { type == .regular && erofs.firstFrame != nil }

    override func frame(at pageIndex: Int, for access: PageAccess) throws(Errno) -> PageFrame? {
        guard let base = erofs.firstFrame else { throw .ENODEV }
        if access == .write { throw .EROFS }
        guard pageIndex >= 0, pageIndex < (Int(size) + 4095) >> 12 else { return nil }
        if pageIndex << 12 < blockBytes {
            return PageFrame(rawValue: base.rawValue + UInt(start >> 12 + pageIndex))
        }
        if let tailFrame { return tailFrame }
        let frame = try erofs.pages.allocate()
        let (place, count) = extent(pageIndex << 12)
        let image = erofs.image
        erofs.pages.store(image.span.extracting(place..<place + count), frame, 0)
        tailFrame = frame
        return frame
    }

    override func residentRun(at index: Int, limit: Int) -> FrameRun? {
        let count = min(limit, (blockBytes + 4095) >> 12 - index)
        guard let base = erofs.firstFrame, index >= 0, count > 0 else { return nil }
        return FrameRun(first: PageFrame(rawValue: base.rawValue + UInt(start >> 12 + index)), count: count)
    }

    override func contiguousBytes() -> FileBytes? {
        guard type == .regular, blockBytes == Int(size) || blockBytes == 0 else { return nil }
        return erofs.image.part(extent(0).place, Int(size))
    }

    // MARK: Directory

    override func lookup(_ name: Span<UInt8>) throws(Errno) -> Inode? {
        guard isDirectory else { throw .ENOTDIR }
        // Entries are sorted over all blocks: first find the block, then the entry in it.
        var low = 0
        var high = (Int(size) + 4095) >> 12
        while low < high {
            let middle = (low + high) / 2
            let block = try directoryBlock(middle)
            switch try compare(name, block, 0) {
            case 0: return try erofs.inode(try entry(block, 0).number)
            case ..<0: high = middle
            default: low = middle + 1
            }
        }
        guard low > 0 else { return nil }
        let block = try directoryBlock(low - 1)
        low = 1
        high = block.entries
        while low < high {
            let middle = (low + high) / 2
            switch try compare(name, block, middle) {
            case 0: return try erofs.inode(try entry(block, middle).number)
            case ..<0: high = middle
            default: low = middle + 1
            }
        }
        return nil
    }

    override func list(from cookie: Int64, parent: UInt64, into sink: inout DirectoryEntries) throws(Errno) {
        guard cookie >= 0, cookie < size else { return }
        // The cookie is the byte position of the entry; block and place in it follow.
        var index = Int(cookie) >> 12
        var place = Int(cookie) & 4095
        while index < (Int(size) + 4095) >> 12 {
            let block = try directoryBlock(index)
            var number = place / 12
            while number < block.entries {
                let (inode, nameStart, nameEnd, type) = try entry(block, number)
                let isLast = number + 1 == block.entries
                let next = isLast ? Int64(index + 1) << 12 : Int64(index << 12 + (number + 1) * 12)
                var name: [UInt8] = []
                let image = erofs.image
                let span = image.span
                for byte in nameStart..<nameEnd { name.append(span.u8(byte) ?? 0) }
                guard sink.add(name.span, inode, FileType(fileSystemEntry: type), next: next) else { return }
                number += 1
            }
            index += 1
            place = 0
        }
    }

    override func forEachEntry(_ body: ([UInt8], UInt64, FileType) -> Void) throws(Errno) {
        guard isDirectory else { throw .ENOTDIR }
        let image = erofs.image
        for index in 0..<(Int(size) + 4095) >> 12 {
            let block = try directoryBlock(index)
            for number in 0..<block.entries {
                let (inode, nameStart, nameEnd, type) = try entry(block, number)
                var name: [UInt8] = []
                name.reserveCapacity(nameEnd - nameStart)
                for byte in nameStart..<nameEnd { name.append(image.span.u8(byte) ?? 0) }
                if name == [0x2E] || name == [0x2E, 0x2E] { continue }
                body(name, inode, FileType(fileSystemEntry: type))
            }
        }
    }

    private struct Block {
        /// Where it is in the image, how many bytes of it count, and how many entries it has.
        var place: Int
        var count: Int
        var entries: Int
    }

    private func directoryBlock(_ index: Int) throws(Errno) -> Block {
        let (place, count) = extent(index << 12)
        let length = min(count, 4096)
        let image = erofs.image
        guard length >= 12, let names = image.span.u16(place + 8) else { throw .EUCLEAN }
        // The first entry's name begins where the entries end.
        guard names >= 12, names % 12 == 0, Int(names) <= length else { throw .EUCLEAN }
        return Block(place: place, count: length, entries: Int(names) / 12)
    }

    /// An entry's inode number, the place of its name in the image, and its type.
    private func entry(
        _ block: Block, _ index: Int
    ) throws(Errno) -> (number: UInt64, nameStart: Int, nameEnd: Int, type: UInt8) {
        let image = erofs.image
        let span = image.span
        let place = block.place + index * 12
        guard let number = span.u64(place), let name = span.u16(place + 8), let type = span.u8(place + 10) else {
            throw .EUCLEAN
        }
        var end = block.count
        if index + 1 < block.entries {
            guard let next = span.u16(place + 12 + 8) else { throw .EUCLEAN }
            end = Int(next)
        } else {
            // The last name ends with the block or with a zero.
            var position = Int(name)
            while position < end, span.u8(block.place + position) != 0 { position += 1 }
            end = position
        }
        guard Int(name) >= block.entries * 12, Int(name) < end, end <= block.count, end - Int(name) <= 255 else {
            throw .EUCLEAN
        }
        return (number, block.place + Int(name), block.place + end, type)
    }

    /// The order of `name` and an entry's: as of unsigned bytes.
    private func compare(_ name: Span<UInt8>, _ block: Block, _ index: Int) throws(Errno) -> Int {
        let (_, start, end, _) = try entry(block, index)
        let image = erofs.image
        let span = image.span
        let count = min(name.count, end - start)
        var position = 0
        while position < count {
            let other = span.u8(start &+ position) ?? 0
            let mine = name[position]
            if mine != other { return mine < other ? -1 : 1 }
            position &+= 1
        }
        return name.count - (end - start)
    }
}

extension FileType {
    /// The type in an EROFS or ext4 directory entry.
    init(fileSystemEntry type: UInt8) {
        switch type {
        case 1: self = .regular
        case 2: self = .directory
        case 3: self = .characterDevice
        case 4: self = .blockDevice
        case 5: self = .fifo
        case 6: self = .socket
        case 7: self = .symbolicLink
        default: self = .unknown
        }
    }
}
