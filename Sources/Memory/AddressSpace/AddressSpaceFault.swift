public import Bytes
internal import LinuxABI

/// What became of a page fault.
public enum FaultOutcome: UInt8, Sendable {
    /// The access will succeed now.
    case resolved
    /// Nothing is mapped there: `SIGSEGV` with `SEGV_MAPERR`.
    case unmapped
    /// The mapping does not allow it: `SIGSEGV` with `SEGV_ACCERR`.
    case forbidden
    /// Beyond the end of the object, or it could not be read: `SIGBUS` with `BUS_ADRERR`.
    case busError
    /// There is no memory for the page.
    case outOfMemory
}

/// Page faults: the hot path of everything that touches memory for the first time. Allocates nothing but the page.
extension AddressSpace {
    /// Provides the page at `address` for an access, if the mapping there allows it.
    @export(interface)
    public func handleFault(_ address: UInt, _ access: PageAccess) -> FaultOutcome {
        var found = region(at: address)
        if found == nil { found = growStack(to: address) }
        guard let region = found else { return .unmapped }
        // On this processor whatever can be written or executed can also be read.
        let allowed =
            switch access {
            case .read: !region.flags.isDisjoint(with: .protection)
            case .write: region.flags.contains(.write)
            case .execute: region.flags.contains(.execute)
            }
        if !allowed { return .forbidden }
        faultCount &+= 1
        let page = address & ~4095
        do throws(Errno) {
            let directory = try table.makeSlot(page, level: 2)
            let upper: PageEntry = Linear.load(directory)
            if upper.isHuge { return try handleHuge(directory, upper, region, page, access) }
            if !upper.isPresent && mayBeHuge(region, page) && provideHuge(directory, region) { return .resolved }
            let slot = try table.makeSlot(page, level: 1)
            let entry: PageEntry = Linear.load(slot)
            if entry.rawValue != 0 { return try handlePresent(slot, entry, region, page, access) }
            if !region.isAnonymous { return try provideObjectPage(slot, region, page, access) }
            let frame = try frames.allocateForProgram()
            Linear.zero(frames.address(of: frame), 4096)
            install(slot, PageEntry(frame, Self.rights(region.flags).union(Self.ownPage)))
            return .resolved
        } catch {
            return error == .ENOMEM || error == .ENOSPC ? .outOfMemory : .busError
        }
    }

    /// Brings in every page of the range that is mapped. Returns false if one could not be provided.
    @discardableResult
    @export(interface)
    public func populate(_ range: Range<UInt>, for access: PageAccess? = nil) -> Bool {
        var address = range.lowerBound & ~4095
        while address < range.upperBound {
            guard let region = region(at: address) else { return false }
            let end = min(region.end, range.upperBound)
            // Writing where it may be written, so that the page need not be copied later.
            let wanted = access ?? (region.flags.contains(.write) && !region.flags.contains(.shared) ? .write : .read)
            if access == nil && region.flags.isDisjoint(with: .protection) {
                address = end
                continue
            }
            while address < end {
                let entry = table.entry(address)
                if !entry.isPresent || wanted == .write && !entry.contains(.writable) {
                    if handleFault(address, wanted) != .resolved { return false }
                }
                address &+= 4096
            }
        }
        return true
    }

    // MARK: entries

    /// What an entry of such a mapping allows. Nothing at all means a page that is kept, but not present.
    @inline(__always)
    static func rights(_ flags: RegionFlags) -> PageEntry {
        var rights: PageEntry = .present
        if flags.contains(.write) { rights.insert(.writable) }
        if !flags.contains(.execute) { rights.insert(.noExecute) }
        return flags.isDisjoint(with: .protection) ? [] : rights
    }

    static var ownPage: PageEntry { [.held, .own, .accessed, .dirty] }

    @inline(__always)
    private func install(_ slot: UInt, _ entry: PageEntry) {
        Linear.store(entry, at: slot)
        table.addUses(slot, 1)
        residentPages &+= 1
    }

    // MARK: objects

    private func provideObjectPage(
        _ slot: UInt, _ region: Region, _ page: UInt, _ access: PageAccess
    ) throws(Errno) -> FaultOutcome {
        guard let object = objects[region.object] else { return .busError }
        let index = region.objectPage(page)
        let rights = Self.rights(region.flags)
        if region.flags.contains(.shared) {
            if access != .write && mapAround(slot, region, page, object) { return .resolved }
            guard let frame = try object.frame(at: index, for: access) else { return .busError }
            frames.retain(frame)
            // Writable only once the object was told: a hole read so far may share a page of zeroes.
            let entry = access == .write ? rights : rights.subtracting(.writable)
            install(slot, PageEntry(frame, entry.union([.held, .accessed])))
            return .resolved
        }
        if access == .write {
            guard let source = try object.frame(at: index, for: .read) else { return .busError }
            install(slot, PageEntry(try copy(source), rights.union(Self.ownPage)))
            return .resolved
        }
        if mapAround(slot, region, page, object) { return .resolved }
        guard let frame = try object.frame(at: index, for: access) else { return .busError }
        frames.retain(frame)
        install(slot, PageEntry(frame, rights.subtracting(.writable).union([.held, .accessed])))
        return .resolved
    }

    private func copy(_ source: PageFrame) throws(Errno) -> PageFrame {
        let frame = try frames.allocateForProgram()
        Linear.copy(from: frames.address(of: source), to: frames.address(of: frame), 4096)
        return frame
    }

