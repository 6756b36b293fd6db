public import Bytes
public import LinuxABI

/// What tells two files apart: two paths with one identity are one object to the linker.
public struct FileIdentity: Hashable, Sendable {
    /// `st_dev`.
    public let device: UInt64
    /// `st_ino`.
    public let inode: UInt64

    public init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}

/// A regular file opened for the linker.
public struct LinkedFile {
    /// Its contents, where the linker reads headers, symbols and relocations.
    public let bytes: FileBytes
    public let identity: FileIdentity
    /// What the host needs to map pages of it; the linker only hands it back.
    public let handle: AnyObject?

    public init(bytes: FileBytes, identity: FileIdentity, handle: AnyObject?) {
        self.bytes = bytes
        self.identity = identity
        self.handle = handle
    }
}

/// How a segment's pages may be used: `PF_R`, `PF_W`, `PF_X` with the values of PROT_READ, PROT_WRITE, PROT_EXEC.
public struct SegmentProtection: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let read = SegmentProtection(rawValue: 1)
    public static let write = SegmentProtection(rawValue: 2)
    public static let execute = SegmentProtection(rawValue: 4)
}

/// What the linker needs of the address space it links into, and of the files there.
///
/// Addresses and sizes are in bytes; those of mappings are multiples of the page size. The linker stores only into
/// pages that it has mapped writable, but a store may still fail (out of memory on first touch): the host throws then.
public protocol LinkerHost: AnyObject {
    /// Opens the file at `path`, following symbolic links. One that is not a regular file has no bytes.
    /// Throws what open(2) does, and `EISDIR`.
    func open(_ path: [UInt8]) throws(Errno) -> LinkedFile

    /// The working directory now: what `$ORIGIN` is for an object that is named by a relative path.
    func workingDirectory() -> [UInt8]
    /// The file's path from the root, without symbolic links: what `$ORIGIN` is for the program. Nil where there is none.
    func resolve(_ path: [UInt8]) -> [UInt8]?

    /// Sets `size` bytes of addresses aside, inaccessible for now. At `address` exactly where that is not 0 (throwing
    /// `EEXIST` where something is there already), else anywhere at a multiple of `alignment`, a power of two.
    func reserve(size: UInt, alignment: UInt, at address: UInt) throws(Errno) -> UInt
    /// Maps whole pages of `file` privately over reserved addresses. The last page shows what follows in the file, and
    /// zeros past its end.
    func map(
        _ file: LinkedFile, offset: UInt, at address: UInt, size: UInt, protection: SegmentProtection
    ) throws(Errno)
    /// Maps zeroed pages over reserved addresses.
    func mapAnonymous(at address: UInt, size: UInt, protection: SegmentProtection) throws(Errno)
    /// Changes how mapped pages may be used.
    func protect(at address: UInt, size: UInt, protection: SegmentProtection) throws(Errno)
    /// Gives mapped or reserved addresses back.
    func unmap(at address: UInt, size: UInt)
    /// Zeroed memory of the program's for the linker's own records, aligned to 16 bytes. Never given back.
    func allocate(size: UInt) throws(Errno) -> UInt

    func store64(_ value: UInt64, at address: UInt) throws(Errno)
    func store32(_ value: UInt32, at address: UInt) throws(Errno)
    func store16(_ value: UInt16, at address: UInt) throws(Errno)
    func store8(_ value: UInt8, at address: UInt) throws(Errno)
    func load64(at address: UInt) throws(Errno) -> UInt64
    /// Writes `bytes` to the program's memory.
    func write(_ bytes: RawSpan, at address: UInt) throws(Errno)
    /// Copies within the program's memory; the ranges do not overlap.
    func copy(from source: UInt, to destination: UInt, count: UInt) throws(Errno)
    func zero(at address: UInt, count: UInt) throws(Errno)

    /// As `RelativeRelocations.applyRela`, which an implementation calls; the window is mapped writable.
    func applyRela(
        _ table: FileBytes, offset: Int, count: Int, base: UInt, window: Range<UInt>
    ) throws(Errno) -> Int
    /// As `RelativeRelocations.applyRelr`, which an implementation calls; the window is mapped writable.
    func applyRelr(
        _ table: FileBytes, offset: Int, count: Int, base: UInt, window: Range<UInt>
    ) throws(Errno) -> Int

    /// Calls an IFUNC resolver of the program's, `ElfW(Addr) (*)(void)`, and returns its answer. Every object that it
    /// may call into is relocated by then.
    func callResolver(_ address: UInt) throws(Errno) -> UInt
    /// The address of the kernel's own symbol `name`, or nil. Asked only for imports of the C library shim with the
    /// prefix `__apus_`.
    func kernelSymbol(_ name: RawSpan) -> UInt?
}
