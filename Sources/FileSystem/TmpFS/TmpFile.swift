public import Bytes
public import LinuxABI

/// A regular file of a tmpfs: pages, and holes between them that read as zeroes.
public final class TmpFile: Inode {
    private let tmpfs: TmpSuperblock
    private var pages = PageMap()
    /// The file below, which holds the pages that this one lacks, up to `lowerSize`.
    private var lower: Inode?
    private var lowerSize: Int64 = 0
    /// What may no longer be done to it, memfd_create(2).
    public internal(set) var seals: Seals = [.F_SEAL_SEAL]

    init(_ superblock: TmpSuperblock, _ number: UInt64, _ permissions: FileMode) {
        tmpfs = superblock
        super.init(superblock: superblock, number: number, mode: FileMode(.regular, permissions))
        touchModified()
        accessed = modified
        created = modified
    }

    /// A file over `lower`.
    init(_ superblock: TmpSuperblock, over lower: Inode) {
        tmpfs = superblock
        self.lower = lower
        lowerSize = lower.size
        super.init(superblock: superblock, number: lower.number, mode: lower.mode, linkCount: lower.linkCount)
        takeAttributes(of: lower)
    }

    /// The file below, if all that is in this one still is what is there.
    private var unchanged: Inode? {
        pages.count == 0 && lowerSize == size && lower?.size == size ? lower : nil
    }

    deinit { discard(0..<Int.max) }

    public override var blocks: Int64 { lower == nil ? Int64(pages.count) << 3 : (size &+ 511) >> 9 }

    public override var hasFlags: Bool { true }
    public override var storesExtendedAttributes: Bool { true }

    private var store: any PageStore { tmpfs.services.pages }

    // MARK: Reading and writing

    @export(interface)
    public override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int {
        guard offset >= 0 else { throw .EINVAL }
        // As with Linux's relatime: only the first read after a change counts.
        if accessed <= modified { accessed = superblock.clock.now() }
        guard offset < size else { return 0 }
        if let unchanged { return try unchanged.read(&buffer, at: offset) }
        let end = offset + Int64(min(Int(size - offset), buffer.count))
        var position = offset
        while position < end {
            let inPage = Int(position & 4095)
            let length = min(4096 - inPage, Int(end - position))
            do throws(Errno) {
                let copied: Int
                if let frame = pages[Int(position >> 12)] {
                    copied = try store.copyOut(frame, inPage, length, &buffer)
                } else if let lower, position < lowerSize {
                    var part = buffer.prefix(min(length, Int(lowerSize - position)))
                    copied = try lower.read(&part, at: position)
                    buffer.skip(copied)
                    position += Int64(copied)
                    if copied == 0 { throw .EIO }
                    continue
                } else {
                    copied = try buffer.writeZeros(length)
                }
                position += Int64(copied)
                if copied < length { break }
            } catch {
                if position > offset { break }
                throw error
            }
        }
        return Int(position - offset)
    }

    @export(interface)
    public override func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int {
        guard offset >= 0 else { throw .EINVAL }
        if buffer.count == 0 { return 0 }
        if !seals.isDisjoint(with: [.F_SEAL_WRITE, .F_SEAL_FUTURE_WRITE]) { throw .EPERM }
        guard offset < Int64.max else { throw .EFBIG }
        let room = Int(min(Int64.max, try sizeLimit(offset)) - offset)
        let end = offset + Int64(min(buffer.count, room))
        var position = offset
        var failure: Errno?
        while position < end {
            let inPage = Int(position & 4095)
            let length = min(4096 - inPage, Int(end - position))
            do throws(Errno) {
                // As on Linux page by page, so that what is within the size is still written.
                if position + Int64(length) > size, seals.contains(.F_SEAL_GROW) { throw .EPERM }
                let frame = try page(Int(position >> 12))
                let copied = try store.copyIn(frame, inPage, length, &buffer)
                position += Int64(copied)
                if copied < length { break }
            } catch {
                failure = error
                break
            }
        }
        if position > offset {
            if position > size { size = position }
            if !mode.isDisjoint(with: [.setUserID, .setGroupID]), tmpfs.services.user?.keepsSetIDBits == false {
                mode.remove(.setUserID)
                if mode.contains(.groupExecute) { mode.remove(.setGroupID) }
            }
            touchModified()
        } else if let failure {
            throw failure
        }
        return Int(position - offset)
    }

