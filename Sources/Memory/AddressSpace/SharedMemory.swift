public import Bytes
public import LinuxABI

/// Memory that mappings share and no file is behind: `MAP_SHARED | MAP_ANONYMOUS`. Pages come as they are touched.
///
/// Frame numbers are kept in frames themselves, 512 in each, so that a large and sparse object costs little.
public final class SharedMemory: MemoryObject {
    private let frames: FrameAllocator
    private let pages: Int
    /// Address of the leaf for each 512 pages, 0 for none.
    private var leaves: ContiguousArray<UInt>

    /// `pages` pages of zeroes.
    public init(pages: Int, frames: FrameAllocator) {
        self.pages = pages
        self.frames = frames
        leaves = ContiguousArray(repeating: 0, count: (pages &+ 511) >> 9)
    }

    deinit {
        for leaf in leaves where leaf != 0 {
            for index in 0..<UInt(512) {
                let frame: UInt = Linear.load(leaf &+ index &* 8)
                if frame != 0 { frames.release(PageFrame(rawValue: frame)) }
            }
            frames.release(PageFrame(rawValue: (leaf &- frames.address(of: PageFrame(rawValue: 0))) >> 12))
        }
    }

    @export(interface)
    public func frame(at index: Int, for access: PageAccess) throws(Errno) -> PageFrame? {
        if index < 0 || index >= pages { return nil }
        if leaves[index >> 9] == 0 { leaves[index >> 9] = frames.address(of: try frames.allocateZeroed()) }
        let slot = leaves[index >> 9] &+ UInt(index & 511) &* 8
        let known: UInt = Linear.load(slot)
        if known != 0 { return PageFrame(rawValue: known) }
        let frame = try frames.allocateForProgram()
        Linear.zero(frames.address(of: frame), 4096)
        Linear.store(frame.rawValue, at: slot)
        return frame
    }

    @export(interface)
    public func residentRun(at index: Int, limit: Int) -> FrameRun? { nil }
    @export(interface)
    public func synchronize(_ pages: Range<Int>) throws(Errno) {}

    /// Frees the pages; mappings must have let go of theirs already, or they keep what they see.
    @export(interface)
    public func punchHole(_ range: Range<Int>) throws(Errno) {
        for index in range.clamped(to: 0..<pages) where leaves[index >> 9] != 0 {
            let slot = leaves[index >> 9] &+ UInt(index & 511) &* 8
            let frame: UInt = Linear.load(slot)
            if frame == 0 { continue }
            Linear.store(UInt(0), at: slot)
            frames.release(PageFrame(rawValue: frame))
        }
    }

    /// As Linux names it: the file that would be behind it was deleted at once.
    public var mappingName: [UInt8] { [UInt8](ascii: "/dev/zero (deleted)") }
    public var mappingIdentity: (device: UInt64, inode: UInt64) { (1, 1) }
}
