public import Bytes
public import LinuxABI
public import Sync

/// An open file description (open(2)): what descriptors refer to. It ends with the last reference to it.
///
/// This class itself does for all that has an offset and keeps its contents in its inode; pipes, terminals and the
/// like override.
open class OpenFile {
    public final let inode: Inode
    /// Where it was opened, nil for what has no name (a pipe).
    public final let dentry: Dentry?
    /// Access mode and status flags, as `F_GETFL` shows them.
    public final var flags: OpenFlags
    public final let isReadable: Bool
    public final let isWritable: Bool
    /// Writing to it does nothing and always succeeds: /dev/null. Implies `isWritable`.
    public internal(set) final var discardsWrites = false
    /// The position of the next read or write.
    public final var offset: Int64 = 0
    /// Who is to be told that something happened, and by which signal: `F_SETOWN`, `F_SETSIG`.
    public final var owner = FileOwner()
    public final var ownerSignal: Int32 = 0
    /// How many descriptors refer to it.
    final var descriptorCount = 0
    /// How many calls work on it without counting references, and may wait.
    final var calls = 0
    /// Itself, from when its descriptor is closed until the last such call is over.
    final var kept: OpenFile?
    /// The interests of epoll instances that watch it.
    final var watchers: [EpollInterest] = []

    public init(_ inode: Inode, _ dentry: Dentry?, _ flags: OpenFlags) {
        self.inode = inode
        self.dentry = dentry
        self.flags = flags.subtracting([.O_CREAT, .O_EXCL, .O_NOCTTY, .O_TRUNC, .O_CLOEXEC])
        let access = flags.rawValue & 3
        let isPath = flags.contains(.O_PATH)
        isReadable = !isPath && (access == 0 || access == 2)
        isWritable = !isPath && (access == 1 || access == 2)
        inode.openCount &+= 1
    }

    deinit {
        inode.locks?.releaseAll(of: ObjectIdentifier(self))
        inode.openCount &-= 1
        if inode.superblock.isWatched { inode.reportIfGone() }
    }

    /// Whether it was opened with `O_PATH`, so that only its place in the tree can be used.
    public final var isPathOnly: Bool { flags.contains(.O_PATH) }

    // MARK: Reading and writing

