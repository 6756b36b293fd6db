public import Bytes
public import LinuxABI

/// Physical memory in frames of 4 KiB, with a reference count each.
///
/// A handle of one word: copying it copies nothing. Everything it knows lies in the frames that it manages, so it works
/// before there is a heap, and start-up costs the same on any size of machine: memory that was never handed out is
/// known by a bound for each region, not by entries or lists.
///
/// Single frames come from a magazine, larger blocks (up to 4 MiB, aligned to their size) from buddy lists. Callers
/// run with one CPU and without being interrupted by another caller; a page fault may call in, for nothing in here
/// touches the program's memory.
///
/// Source of the scheme: D. E. Knuth, The Art of Computer Programming, volume 1, section 2.5 (buddy system).
@safe public struct FrameAllocator: @unchecked Sendable {
    // Held: points at the record that `init` placed in memory it reserved for ever; all `unsafe` below goes through it.
    private let state: UnsafeMutableRawPointer

    @inline(__always)
    private var record: UnsafeMutablePointer<FrameState> {
        unsafe state.assumingMemoryBound(to: FrameState.self)
    }

    /// The order of a 2 MiB block, for `allocateBlock(order:)`.
    public static let hugeOrder = 9

    /// Takes over the physical ranges `usable` (bytes) minus `reserved` (kernel image, boot module, …).
    ///
    /// Physical address p must be readable and writable at `linearBase + p`, modulo 2^64.
    /// Throws `ENOMEM` if there is not even room for the record.
    public init(usable: Span<Range<UInt>>, reserved: Span<Range<UInt>>, linearBase: UInt) throws(Errno) {
        var list = FrameRegionList(usable: usable, reserved: reserved)
        let span = list.span
        let recordSize = UInt(MemoryLayout<FrameState>.size + 63) & ~63
        let frames = (recordSize &+ UInt(span.count) &* 4 &+ 4095) >> 12
        guard let first = list.reserve(frames) else { throw .ENOMEM }
        let address = linearBase &+ first << 12
        var total = 0
        for index in 0..<list.count { total += Int(list.regions[index].count) }
        // Held: the frames from `first` on were just reserved and are mapped at `address`.
        unsafe state = UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped
        unsafe record.initialize(
            to: FrameState(
                linearBase: linearBase, entries: address &+ recordSize &- span.lowerBound &* 4,
                freeFrames: total, totalFrames: total,
                reserve: min(max(total / 64, 8), 64), regionCount: list.count, cached: 0, regions: list.regions,
                freeBlocks: .init(repeating: 0), magazine: .init(repeating: 0)))
    }

    /// Frames that can still be handed out.
    public var freeCount: Int { unsafe record.pointee.freeFrames }
    /// Frames that are managed, in use or not.
    public var totalCount: Int { unsafe record.pointee.totalFrames }

    /// Whether more is free than the kernel's reserve.
    @inline(__always)
    public var isRoomForProgram: Bool { unsafe record.pointee.freeFrames > record.pointee.reserve }

    /// Where the frame's bytes are in the linear map.
    @inline(__always)
    public func address(of frame: PageFrame) -> UInt { unsafe record.pointee.linearBase &+ frame.rawValue << 12 }

    // MARK: single frames

    /// A frame with one reference and undefined contents. Throws `ENOMEM`.
    public func allocate() throws(Errno) -> PageFrame {
        if unsafe record.pointee.cached == 0 { try refill() }
        let top = unsafe record.pointee.cached &- 1
        let frame = UInt(unsafe record.pointee.magazine[unchecked: top])
        unsafe record.pointee.cached = top
        unsafe record.pointee.freeFrames &-= 1
        setEntry(frame, .used(order: 0))
        return PageFrame(rawValue: frame)
    }

    /// The same for a program's page or data: refused while only the kernel's reserve is left. Throws `ENOMEM`.
    public func allocateForProgram() throws(Errno) -> PageFrame {
        if !isRoomForProgram { throw .ENOMEM }
        return try allocate()
    }

    /// A frame of zeros with one reference. Throws `ENOMEM`.
    public func allocateZeroed() throws(Errno) -> PageFrame {
        let frame = try allocate()
        Linear.zero(address(of: frame), 4096)
        return frame
    }

