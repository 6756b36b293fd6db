/// A heap's record, in a page of its own: one list of slabs with room for each class, and the class for each size.
///
/// Layout from `address`: 24 words heads of the lists; 24 words block sizes; 128 bytes class by (size + 15) / 16;
/// the page source; the count of pages.
struct HeapState {
    let address: UInt

    private static let sizes: UInt = 24 * 8
    private static let classes: UInt = 2 * 24 * 8
    private static let source: UInt = classes + 128
    private static let pages: UInt = source + 16

    static func initialize(at address: UInt, _ source: PageSource) {
        Linear.zero(address, 4096)
        var unit = 0
        for index in 0..<SlabClasses.count {
            let size = SlabClasses.size(index)
            Linear.store(size, at: address &+ sizes &+ UInt(index) &* 8)
            while unit &* 16 <= size {
                Linear.store(UInt8(truncatingIfNeeded: index), at: address &+ classes &+ UInt(unit))
                unit &+= 1
            }
        }
        Linear.store(source, at: address &+ self.source)
        Linear.store(1, at: address &+ pages)
    }

    var pageCount: Int { Linear.load(address &+ Self.pages) }

    // MARK: small blocks

    @inline(__always)
    func allocateSmall(_ size: Int) -> UInt {
        let unit = UInt(bitPattern: size &+ 15) &>> 4
        let index = UInt(Linear.load(address &+ Self.classes &+ unit, as: UInt8.self))
        let head = address &+ index &* 8
        var slab = Slab(address: Linear.load(head))
        if slab.address == 0 {
            slab = addSlab(index)
            if slab.address == 0 { return 0 }
        }
        let block = slab.free
        if block != 0 {
            slab.free = Linear.load(block)
            slab.used &+= 1
            if slab.free == 0 && slab.fresh == 0 { unlink(slab, head) }
            return block
        }
        return takeFresh(slab, head)
    }

    /// A block that was never used yet: those are not on the free list, so that a new slab is not written through.
    @inline(never)
    private func takeFresh(_ slab: Slab, _ head: UInt) -> UInt {
        let offset = UInt(slab.fresh)
        let size: UInt = Linear.load(head &+ Self.sizes)
        let next = offset &+ size
        slab.fresh = next &+ size <= 4096 ? UInt16(truncatingIfNeeded: next) : 0
        slab.used &+= 1
        if slab.fresh == 0 { unlink(slab, head) }
        return slab.address &+ offset
    }

    @inline(never)
    private func addSlab(_ index: UInt) -> Slab {
        let slab = Slab(address: takePages(1))
        if slab.address == 0 { return slab }
        slab.free = 0
        slab.used = 0
        slab.fresh = UInt16(SlabClasses.header)
        slab.kind = UInt16(truncatingIfNeeded: index)
        link(slab, address &+ index &* 8)
        return slab
    }

    func free(_ block: UInt) {
        let slab = Slab(of: block)
        let kind = UInt(slab.kind)
        if kind >= UInt(SlabClasses.count) { return freeRun(slab) }
        let head = address &+ kind &* 8
        let rest = slab.free
        let full = rest == 0 && slab.fresh == 0
        Linear.store(rest, at: block)
        slab.free = block
        let used = slab.used &- 1
        slab.used = used
        if full { link(slab, head) }
        if used == 0 { dropEmpty(slab, head) }
    }

    /// Gives an empty slab's page back, unless it is the only one with room: the next allocation would want it again.
    @inline(never)
    private func dropEmpty(_ slab: Slab, _ head: UInt) {
        if slab.next == 0 && slab.previous == 0 { return }
        unlink(slab, head)
        givePages(slab.address, 1)
    }

    // MARK: lists

    private func link(_ slab: Slab, _ head: UInt) {
        let next: UInt = Linear.load(head)
        slab.next = next
        slab.previous = 0
        if next != 0 { Slab(address: next).previous = slab.address }
        Linear.store(slab.address, at: head)
    }

    private func unlink(_ slab: Slab, _ head: UInt) {
        let next = slab.next
        let previous = slab.previous
        if previous == 0 { Linear.store(next, at: head) } else { Slab(address: previous).next = next }
        if next != 0 { Slab(address: next).previous = previous }
    }

    // MARK: runs of pages

    @inline(never)
    func allocateRun(_ size: Int, _ alignment: Int) -> UInt {
        guard alignment <= 4096, alignment & (alignment &- 1) == 0, size >= 0 else { return 0 }
        let offset = max(SlabClasses.header, alignment)
        let (bytes, overflow) = size.addingReportingOverflow(offset &+ 4095)
        if overflow { return 0 }
        let count = bytes >> 12
        let slab = Slab(address: takePages(count))
        if slab.address == 0 { return 0 }
        slab.kind = Slab.run
        slab.next = UInt(bitPattern: count)
        return slab.address &+ UInt(bitPattern: offset)
    }

    @inline(never)
    private func freeRun(_ slab: Slab) {
        precondition(slab.kind == Slab.run, "heap: freed what was not allocated")
        givePages(slab.address, Int(bitPattern: slab.next))
    }

    func usableSize(_ block: UInt) -> Int {
        let slab = Slab(of: block)
        if slab.kind == Slab.run { return Int(bitPattern: slab.address &+ slab.next &<< 12 &- block) }
        return Linear.load(address &+ Self.sizes &+ UInt(slab.kind) &* 8)
    }

    private func takePages(_ count: Int) -> UInt {
        let source: PageSource = Linear.load(address &+ Self.source)
        let page = source.take(count)
        if page != 0 { Linear.store(pageCount &+ count, at: address &+ Self.pages) }
        return page
    }

    private func givePages(_ page: UInt, _ count: Int) {
        let source: PageSource = Linear.load(address &+ Self.source)
        Linear.store(pageCount &- count, at: address &+ Self.pages)
        source.give(page, count)
    }
}

/// The header at the start of a slab, or of a run of pages, whose `next` then is the number of pages.
struct Slab {
    let address: UInt
    @inline(__always) init(address: UInt) { self.address = address }
    /// The header that belongs to a block: at the start of its page, or of the one before if it starts a page itself.
    @inline(__always) init(of block: UInt) { address = (block &- 1) & ~4095 }

    /// The `kind` of a run; below `SlabClasses.count` it is a slab's class.
    static let run: UInt16 = 0x5255

    var next: UInt {
        @inline(__always) get { Linear.load(address) }
        @inline(__always) nonmutating set { Linear.store(newValue, at: address) }
    }
    var previous: UInt {
        @inline(__always) get { Linear.load(address &+ 8) }
        @inline(__always) nonmutating set { Linear.store(newValue, at: address &+ 8) }
    }
    /// The first free block, each holding the address of the next; 0 for none.
    var free: UInt {
        @inline(__always) get { Linear.load(address &+ 16) }
        @inline(__always) nonmutating set { Linear.store(newValue, at: address &+ 16) }
    }
    /// Blocks handed out.
    var used: UInt16 {
        @inline(__always) get { Linear.load(address &+ 24) }
        @inline(__always) nonmutating set { Linear.store(newValue, at: address &+ 24) }
    }
    /// Offset of the first block that was never used; 0 when all were.
    var fresh: UInt16 {
        @inline(__always) get { Linear.load(address &+ 26) }
        @inline(__always) nonmutating set { Linear.store(newValue, at: address &+ 26) }
    }
    var kind: UInt16 {
        @inline(__always) get { Linear.load(address &+ 28) }
        @inline(__always) nonmutating set { Linear.store(newValue, at: address &+ 28) }
    }
}
