/// A place in a `RegionSet`: a region, or the end.
struct RegionCursor: BitwiseCopyable {
    var chunk: Int
    var index: Int
}

/// The mappings of an address space, ordered, none overlapping another: a tree of two levels.
///
/// Chunks of up to 63 regions hang off a directory, so a look-up is two binary searches and a change moves some hundred
/// bytes, with ten mappings or with ten thousand. Each chunk also knows the largest gap below one of its regions, which
/// lets the search for free space step over it. A chunk's regions stand at the end of its memory, so that adding one
/// moves those below it: new mappings are mostly the lowest of those that mmap(2) placed.
///
/// Reason for the `unsafe` in here: chunks are memory of this set's own, of fixed capacity; the last `count` entries, from
/// `regions` on, are initialised, and every index is below that.
@safe struct RegionSet: ~Copyable {
    @safe private struct Chunk: BitwiseCopyable {
        var storage: UnsafeMutablePointer<Region>
        var regions: UnsafeMutablePointer<Region>
        var count: Int
        /// Start of the first region.
        var low: UInt
        /// Largest gap below one of the regions; `unknown` after a change.
        var gap: UInt
    }

    private static var capacity: Int { 63 }
    private static var unknown: UInt { UInt.max }

    private var directory: UnsafeMutablePointer<Chunk>
    private var directoryCapacity = 16
    private var chunkCount = 0
    /// How many regions there are.
    private(set) var count = 0
    /// Where something was found or changed last: the next look-up is often for the same place.
    private var hint = RegionCursor(chunk: 0, index: 0)

    /// What the last search for free space found out: below `window` and above `address` there is no gap of `size` bytes.
    /// The next search for as much begins there, and not among all that was ever mapped at the top.
    private var searched = Searched(address: 0, size: UInt.max, window: 0)

    private struct Searched: BitwiseCopyable {
        var address: UInt
        var size: UInt
        var window: UInt
    }

    /// Addresses up to `end` have come free.
    @inline(__always)
    private mutating func freed(upTo end: UInt) {
        if end > searched.address { searched.size = UInt.max }
    }

    init() { unsafe directory = .allocate(capacity: 16) }

    deinit {
        for index in 0..<chunkCount { unsafe directory[index].storage.deallocate() }
        unsafe directory.deallocate()
    }

    // MARK: looking

    var startCursor: RegionCursor { RegionCursor(chunk: 0, index: 0) }

    @inline(__always)
    func isEnd(_ cursor: RegionCursor) -> Bool { cursor.chunk >= chunkCount }

    @inline(__always)
    subscript(_ cursor: RegionCursor) -> Region { unsafe directory[cursor.chunk].regions[cursor.index] }

    /// The first region that ends above `address`: the one that contains it, or the next one.
    @inline(__always)
    mutating func first(endingAbove address: UInt) -> RegionCursor {
        if hint.chunk < chunkCount, unsafe hint.index < directory[hint.chunk].count {
            let at = unsafe directory[hint.chunk].regions + hint.index
            if unsafe at.pointee.end > address {
                if unsafe hint.index > 0 ? at[-1].end <= address : hint.chunk == 0 { return hint }
            }
        }
        hint = search(address)
        return hint
    }

    @inline(never)
    private func search(_ address: UInt) -> RegionCursor {
        // The last chunk that starts at or below the address.
        var low = 0
        var high = chunkCount
        while low < high {
            let middle = (low &+ high) >> 1
            if unsafe directory[middle].low <= address { low = middle &+ 1 } else { high = middle }
        }
        if low == 0 { return RegionCursor(chunk: 0, index: 0) }
        let chunk = low &- 1
        let regions = unsafe directory[chunk].regions
        low = 0
        let size = unsafe directory[chunk].count
        high = size
        while low < high {
            let middle = (low &+ high) >> 1
            if unsafe regions[middle].end <= address { low = middle &+ 1 } else { high = middle }
        }
        return low < size ? RegionCursor(chunk: chunk, index: low) : RegionCursor(chunk: chunk &+ 1, index: 0)
    }

    @inline(__always)
    func next(_ cursor: RegionCursor) -> RegionCursor {
        let index = cursor.index &+ 1
        return unsafe index < directory[cursor.chunk].count
            ? RegionCursor(chunk: cursor.chunk, index: index) : RegionCursor(chunk: cursor.chunk &+ 1, index: 0)
    }

