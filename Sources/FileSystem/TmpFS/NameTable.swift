internal import LinuxABI

/// A directory's entries: found by name through a hash table, and kept in the order in which they came, each with a
/// cookie that grows with time, so that a listing under way neither misses nor repeats one.
struct NameTable {
    struct Entry {
        let name: [UInt8]
        let hash: UInt
        /// The file; nil where it lies in a lower file system and nobody has asked for it yet.
        var inode: Inode?
        let number: UInt64
        let type: FileType
        let cookie: Int64
    }
    /// By cookie. Removed ones leave a gap until they are the most.
    private var entries: [Entry?] = []
    /// Indices into `entries`, by hash with linear probing.
    private var slots: [Int32] = []
    private var lastCookie: Int64 = 2
    /// Slots that are not `free`, those of removed entries included.
    private var usedSlots = 0
    private(set) var count = 0

    private static var free: Int32 { -1 }
    private static var removed: Int32 { -2 }

    private static func hash(_ name: Span<UInt8>) -> UInt {
        var hash: UInt = 0xCBF2_9CE4_8422_2325
        for index in name.indices { hash = DentryCache.step(hash, name[index]) }
        return hash ^ hash >> 31
    }

    /// The index of an entry, until the next insertion or removal.
    func find(_ name: Span<UInt8>) -> Int? { find(name, NameTable.hash(name)).map { Int(slots[$0]) } }

    private func find(_ name: Span<UInt8>, _ hash: UInt) -> Int? {
        guard !slots.isEmpty else { return nil }
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != NameTable.free {
            if slots[slot] >= 0, let entry = entries[Int(slots[slot])], entry.hash == hash, equal(entry.name, name) {
                return slot
            }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    subscript(index: Int) -> Entry? { entries[index] }

    /// Gives an entry its file.
    mutating func setInode(_ inode: Inode, at index: Int) { entries[index]?.inode = inode }

    /// Adds an entry. The caller has seen that the name is free.
    mutating func insert(_ name: [UInt8], _ inode: Inode?, _ number: UInt64, _ type: FileType) {
        if (usedSlots + 1) * 4 > slots.count * 3 { rebuild() }
        let hash = NameTable.hash(name.span)
        lastCookie += 1
        entries.append(
            Entry(name: name, hash: hash, inode: inode, number: number, type: type, cookie: lastCookie))
        place(entries.count - 1, hash)
        count += 1
    }

    private mutating func place(_ index: Int, _ hash: UInt) {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 { slot = (slot &+ 1) & mask }
        if slots[slot] == NameTable.free { usedSlots += 1 }
        slots[slot] = Int32(index)
    }

    /// Takes an entry out and returns its file.
    mutating func remove(_ name: [UInt8]) {
        guard let slot = find(name.span, NameTable.hash(name.span)) else { return }
        entries[Int(slots[slot])] = nil
        slots[slot] = NameTable.removed
        count -= 1
        if entries.count > 32, entries.count > count * 2 { rebuild() }
    }

    private mutating func rebuild() {
        entries.removeAll { $0 == nil }
        var size = 8
        while size * 3 < (count + 1) * 8 { size *= 2 }
        slots = Array(repeating: NameTable.free, count: size)
        usedSlots = 0
        for index in entries.indices {
            if let entry = entries[index] { place(index, entry.hash) }
        }
    }

    /// The indices of entries whose cookie is above `cookie`, in order, gaps included.
    func indices(after cookie: Int64) -> Range<Int> {
        var low = 0
        var high = entries.count
        while low < high {
            var middle = (low + high) / 2
            // A gap has no cookie: its nearest predecessor that has one decides.
            let tested = middle
            while middle > low, entries[middle] == nil { middle -= 1 }
            if let entry = entries[middle], entry.cookie > cookie { high = middle } else { low = tested + 1 }
        }
        return low..<entries.count
    }
}
