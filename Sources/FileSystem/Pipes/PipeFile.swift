public import Bytes
public import LinuxABI
public import Sync

/// An end of a pipe, or an open FIFO.
public final class PipeFile: OpenFile {
    public let pipe: Pipe

    init(_ pipe: Pipe, _ inode: Inode, _ dentry: Dentry?, _ flags: OpenFlags) {
        self.pipe = pipe
        super.init(inode, dentry, flags)
        pipe.attach(reader: isReadable, writer: isWritable)
    }

    deinit { pipe.detach(reader: isReadable, writer: isWritable) }

    @export(interface)
    public override func read(to address: UInt, _ count: Int) -> Int {
        if count == 0 { return 0 }
        if pipe.isEmpty { return readLater(to: address, count) }
        do throws(Errno) {
            if let done = try pipe.readQuickly(count, to: address) { return done }
        } catch { return -Int(error.rawValue) }
        return super.read(to: address, count)
    }

    @inline(never)
    private func readLater(to address: UInt, _ count: Int) -> Int {
        beginCall()
        defer { endCall() }
        do throws(Errno) {
            guard try pipe.awaitBytes(nonBlocking: flags.contains(.O_NONBLOCK)) else { return 0 }
            defer { pipe.passOnWakeUp() }
            if !pipe.isEmpty, let done = try pipe.readQuickly(count, to: address) { return done }
            return super.read(to: address, count)
        } catch { return -Int(error.rawValue) }
    }

    @export(interface)
    public override func write(from address: UInt, _ count: Int) -> Int {
        do throws(Errno) {
            if !flags.contains(.O_DIRECT), try pipe.writeQuickly(count, from: address) { return count }
        } catch { return -Int(error.rawValue) }
        return super.write(from: address, count)
    }

    @export(interface)
    public override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        try pipe.read(&buffer, nonBlocking: flags.contains(.O_NONBLOCK))
    }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        try pipe.write(
            &buffer, nonBlocking: flags.contains(.O_NONBLOCK), packets: flags.contains(.O_DIRECT))
    }
    @export(interface)
    public override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .ESPIPE }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .ESPIPE }
    public override var hasPositions: Bool { false }
    @export(interface)
    public override func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 { throw .ESPIPE }
    @export(interface)
    public override func synchronize() throws(Errno) { throw .EINVAL }

    @export(interface)
    public override func control(_ request: IoctlRequest, _ argument: UInt) throws(Errno) -> Int {
        guard request == .FIONREAD else { throw .ENOTTY }
        try UserPointer<Int32>(argument).store(Int32(pipe.count))
        return 0
    }

    public override var isPollable: Bool { true }
    public override var waiters: WaitQueue? { pipe.waiters }

    @export(interface)
    public override func readiness() -> PollEvents {
        var events: PollEvents = []
        if isReadable {
            if pipe.count > 0 { events.formUnion([.POLLIN, .POLLRDNORM]) }
            if pipe.writers == 0, !isWritable, pipe.writerArrivals > 0 { events.insert(.POLLHUP) }
        }
        if isWritable {
            if pipe.hasRoom { events.formUnion([.POLLOUT, .POLLWRNORM]) }
            if pipe.readers == 0 { events.insert(.POLLERR) }
        }
        return events
    }

    /// `F_SETPIPE_SZ`
    @export(interface)
    public func setCapacity(_ wanted: Int) throws(Errno) -> Int { try pipe.setCapacity(wanted) }

    @export(interface)
    public override func displayName() -> [UInt8] {
        if let dentry { return dentry.displayPath() }
        var text = ByteText("pipe:[")
        text.add(decimal: UInt(inode.number))
        text.add("]")
        return text.bytes
    }
}

/// A pipe's inode, which has no name.
final class PipeInode: Inode {
    override func open(_ dentry: Dentry?, _ flags: OpenFlags) throws(Errno) -> OpenFile {
        // Through /proc/self/fd: another reference to the same pipe.
        guard let pipe = fifo else { throw .ENXIO }
        return PipeFile(pipe, self, nil, flags)
    }
}

extension AnonymousSuperblock {
    /// The two ends of a new pipe, pipe2(2). Flags: `O_NONBLOCK`, `O_DIRECT`.
    @export(interface)
    public func pipe(_ flags: OpenFlags) -> (reader: PipeFile, writer: PipeFile) {
        let inode = PipeInode(
            superblock: self, number: newInodeNumber(), mode: FileMode(.fifo, FileMode(rawValue: 0o600)))
        inode.touchModified()
        inode.accessed = inode.modified
        let pipe = Pipe()
        inode.fifo = pipe
        return (
            // Packets are what is written: the flag is that end's.
            PipeFile(pipe, inode, nil, flags.subtracting(.O_DIRECT)),
            PipeFile(pipe, inode, nil, flags.union(.O_WRONLY))
        )
    }
}

/// A pipe with a name, fifo(7).
enum FIFO {
    /// Opens a FIFO: waits for the other end, unless it was asked not to. Throws: `ENXIO`, `EINTR`.
    static func open(_ inode: Inode, _ dentry: Dentry?, _ flags: OpenFlags) throws(Errno) -> OpenFile {
        let pipe = inode.fifo ?? Pipe()
        inode.fifo = pipe
        let nonBlocking = flags.contains(.O_NONBLOCK)
        let access = flags.rawValue & 3
        if access == 1, nonBlocking, pipe.readers == 0 { throw .ENXIO }
        let file = PipeFile(pipe, inode, dentry, flags)
        if nonBlocking { return file }
        if access == 0, pipe.writers == 0 {
            let arrivals = pipe.writerArrivals
            try pipe.waiters.wait { () throws(Errno) in pipe.writerArrivals != arrivals }
        } else if access == 1, pipe.readers == 0 {
            let arrivals = pipe.readerArrivals
            try pipe.waiters.wait { () throws(Errno) in pipe.readerArrivals != arrivals }
        }
        return file
    }
}