    /// read(2). The caller has checked `isReadable`.
    @export(interface)
    open func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        try OpenFile.checkRange(offset, buffer.count)
        let count = try inode.read(&buffer, at: offset)
        offset &+= Int64(count)
        if inode.superblock.isWatched { report(.IN_ACCESS, count) }
        return count
    }

    /// write(2). The caller has checked `isWritable`.
    @export(interface)
    open func write(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        try OpenFile.checkRange(offset, buffer.count)
        if flags.contains(.O_APPEND) { offset = inode.size }
        let count = try inode.write(&buffer, at: offset)
        offset &+= Int64(count)
        if inode.superblock.isWatched { report(.IN_MODIFY, count) }
        return count
    }

    // MARK: Calls that count no references
    //
    // A call finds the file behind its descriptor and works on it as it is. Nobody closes the descriptor meanwhile: the kernel's lock is
    // held, and interrupts are off. That ends where the thread waits, so whatever may wait in these two is between `beginCall` and
    // `endCall`: a file with such a call outlives its descriptors.

    /// read(2) of `count` bytes to the program's memory at `address`, for what has a short way of its own to do that. Returns what the
    /// call does, `-errno` included.
    @export(interface)
    open func read(to address: UInt, _ count: Int) -> Int {
        beginCall()
        defer { endCall() }
        var buffer = UserBuffer(address: address, count: count)
        do throws(Errno) { return try read(&buffer) } catch { return -Int(error.rawValue) }
    }

    /// write(2) of `count` bytes from the program's memory at `address`, likewise.
    @export(interface)
    open func write(from address: UInt, _ count: Int) -> Int {
        beginCall()
        defer { endCall() }
        var buffer = UserBuffer(address: address, count: count)
        do throws(Errno) { return try write(&buffer) } catch { return -Int(error.rawValue) }
    }

    @inline(__always)
    final func beginCall() { calls &+= 1 }

    /// The end of such a call: nothing may be done with the file afterwards.
    @inline(__always)
    final func endCall() {
        calls &-= 1
        if kept != nil { lastCallIsOver() }
    }

    @inline(never)
    private func lastCallIsOver() { if calls == 0 { kept = nil } }

    // MARK: Positions

    /// pread(2). Throws: `ESPIPE` where there is no offset.
    @export(interface)
    open func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int {
        try OpenFile.checkRange(offset, buffer.count)
        let count = try inode.read(&buffer, at: offset)
        if inode.superblock.isWatched { report(.IN_ACCESS, count) }
        return count
    }

    /// pwrite(2). As on Linux, `O_APPEND` wins over the offset.
    @export(interface)
    open func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int {
        try OpenFile.checkRange(offset, buffer.count)
        let count = try inode.write(&buffer, at: flags.contains(.O_APPEND) ? inode.size : offset)
        if inode.superblock.isWatched { report(.IN_MODIFY, count) }
        return count
    }

    /// Tells watches of a transfer, if anything was transferred.
    private func report(_ event: InotifyMask, _ count: Int) { if count > 0 { dentry?.report(event) } }

    /// A transfer may not reach beyond the last offset there is. Throws: `EINVAL`.
    @inline(__always)
    private static func checkRange(_ offset: Int64, _ count: Int) throws(Errno) {
        if offset > Int64.max &- Int64(count) { throw .EINVAL }
    }

    /// Whether a write that gives `EPIPE` comes with `SIGPIPE`: all but sockets of messages.
    open var signalsBrokenPipe: Bool { true }

    /// Whether there is such a thing as a position: pread(2) gives `ESPIPE` otherwise.
    open var hasPositions: Bool { true }

    /// lseek(2).
    @export(interface)
    open func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 {
        let base: Int64
        switch whence {
        case .SEEK_SET: base = 0
        case .SEEK_CUR: base = self.offset
        case .SEEK_END: base = inode.size
        case .SEEK_DATA, .SEEK_HOLE:
            self.offset = try inode.seek(offset, whence)
            return self.offset
        default: throw .EINVAL
        }
        let (sum, overflow) = base.addingReportingOverflow(offset)
        guard !overflow, sum >= 0 else { throw .EINVAL }
        self.offset = sum
        return sum
    }

    /// Whether sendfile(2) can take bytes from it.
    open var isCopySource: Bool { inode.type == .regular }

    /// getdents64(2).
    @export(interface)
    open func readDirectory(_ entries: inout DirectoryEntries) throws(Errno) { throw .ENOTDIR }

    /// ftruncate(2). The caller has checked `isWritable`.
    @export(interface)
    open func truncate(to size: Int64) throws(Errno) {
        guard inode.type == .regular else { throw .EINVAL }
        try inode.truncate(to: size)
        dentry?.report(.IN_MODIFY)
    }

    /// fsync(2) and fdatasync(2). Throws: `EINVAL` where there is nothing to synchronise.
    @export(interface)
    open func synchronize() throws(Errno) {}

    // MARK: Devices

    /// ioctl(2), but for the requests that are the same for every file. `argument` is the program's, often a pointer.
    @export(interface)
    open func control(_ request: IoctlRequest, _ argument: UInt) throws(Errno) -> Int { throw .ENOTTY }

    /// Whether isatty(3) is true of it.
    open var isTerminal: Bool { false }

    // MARK: Readiness

    /// What poll(2) would report now. Regular files are always ready.
    @export(interface)
    open func readiness() -> PollEvents { [.POLLIN, .POLLOUT, .POLLRDNORM, .POLLWRNORM] }
    /// Whether epoll(7) may watch it: regular files and directories give `EPERM`.
    open var isPollable: Bool { false }
    /// Where those wait that wait for readiness; nil where it never changes.
    open var waiters: WaitQueue? { nil }

    // MARK: Names

    /// What the links in /proc/self/fd show.
    @export(interface)
    open func displayName() -> [UInt8] {
        if let dentry { return dentry.displayPath() }
        return [UInt8](ascii: "anon_inode:[file]")
    }

    // MARK: Descriptors

    /// The last descriptor is closed.
    func descriptorsClosed() {}

    /// A descriptor has been made that refers to it.
    final func retainDescriptor() { descriptorCount &+= 1 }

    /// A descriptor is closed. At the last one epoll forgets the file, which breaks the cycle of references.
    final func releaseDescriptor() {
        descriptorCount &-= 1
        if descriptorCount == 0 { lastDescriptorClosed() }
    }

    /// No descriptor refers to it any more; a call that works on it may.
    func lastDescriptorClosed() {
        while let interest = watchers.last { interest.instance.target?.remove(interest) }
        if inode.superblock.isWatched, !isPathOnly { dentry?.report(isWritable ? .IN_CLOSE_WRITE : .IN_CLOSE_NOWRITE) }
        descriptorsClosed()
    }
}