    /// The place before `cursor` (which may be the end), nil at the start. Of several cursors that name the end, only the
    /// one past the last chunk may be given.
    @inline(__always)
    func previous(_ cursor: RegionCursor) -> RegionCursor? {
        if cursor.index > 0 { return RegionCursor(chunk: cursor.chunk, index: cursor.index &- 1) }
        if cursor.chunk == 0 { return nil }
        return unsafe RegionCursor(chunk: cursor.chunk &- 1, index: directory[cursor.chunk &- 1].count &- 1)
    }

    // MARK: changing

    /// Writes over a region. Its order among the others must stay the same.
    @inline(__always)
    mutating func replace(_ cursor: RegionCursor, _ region: Region) {
        let old = self[cursor]
        if region.end < old.end { freed(upTo: old.end) } else if region.start > old.start { freed(upTo: region.start) }
        unsafe directory[cursor.chunk].regions[cursor.index] = region
        if cursor.index == 0 { unsafe directory[cursor.chunk].low = region.start }
        touched(cursor.chunk)
    }

    /// Adds a region before `cursor`, which is where `first(endingAbove:)` says that it belongs. Cursors taken before
    /// are void afterwards. Returns the new region's place.
    @discardableResult
    mutating func insert(_ region: Region, before cursor: RegionCursor) -> RegionCursor {
        var at = cursor
        if at.index == 0 && at.chunk > 0 {
            at = unsafe RegionCursor(chunk: at.chunk &- 1, index: directory[at.chunk &- 1].count)
        } else if chunkCount == 0 {
            addChunk(at: 0)
        }
        if unsafe directory[at.chunk].count == Self.capacity { at = split(at) }
        let regions = unsafe directory[at.chunk].regions - 1
        unsafe regions.update(from: regions + 1, count: at.index)
        unsafe regions[at.index] = region
        unsafe directory[at.chunk].regions = regions
        unsafe directory[at.chunk].count &+= 1
        if at.index == 0 { unsafe directory[at.chunk].low = region.start }
        count &+= 1
        touched(at.chunk)
        hint = at
        return at
    }

    /// Removes a region. Returns the place of the one after it.
    mutating func remove(_ cursor: RegionCursor) -> RegionCursor {
        freed(upTo: self[cursor].end)
        let regions = unsafe directory[cursor.chunk].regions + 1
        let size = unsafe directory[cursor.chunk].count &- 1
        unsafe regions.update(from: regions - 1, count: cursor.index)
        unsafe directory[cursor.chunk].regions = regions
        unsafe directory[cursor.chunk].count = size
        count &-= 1
        if size == 0 {
            removeChunk(cursor.chunk)
            touched(cursor.chunk)
            return RegionCursor(chunk: cursor.chunk, index: 0)
        }
        unsafe directory[cursor.chunk].low = regions[0].start
        touched(cursor.chunk)
        if size < Self.capacity / 4 && cursor.chunk > 0 {
            if let moved = fold(cursor) { return moved }
        }
        return cursor.index < size ? cursor : RegionCursor(chunk: cursor.chunk &+ 1, index: 0)
    }

    /// Appends a small chunk to the one before it, if both fit in half of one.
    private mutating func fold(_ cursor: RegionCursor) -> RegionCursor? {
        let size = unsafe directory[cursor.chunk].count
        let before = unsafe directory[cursor.chunk &- 1].count
        if size &+ before > Self.capacity / 2 { return nil }
        let target = unsafe directory[cursor.chunk &- 1].regions - size
        unsafe target.update(from: directory[cursor.chunk &- 1].regions, count: before)
        unsafe (target + before).update(from: directory[cursor.chunk].regions, count: size)
        unsafe directory[cursor.chunk &- 1].regions = target
        unsafe directory[cursor.chunk &- 1].count = before &+ size
        removeChunk(cursor.chunk)
        touched(cursor.chunk &- 1)
        let index = before &+ cursor.index
        return index < before &+ size
            ? RegionCursor(chunk: cursor.chunk &- 1, index: index) : RegionCursor(chunk: cursor.chunk, index: 0)
    }

    /// Halves a full chunk. Returns where `cursor` is then.
    private mutating func split(_ cursor: RegionCursor) -> RegionCursor {
        addChunk(at: cursor.chunk &+ 1)
        let half = Self.capacity / 2
        let rest = Self.capacity &- half
        let source = unsafe directory[cursor.chunk].regions
        let upper = unsafe directory[cursor.chunk &+ 1].storage + half
        unsafe upper.update(from: source + half, count: rest)
        unsafe directory[cursor.chunk &+ 1].regions = upper
        unsafe directory[cursor.chunk &+ 1].count = rest
        unsafe directory[cursor.chunk &+ 1].low = upper[0].start
        unsafe (source + rest).update(from: source, count: half)
        unsafe directory[cursor.chunk].regions = source + rest
        unsafe directory[cursor.chunk].count = half
        touched(cursor.chunk)
        return cursor.index <= half
            ? cursor : RegionCursor(chunk: cursor.chunk &+ 1, index: cursor.index &- half)
    }

