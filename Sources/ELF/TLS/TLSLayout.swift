/// The static TLS blocks' layout, variant II (ELF Handling For Thread-Local Storage, 3.4.6; psABI x86-64): modules lie
/// below the thread pointer, the program's nearest to it.
public struct TLSLayout: Sendable {
    /// Bytes below the thread pointer in use by modules so far.
    public private(set) var used: UInt = 0
    /// Bytes below the thread pointer that each thread's block has, a multiple of `alignment`.
    public private(set) var size: UInt = 0
    /// What the thread pointer must be a multiple of.
    public private(set) var alignment: UInt = 64
    /// Fixed once the first thread has its block: later modules fit into what is left or do without.
    private(set) var isFixed = false
    /// The modules placed since then, outermost last: what was in use before each, and whether it has gone.
    private var late: [(before: UInt, offset: UInt, isFree: Bool)] = []

    /// Places a module. Its block begins at the thread pointer less the result.
    /// - Returns: nil where the blocks are fixed and it does not fit.
    mutating func place(_ template: TLSTemplate) -> UInt? {
        let mask = template.alignment &- 1
        // The block keeps its address's remainder, which need not be 0: block ≡ p_vaddr (mod alignment).
        let remainder = (0 &- (template.address & mask)) & mask
        let wanted = used &+ template.memorySize &- min(remainder, used &+ template.memorySize)
        var offset = ((wanted &+ mask) & ~mask) &+ remainder
        if offset < used &+ template.memorySize { offset = offset &+ template.alignment }
        if isFixed {
            guard offset <= size, template.alignment <= alignment else { return nil }
            late.append((used, offset, false))
        } else {
            alignment = max(alignment, template.alignment)
        }
        used = offset
        return offset
    }

    /// Takes a module's place back that was given after the start: what lies outermost can be given again.
    mutating func release(_ offset: UInt) {
        guard let place = late.firstIndex(where: { $0.offset == offset && !$0.isFree }) else { return }
        late[place].isFree = true
        while let last = late.last, last.isFree {
            used = last.before
            late.removeLast()
        }
    }

    /// Ends the start-up phase: from now on threads have blocks of `size` bytes.
    mutating func fix(surplus: UInt) {
        size = (used &+ surplus &+ alignment &- 1) & ~(alignment &- 1)
        isFixed = true
    }
}

/// What a thread needs to know of one module with TLS.
public struct TLSModule {
    /// The module's number, from 1.
    public let number: Int
    /// The address of its image in the program's memory.
    public let image: UInt
    public let fileSize: UInt
    public let memorySize: UInt
    public let alignment: UInt
    /// How far below the thread pointer its block is, or nil where each thread allocates it on first use.
    public let staticOffset: UInt?
}
