public import Bytes
public import LinuxABI

/// The page tables of one address space: four levels, in frames reached through the linear map.
///
/// The tables of the program's part are counted: a table's frame has one reference, and one more for each entry in use,
/// so that an empty table is seen at once and freed. The kernel's part is shared: the slots of the root from the
/// linear map on, and the kernel's own gigabyte in the first one, are copied from the template and never changed here.
public struct PageTable: ~Copyable {
    /// The table that CR3 names.
    public let root: PageFrame
    let frames: FrameAllocator
    let linear: UInt
    let cache: TranslationCache
    /// Freed tables, zero but for their first word, which links them: the next one needs no clearing.
    private var spare: UInt = 0
    private var spareCount = 0
    /// Huge pages in the program's part: while there are none, none can lie across the ends of a range.
    var hugePages = 0

    private static var spareLimit: Int { 8 }
    static var levelFlags: PageEntry { [.present, .writable, .accessed] }

    /// Tables with an empty program part, and the kernel's part of `template` (a root table in the linear map).
    /// Throws `ENOMEM`.
    public init(frames: FrameAllocator, template: PageFrame?, cache: TranslationCache) throws(Errno) {
        let root = try frames.allocateZeroed()
        if let template {
            do throws(Errno) {
                try Self.shareKernel(from: frames.address(of: template), to: frames.address(of: root), frames)
            } catch {
                frames.release(root)
                throw error
            }
        }
        self.frames = frames
        self.cache = cache
        self.root = root
        linear = frames.address(of: PageFrame(rawValue: 0))
    }

    /// Copies the root's slots from the linear map on, and makes the first one's table, with the kernel's gigabyte in
    /// it. That entry counts as one in use, which keeps the table for as long as the root.
    private static func shareKernel(from template: UInt, to root: UInt, _ frames: FrameAllocator) throws(Errno) {
        let firstSlot = AddressMap.programHigh >> 39
        Linear.copy(from: template &+ firstSlot &* 8, to: root &+ firstSlot &* 8, Int(512 &- firstSlot) &* 8)
        let low: PageEntry = Linear.load(template)
        if !low.isPresent { return }
        let kernelSlot = (AddressMap.kernel.lowerBound >> 30) &* 8
        let entry: PageEntry = Linear.load(frames.address(of: low.frame) &+ kernelSlot)
        let table = try frames.allocateZeroed()
        Linear.store(entry, at: frames.address(of: table) &+ kernelSlot)
        frames.retain(table)
        Linear.store(PageEntry(table, levelFlags), at: root)
        let rootFrame = (root &- frames.address(of: PageFrame(rawValue: 0))) >> 12
        frames.retain(PageFrame(rawValue: rootFrame))
    }

    // MARK: finding entries

    /// Address of the entry for `address` in `table`, `shift` telling the level: 39, 30, 21, 12.
    @inline(__always)
    func slot(_ table: UInt, _ address: UInt, _ shift: UInt) -> UInt {
        table &+ ((address &>> shift) & 511) &<< 3
    }
    @inline(__always) var rootAddress: UInt { linear &+ root.rawValue &<< 12 }
    @inline(__always) func table(_ entry: PageEntry) -> UInt { linear &+ entry.rawValue & PageEntry.addressMask }

    /// The address of the level-2 entry for `address`, or 0 and how far everything is known to be unmapped.
    @inline(__always)
    func findDirectorySlot(_ address: UInt, _ next: inout UInt) -> UInt {
        let top: PageEntry = Linear.load(slot(rootAddress, address, 39))
        if !top.isPresent {
            next = (address | (1 << 39 - 1)) &+ 1
            return 0
        }
        let middle: PageEntry = Linear.load(slot(table(top), address, 30))
        if !middle.isPresent {
            next = (address | (1 << 30 - 1)) &+ 1
            return 0
        }
        return slot(table(middle), address, 21)
    }

    /// The address of the lowest-level entry for `address`, if its table exists, or of the huge page's; 0 for none.
    @inline(__always)
    func findSlot(_ address: UInt) -> UInt {
        var next: UInt = 0
        let directory = findDirectorySlot(address, &next)
        if directory == 0 { return 0 }
        let entry: PageEntry = Linear.load(directory)
        if !entry.isPresent || entry.isHuge { return entry.rawValue == 0 ? 0 : directory }
        return slot(table(entry), address, 12)
    }

