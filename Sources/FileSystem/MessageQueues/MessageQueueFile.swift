public import Bytes
public import LinuxABI
public import Sync

/// An open message queue: what mq_open(3) returns a descriptor of.
public final class MessageQueueFile: OpenFile {
    public let queue: MessageQueue

    init(_ queue: MessageQueue, _ flags: OpenFlags) {
        self.queue = queue
        super.init(queue, nil, flags)
    }

    /// mq_send(3). Waits until `deadline` (nanoseconds since start-up) where the queue is full; the rank says whose turn is first of
    /// those who wait. Throws `EBADF`, `EMSGSIZE`, `EFAULT`, `EAGAIN`, `ETIMEDOUT`, `EINTR`.
    @export(interface)
    public func send(_ buffer: inout UserBuffer, priority: UInt32, rank: Int, until deadline: UInt64) throws(Errno) {
        guard isWritable else { throw .EBADF }
        guard buffer.count <= queue.messageSize else { throw .EMSGSIZE }
        var bytes = [UInt8](repeating: 0, count: buffer.count)
        // A part of a message is none.
        guard try buffer.read(into: &bytes, at: 0, count: bytes.count) == bytes.count else { throw .EFAULT }
        try queue.send(Message(bytes, priority: priority), rank: rank, until: flags.contains(.O_NONBLOCK) ? nil : deadline)
    }

    /// mq_receive(3): the next message, into room for the longest there may be. Throws `EBADF`, `EMSGSIZE`, `EAGAIN`, `ETIMEDOUT`,
    /// `EINTR`.
    @export(interface)
    public func receive(room: Int, rank: Int, until deadline: UInt64) throws(Errno) -> Message {
        guard isReadable else { throw .EBADF }
        guard room >= queue.messageSize else { throw .EMSGSIZE }
        return try queue.receive(rank: rank, until: flags.contains(.O_NONBLOCK) ? nil : deadline)
    }

    /// What read(2) gives: how many bytes wait, and who is to be told (mq_overview(7), the files of /dev/mqueue).
    @export(interface)
    public override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int {
        let text = queue.description
        let start = Int(clamping: max(0, offset))
        guard offset >= 0 else { throw .EINVAL }
        guard start < text.count, buffer.count > 0 else { return 0 }
        return try buffer.write([UInt8](text[start...]).span.raw)
    }
    @export(interface)
    public override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        let count = try read(&buffer, at: offset)
        offset += Int64(count)
        return count
    }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int { throw .EINVAL }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .EINVAL }
    public override var isCopySource: Bool { false }
    @export(interface)
    public override func synchronize() throws(Errno) { throw .EINVAL }
    @export(interface)
    public override func truncate(to size: Int64) throws(Errno) { throw .EINVAL }

    public override var isPollable: Bool { true }
    public override var waiters: WaitQueue? { queue.waiters }
    @export(interface)
    public override func readiness() -> PollEvents {
        var events: PollEvents = []
        if queue.count > 0 { events.formUnion(.input) }
        if !queue.isFull { events.formUnion(.output) }
        return events
    }

    /// As Linux: closing any of the process's descriptors of the queue ends its registration.
    override func descriptorsClosed() { queue.unregister() }

    @export(interface)
    public override func displayName() -> [UInt8] {
        guard let name = queue.name else { return [UInt8](ascii: "/ (deleted)") }
        return [UInt8](ascii: "/") + name
    }
}