    /// How large the file may become by a write at `offset`. Throws: `EFBIG`, with `SIGXFSZ`, if not even that is allowed.
    private func sizeLimit(_ offset: Int64) throws(Errno) -> Int64 {
        guard let user = tmpfs.services.user else { return .max }
        let limit = user.fileSizeLimit
        guard offset < limit else {
            user.exceededFileSizeLimit()
            throw .EFBIG
        }
        return limit
    }

    /// Tells mappings that pages are gone.
    private func lose(_ pages: Range<Int>, _ loss: PageLoss) {
        if mappings > 0, !pages.isEmpty { tmpfs.services.user?.lost(pages, of: self, loss) }
    }

    /// The page at `index`, made if it is a hole. Throws: `ENOSPC`, `ENOMEM`.
    private func page(_ index: Int) throws(Errno) -> PageFrame {
        if let frame = pages[index] { return frame }
        guard tmpfs.pagesUsed < tmpfs.pageLimit else { throw .ENOSPC }
        let frame = try store.allocate()
        tmpfs.pagesUsed += 1
        pages.insert(frame, at: index)
        let start = Int64(index) << 12
        if let lower, start < lowerSize {
            let count = min(4096, Int(lowerSize - start))
            let relay = KernelRelay(size: 4096)
            let got = try relay.fill(count) { (buffer) throws(Errno) in try lower.read(&buffer, at: start) }
            _ = try relay.drain(got) { (buffer) throws(Errno) in try store.copyIn(frame, 0, got, &buffer) }
        }
        return frame
    }

    /// Has all pages here, for what cannot be done otherwise.
    private func copyUp() throws(Errno) {
        guard lower != nil else { return }
        for index in 0..<Int((lowerSize + 4095) >> 12) { _ = try page(index) }
        lower = nil
    }

    private func discard(_ range: Range<Int>) {
        pages.remove(range) { frame in
            tmpfs.pagesUsed -= 1
            store.release(frame)
        }
    }

    /// `F_ADD_SEALS`. Throws: `EPERM` if no more may be added, `EBUSY` while a mapping can write, `EINVAL`.
    @export(interface)
    public func addSeals(_ added: Seals) throws(Errno) {
        guard added.rawValue & ~0x3F == 0 else { throw .EINVAL }
        if seals.contains(.F_SEAL_SEAL) { throw .EPERM }
        if added.contains(.F_SEAL_WRITE), !seals.contains(.F_SEAL_WRITE), writableMappings > 0 { throw .EBUSY }
        seals.formUnion(added)
        // What stays executable must not change either.
        if added.contains(.F_SEAL_EXEC), !mode.isDisjoint(with: .anyExecute) {
            seals.formUnion([.F_SEAL_SHRINK, .F_SEAL_GROW, .F_SEAL_WRITE, .F_SEAL_FUTURE_WRITE])
        }
    }

    // MARK: Size

    @export(interface)
    public override func truncate(to newSize: Int64) throws(Errno) {
        if newSize < size, seals.contains(.F_SEAL_SHRINK) { throw .EPERM }
        if newSize > size, seals.contains(.F_SEAL_GROW) { throw .EPERM }
        if newSize > size { _ = try sizeLimit(newSize - 1) }
        let kept = min(size, newSize)
        lowerSize = min(lowerSize, newSize)
        if lowerSize == 0 { lower = nil }
        if newSize < size {
            lose(Int((newSize + 4095) >> 12)..<Int.max, .truncated)
            discard(Int((newSize + 4095) >> 12)..<Int.max)
        }
        // What lies behind the end must read as zeroes when the file grows over it.
        if kept & 4095 != 0, let frame = pages[Int(kept >> 12)] {
            store.zero(frame, Int(kept & 4095), 4096 - Int(kept & 4095))
        }
        size = newSize
        touchModified()
    }

