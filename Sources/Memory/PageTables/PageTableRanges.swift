public import Bytes
public import LinuxABI

/// Operations on ranges of pages. Each visits a table once, not the root for each page, and steps over what is absent
/// by the largest stride. Ranges are page-aligned and lie in the program's part.
extension PageTable {
    /// Calls `body` with each run of lowest-level entries (address of the first entry, number, virtual address) and
    /// each huge entry (number 0) in the range. Huge pages across its ends are visited whole.
    @inline(__always)
    func forEachRun(_ range: Range<UInt>, _ body: (_ slot: UInt, _ count: Int, _ address: UInt) -> Void) {
        var address = range.lowerBound
        while address < range.upperBound {
            var next = (address | (1 << 21 - 1)) &+ 1
            let directory = findDirectorySlot(address, &next)
            let end = min(next, range.upperBound)
            if directory != 0 {
                let entry: PageEntry = Linear.load(directory)
                if entry.isHuge {
                    body(directory, 0, address)
                } else if entry.isPresent {
                    body(slot(table(entry), address, 12), Int(bitPattern: (end &- address) &>> 12), address)
                }
            }
            address = end
        }
    }

    /// Calls `body` with each page that is held in the range: its leaf, its address, and how many 4 KiB pages of the
    /// leaf lie in the range.
    @inline(__always)
    func forEachPage(_ range: Range<UInt>, _ body: (_ entry: PageEntry, _ address: UInt, _ pages: Int) -> Void) {
        forEachRun(range) { slot, count, address in
            if count == 0 {
                let end = min((address | (1 << 21 - 1)) &+ 1, range.upperBound)
                body(Linear.load(slot), address, Int(bitPattern: (end &- address) &>> 12))
                return
            }
            for index in 0..<UInt(bitPattern: count) {
                let entry: PageEntry = Linear.load(slot &+ index &* 8)
                if entry.rawValue != 0 { body(entry, address &+ index &* 4096, 1) }
            }
        }
    }

    /// Makes small pages of the huge page that reaches across `address`, if one does. Throws `ENOMEM`.
    @inline(__always)
    public mutating func splitHugePage(across address: UInt) throws(Errno) {
        if hugePages > 0 && address & (1 << 21 - 1) != 0 { try findAndSplit(address) }
    }

    @inline(never)
    private mutating func findAndSplit(_ address: UInt) throws(Errno) {
        var next: UInt = 0
        let directory = findDirectorySlot(address, &next)
        if directory == 0 { return }
        let entry: PageEntry = Linear.load(directory)
        if entry.isHuge { try split(directory, entry, address) }
    }

    @inline(never)
    private mutating func split(_ directory: UInt, _ entry: PageEntry, _ address: UInt) throws(Errno) {
        let lower = try frames.allocateZeroed()
        let flags = entry.flags.subtracting(.huge)
        let table = frames.address(of: lower)
        for index in 0..<UInt(512) {
            let frame = PageFrame(rawValue: entry.frame.rawValue &+ index)
            Linear.store(PageEntry(frame, flags), at: table &+ index &* 8)
        }
        addUses(table, 512)
        if entry.contains(.held) { frames.splitBlock(entry.frame) }
        Linear.store(PageEntry(lower, Self.levelFlags), at: directory)
        hugePages &-= 1
        // The old translation maps the same frames with the same rights, but the processor wants it gone all the same.
        if entry.isCached {
            cache.flushPage(cache.context, address)
            cache.flushOthers(cache.context)
        }
    }

    /// Unmaps the range, drops the references to its frames and frees tables that become empty. Returns the number of
    /// 4 KiB pages that were held. Throws `ENOMEM` if a huge page across an end cannot be split.
    public mutating func unmap(_ range: Range<UInt>) throws(Errno) -> Int {
        try splitHugePage(across: range.lowerBound)
        try splitHugePage(across: range.upperBound)
        var flush = FlushBatch(cache)
        var removed = 0
        var address = range.lowerBound
        while address < range.upperBound {
            var next = (address | (1 << 21 - 1)) &+ 1
            let directory = findDirectorySlot(address, &next)
            let end = min(next, range.upperBound)
            if directory != 0 {
                let entry: PageEntry = Linear.load(directory)
                if entry.isHuge {
                    let entry = Linear.exchange(PageEntry(), at: directory)
                    if entry.contains(.held) { frames.release(entry.frame) }
                    if entry.isCached { flush.add(address) }
                    removed &+= 512
                    hugePages &-= 1
                    addUses(directory, -1)
                    if uses(directory) == 0 { prune(address, level: 2) }
                } else if entry.isPresent {
                    removed &+= unmapRun(slot(table(entry), address, 12), address, end, &flush)
                }
            }
            address = end
        }
        flush.finish()
        return removed
    }

