/// The frame allocator's own record. It lies at the start of the largest region, followed by one `UInt32` for each
/// frame of the machine's span (0.1 % of memory), none of which is written before its frame is first used.
struct FrameState {
    var linearBase: UInt
    /// Address of the entry of frame 0, were there one: entry of frame n is at `entries + 4 n`.
    var entries: UInt
    var freeFrames: Int
    var totalFrames: Int
    /// Free frames that are kept for the kernel: programs are refused the last ones, so that the kernel can still do
    /// what it takes to tell them, or to end them.
    var reserve: Int
    var regionCount: Int
    /// How many single frames the magazine holds.
    var cached: Int
    var regions: InlineArray<12, FrameRegion>
    /// First frame of the free blocks of each order; 0 for none.
    var freeBlocks: InlineArray<11, UInt>
    /// Single frames ready to hand out, the next one last. Keeps a pair of allocate and release from splitting and
    /// merging blocks each time. With more CPUs this becomes one for each of them, the rest of the state locked.
    var magazine: InlineArray<64, UInt32>

    static let magazineCapacity = 64
    static let refillOrder = 4
    static let maximumOrder = 10
}

/// What is written down about a frame that heads a block.
///
/// In use: bits 0–23 count the references, bits 24–27 are the block's order. Free: bit 31 and the order.
/// Frames inside a block that do not head it have no meaningful entry.
struct FrameEntry: BitwiseCopyable, Equatable {
    var rawValue: UInt32
    @inline(__always) init(rawValue: UInt32) { self.rawValue = rawValue }
    @inline(__always) static func used(order: Int) -> FrameEntry { FrameEntry(rawValue: UInt32(order) << 24 | 1) }
    @inline(__always) static func free(order: Int) -> FrameEntry {
        FrameEntry(rawValue: 1 << 31 | UInt32(order) << 24)
    }
    /// In the magazine: neither in use nor a block that a neighbour may merge with.
    @inline(__always) static var cached: FrameEntry { FrameEntry(rawValue: 0) }
    @inline(__always) var count: Int { Int(rawValue & 0xFF_FFFF) }
    @inline(__always) var order: Int { Int(rawValue >> 24 & 0xF) }
}