    /// Adds a reference to a frame, or to a block by its first frame. Frames that are not managed are left alone.
    public func retain(_ frame: PageFrame) {
        guard region(of: frame.rawValue) != nil else { return }
        setEntry(frame.rawValue, FrameEntry(rawValue: entry(frame.rawValue).rawValue &+ 1))
    }

    /// Drops a reference; the last one frees the frame, or the block that it heads. Frames that are not managed are
    /// left alone.
    public func release(_ frame: PageFrame) {
        guard let region = region(of: frame.rawValue) else { return }
        let old = entry(frame.rawValue)
        precondition(old.count > 0 && old.rawValue >> 31 == 0, "frame released once too often")
        if old.count > 1 { return setEntry(frame.rawValue, FrameEntry(rawValue: old.rawValue &- 1)) }
        unsafe record.pointee.freeFrames &+= 1 &<< old.order
        if old.order == 0 { pushSingle(frame.rawValue) } else { insert(frame.rawValue, old.order, region) }
    }

    /// How many references there are to a frame; `Int.max` for one that is not managed, as if shared by everyone.
    public func references(to frame: PageFrame) -> Int {
        region(of: frame.rawValue) == nil ? Int.max : entry(frame.rawValue).count
    }

    // MARK: blocks and runs

    /// `1 << order` frames (order 0 to 10), aligned to their size, with one reference to the whole, which `release` of
    /// the first frame drops. Throws `ENOMEM`.
    public func allocateBlock(order: Int) throws(Errno) -> PageFrame {
        let frame = try take(order)
        setEntry(frame, .used(order: order))
        unsafe record.pointee.freeFrames &-= 1 &<< order
        return PageFrame(rawValue: frame)
    }

    /// Makes single frames of a block in use: each then has the references that the whole had, and is released alone.
    public func splitBlock(_ frame: PageFrame) {
        guard region(of: frame.rawValue) != nil else { return }
        let old = entry(frame.rawValue)
        for offset in 0..<UInt(1) << UInt(old.order) {
            setEntry(frame.rawValue &+ offset, FrameEntry(rawValue: UInt32(old.count)))
        }
    }

    /// `count` frames one after the other, each with one reference of its own: memory for a device or the heap.
    /// Throws `ENOMEM`.
    public func allocateRun(_ count: Int) throws(Errno) -> PageFrame {
        precondition(count > 0)
        let order = Int.bitWidth - (count &- 1).leadingZeroBitCount
        let first: UInt
        if order <= FrameState.maximumOrder {
            first = try take(order)
            // What the block has beyond `count` goes back, in pieces as large as their alignment.
            mark(first, count)
            giveBack(first &+ UInt(count), first &+ 1 << UInt(order))
        } else {
            first = try takeFresh(UInt(count))
            mark(first, count)
        }
        unsafe record.pointee.freeFrames &-= count
        return PageFrame(rawValue: first)
    }

    /// Drops one reference to each of `count` frames from `first` on.
    public func releaseRun(_ first: PageFrame, _ count: Int) {
        for offset in 0..<UInt(count) { release(PageFrame(rawValue: first.rawValue &+ offset)) }
    }

    private func mark(_ first: UInt, _ count: Int) {
        for offset in 0..<UInt(count) { setEntry(first &+ offset, .used(order: 0)) }
    }

    // MARK: entries

    @inline(__always)
    func entry(_ frame: UInt) -> FrameEntry { Linear.load(unsafe record.pointee.entries &+ frame &* 4) }
    @inline(__always)
    func setEntry(_ frame: UInt, _ entry: FrameEntry) {
        Linear.store(entry, at: unsafe record.pointee.entries &+ frame &* 4)
    }

    /// The index of the region that `frame` lies in.
    @inline(__always)
    func region(of frame: UInt) -> Int? {
        let count = unsafe record.pointee.regionCount
        var index = 0
        while index < count {
            let start = unsafe record.pointee.regions[unchecked: index].start
            let end = unsafe record.pointee.regions[unchecked: index].end
            if frame >= start && frame < end { return index }
            index &+= 1
        }
        return nil
    }

    @inline(__always)
    func withState<Result>(_ body: (inout FrameState) -> Result) -> Result { unsafe body(&record.pointee) }
}