    private mutating func addChunk(at index: Int) {
        if chunkCount == directoryCapacity {
            let larger = UnsafeMutablePointer<Chunk>.allocate(capacity: directoryCapacity &* 2)
            unsafe larger.update(from: directory, count: chunkCount)
            unsafe directory.deallocate()
            unsafe directory = larger
            directoryCapacity &*= 2
        }
        unsafe (directory + (index &+ 1)).update(from: directory + index, count: chunkCount &- index)
        let storage = UnsafeMutablePointer<Region>.allocate(capacity: Self.capacity)
        unsafe directory[index] = Chunk(
            storage: storage, regions: storage + Self.capacity, count: 0, low: 0, gap: Self.unknown)
        chunkCount &+= 1
    }

    private mutating func removeChunk(_ index: Int) {
        unsafe directory[index].storage.deallocate()
        unsafe (directory + index).update(from: directory + (index &+ 1), count: chunkCount &- index &- 1)
        chunkCount &-= 1
    }

    /// A change in a chunk also changes the gap below the first region of the next.
    @inline(__always)
    private mutating func touched(_ chunk: Int) {
        if chunk < chunkCount { unsafe directory[chunk].gap = Self.unknown }
        if chunk &+ 1 < chunkCount { unsafe directory[chunk &+ 1].gap = Self.unknown }
    }

    // MARK: free space

    /// The highest multiple of `alignment` where `length` bytes are free in `window`; nil if there is none.
    mutating func highestGap(_ length: UInt, alignment: UInt, in window: Range<UInt>) -> UInt? {
        var rest = window
        if length >= searched.size, window.upperBound == searched.window, searched.address > window.lowerBound {
            rest = window.lowerBound..<searched.address
        }
        guard let found = highestGap(length, alignment, rest) else { return nil }
        // A greater alignment may have passed over gaps that are large enough.
        if alignment == 4096 { searched = Searched(address: found &+ length, size: length, window: window.upperBound) }
        return found
    }

    private mutating func highestGap(_ length: UInt, _ alignment: UInt, _ window: Range<UInt>) -> UInt? {
        if window.upperBound &- window.lowerBound < length { return nil }
        // The space between the window's end and the region below it.
        var at = RegionCursor(chunk: chunkCount, index: 0)
        var ceiling = window.upperBound
        if let last = previous(at), self[last].end > ceiling {
            at = search(window.upperBound &- 1)
            if !isEnd(at) { ceiling = min(ceiling, self[at].guardedStart) }
        }
        while let below = previous(at) {
            let region = self[below]
            if let found = fit(length, alignment, max(region.end, window.lowerBound), ceiling) {
                hint = at
                return found
            }
            ceiling = min(region.guardedStart, window.upperBound)
            if ceiling <= window.lowerBound { return nil }
            at = below
            // A chunk that is about to be walked from its top may be passed over as a whole.
            while at.chunk > 0, at.index &+ 1 == size(at.chunk), largestGap(at.chunk) < length {
                at = unsafe RegionCursor(chunk: at.chunk &- 1, index: directory[at.chunk &- 1].count &- 1)
                ceiling = self[at].guardedStart
                if ceiling <= window.lowerBound { return nil }
            }
        }
        return fit(length, alignment, window.lowerBound, ceiling)
    }

    @inline(__always)
    private func size(_ chunk: Int) -> Int { unsafe directory[chunk].count }

    @inline(__always)
    private func fit(_ length: UInt, _ alignment: UInt, _ low: UInt, _ high: UInt) -> UInt? {
        if high < low || high &- low < length { return nil }
        let address = (high &- length) & ~(alignment &- 1)
        return address >= low ? address : nil
    }

    private mutating func largestGap(_ chunk: Int) -> UInt {
        let known = unsafe directory[chunk].gap
        if known != Self.unknown { return known }
        var end: UInt = 0
        if chunk > 0, let last = previous(RegionCursor(chunk: chunk, index: 0)) { end = self[last].end }
        var largest: UInt = 0
        for index in 0..<(unsafe directory[chunk].count) {
            let region = unsafe directory[chunk].regions[index]
            if region.guardedStart > end { largest = max(largest, region.guardedStart &- end) }
            end = region.end
        }
        unsafe directory[chunk].gap = largest
        return largest
    }
}