    /// Unmaps the pages of one table.
    @inline(__always)
    private mutating func unmapRun(
        _ first: UInt, _ start: UInt, _ end: UInt, _ flush: inout FlushBatch
    ) -> Int {
        let total = uses(first)
        var cleared = 0
        var slot = first
        let last = first &+ (end &- start) &>> 9
        while slot < last {
            let known: PageEntry = Linear.load(slot)
            slot &+= 8
            if known.rawValue == 0 { continue }
            let entry = Linear.exchange(PageEntry(), at: slot &- 8)
            if entry.contains(.held) { frames.release(entry.frame) }
            if entry.isCached { flush.add(start &+ (slot &- 8 &- first) &<< 9) }
            cleared &+= 1
            if cleared == total { break }
        }
        if cleared > 0 {
            addUses(first, -cleared)
            if cleared == total {
                prune(start, level: 1)
                // The processor also caches the entries that lead to a table; one flush of any page drops them.
                flush.add(start)
            }
        }
        return cleared
    }

    /// Gives the pages of the range new rights: `change` maps each leaf to what it becomes (same frame).
    /// Throws `ENOMEM` if a huge page across an end cannot be split.
    @inline(__always)
    mutating func update(_ range: Range<UInt>, _ change: (PageEntry) -> PageEntry) throws(Errno) {
        try splitHugePage(across: range.lowerBound)
        try splitHugePage(across: range.upperBound)
        var flush = FlushBatch(cache)
        forEachRun(range) { slot, count, address in
            for index in 0..<UInt(bitPattern: max(count, 1)) {
                let known: PageEntry = Linear.load(slot &+ index &* 8)
                if known.rawValue == 0 || change(known) == known { continue }
                // Not there for a moment: whoever meets that waits in a page fault.
                let old = Linear.exchange(PageEntry(), at: slot &+ index &* 8)
                Linear.store(change(old), at: slot &+ index &* 8)
                if old.isCached { flush.add(address &+ index &* 4096) }
            }
        }
        flush.finish()
    }

    /// Moves the pages of `range` to the same number of unmapped pages at `target`. Throws `ENOMEM`, in which case
    /// the pages moved so far are where they are going and the rest where they were.
    mutating func move(_ range: Range<UInt>, to target: UInt) throws(Errno) {
        let aligned = (range.lowerBound ^ target) & (1 << 21 - 1) == 0
        try splitHugePage(across: range.lowerBound)
        try splitHugePage(across: range.upperBound)
        var flush = FlushBatch(cache)
        defer { flush.finish() }
        var address = range.lowerBound
        while address < range.upperBound {
            var next = (address | (1 << 21 - 1)) &+ 1
            let directory = findDirectorySlot(address, &next)
            let end = min(next, range.upperBound)
            if directory == 0 {
                address = end
                continue
            }
            var entry: PageEntry = Linear.load(directory)
            if entry.isHuge && !aligned {
                try split(directory, entry, address)
                entry = Linear.load(directory)
            }
            if entry.isHuge {
                let to = try makeSlot(target &+ address &- range.lowerBound, level: 2)
                let entry = Linear.exchange(PageEntry(), at: directory)
                Linear.store(entry.subtracting([.accessed]), at: to)
                addUses(to, 1)
                if entry.isCached { flush.add(address) }
                addUses(directory, -1)
                if uses(directory) == 0 { prune(address, level: 2) }
            } else if entry.isPresent {
                var page = address
                while page < end {
                    let from = slot(table(entry), page, 12)
                    let known: PageEntry = Linear.load(from)
                    if known.rawValue != 0 {
                        let to = try makeSlot(target &+ page &- range.lowerBound, level: 1)
                        let leaf = Linear.exchange(PageEntry(), at: from)
                        Linear.store(leaf.subtracting(.accessed), at: to)
                        addUses(to, 1)
                        addUses(from, -1)
                        if leaf.isCached { flush.add(page) }
                    }
                    page &+= 4096
                }
                if uses(slot(table(entry), address, 12)) == 0 {
                    prune(address, level: 1)
                    flush.add(address)
                }
            }
            address = end
        }
    }

    /// Maps a page. There must be none at `address`; the reference to the frame is the entry's if it is `.held`.
    /// Throws `ENOMEM`.
    @inline(__always)
    public mutating func map(_ address: UInt, _ frame: PageFrame, _ flags: PageEntry) throws(Errno) {
        let slot = try makeSlot(address, level: 1)
        Linear.store(PageEntry(frame, flags), at: slot)
        addUses(slot, 1)
    }

    /// Maps 2 MiB at an address and from a frame aligned to that, where no table is. Throws `ENOMEM`.
    public mutating func mapHuge(_ address: UInt, _ frame: PageFrame, _ flags: PageEntry) throws(Errno) {
        let slot = try makeSlot(address, level: 2)
        Linear.store(PageEntry(frame, flags.union(.huge)), at: slot)
        addUses(slot, 1)
        hugePages &+= 1
    }
}
