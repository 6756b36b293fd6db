public import Bytes
public import LinuxABI

/// Memory for files' contents: frames, and copies between them and the program. The kernel stands it on its frame
/// allocator, tests on arrays.
public protocol PageStore: AnyObject {
    /// A zeroed frame. Throws: `ENOMEM`.
    func allocate() throws(Errno) -> PageFrame
    /// Gives a frame of `allocate` back. Mappings that still show it keep it alive.
    func release(_ page: PageFrame)
    /// Copies up to `count` bytes from the program to byte `offset` of the frame. Returns the bytes copied. Throws: `EFAULT`.
    func copyIn(_ page: PageFrame, _ offset: Int, _ count: Int, _ buffer: inout UserBuffer) throws(Errno) -> Int
    /// Copies up to `count` bytes from byte `offset` of the frame to the program. Returns the bytes copied. Throws: `EFAULT`.
    func copyOut(_ page: PageFrame, _ offset: Int, _ count: Int, _ buffer: inout UserBuffer) throws(Errno) -> Int
    /// Zeroes `count` bytes from byte `offset` of the frame.
    func zero(_ page: PageFrame, _ offset: Int, _ count: Int)
    /// Copies kernel bytes to byte `offset` of the frame, as many as fit.
    func store(_ bytes: RawSpan, _ page: PageFrame, _ offset: Int)
    /// Copies bytes of the frame to the end of `bytes`.
    func load(_ page: PageFrame, _ offset: Int, _ count: Int, into bytes: inout [UInt8])
    /// Frames in all and frames free, for statfs(2).
    func statistics() -> (total: Int, free: Int)
}

/// The time that files record.
public protocol FileClock: AnyObject {
    /// The wall clock, as `CLOCK_REALTIME_COARSE` would do.
    func now() -> TimeSpec
}

/// Random bytes for /dev/urandom, random(4).
public protocol EntropySource: AnyObject {
    /// Fills the buffer. Throws: `EFAULT`.
    func fill(_ buffer: inout UserBuffer) throws(Errno) -> Int
    /// One random number, for UUIDs and the like.
    func next() -> UInt64
}

/// The process that acts, as far as file systems must know of it or tell it.
public protocol FileUser: AnyObject {
    /// The largest file it may make, `RLIMIT_FSIZE`, in bytes.
    var fileSizeLimit: Int64 { get }
    /// It tried to make a larger one: `SIGXFSZ`.
    func exceededFileSizeLimit()
    /// What it writes keeps set-user-ID and set-group-ID bits, `CAP_FSETID`.
    var keepsSetIDBits: Bool { get }
    /// A mapped file has lost pages: mappings must ask for them again.
    func lost(_ pages: Range<Int>, of inode: Inode, _ loss: PageLoss)
}

/// How a file lost pages.
public enum PageLoss: Sendable {
    /// It ends before them now: private copies of them go too.
    case truncated
    /// They became a hole.
    case hole
}

/// What file systems need of the kernel.
public final class FileServices {
    public let pages: any PageStore
    public let clock: any FileClock
    public let entropy: any EntropySource
    /// Nil as long as there is no process.
    public var user: (any FileUser)?
    public init(pages: any PageStore, clock: any FileClock, entropy: any EntropySource) {
        self.pages = pages
        self.clock = clock
        self.entropy = entropy
    }
}