    /// The leaf that maps `address`, empty if there is none.
    public func entry(_ address: UInt) -> PageEntry {
        let slot = findSlot(address)
        return slot == 0 ? [] : Linear.load(slot)
    }

    /// The address of the entry of `level` (1 lowest, 2 directory, 3) for `address`, its tables made as needed.
    /// A huge page in the way must have been split. Throws `ENOMEM`.
    @inline(__always)
    mutating func makeSlot(_ address: UInt, level: Int) throws(Errno) -> UInt {
        var at = slot(rootAddress, address, 39)
        var shift: UInt = 30
        var remaining = 4 &- level
        while remaining > 0 {
            var entry: PageEntry = Linear.load(at)
            if !entry.isPresent { entry = try addTable(at) }
            at = slot(table(entry), address, shift)
            shift &-= 9
            remaining &-= 1
        }
        return at
    }

    // MARK: tables

    @inline(never)
    private mutating func addTable(_ slot: UInt) throws(Errno) -> PageEntry {
        let frame: PageFrame
        if spare != 0 {
            frame = PageFrame(rawValue: (spare &- linear) &>> 12)
            let next: UInt = Linear.load(spare)
            Linear.store(UInt(0), at: spare)
            spare = next
            spareCount &-= 1
        } else {
            frame = try frames.allocateZeroed()
        }
        let entry = PageEntry(frame, Self.levelFlags)
        Linear.store(entry, at: slot)
        addUses(slot, 1)
        return entry
    }

    /// Counts entries in use in the table that `slot` lies in.
    @inline(__always)
    func addUses(_ slot: UInt, _ count: Int) {
        let frame = (slot &- linear) &>> 12
        frames.setEntry(
            frame, FrameEntry(rawValue: frames.entry(frame).rawValue &+ UInt32(truncatingIfNeeded: count)))
    }

    /// Entries in use in the table that `slot` lies in.
    @inline(__always)
    func uses(_ slot: UInt) -> Int { frames.entry((slot &- linear) &>> 12).count &- 1 }

    /// Frees the table that held `address` on `level`, now empty, and those above that become empty with it.
    @inline(never)
    mutating func prune(_ address: UInt, level: Int) {
        var level = level
        while level < 4 {
            // Walks down to the entry that names the table: at most three loads.
            var at = slot(rootAddress, address, 39)
            var shift: UInt = 30
            for _ in 0..<3 &- level {
                at = slot(table(Linear.load(at)), address, shift)
                shift &-= 9
            }
            let entry: PageEntry = Linear.load(at)
            let lower = table(entry)
            if uses(lower) > 0 { return }
            Linear.store(PageEntry(), at: at)
            addUses(at, -1)
            recycle(lower)
            level &+= 1
        }
    }

    private mutating func recycle(_ table: UInt) {
        if spareCount < Self.spareLimit {
            Linear.store(spare, at: table)
            spare = table
            spareCount &+= 1
        } else {
            frames.release(PageFrame(rawValue: (table &- linear) &>> 12))
        }
    }

    /// Frees every table of the program's part, the root, and what is kept in store. The pages must be unmapped, and
    /// the processor must no longer use the root.
    mutating func destroy() {
        while spare != 0 {
            let next: UInt = Linear.load(spare)
            free(PageFrame(rawValue: (spare &- linear) &>> 12))
            spare = next
        }
        spareCount = 0
        for index in 0..<(AddressMap.programHigh >> 39) {
            let entry: PageEntry = Linear.load(rootAddress &+ index &* 8)
            if entry.isPresent { destroyTable(entry, level: 3, isFirst: index == 0) }
        }
        free(root)
    }

    /// Tables are empty here as a rule; those that an operation which ran out of memory left behind are not missed.
    private func destroyTable(_ entry: PageEntry, level: Int, isFirst: Bool = false) {
        if level > 1 {
            for index in 0..<UInt(512) {
                // The kernel's own gigabyte belongs to all address spaces.
                if isFirst && index == AddressMap.kernel.lowerBound >> 30 { continue }
                let lower: PageEntry = Linear.load(table(entry) &+ index &* 8)
                if lower.isPresent && !lower.isHuge { destroyTable(lower, level: level &- 1) }
            }
        }
        free(entry.frame)
    }

    /// Frees a table whatever its count of entries.
    private func free(_ table: PageFrame) {
        frames.setEntry(table.rawValue, .used(order: 0))
        frames.release(table)
    }
}
