/// A run of usable frames, by number. Frames from `fresh` on were never handed out, and nothing about them was written.
struct FrameRegion: BitwiseCopyable {
    var start: UInt
    var end: UInt
    var fresh: UInt

    var count: UInt { end &- start }
}

/// The usable regions of a machine while they are being found: usable ranges minus reserved ones, whole frames only.
///
/// Lives on the stack, for it is made before there is a heap.
struct FrameRegionList {
    /// A PC's map has two or three usable ranges; each reserved one splits one of them.
    static let capacity = 12

    private(set) var regions: InlineArray<12, FrameRegion> = .init(repeating: FrameRegion(start: 0, end: 0, fresh: 0))
    private(set) var count = 0

    init(usable: Span<Range<UInt>>, reserved: Span<Range<UInt>>) {
        for index in 0..<usable.count {
            // Frame 0 is left out: 0 stands for "none" in the free lists.
            let start = max(Self.roundUp(usable[index].lowerBound), 1)
            let end = usable[index].upperBound >> 12
            if start < end { add(from: start, to: end, without: reserved) }
        }
    }

    private static func roundUp(_ address: UInt) -> UInt { (address &+ 4095) >> 12 }

    private mutating func add(from start: UInt, to end: UInt, without reserved: Span<Range<UInt>>) {
        var start = start
        while start < end {
            // The lowest reserved range that still touches [start, end).
            var hole = end..<end
            for index in 0..<reserved.count where !reserved[index].isEmpty {
                let low = reserved[index].lowerBound >> 12
                let high = Self.roundUp(reserved[index].upperBound)
                if high > start && low < hole.lowerBound { hole = low..<max(high, low) }
            }
            if hole.lowerBound > start { insert(FrameRegion(start: start, end: hole.lowerBound, fresh: start)) }
            start = max(hole.upperBound, start)
        }
    }

    /// Keeps the list ordered by size, the largest first: look-ups hit the first entry, as a rule. The smallest of too
    /// many regions is left unused.
    private mutating func insert(_ region: FrameRegion) {
        var index = count
        if count == Self.capacity {
            if regions[count - 1].count >= region.count { return }
            index = count - 1
        } else {
            count += 1
        }
        while index > 0, regions[index - 1].count < region.count {
            regions[index] = regions[index - 1]
            index -= 1
        }
        regions[index] = region
    }

    /// Takes `frames` from the start of the largest region.
    mutating func reserve(_ frames: UInt) -> UInt? {
        guard count > 0, regions[0].count > frames else { return nil }
        let start = regions[0].start
        regions[0].start &+= frames
        regions[0].fresh = regions[0].start
        return start
    }

    /// The frames from the lowest to the highest, holes included.
    var span: Range<UInt> {
        var low = UInt.max
        var high: UInt = 0
        for index in 0..<count {
            low = min(low, regions[index].start)
            high = max(high, regions[index].end)
        }
        return low < high ? low..<high : 0..<0
    }
}
