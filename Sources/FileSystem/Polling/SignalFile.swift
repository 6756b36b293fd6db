public import Bytes
public import LinuxABI
public import Sync

/// The signals that wait for the running thread, as a descriptor of them sees them.
public protocol SignalSource: AnyObject {
    /// Which wait for the thread or its process, blocked or not.
    func pending() -> SignalSet
    /// Takes the next of `set` out.
    func take(oneOf set: SignalSet) -> SignalInfo?
    /// Woken whenever a signal arrives.
    var arrivals: WaitQueue { get }
}

/// Signals to be read from a descriptor, signalfd(2): those of the thread that reads, and of its process.
public final class SignalFile: EventSourceFile {
    private let source: any SignalSource
    /// Which signals it shows.
    private var set: SignalSet

    init(_ inode: Inode, _ source: any SignalSource, _ set: SignalSet, _ flags: OpenFlags) {
        self.source = source
        self.set = set
        super.init(inode, nil, flags.union(.O_RDWR))
    }

    /// Shows other signals from now on.
    @export(interface)
    public func show(_ set: SignalSet) {
        self.set = set
        source.arrivals.wakeAll()
    }

    private var isReady: Bool { source.pending().rawValue & set.rawValue != 0 }

    @export(interface)
    public override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        let size = MemoryLayout<SignalReport>.size
        let room = buffer.count / size
        guard room > 0 else { throw .EINVAL }
        if !isReady {
            if flags.contains(.O_NONBLOCK) { throw .EAGAIN }
            try source.arrivals.wait { () throws(Errno) in isReady }
        }
        let reports = UserPointer<SignalReport>(buffer.address)
        var count = 0
        while count < room, let info = source.take(oneOf: set) {
            try reports.store(SignalReport(info), at: count)
            count += 1
        }
        return count * size
    }

    public override var waiters: WaitQueue? { source.arrivals }
    @export(interface)
    public override func readiness() -> PollEvents { isReady ? [.POLLIN, .POLLRDNORM] : [] }
    @export(interface)
    public override func displayName() -> [UInt8] { [UInt8](ascii: "anon_inode:[signalfd]") }
}

extension AnonymousSuperblock {
    /// A new descriptor of signals, signalfd4(2).
    @export(interface)
    public func signals(_ source: any SignalSource, _ set: SignalSet, _ flags: OpenFlags) -> SignalFile {
        SignalFile(anonymousInode(), source, set, flags)
    }
}
