#if os(none)
internal import Bytes
internal import CMachine
internal import LinuxABI
internal import Memory

/// The page that the kernel writes and programs only read, `[vvar]`: who the process is, and what it takes to read the clocks.
///
/// The words are stored through the linear map, so that nothing that the program does to its mapping is in the way.
final class InformationPage: MemoryObject {
    private let page: PageFrame
    private let place: UInt

    /// Where in the page which words begin.
    enum Part: UInt {
        /// pid, ppid, uid, gid, euid, egid, each an Int32.
        case identity = 0
        /// What reading the clocks takes, a UInt64 each: a sequence number (0: the words are not to be used), the time-stamp counter at
        /// start-up, nanoseconds for each of its ticks in units of 2^-32, and what wall clock and monotonic clock showed at start-up.
        /// libc-shim and vdso.S read it.
        case clock = 128
    }

    /// Throws `ENOMEM`.
    init(_ frames: FrameAllocator) throws(Errno) {
        page = try frames.allocateZeroed()
        place = AddressMap.linear + page.address.rawValue
    }

    func store(_ value: UInt32, at index: Int, in part: Part) {
        machine_mmio_write32(UInt64(place + part.rawValue + UInt(index) * 4), value)
    }

    func store(_ value: UInt64, at index: Int, in part: Part) {
        machine_store_word(UInt64(place + part.rawValue + UInt(index) * 8), value)
    }

    func load(_ index: Int, in part: Part) -> UInt64 { machine_load_word(UInt64(place + part.rawValue + UInt(index) * 8)) }

    func frame(at index: Int, for access: PageAccess) throws(Errno) -> PageFrame? { index == 0 ? page : nil }
    func residentRun(at index: Int, limit: Int) -> FrameRun? { nil }
    func synchronize(_ pages: Range<Int>) throws(Errno) {}
    func punchHole(_ pages: Range<Int>) throws(Errno) { throw .EOPNOTSUPP }
    var mappingName: [UInt8] { [UInt8](ascii: "[vvar]") }
    var mappingIdentity: (device: UInt64, inode: UInt64) { (0, 0) }
}

/// The shared object that the kernel brings, vdso(7): a page of the kernel's own image.
final class KernelObjectPage: MemoryObject {
    /// The image stands behind the information page, which its code reads.
    func frame(at index: Int, for access: PageAccess) throws(Errno) -> PageFrame? {
        index == 1 ? PageFrame(rawValue: UInt(machine_vdso_page()) >> 12) : nil
    }
    func residentRun(at index: Int, limit: Int) -> FrameRun? { nil }
    func synchronize(_ pages: Range<Int>) throws(Errno) {}
    func punchHole(_ pages: Range<Int>) throws(Errno) { throw .EOPNOTSUPP }
    var mappingName: [UInt8] { [UInt8](ascii: "[vdso]") }
    var mappingIdentity: (device: UInt64, inode: UInt64) { (0, 0) }
}

/// Where the kernel's pages are in the program's part of the map.
struct KernelPages {
    let information: InformationPage
    /// The first address of `[vvar]`; `[vdso]` follows.
    let address: UInt
    var object: UInt { address + 4096 }

    func address(of part: InformationPage.Part) -> UInt { address + part.rawValue }

    /// Maps them. Throws `ENOMEM`.
    init(_ memory: AddressSpace) throws(Errno) {
        information = try InformationPage(memory.frames)
        address = try memory.map(
            0, 8192, [.PROT_READ, .PROT_EXEC], .MAP_PRIVATE,
            .object(KernelObjectPage(), offset: 0, maximum: [.PROT_READ, .PROT_WRITE, .PROT_EXEC]))
        _ = try memory.map(
            address, 4096, .PROT_READ, [.MAP_PRIVATE, .MAP_FIXED], .object(information, offset: 0, maximum: .PROT_READ))
    }
}
#endif
