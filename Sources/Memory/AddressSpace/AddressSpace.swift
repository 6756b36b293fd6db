public import Bytes
public import LinuxABI

/// The program's part of the address map: its mappings, the page tables that show them, and page faults.
///
/// Addresses and lengths are in bytes. A mapping costs a region; its pages are provided when they are touched. Linux's
/// rules hold as the manual pages of mmap(2) and its relatives state them, the address map apart: the kernel's part
/// (`AddressMap`) cannot be mapped, changed or unmapped.
public final class AddressSpace {
    /// Where pages come from.
    public let frames: FrameAllocator
    var table: PageTable
    var regions = RegionSet()
    var objects = ObjectTable()
    /// The region found last, empty after a change: most faults hit it.
    var hit = Region.none

    /// Pages in mappings, pages that are in memory, and pages in locked mappings.
    public internal(set) var mappedPages = 0
    public internal(set) var residentPages = 0
    public internal(set) var lockedPages = 0
    /// Faults that only needed memory or a page table entry: `ru_minflt` of getrusage(2).
    public internal(set) var faultCount = 0

    /// `RLIMIT_AS` in bytes.
    public var sizeLimit = UInt.max
    /// `RLIMIT_STACK` in bytes: how far a mapping with `MAP_GROWSDOWN` grows.
    public var stackLimit: UInt = 8 << 20
    /// `vm.max_map_count`.
    public var regionLimit = 65_530
    /// One past the highest address that mappings without an address of their own are given.
    public var placementTop = AddressMap.programHigh &- (1 << 30)
    /// No huge pages from now on: `PR_SET_THP_DISABLE`.
    public var hugePagesDisabled = false
    /// The registrations of membarrier(2), as bits of its commands.
    public var barrierRegistrations: Int32 = 0
    /// Flags that every new mapping gets: mlockall(2) with `MCL_FUTURE`.
    var futureFlags: RegionFlags = []

    /// The program break of brk(2), from its start on.
    public internal(set) var breakStart: UInt = AddressSpace.defaultBreak
    public internal(set) var breakEnd: UInt = AddressSpace.defaultBreak

    /// Where the heap of brk(2) begins unless the loader says otherwise: far below what mappings are given.
    public static let defaultBreak: UInt = 0x1000_0000_0000

    /// An empty address space with the kernel's part of the root table `template`. Throws `ENOMEM`.
    public init(frames: FrameAllocator, template: PageFrame?, cache: TranslationCache) throws(Errno) {
        self.frames = frames
        table = try PageTable(frames: frames, template: template, cache: cache)
    }

    /// The root table, for CR3.
    public var root: PageFrame { table.root }

    /// How many pages of 2 MiB are mapped.
    public var hugePageCount: Int { table.hugePages }

    /// How many mappings there are.
    public var regionCount: Int { regions.count }

    /// Unmaps everything and frees the tables. The processor must have left this address space for good.
    @export(interface)
    public func teardown() {
        var cursor = regions.startCursor
        while !regions.isEnd(cursor) {
            let region = regions[cursor]
            // Whole regions: no huge page reaches across their ends, so there is nothing to split and nothing fails.
            residentPages &-= (try? table.unmap(region.range)) ?? 0
            objects.release(region.object)
            cursor = regions.remove(cursor)
        }
        hit = .none
        mappedPages = 0
        lockedPages = 0
        table.destroy()
    }

    // MARK: regions

    /// The region that contains `address`.
    @inline(__always)
    func region(at address: UInt) -> Region? {
        if hit.contains(address) { return hit }
        return lookUp(address)
    }

    @inline(never)
    private func lookUp(_ address: UInt) -> Region? {
        let cursor = regions.first(endingAbove: address)
        if regions.isEnd(cursor) { return nil }
        let region = regions[cursor]
        if region.start > address { return nil }
        hit = region
        return region
    }

    /// Whether the range is free of kernel addresses: mapped or not, it is the program's to name.
    @inline(__always)
    static func isNameable(_ address: UInt, _ length: UInt) -> Bool {
        let (end, overflow) = address.addingReportingOverflow(length)
        return !overflow && end <= AddressMap.programHigh
            && (end <= AddressMap.kernel.lowerBound || address >= AddressMap.kernel.upperBound)
    }

    /// `length` rounded up to whole pages; nil on overflow.
    @inline(__always)
    static func wholePages(_ length: UInt) -> UInt? {
        let (sum, overflow) = length.addingReportingOverflow(4095)
        return overflow ? nil : sum & ~4095
    }

