internal import Bytes
internal import LinuxABI
internal import Memory

/// The segments of System V shared memory, shmget(2), by number and by key.
public final class SharedSegments {
    private var slots: [SharedSegment?] = []
    /// Distinguishes segments that had the same slot one after the other.
    private var sequence: UInt16 = 0

    /// How many there may be, `SHMMNI`, and what one may measure, `SHMMAX`: as good as anything.
    static var countLimit: Int { 4096 }
    static var sizeLimit: UInt64 { UInt64.max - 1 << 24 }

    public init() {}

    /// The segment with that number. Throws: `EINVAL`.
    func segment(_ id: Int32) throws(Errno) -> SharedSegment {
        guard id >= 0, Int(id & 0x7FFF) < slots.count, let segment = slots[Int(id & 0x7FFF)], segment.id == id else {
            throw .EINVAL
        }
        return segment
    }

    /// The segment in a slot, for those who list them all. Throws: `EINVAL`.
    func segment(inSlot index: Int32) throws(Errno) -> SharedSegment {
        guard index >= 0, Int(index) < slots.count, let segment = slots[Int(index)] else { throw .EINVAL }
        return segment
    }

    func find(key: Int32) -> SharedSegment? {
        for case let segment? in slots where segment.status.permissions.key == key { return segment }
        return nil
    }

    /// Enters a segment, which gets its number. Throws: `ENOSPC`.
    func add(_ segment: SharedSegment) throws(Errno) {
        let index = slots.firstIndex { $0 == nil } ?? slots.count
        guard index < Self.countLimit else { throw .ENOSPC }
        sequence = (sequence &+ 1) & 0xFFFF
        segment.id = Int32(sequence) << 15 | Int32(index)
        segment.status.permissions.sequence = sequence
        if index == slots.count { slots.append(segment) } else { slots[index] = segment }
    }

    func remove(_ segment: SharedSegment) { slots[Int(segment.id & 0x7FFF)] = nil }

    /// The highest slot in use, 0 if there is none; how many are in use, and their pages.
    var usage: (highest: Int, count: Int, pages: Int) {
        var result = (highest: 0, count: 0, pages: 0)
        for (index, segment) in slots.enumerated() {
            guard let segment else { continue }
            result.highest = index
            result.count += 1
            result.pages += Int(segment.status.size + 4095) >> 12
        }
        return result
    }
}

/// One segment.
final class SharedSegment {
    fileprivate(set) var id: Int32 = -1
    var status: SharedSegmentStatus
    let memory: SharedMemory
    private unowned(unsafe) let owner: SharedSegments
    private let time: any TimeSource

    init(_ status: SharedSegmentStatus, _ memory: SharedMemory, _ owner: SharedSegments, _ time: any TimeSource) {
        self.status = status
        self.memory = memory
        unsafe self.owner = owner
        self.time = time
    }

    var isDoomed: Bool { status.permissions.mode & IPCPermissions.SHM_DEST != 0 }

    /// `IPC_RMID`: it goes as soon as nobody has it attached.
    func doom() {
        status.permissions.mode |= IPCPermissions.SHM_DEST
        status.permissions.key = 0
        if status.attachments == 0 { unsafe owner.remove(self) }
    }

    fileprivate func attached() {
        status.attachments += 1
        status.attachTime = time.wallClock().seconds
        status.lastUser = Process.current.attributes.id
    }

    fileprivate func detached() {
        status.attachments -= 1
        status.detachTime = time.wallClock().seconds
        if Process.exists { status.lastUser = Process.current.attributes.id }
        if status.attachments == 0, isDoomed { unsafe owner.remove(self) }
    }
}

/// A segment as one shmat(2) attached it: what the mapping shows. It ends with the mapping, however that ends.
final class SegmentAttachment: MemoryObject {
    let segment: SharedSegment
    private var isAttached = false

    init(_ segment: SharedSegment) { self.segment = segment }

    /// It is mapped now, and counts from now on.
    func confirm() {
        isAttached = true
        segment.attached()
    }

    deinit { if isAttached { segment.detached() } }

    func frame(at index: Int, for access: PageAccess) throws(Errno) -> PageFrame? {
        try segment.memory.frame(at: index, for: access)
    }
    func residentRun(at index: Int, limit: Int) -> FrameRun? { nil }
    func synchronize(_ pages: Range<Int>) throws(Errno) {}
    func punchHole(_ pages: Range<Int>) throws(Errno) { try segment.memory.punchHole(pages) }

    var mappingName: [UInt8] {
        var text = ByteText("/SYSV")
        text.add(hexDigits: UInt(UInt32(bitPattern: segment.status.permissions.key)), width: 8)
        text.add(" (deleted)")
        return text.bytes
    }
    var mappingIdentity: (device: UInt64, inode: UInt64) { (1, UInt64(UInt32(bitPattern: segment.id))) }
}
