internal import Bytes
internal import LinuxABI

/// The buddy lists behind the frame allocator. A free block's first 16 bytes link it: next and previous, by number.
extension FrameAllocator {
    /// A block of `order` off the lists, out of fresh memory, or at last out of what the magazine holds.
    func take(_ order: Int) throws(Errno) -> UInt {
        if let frame = takeListed(order) ?? takeFreshBlock(order) { return frame }
        drain(keeping: 0)
        if let frame = takeListed(order) { return frame }
        throw .ENOMEM
    }

    /// The smallest listed block that is large enough, cut down to `order`.
    private func takeListed(_ order: Int) -> UInt? {
        var found = order
        while found <= FrameState.maximumOrder {
            let frame = withState { $0.freeBlocks[found] }
            if frame != 0 {
                unlink(frame, found)
                cut(frame, from: found, to: order)
                return frame
            }
            found &+= 1
        }
        return nil
    }

    /// Lists the upper halves of a block until `order` is left of it.
    private func cut(_ frame: UInt, from: Int, to order: Int) {
        var size = from
        while size > order {
            size &-= 1
            link(frame &+ 1 << UInt(size), size)
        }
    }

    /// Takes blocks as large as their alignment allows from memory never used before, until one is large enough.
    private func takeFreshBlock(_ order: Int) -> UInt? {
        let count = withState { $0.regionCount }
        for index in 0..<count {
            var region = withState { $0.regions[index] }
            // Whether the region has a block of this order at all, before its start is cut into pieces.
            let size: UInt = 1 << UInt(order)
            let aligned = (region.fresh &+ size &- 1) & ~(size &- 1)
            if aligned &+ size > region.end { continue }
            while true {
                let frame = region.fresh
                var largest = min(frame.trailingZeroBitCount, FrameState.maximumOrder)
                while frame &+ 1 << UInt(largest) > region.end { largest &-= 1 }
                region.fresh = frame &+ 1 << UInt(largest)
                withState { $0.regions[index].fresh = region.fresh }
                if largest >= order {
                    cut(frame, from: largest, to: order)
                    return frame
                }
                link(frame, largest)
            }
        }
        return nil
    }

    /// More frames in a row than the largest block has: only memory never used before is known to have them.
    func takeFresh(_ count: UInt) throws(Errno) -> UInt {
        let regions = withState { $0.regionCount }
        for index in 0..<regions {
            let region = withState { $0.regions[index] }
            if region.end &- region.fresh >= count {
                withState { $0.regions[index].fresh = region.fresh &+ count }
                return region.fresh
            }
        }
        throw .ENOMEM
    }

    /// Lists the frames of [start, end) as blocks as large as their alignment.
    func giveBack(_ start: UInt, _ end: UInt) {
        var frame = start
        while frame < end {
            var order = min(frame.trailingZeroBitCount, FrameState.maximumOrder)
            while frame &+ 1 << UInt(order) > end { order &-= 1 }
            guard let region = region(of: frame) else { return }
            insert(frame, order, region)
            frame &+= 1 << UInt(order)
        }
    }

    /// Lists a block, merged with its free buddies.
    func insert(_ frame: UInt, _ order: Int, _ region: Int) {
        var frame = frame
        var order = order
        let bounds = withState { $0.regions[region] }
        while order < FrameState.maximumOrder {
            let size: UInt = 1 << UInt(order)
            let buddy = frame ^ size
            // A buddy outside of what was ever used has no entry to look at.
            guard buddy >= bounds.start, buddy &+ size <= bounds.fresh, entry(buddy) == .free(order: order)
            else { break }
            unlink(buddy, order)
            frame &= ~size
            order &+= 1
        }
        link(frame, order)
    }

    private func link(_ frame: UInt, _ order: Int) {
        let next = withState { (state: inout FrameState) -> UInt in
            let next = state.freeBlocks[order]
            state.freeBlocks[order] = frame
            return next
        }
        setLinks(frame, next: next, previous: 0)
        if next != 0 { Linear.store(frame, at: address(of: PageFrame(rawValue: next)) &+ 8) }
        setEntry(frame, .free(order: order))
    }

    private func unlink(_ frame: UInt, _ order: Int) {
        let address = address(of: PageFrame(rawValue: frame))
        let next: UInt = Linear.load(address)
        let previous: UInt = Linear.load(address &+ 8)
        if previous == 0 {
            withState { $0.freeBlocks[order] = next }
        } else {
            Linear.store(next, at: self.address(of: PageFrame(rawValue: previous)))
        }
        if next != 0 { Linear.store(previous, at: self.address(of: PageFrame(rawValue: next)) &+ 8) }
        // So that a stale mark never makes it somebody's buddy.
        setEntry(frame, .cached)
    }

    private func setLinks(_ frame: UInt, next: UInt, previous: UInt) {
        let address = address(of: PageFrame(rawValue: frame))
        Linear.store(next, at: address)
        Linear.store(previous, at: address &+ 8)
    }

    // MARK: the magazine

    /// Fills the empty magazine with the frames of one block, ascending addresses handed out first.
    func refill() throws(Errno) {
        var order = FrameState.refillOrder
        var block = takeListed(order) ?? takeFreshBlock(order)
        while block == nil, order > 0 {
            order &-= 1
            block = takeListed(order) ?? takeFreshBlock(order)
        }
        guard let first = block else { throw .ENOMEM }
        let count = 1 << order
        for index in 0..<count {
            let frame = first &+ UInt(count &- 1 &- index)
            setEntry(frame, .cached)
            withState { $0.magazine[index] = UInt32(truncatingIfNeeded: frame) }
        }
        withState { $0.cached = count }
    }

    /// Puts one frame back, half of the magazine to the lists if it is full.
    func pushSingle(_ frame: UInt) {
        if withState({ $0.cached == FrameState.magazineCapacity }) { drain(keeping: FrameState.magazineCapacity / 2) }
        setEntry(frame, .cached)
        withState { (state: inout FrameState) in
            state.magazine[state.cached] = UInt32(truncatingIfNeeded: frame)
            state.cached &+= 1
        }
    }

    private func drain(keeping kept: Int) {
        while withState({ $0.cached > kept }) {
            let frame = withState { (state: inout FrameState) -> UInt in
                state.cached &-= 1
                return UInt(state.magazine[state.cached])
            }
            if let region = region(of: frame) { insert(frame, 0, region) }
        }
    }
}