    /// Makes `address` a border between regions if it lies within one.
    func splitRegion(at address: UInt) throws(Errno) {
        let cursor = regions.first(endingAbove: address)
        if regions.isEnd(cursor) { return }
        let region = regions[cursor]
        if region.start >= address { return }
        if regions.count >= regionLimit { throw .ENOMEM }
        var lower = region
        lower.end = address
        regions.replace(cursor, lower)
        regions.insert(region.suffix(from: address), before: regions.next(cursor))
        objects.retain(region.object)
        hit = .none
    }

    /// Makes one region of those at `cursor` and before it, if they are alike.
    @inline(__always)
    func mergeDown(_ cursor: RegionCursor) -> RegionCursor {
        guard !regions.isEnd(cursor), let below = regions.previous(cursor) else { return cursor }
        let region = regions[cursor]
        var lower = regions[below]
        if !lower.continues(in: region) { return cursor }
        lower.end = region.end
        regions.replace(below, lower)
        objects.release(region.object)
        _ = regions.remove(cursor)
        return below
    }

    /// Adds a region where nothing is, as part of its neighbours where they are alike. The region's count in the table
    /// of objects is the caller's gift.
    func add(_ region: Region) throws(Errno) {
        hit = .none
        let above = regions.first(endingAbove: region.start)
        if !regions.isEnd(above), region.continues(in: regions[above]) {
            var merged = regions[above]
            merged.start = region.start
            merged.offset = region.offset
            regions.replace(above, merged)
            objects.release(region.object)
            _ = mergeDown(above)
        } else if let below = regions.previous(above), regions[below].continues(in: region) {
            var merged = regions[below]
            merged.end = region.end
            regions.replace(below, merged)
            objects.release(region.object)
        } else {
            if regions.count >= regionLimit { throw .ENOMEM }
            regions.insert(region, before: above)
        }
        mappedPages &+= region.pages
        if region.flags.contains(.locked) { lockedPages &+= region.pages }
    }

    /// Removes what is mapped in the range: pages first, then regions. Throws `ENOMEM`, changing nothing.
    func remove(_ range: Range<UInt>) throws(Errno) {
        var cursor = regions.first(endingAbove: range.lowerBound)
        if regions.isEnd(cursor) { return }
        var region = regions[cursor]
        if region.start >= range.upperBound { return }
        if region.start < range.lowerBound && region.end > range.upperBound && regions.count >= regionLimit {
            throw .ENOMEM
        }
        residentPages &-= try table.unmap(range)
        hit = .none
        while region.start < range.upperBound {
            let start = max(region.start, range.lowerBound)
            let end = min(region.end, range.upperBound)
            let pages = Int(bitPattern: (end &- start) >> 12)
            mappedPages &-= pages
            if region.flags.contains(.locked) { lockedPages &-= pages }
            if region.start < start {
                var lower = region
                lower.end = start
                regions.replace(cursor, lower)
                cursor = regions.next(cursor)
                if region.end > end {
                    objects.retain(region.object)
                    regions.insert(region.suffix(from: end), before: cursor)
                    return
                }
            } else if region.end > end {
                regions.replace(cursor, region.suffix(from: end))
                return
            } else {
                objects.release(region.object)
                cursor = regions.remove(cursor)
            }
            if regions.isEnd(cursor) { return }
            region = regions[cursor]
        }
    }

    /// Gives each region in the range new flags; borders are made and unmade as needed. `visit` gets each part before
    /// it changes, and says what it becomes. Throws `ENOMEM` if part of the range is not mapped, after the rest below
    /// the hole was changed, and what `visit` throws.
    func change(
        _ range: Range<UInt>, _ visit: (_ part: Region) throws(Errno) -> RegionFlags
    ) throws(Errno) {
        var address = range.lowerBound
        while address < range.upperBound {
            var cursor = regions.first(endingAbove: address)
            if regions.isEnd(cursor) || regions[cursor].start > address { throw .ENOMEM }
            let region = regions[cursor]
            let end = min(region.end, range.upperBound)
            var part = region.start < address ? region.suffix(from: address) : region
            part.end = end
            let flags = try visit(part)
            if flags != region.flags {
                try splitRegion(at: address)
                try splitRegion(at: end)
                hit = .none
                cursor = regions.first(endingAbove: address)
                let locked = (flags.contains(.locked) ? 1 : 0) &- (region.flags.contains(.locked) ? 1 : 0)
                lockedPages &+= locked &* part.pages
                part.flags = flags
                regions.replace(cursor, part)
                cursor = mergeDown(cursor)
                _ = mergeDown(regions.next(cursor))
            }
            address = end
        }
    }
}

extension Region {
    /// Contains nothing.
    static var none: Region { Region(start: 0, end: 0, offset: 0, object: 0, flags: []) }
}
