public import LinuxABI

/// What the program was doing when it touched a page.
public enum PageAccess: UInt8, Sendable {
    case read
    case write
    case execute
}

/// Frames that follow each other in physical memory.
public struct FrameRun: Sendable {
    public var first: PageFrame
    public var count: Int
    @inlinable public init(first: PageFrame, count: Int) {
        self.first = first
        self.count = count
    }
}

/// What a mapping shows: a file's pages, shared memory, a device's memory. Pages are numbered from the start of it.
///
/// A mapping takes a reference of its own to each frame that it maps, and drops it when it unmaps the page; frames
/// outside the frame allocator's memory (the boot module) are not counted.
public protocol MemoryObject: AnyObject {
    /// The frame with the contents of page `index`, or nil if that page lies wholly beyond the end (the program then
    /// gets `SIGBUS`). With `.write` a shared mapping is about to write to it: a hole must become a page first.
    /// Throws `ENOMEM`, `ENOSPC`, `EIO`.
    func frame(at index: Int, for access: PageAccess) throws(Errno) -> PageFrame?

    /// Pages from `index` on, `limit` at most, that are in memory in consecutive frames and can be mapped for reading
    /// at once; nil if that is not known. Files that lie in one piece in memory thus need few faults.
    func residentRun(at index: Int, limit: Int) -> FrameRun?

    /// Writes the pages back to where they come from, and returns when that is done: msync(2) with `MS_SYNC`.
    func synchronize(_ pages: Range<Int>) throws(Errno)

    /// Frees the pages and what is stored of them, so that they read as zeroes: madvise(2) with `MADV_REMOVE`.
    /// Throws `EOPNOTSUPP` where it cannot be done.
    func punchHole(_ pages: Range<Int>) throws(Errno)

    /// The name shown in `/proc/self/maps`; empty for none.
    var mappingName: [UInt8] { get }

    /// Device and inode numbers shown in `/proc/self/maps`.
    var mappingIdentity: (device: UInt64, inode: UInt64) { get }
}
