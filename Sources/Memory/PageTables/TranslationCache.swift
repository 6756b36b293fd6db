/// How the processor is told to forget translations. Plain functions: this is called for each unmapped page.
///
/// On the machine these are INVLPG and a reload of CR3; with more CPUs they also reach the others.
public struct TranslationCache: Sendable {
    /// Forgets one page: context, virtual address.
    public var flushPage: @convention(c) (UInt, UInt) -> Void
    /// Forgets all pages that are not global: context.
    public var flushAll: @convention(c) (UInt) -> Void
    /// Handed to both.
    public var context: UInt

    public init(
        context: UInt = 0, flushPage: @escaping @convention(c) (UInt, UInt) -> Void,
        flushAll: @escaping @convention(c) (UInt) -> Void
    ) {
        self.context = context
        self.flushPage = flushPage
        self.flushAll = flushAll
    }
}

/// The flushes of one operation: page by page while they are few, then all at once at the end.
///
/// Frames may be freed before `finish`: on one CPU nobody touches them in between.
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
        if count > Self.limit { cache.flushAll(cache.context) }
    }
}
