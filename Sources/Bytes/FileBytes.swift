/// A file's bytes, all of them in memory at one place: a view of the boot module on the machine, a copy in a test.
///
/// Parsers take their `span` and need no pointers of their own.
///
/// Reason for the `unsafe` in here: the span handed out cannot outlive the object, and the object keeps its memory
/// (its own copy, or that of `owner`) for as long as it lives.
@safe public final class FileBytes {
    @usableFromInline let base: UnsafeRawPointer
    /// The size in bytes.
    public let count: Int
    private let owner: AnyObject?
    private let isCopy: Bool

    /// A view of `count` bytes at `address`, which must stay readable and unchanged while this object, and so
    /// `owner`, lives. The caller answers for that.
    @unsafe public init(address: UInt, count: Int, owner: AnyObject? = nil) {
        // Page 0 is never mapped, so a null address only comes with no bytes; any address does for those.
        unsafe base = UnsafeRawPointer(bitPattern: address == 0 ? 1 : address)!
        self.count = count
        self.owner = owner
        isCopy = false
    }

    /// A copy of `bytes`.
    public init(copying bytes: borrowing RawSpan) {
        let count = bytes.byteCount
        let memory = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 16)
        // Held: the allocation is as large as the source, and new, so the two do not overlap.
        unsafe bytes.withUnsafeBytes { source in
            if let start = source.baseAddress { unsafe memory.copyMemory(from: start, byteCount: count) }
        }
        unsafe base = UnsafeRawPointer(memory)
        self.count = count
        owner = nil
        isCopy = true
    }

    /// A copy of `bytes`.
    public convenience init(_ bytes: [UInt8]) { unsafe self.init(copying: bytes.span.bytes) }

    deinit {
        if isCopy { unsafe base.deallocate() }
    }

    /// All the bytes.
    @inlinable public var span: RawSpan {
        @_lifetime(borrow self) @inline(__always) get {
            // Held: `base` and `count` name memory that lives as long as `self`, which the result depends on.
            unsafe _overrideLifetime(RawSpan(_unsafeStart: base, byteCount: count), borrowing: self)
        }
    }

    /// Where the bytes are in memory: for mapping them elsewhere, not for reading.
    public var address: UInt { unsafe UInt(bitPattern: base) }
}