    /// Maps the aligned 64 KiB around a page for reading, as far as the object has them in a row and nothing is mapped
    /// yet. Returns whether the page was among them.
    private func mapAround(_ slot: UInt, _ region: Region, _ page: UInt, _ object: any MemoryObject) -> Bool {
        if region.flags.contains(.random) { return false }
        let start = max(page & ~0xFFFF, region.start)
        let end = min((page | 0xFFFF) &+ 1, region.end)
        let count = Int(bitPattern: (end &- start) >> 12)
        let position = Int(bitPattern: (page &- start) >> 12)
        guard let run = object.residentRun(at: region.objectPage(start), limit: count), run.count > position
        else { return false }
        let rights = Self.rights(region.flags).subtracting(.writable).union(.held)
        // 64 KiB that are aligned share a table, so their entries follow each other.
        let first = slot &- UInt(bitPattern: position) &* 8
        for index in 0..<UInt(bitPattern: min(run.count, count)) {
            let at = first &+ index &* 8
            if Linear.load(at, as: UInt.self) != 0 { continue }
            let frame = PageFrame(rawValue: run.first.rawValue &+ index)
            frames.retain(frame)
            install(at, PageEntry(frame, rights))
        }
        return true
    }

    // MARK: pages that are there

    /// An access that the region allows to a page that is held: copy-on-write, rights that were added since, or a
    /// translation that the processor remembered.
    @inline(never)
    private func handlePresent(
        _ slot: UInt, _ entry: PageEntry, _ region: Region, _ page: UInt, _ access: PageAccess
    ) throws(Errno) -> FaultOutcome {
        var rights = Self.rights(region.flags)
        var frame = entry.frame
        var kept: PageEntry = entry.flags.intersection([.held, .own, .accessed, .dirty])
        let mayWriteInPlace = entry.contains(.own) && frames.references(to: frame) == 1
        if access == .write && !entry.contains(.writable) && !mayWriteInPlace {
            if region.flags.contains(.shared) {
                guard let object = objects[region.object],
                    let target = try object.frame(at: region.objectPage(page), for: .write)
                else { return .busError }
                frames.retain(target)
                frame = target
            } else {
                frame = try copy(frame)
                kept = Self.ownPage
            }
            if entry.contains(.held) { frames.release(entry.frame) }
            kept.insert(.held)
        } else if !mayWriteInPlace && !entry.contains(.writable) {
            rights.remove(.writable)
        }
        let old = Linear.exchange(PageEntry(frame, rights.union(kept)), at: slot)
        table.cache.flushPage(table.cache.context, page)
        // Others may still read the page that this one replaces.
        if old.isCached, old.frame != frame { table.cache.flushOthers(table.cache.context) }
        return .resolved
    }

    private func handleHuge(
        _ slot: UInt, _ entry: PageEntry, _ region: Region, _ page: UInt, _ access: PageAccess
    ) throws(Errno) -> FaultOutcome {
        if access == .write && !entry.contains(.writable) && frames.references(to: entry.frame) > 1 {
            // Shared with a fork: copied a small page at a time.
            try table.splitHugePage(across: page | 4096)
            let small = try table.makeSlot(page, level: 1)
            return try handlePresent(small, Linear.load(small), region, page, access)
        }
        let kept = entry.flags.intersection([.held, .own, .accessed, .dirty, .huge])
        Linear.store(PageEntry(entry.frame, Self.rights(region.flags).union(kept)), at: slot)
        table.cache.flushPage(table.cache.context, page)
        return .resolved
    }

    // MARK: huge pages

    /// Whether the 2 MiB around `page` should come as one: clearing them is only worth it where much of them will be
    /// used, so the program asks for it (`MADV_HUGEPAGE`) or the mapping is large.
    @inline(__always)
    private func mayBeHuge(_ region: Region, _ page: UInt) -> Bool {
        let size = region.end &- region.start
        if size < 1 << 21 || !region.isAnonymous { return false }
        let wanted = region.flags.contains(.huge) || size >= 32 << 20
        let start = page & ~(1 << 21 - 1)
        return wanted && !hugePagesDisabled && region.flags.isDisjoint(with: [.stack, .noHuge, .growsDown])
            && start >= region.start && start &+ 1 << 21 <= region.end
    }

    @inline(never)
    private func provideHuge(_ directory: UInt, _ region: Region) -> Bool {
        if (frames.freeCount &- 512) &* 4 < frames.totalCount { return false }
        let block: PageFrame
        do throws(Errno) { block = try frames.allocateBlock(order: FrameAllocator.hugeOrder) } catch { return false }
        Linear.zero(frames.address(of: block), 1 << 21)
        let entry = PageEntry(block, Self.rights(region.flags).union(Self.ownPage).union(.huge))
        Linear.store(entry, at: directory)
        table.addUses(directory, 1)
        table.hugePages &+= 1
        residentPages &+= 512
        return true
    }

    // MARK: stacks

    /// Extends the stack above `address` down to it, if there is one, its limit allows it, and it keeps its distance
    /// from what is below (mmap(2), `MAP_GROWSDOWN`).
    @inline(never)
    private func growStack(to address: UInt) -> Region? {
        let cursor = regions.first(endingAbove: address)
        if regions.isEnd(cursor) { return nil }
        var region = regions[cursor]
        let start = address & ~4095
        guard region.flags.contains(.growsDown), region.end &- start <= stackLimit, start >= AddressMap.programLow,
            AddressMap.isProgram(start, Int(bitPattern: region.end &- start))
        else { return nil }
        if let below = regions.previous(cursor), regions[below].end &+ Region.stackGap > start,
            !regions[below].flags.isDisjoint(with: .protection)
        {
            return nil
        }
        if let below = regions.previous(cursor), regions[below].end > start { return nil }
        let pages = Int(bitPattern: (region.start &- start) >> 12)
        mappedPages &+= pages
        if region.flags.contains(.locked) { lockedPages &+= pages }
        region.start = start
        regions.replace(cursor, region)
        hit = region
        return region
    }
}
