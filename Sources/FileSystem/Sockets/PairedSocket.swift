public import Bytes
public import LinuxABI
public import Sync

/// One of two connected sockets without a name, socketpair(2) and unix(7): what one sends, the other receives.
public final class PairedSocket: OpenFile {
    /// `SOCK_STREAM`, `SOCK_SEQPACKET` or `SOCK_DGRAM`.
    public let type: SocketType
    private var peer = Link<PairedSocket>()
    private var received = ReceiveQueue()
    private let queue = WaitQueue()
    private var receivesNoMore = false
    private var sendsNoMore = false
    /// What the next call reports, `SO_ERROR`.
    private var pendingError: Errno?
    /// `SO_SNDBUF`: what may be on its way, in bytes.
    public var sendLimit = ReceiveQueue.defaultLimit
    /// `SO_RCVBUF`, which limits nothing: what is on its way counts as the sender's.
    public var receiveLimit = ReceiveQueue.defaultLimit
    /// `SO_SNDTIMEO` and `SO_RCVTIMEO` in nanoseconds; nil where there is no limit.
    public var sendTimeout: UInt64?
    public var receiveTimeout: UInt64?
    private let clock: any TimerClock

    init(_ inode: Inode, _ type: SocketType, _ flags: OpenFlags, _ clock: any TimerClock) {
        self.type = type
        self.clock = clock
        super.init(inode, nil, flags.union(.O_RDWR))
    }

    static func connect(_ one: PairedSocket, _ other: PairedSocket) {
        one.peer = Link(other)
        other.peer = Link(one)
    }

    deinit {
        guard let other = peer.target else { return }
        other.peer = Link()
        // What was not received is lost, and the peer is to know.
        if isConnection {
            if !received.isEmpty { other.pendingError = .ECONNRESET }
            other.receivesNoMore = true
            other.sendsNoMore = true
        }
        other.queue.wakeAll()
    }

    /// Whether a peer that is gone ends the connection.
    private var isConnection: Bool { type != .SOCK_DGRAM }

    // MARK: Receiving

    /// recv(2). Of a message what does not fit is lost, but for a stream's. Returns its length, which is more than was
    /// received where that is so; 0 at the end. Throws: `EAGAIN`, `EINTR`, `EFAULT`, `ECONNRESET`.
    @export(interface)
    public func receive(_ buffer: inout UserBuffers, _ flags: MessageFlags) throws(Errno) -> Int {
        let total = buffer.count
        let isStream = type == .SOCK_STREAM
        var done = 0
        repeat {
            do throws(Errno) { try awaitMessage(flags) } catch {
                if done > 0 { return done }
                throw error
            }
            if received.isEmpty { return done }
            let length: Int
            do throws(Errno) {
                length = try received.take(&buffer, isStream: isStream, isPeek: flags.contains(.MSG_PEEK))
            } catch {
                if done > 0 { return done }
                throw error
            }
            if !flags.contains(.MSG_PEEK) { peer.target?.queue.wake(.output) }
            done = isStream ? total - buffer.count : length
            // A stream's message is the sender's business alone: what is there is received at once.
        } while isStream && buffer.count > 0 && !flags.contains(.MSG_PEEK)
            && (!received.isEmpty || flags.contains(.MSG_WAITALL))
        if !received.isEmpty { queue.wake(.input) }
        return done
    }

    /// Waits until there is a message or will not be any more.
    private func awaitMessage(_ flags: MessageFlags) throws(Errno) {
        if !received.isEmpty { return }
        try reportError()
        if receivesNoMore { return }
        if self.flags.contains(.O_NONBLOCK) || flags.contains(.MSG_DONTWAIT) { throw .EAGAIN }
        let isInTime = try queue.wait(for: .input, .exclusive, until: deadline(receiveTimeout)) { () throws(Errno) in
            !received.isEmpty || receivesNoMore || pendingError != nil
        }
        guard isInTime else { throw .EAGAIN }
        if received.isEmpty { try reportError() }
    }

    // MARK: Sending

    /// send(2). A stream's bytes are sent in pieces, as there is room. Throws: `EPIPE`, `ECONNREFUSED`, `EMSGSIZE`,
    /// `EAGAIN`, `EINTR`, `EFAULT`.
    @export(interface)
    public func send(_ buffer: inout UserBuffers, _ flags: MessageFlags) throws(Errno) -> Int {
        let total = buffer.count
        try reportError()
        let isStream = type == .SOCK_STREAM
        if !isStream, total > sendLimit - 32 { throw .EMSGSIZE }
        if isStream, total == 0 {
            try checkConnection()
            return 0
        }
        do throws(Errno) {
            repeat {
                try checkConnection()
                try awaitRoom(flags)
                guard let other = peer.target else { throw .EPIPE }
                try other.received.add(&buffer, isStream ? ReceiveQueue.largestPiece : total)
                other.queue.wake(.input)
            } while buffer.count > 0
        } catch {
            if buffer.count == total { throw error }
        }
        // The wake-up was for one sender, and is handed on where there is room for another.
        if hasRoom { queue.wake(.output) }
        return total - buffer.count
    }

