/// Where a heap has its pages from. Plain functions, so that the heap can be a statically initialised global.
public struct PageSource: BitwiseCopyable, Sendable {
    /// The address of that many 4 KiB pages in a row, page-aligned and writable; 0 if there are none.
    public var take: @convention(c) (Int) -> UInt
    /// Takes back what `take` gave: address and number of pages.
    public var give: @convention(c) (UInt, Int) -> Void

    public init(take: @escaping @convention(c) (Int) -> UInt, give: @escaping @convention(c) (UInt, Int) -> Void) {
        self.take = take
        self.give = give
    }
}

/// The memory allocator under the Swift runtime (`posix_memalign`, `free`), and so itself without any Swift object.
///
/// Small blocks come from slabs: pages that each hold blocks of one size, kept in lists by size, with a header at the
/// page's start that `free` finds from the block's address. Larger ones are runs of pages with the same header. A page's
/// own start is thus never a block, which is how `free` tells a page-aligned block: its header is on the page before.
///
/// One CPU for now: a second one calls for a lock around the slow paths and a list of slabs for each CPU in
/// `HeapState`; interrupt handlers do not allocate.
public struct KernelHeap: Sendable {
    /// Address of the record, 0 before `start`. The record is the first page that the heap takes.
    private var state: UInt = 0

    /// A heap that has nothing to give yet; constant, so that a global needs no initialiser to run.
    public init() {}

    /// Makes the heap usable. Returns whether the source had a page for it.
    public mutating func start(_ source: PageSource) -> Bool {
        let page = source.take(1)
        if page == 0 { return false }
        HeapState.initialize(at: page, source)
        state = page
        return true
    }

    /// A block of `size` bytes at a multiple of `alignment` (a power of two up to 4096); contents undefined.
    /// Returns 0 when memory is out or the alignment is beyond what there is.
    public func allocate(_ size: Int, alignment: Int = 16) -> UInt {
        if state == 0 { return 0 }
        if size <= SlabClasses.largest && alignment <= 16 { return HeapState(address: state).allocateSmall(size) }
        return HeapState(address: state).allocateRun(size, alignment)
    }

    /// Frees a block by its address; 0 is left alone.
    public func free(_ block: UInt) {
        if block == 0 { return }
        HeapState(address: state).free(block)
    }

    /// How many bytes the block can hold: at least what was asked for.
    public func usableSize(_ block: UInt) -> Int { HeapState(address: state).usableSize(block) }

    /// Pages taken from the source and not given back.
    public var pageCount: Int { state == 0 ? 0 : HeapState(address: state).pageCount }
}
