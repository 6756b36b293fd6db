public import Bytes
public import LinuxABI
public import Sync

/// Which of the host's streams output goes to.
public enum ConsoleChannel: Sendable {
    case output
    case error
}

/// The host's standard input, output and error. A driver stands behind it, in tests a fake.
public protocol ConsoleDevice: AnyObject {
    /// Writes what there is room for. Returns the bytes written. Throws: `EFAULT`, `EIO`, `ENOMEM`.
    func write(_ channel: ConsoleChannel, _ buffer: inout UserBuffer) throws(Errno) -> Int
    /// Whether something can be written now.
    func hasRoom(_ channel: ConsoleChannel) -> Bool
    /// Reads what has arrived, without waiting. Returns 0 if nothing has, or at the end. Throws: `EFAULT`.
    func read(_ buffer: inout UserBuffer) throws(Errno) -> Int
    /// How many bytes could be read now.
    func inputCount() -> Int
    /// Whether the host has closed its side and all was read.
    func inputEnded() -> Bool
    /// Whether the device tells when there is input or room: if not, nobody can wait for that.
    var canWait: Bool { get }
    /// Where those wait that wait for input or for room.
    var waiters: WaitQueue { get }
}

/// A terminal: what the program set of it, shared by all descriptors that show it.
///
/// The line discipline (echo, editing, `^C`) is that of the host's terminal, which passes finished input on.
public final class Terminal {
    var settings = Termios()
    var window: WindowSize
    let device: any ConsoleDevice
    var foregroundGroup: Int32

    /// The host's terminal has another size now.
    @export(interface)
    public func resize(rows: UInt16, columns: UInt16) { window = WindowSize(rows: rows, columns: columns) }

    /// - Parameter group: the process group in the foreground.
    public init(_ device: any ConsoleDevice, window: WindowSize, group: Int32) {
        self.device = device
        self.window = window
        foregroundGroup = group
    }
}

/// The device node of the console, /dev/console and /dev/tty.
final class ConsoleInode: Inode {
    private let terminal: Terminal?

    /// - Parameter terminal: nil where none of the program's streams is a terminal: opening gives `ENXIO`.
    init(_ superblock: Superblock, _ device: DeviceNumber, _ permissions: FileMode, _ terminal: Terminal?) {
        self.terminal = terminal
        super.init(
            superblock: superblock, number: superblock.newInodeNumber(), mode: FileMode(.characterDevice, permissions))
        specialDevice = device
        touchModified()
        accessed = modified
    }

    override func open(_ dentry: Dentry?, _ flags: OpenFlags) throws(Errno) -> OpenFile {
        guard let terminal else { throw .ENXIO }
        return ConsoleFile(self, dentry, flags, terminal.device, .output, terminal)
    }
}

/// The inode of a stream that is no terminal on the host: it looks like a pipe's.
final class StreamInode: Inode {
    private let device: any ConsoleDevice
    private let channel: ConsoleChannel

    init(_ superblock: Superblock, _ device: any ConsoleDevice, _ channel: ConsoleChannel) {
        self.device = device
        self.channel = channel
        super.init(
            superblock: superblock, number: superblock.newInodeNumber(),
            mode: FileMode(.fifo, FileMode(rawValue: 0o600)))
        touchModified()
        accessed = modified
    }

    override func open(_ dentry: Dentry?, _ flags: OpenFlags) throws(Errno) -> OpenFile {
        // Through /dev/stdout or /proc/self/fd: the same stream again.
        ConsoleFile(self, nil, flags, device, channel, nil)
    }
}

/// A descriptor of the console: a terminal, or a stream that the host redirects.
public final class ConsoleFile: OpenFile {
    private let device: any ConsoleDevice
    private let channel: ConsoleChannel
    private let terminal: Terminal?

    init(
        _ inode: Inode, _ dentry: Dentry?, _ flags: OpenFlags, _ device: any ConsoleDevice, _ channel: ConsoleChannel,
        _ terminal: Terminal?
    ) {
        self.device = device
        self.channel = channel
        self.terminal = terminal
        super.init(inode, dentry, flags)
    }

    public override var isTerminal: Bool { terminal != nil }
    public override var isPollable: Bool { true }
    public override var waiters: WaitQueue? { device.waiters }

    @export(interface)
    public override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        if buffer.count == 0 { return 0 }
        if device.inputCount() == 0, !device.inputEnded() {
            if flags.contains(.O_NONBLOCK) { throw .EAGAIN }
            guard device.canWait else { throw .EIO }
            try device.waiters.wait(for: .input, .exclusive) { () throws(Errno) in
                device.inputCount() > 0 || device.inputEnded()
            }
        }
        return try device.read(&buffer)
    }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        if buffer.count == 0 { return 0 }
        var done = 0
        while true {
            do throws(Errno) {
                done += try device.write(channel, &buffer)
                if buffer.count == 0 { return done }
                if device.hasRoom(channel) { continue }
                if flags.contains(.O_NONBLOCK) { throw .EAGAIN }
                guard device.canWait else { throw .EIO }
                try device.waiters.wait(for: .output, .exclusive) { () throws(Errno) in device.hasRoom(channel) }
            } catch {
                if done > 0 { return done }
                throw error
            }
        }
    }
    @export(interface)
    public override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .ESPIPE }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .ESPIPE }
    @export(interface)
    public override func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 { throw .ESPIPE }
    @export(interface)
    public override func synchronize() throws(Errno) { throw .EINVAL }

    @export(interface)
    public override func readiness() -> PollEvents {
        var events: PollEvents = device.canWait ? [] : .POLLERR
        if isWritable, device.hasRoom(channel) { events.formUnion([.POLLOUT, .POLLWRNORM]) }
        if isReadable {
            if device.inputCount() > 0 { events.formUnion([.POLLIN, .POLLRDNORM]) }
            if device.inputEnded() { events.formUnion(terminal == nil ? [.POLLHUP] : [.POLLIN, .POLLHUP]) }
        }
        return events
    }

    @export(interface)
    public override func control(_ request: IoctlRequest, _ argument: UInt) throws(Errno) -> Int {
        if request == .FIONREAD {
            try UserPointer<Int32>(argument).store(Int32(device.inputCount()))
            return 0
        }
        guard let terminal else { throw .ENOTTY }
        switch request {
        case .TCGETS: try UserPointer<Termios>(argument).store(terminal.settings)
        case .TCSETS, .TCSETSW, .TCSETSF: terminal.settings = try UserPointer<Termios>(argument).load()
        case .TIOCGWINSZ: try UserPointer<WindowSize>(argument).store(terminal.window)
        case .TIOCSWINSZ: terminal.window = try UserPointer<WindowSize>(argument).load()
        case .TIOCGPGRP, .TIOCGSID: try UserPointer<Int32>(argument).store(terminal.foregroundGroup)
        case .TIOCSPGRP: terminal.foregroundGroup = try UserPointer<Int32>(argument).load()
        case .TIOCOUTQ: try UserPointer<Int32>(argument).store(0)
        // Output leaves at once, and there is neither flow control nor a queue here to discard.
        case .TCSBRK: break
        default: throw .ENOTTY
        }
        return 0
    }

    @export(interface)
    public override func displayName() -> [UInt8] {
        if let dentry { return dentry.displayPath() }
        var text = ByteText("pipe:[")
        text.add(decimal: UInt(inode.number))
        text.add("]")
        return text.bytes
    }
}