    private func checkConnection() throws(Errno) {
        if sendsNoMore { throw .EPIPE }
        guard let other = peer.target else { throw type == .SOCK_DGRAM ? .ECONNREFUSED : .EPIPE }
        if other.receivesNoMore { throw .EPIPE }
    }

    private var hasRoom: Bool { peer.target.map { $0.received.charge < sendLimit } ?? true }

    private func awaitRoom(_ flags: MessageFlags) throws(Errno) {
        if hasRoom { return }
        if self.flags.contains(.O_NONBLOCK) || flags.contains(.MSG_DONTWAIT) { throw .EAGAIN }
        let isInTime = try queue.wait(for: .output, .exclusive, until: deadline(sendTimeout)) { () throws(Errno) in
            hasRoom || sendsNoMore || peer.target?.receivesNoMore ?? true
        }
        guard isInTime else { throw .EAGAIN }
        try checkConnection()
    }

    private func deadline(_ timeout: UInt64?) -> UInt64 {
        guard let timeout else { return .max }
        let (sum, overflow) = clock.monotonicNanoseconds().addingReportingOverflow(timeout)
        return overflow ? .max : sum
    }

    // MARK: State

    /// shutdown(2) of the receiving side, the sending one, or both: the peer's other side ends with it.
    @export(interface)
    public func shutDown(receiving: Bool, sending: Bool) {
        if receiving { receivesNoMore = true }
        if sending { sendsNoMore = true }
        if isConnection, let other = peer.target {
            if receiving { other.sendsNoMore = true }
            if sending { other.receivesNoMore = true }
            other.queue.wakeAll()
        }
        queue.wakeAll()
    }

    private func reportError() throws(Errno) {
        if let error = takeError() { throw error }
    }

    /// `SO_ERROR`, which is forgotten then.
    @export(interface)
    public func takeError() -> Errno? {
        defer { pendingError = nil }
        return pendingError
    }

    public var isConnected: Bool { peer.target != nil }

    // MARK: As a file

    @export(interface)
    public override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        // Where recv(2) would wait.
        if buffer.count == 0 { return 0 }
        var buffers = UserBuffers([buffer])
        return min(try receive(&buffers, []), buffer.count)
    }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        var buffers = UserBuffers([buffer])
        return try send(&buffers, [])
    }
    @export(interface)
    public override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .ESPIPE }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .ESPIPE }
    public override var hasPositions: Bool { false }
    public override var signalsBrokenPipe: Bool { type == .SOCK_STREAM }
    @export(interface)
    public override func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 { throw .ESPIPE }
    @export(interface)
    public override func synchronize() throws(Errno) { throw .EINVAL }

    @export(interface)
    public override func control(_ request: IoctlRequest, _ argument: UInt) throws(Errno) -> Int {
        let count: Int
        switch request {
        case .FIONREAD: count = type == .SOCK_DGRAM ? received.firstCount : received.count
        case .TIOCOUTQ: count = peer.target?.received.charge ?? 0
        default: throw .ENOTTY
        }
        try UserPointer<Int32>(argument).store(Int32(truncatingIfNeeded: count))
        return 0
    }

    public override var isPollable: Bool { true }
    public override var waiters: WaitQueue? { queue }

    @export(interface)
    public override func readiness() -> PollEvents {
        var events: PollEvents = []
        if pendingError != nil { events.insert(.POLLERR) }
        if receivesNoMore { events.formUnion([.POLLRDHUP, .POLLIN, .POLLRDNORM]) }
        if receivesNoMore, sendsNoMore { events.insert(.POLLHUP) }
        if !received.isEmpty { events.formUnion([.POLLIN, .POLLRDNORM]) }
        // Linux says so when three quarters are free.
        if (peer.target?.received.charge ?? 0) * 4 <= sendLimit { events.formUnion([.POLLOUT, .POLLWRNORM, .POLLWRBAND]) }
        return events
    }

    @export(interface)
    public override func displayName() -> [UInt8] {
        var text = ByteText("socket:[")
        text.add(decimal: UInt(inode.number))
        text.add("]")
        return text.bytes
    }
}

extension AnonymousSuperblock {
    /// Two connected sockets, socketpair(2). Flags: `O_NONBLOCK`.
    @export(interface)
    public func sockets(_ type: SocketType, _ flags: OpenFlags, clock: any TimerClock) -> (PairedSocket, PairedSocket) {
        let one = PairedSocket(socketInode(), type, flags, clock)
        let other = PairedSocket(socketInode(), type, flags, clock)
        PairedSocket.connect(one, other)
        return (one, other)
    }

    private func socketInode() -> Inode {
        Inode(superblock: self, number: newInodeNumber(), mode: FileMode(.socket, FileMode(rawValue: 0o777)))
    }
}
