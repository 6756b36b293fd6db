/// How the processor is told to forget translations. Plain functions: this is called for each unmapped page.
///
/// On the machine these are INVLPG, a reload of CR3, and an interrupt of the other processors that run the program.
public struct TranslationCache: Sendable {
    /// Forgets one page: context, virtual address.
    public var flushPage: @convention(c) (UInt, UInt) -> Void
    /// Forgets all pages that are not global: context.
    public var flushAll: @convention(c) (UInt) -> Void
    /// Makes all other processors forget all pages that are not global, and waits until they have: context.
    public var flushOthers: @convention(c) (UInt) -> Void
    /// Handed to all of them.
    public var context: UInt

    public init(
        context: UInt = 0, flushPage: @escaping @convention(c) (UInt, UInt) -> Void,
        flushAll: @escaping @convention(c) (UInt) -> Void,
        flushOthers: @escaping @convention(c) (UInt) -> Void = { _ in }
    ) {
        self.context = context
        self.flushPage = flushPage
        self.flushAll = flushAll
        self.flushOthers = flushOthers
    }
}

/// The flushes of one operation: page by page while they are few, then all at once at the end.
///
/// Frames may be freed before `finish`: they cannot be used again before the kernel's lock is free.
struct FlushBatch {
    let cache: TranslationCache
    private var count = 0
    private static var limit: Int { 32 }

    @inline(__always) init(_ cache: TranslationCache) { self.cache = cache }

    @inline(__always)
    mutating func add(_ address: UInt) {
        count &+= 1
        if count <= Self.limit { cache.flushPage(cache.context, address) }
    }

    @inline(__always)
    func finish() {
        if count == 0 { return }
        if count > Self.limit { cache.flushAll(cache.context) }
        cache.flushOthers(cache.context)
    }
}
