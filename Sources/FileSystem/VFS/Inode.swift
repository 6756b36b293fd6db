public import Bytes
public import LinuxABI

/// A file: what a name leads to and an open file description works on.
///
/// Attributes are stored here, so that stat(2) is a few loads. The operations' defaults are the errors that Linux gives
/// for a file to which they do not apply.
open class Inode {
    public final let superblock: Superblock
    /// `st_ino`
    public final let number: UInt64
    /// Type and permissions. The type never changes.
    public final var mode: FileMode
    public final var linkCount: UInt32
    public final var uid: UInt32 = 0
    public final var gid: UInt32 = 0
    /// In bytes.
    public final var size: Int64 = 0
    public final var accessed: TimeSpec = TimeSpec()
    public final var modified: TimeSpec = TimeSpec()
    public final var changed: TimeSpec = TimeSpec()
    /// When it was made, where the file system records it: `stx_btime`.
    public final var created: TimeSpec?
    /// The program that runs: it cannot be written, `ETXTBSY`.
    public final var isExecuting = false
    /// What `F_SET_RW_HINT` was told of its data.
    public final var lifetimeHint: UInt64 = 0
    /// For a device node: which device.
    public final var specialDevice: DeviceNumber = DeviceNumber(major: 0, minor: 0)
    /// A file without a name that linkat(2) may give one: opened with `O_TMPFILE`, not `O_EXCL`.
    final var canBeLinked = false
    /// Those who want to know what happens to it.
    final var watches: [InotifyWatch] = []
    /// How many open file descriptions there are of it.
    final var openCount = 0
    /// How many mappings of memory show it, and how many of them can write to it.
    final var mappings = 0
    final var writableMappings = 0
    /// For a FIFO: the pipe behind it, while it is open.
    final var fifo: Pipe?
    /// xattr(7), once there has been one.
    final var extendedAttributes: ExtendedAttributes?
    /// Advisory locks, once there has been one.
    final var locks: FileLocks?

    public init(superblock: Superblock, number: UInt64, mode: FileMode, linkCount: UInt32 = 1) {
        self.superblock = superblock
        self.number = number
        self.mode = mode
        self.linkCount = linkCount
    }

    @inline(__always) public final var type: FileType { mode.type }
    @inline(__always) public final var isDirectory: Bool { mode.type == .directory }
    @inline(__always) public final var isSymbolicLink: Bool { mode.type == .symbolicLink }

    // MARK: Attributes

    /// Storage in units of 512 bytes.
    open var blocks: Int64 { (size &+ 511) >> 9 }

    /// Fills in what stat(2) shows of size and storage; a directory without a size of its own overrides it.
    open func showSize(in stat: inout Stat) {
        stat.size = size
        stat.blocks = blocks
    }

    /// What stat(2) tells.
    public final func status() -> Stat {
        var stat = Stat()
        show(in: &stat)
        return stat
    }

    /// The same, stored over a `Stat` without contents.
    @inline(__always)
    public final func show(in stat: inout Stat) {
        stat.dev = superblock.device.encoded
        stat.ino = number
        stat.nlink = UInt64(linkCount)
        stat.mode = mode
        stat.uid = uid
        stat.gid = gid
        stat.rdev = specialDevice.encoded
        showSize(in: &stat)
        stat.atim = accessed
        stat.mtim = modified
        stat.ctim = changed
    }

    /// Records that contents changed.
    @export(interface)
    public final func touchModified() {
        modified = superblock.clock.now()
        changed = modified
    }
    /// Records that attributes changed.
    @export(interface)
    public final func touchChanged() { changed = superblock.clock.now() }

    /// Called before an attribute is stored; a file system whose attributes cannot change throws here (`EROFS`, `EPERM`).
    @export(interface)
    open func willChangeAttributes() throws(Errno) {
        if superblock.isReadOnly { throw .EROFS }
    }

    // MARK: Directories. `name` is one component, neither empty nor `.` or `..`.