    @export(interface)
    public override func allocate(_ mode: FallocateMode, _ offset: Int64, _ count: Int64) throws(Errno) {
        let end = offset.addingReportingOverflow(count)
        if end.overflow { throw .EFBIG }
        let punch = mode.contains(.FALLOC_FL_PUNCH_HOLE)
        let zero = mode.contains(.FALLOC_FL_ZERO_RANGE)
        guard mode.isSubset(of: [.FALLOC_FL_KEEP_SIZE, .FALLOC_FL_PUNCH_HOLE]) else { throw .EOPNOTSUPP }
        if punch {
            guard mode.contains(.FALLOC_FL_KEEP_SIZE), !zero else { throw .EOPNOTSUPP }
            if !seals.isDisjoint(with: [.F_SEAL_WRITE, .F_SEAL_FUTURE_WRITE]) { throw .EPERM }
            try punchHole(offset, end.partialValue)
        } else {
            if end.partialValue > size, seals.contains(.F_SEAL_GROW) { throw .EPERM }
            if end.partialValue > size { _ = try sizeLimit(end.partialValue - 1) }
            let first = Int(offset >> 12)
            let last = Int((end.partialValue - 1) >> 12)
            guard last - first < tmpfs.pageLimit else { throw .ENOSPC }
            for index in first...last { _ = try page(index) }
            if !mode.contains(.FALLOC_FL_KEEP_SIZE), end.partialValue > size { size = end.partialValue }
            touchChanged()
        }
    }

    private func punchHole(_ start: Int64, _ end: Int64) throws(Errno) {
        try copyUp()
        let firstWhole = (start + 4095) >> 12
        let lastWhole = end >> 12
        if start & 4095 != 0, let frame = pages[Int(start >> 12)] {
            let stop = min(end, firstWhole << 12)
            store.zero(frame, Int(start & 4095), Int(stop - start))
        }
        if end & 4095 != 0, lastWhole >= firstWhole, let frame = pages[Int(lastWhole)] {
            store.zero(frame, 0, Int(end & 4095))
        }
        if lastWhole > firstWhole {
            lose(Int(firstWhole)..<Int(lastWhole), .hole)
            discard(Int(firstWhole)..<Int(lastWhole))
        }
        touchModified()
    }

    @export(interface)
    public override func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 {
        guard offset >= 0, offset < size else { throw .ENXIO }
        if lower != nil { return try super.seek(offset, whence) }
        let limit = Int((size + 4095) >> 12)
        let index = pages.next(Int(offset >> 12), present: whence == .SEEK_DATA, limit: limit)
        if index >= limit {
            if whence == .SEEK_DATA { throw .ENXIO }
            return size
        }
        return max(offset, Int64(index) << 12)
    }

    // MARK: Mapping

    public override var isMappable: Bool { true }

    @export(interface)
    public override func frame(at pageIndex: Int, for access: PageAccess) throws(Errno) -> PageFrame? {
        guard pageIndex >= 0, Int64(pageIndex) < (size + 4095) >> 12 else { return nil }
        if access != .write, pages[pageIndex] == nil, let lower, lower.isMappable {
            // A page that the file below shows in full can be shown from there.
            if lowerSize == lower.size || Int64(pageIndex + 1) << 12 <= lowerSize {
                if let frame = try lower.frame(at: pageIndex, for: access) { return frame }
            }
        }
        return try page(pageIndex)
    }

    public override func residentRun(at index: Int, limit: Int) -> FrameRun? {
        unchanged?.residentRun(at: index, limit: limit)
    }

    public override func contiguousBytes() -> FileBytes? { unchanged?.contiguousBytes() }

    @export(interface)
    public override func removePages(_ range: Range<Int>) throws(Errno) {
        try punchHole(Int64(range.lowerBound) << 12, min(Int64(range.upperBound) << 12, (size + 4095) & ~4095))
    }
}
