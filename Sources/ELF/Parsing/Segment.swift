internal import Bytes

/// A loadable segment whose numbers have been checked: its file part lies in the file, its addresses do not wrap.
public struct Segment {
    /// Where it goes, relative to the load address.
    public let address: UInt
    public let memorySize: UInt
    /// Where it comes from in the file; congruent to `address` modulo the page size.
    public let offset: UInt
    public let fileSize: UInt
    public let protection: SegmentProtection

    /// One past its last address.
    public var end: UInt { address &+ memorySize }
    /// One past the last address that the file fills.
    var fileEnd: UInt { address &+ fileSize }
    /// Its first page, and one past its last.
    var firstPage: UInt { address & ~pageMask }
    var endPage: UInt { (end &+ pageMask) & ~pageMask }

    func contains(_ start: UInt, _ count: UInt) -> Bool {
        start >= address && start <= end && count <= end &- start
    }
}

/// The low bits of an address, those within a page.
let pageMask: UInt = UInt(pageSize) &- 1

/// A thread-local storage segment: the image that each thread's block starts from.
public struct TLSTemplate: Sendable {
    /// The image, relative to the load address.
    public let address: UInt
    public let fileSize: UInt
    public let memorySize: UInt
    /// A power of two, at least 1.
    public let alignment: UInt
}