    /// The file of that name, nil if there is none.
    @export(interface)
    open func lookup(_ name: Span<UInt8>) throws(Errno) -> Inode? { throw .ENOTDIR }
    /// Makes a file. The caller has seen that the name is free.
    @export(interface)
    open func create(_ name: [UInt8], _ file: NewFile, _ permissions: FileMode) throws(Errno) -> Inode {
        throw superblock.isReadOnly ? .EROFS : .EPERM
    }
    /// Makes a file that has no name, open(2) `O_TMPFILE`.
    @export(interface)
    open func createUnnamed(_ permissions: FileMode) throws(Errno) -> Inode { throw .EOPNOTSUPP }
    /// Gives `inode`, of the same file system, another name.
    @export(interface)
    open func link(_ name: [UInt8], _ inode: Inode) throws(Errno) { throw superblock.isReadOnly ? .EROFS : .EPERM }
    /// Takes the name of a file that is no directory away.
    @export(interface)
    open func unlink(_ name: [UInt8], _ inode: Inode) throws(Errno) { throw superblock.isReadOnly ? .EROFS : .EPERM }
    /// Takes an empty directory away. Throws: `ENOTEMPTY`.
    @export(interface)
    open func removeDirectory(_ name: [UInt8], _ inode: Inode) throws(Errno) {
        throw superblock.isReadOnly ? .EROFS : .EPERM
    }
    /// Moves `inode` to `newName` in `newParent`, a directory of the same file system, in place of `replaced`, which the
    /// caller has seen to be of a fitting type. With `exchange` the two change places.
    @export(interface)
    open func rename(
        _ name: [UInt8], _ inode: Inode, to newParent: Inode, _ newName: [UInt8], replacing replaced: Inode?,
        exchange: Bool
    ) throws(Errno) { throw superblock.isReadOnly ? .EROFS : .EPERM }
    /// Whether what `lookup` found may be kept: not so where files come and go by themselves, as in /proc.
    open var isCacheable: Bool { true }
    /// Hands the entries from position `cookie` (0 at first) to `sink`, until it is full. `.` and `..` are the first two;
    /// `parent` is the number to show for the latter.
    @export(interface)
    open func list(from cookie: Int64, parent: UInt64, into sink: inout DirectoryEntries) throws(Errno) {
        throw .ENOTDIR
    }

    /// Shows all entries but `.` and `..` to `body`: name, inode number, type. Throws: `ENOTDIR`, `EUCLEAN`.
    open func forEachEntry(_ body: ([UInt8], UInt64, FileType) -> Void) throws(Errno) { throw .ENOTDIR }

    /// Whether it keeps extended attributes.
    open var storesExtendedAttributes: Bool { false }

    /// Whether it has inode flags, of which none can be set here: `FS_IOC_GETFLAGS`.
    open var hasFlags: Bool { false }

    // MARK: Symbolic links

    /// The text of a symbolic link.
    @export(interface)
    open func target() throws(Errno) -> [UInt8] { throw .EINVAL }
    /// Where a link of /proc leads, whatever its text; nil for an ordinary link.
    @export(interface)
    open func magicTarget() throws(Errno) -> Dentry? { nil }

    // MARK: Contents

    /// Copies bytes from `offset` to the program; 0 at the end of the file.
    @export(interface)
    open func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int {
        throw isDirectory ? .EISDIR : .EINVAL
    }
    /// Copies bytes from the program to `offset`, growing the file.
    @export(interface)
    open func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int {
        throw isDirectory ? .EISDIR : .EINVAL
    }
    /// Sets the size: cuts, or grows by a hole.
    @export(interface)
    open func truncate(to size: Int64) throws(Errno) { throw isDirectory ? .EISDIR : .EINVAL }
    /// fallocate(2).
    @export(interface)
    open func allocate(_ mode: FallocateMode, _ offset: Int64, _ count: Int64) throws(Errno) { throw .EOPNOTSUPP }
    /// The next data or hole at or after `offset`, for lseek(2). Throws: `ENXIO`.
    @export(interface)
    open func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 {
        guard offset >= 0, offset < size else { throw .ENXIO }
        return whence == .SEEK_DATA ? offset : size
    }

    // MARK: Mapping

    /// Whether `frame` works at all. mmap(2) gives `ENODEV` otherwise.
    open var isMappable: Bool { false }
    /// The file whose pages a new mapping shows: itself, but for /dev/zero, each mapping of which is memory of its own.
    @export(interface)
    open func mappedInode() throws(Errno) -> Inode { self }
    /// The frame of one page of the contents; nil beyond the end of the file (`SIGBUS`).
    @export(interface)
    open func frame(at pageIndex: Int, for access: PageAccess) throws(Errno) -> PageFrame? { throw .ENODEV }
    /// Pages from `index` on that lie in consecutive frames and can be mapped for reading at once.
    @export(interface)
    open func residentRun(at index: Int, limit: Int) -> FrameRun? { nil }
    /// Frees pages, which then read as zeroes: madvise(2) `MADV_REMOVE`.
    @export(interface)
    open func removePages(_ range: Range<Int>) throws(Errno) { throw .EOPNOTSUPP }
    /// The contents in one piece in memory, where a file system has them so: for the linker, which parses in place.
    @export(interface)
    open func contiguousBytes() -> FileBytes? { nil }

    // MARK: Opening

    /// A new open file description. The caller has checked permissions and acts on `O_TRUNC`.
    @export(interface)
    open func open(_ dentry: Dentry?, _ flags: OpenFlags) throws(Errno) -> OpenFile {
        switch mode.type {
        case .regular: return OpenFile(self, dentry, flags)
        case .directory: return DirectoryFile(self, dentry, flags)
        case .fifo: return try FIFO.open(self, dentry, flags)
        case .symbolicLink: throw .ELOOP
        default: throw .ENXIO
        }
    }
}
