public import Bytes
public import LinuxABI
public import Sync

/// An event counter, eventfd(2).
public final class EventFile: EventSourceFile {
    private var value: UInt64
    private let isSemaphore: Bool
    private let queue = WaitQueue()

    init(_ inode: Inode, _ value: UInt64, isSemaphore: Bool, _ flags: OpenFlags) {
        self.value = value
        self.isSemaphore = isSemaphore
        super.init(inode, nil, flags.union(.O_RDWR))
    }

    @export(interface)
    public override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        guard buffer.count >= 8 else { throw .EINVAL }
        if value == 0 {
            if flags.contains(.O_NONBLOCK) { throw .EAGAIN }
            try queue.wait(for: .input, .exclusive) { () throws(Errno) in value != 0 }
        }
        let result = isSemaphore ? 1 : value
        // Taken even if there is nowhere to put it, as on Linux.
        value -= result
        queue.wakeAll(.output)
        try UserPointer<UInt64>(buffer.address).store(result)
        return 8
    }

    @export(interface)
    public override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        guard buffer.count >= 8 else { throw .EINVAL }
        let added: UInt64 = try UserPointer<UInt64>(buffer.address).load()
        guard added != .max else { throw .EINVAL }
        if .max - 1 - value < added {
            if flags.contains(.O_NONBLOCK) { throw .EAGAIN }
            try queue.wait(for: .output, .exclusive) { () throws(Errno) in .max - 1 - value >= added }
        }
        value += added
        queue.wakeAll(.input)
        return 8
    }

    /// Adds without waiting, for the kernel's own events; what does not fit is lost.
    @export(interface)
    public func signal(_ count: UInt64) {
        value = min(.max - 1, value &+ count)
        queue.wakeAll(.input)
    }

    public override var waiters: WaitQueue? { queue }
    @export(interface)
    public override func readiness() -> PollEvents {
        var events: PollEvents = []
        if value > 0 { events.formUnion([.POLLIN, .POLLRDNORM]) }
        if value < .max - 1 { events.formUnion([.POLLOUT, .POLLWRNORM]) }
        return events
    }
    @export(interface)
    public override func displayName() -> [UInt8] { [UInt8](ascii: "anon_inode:[eventfd]") }
}

extension AnonymousSuperblock {
    /// A new event counter, eventfd2(2).
    @export(interface)
    public func event(_ value: UInt64, isSemaphore: Bool, _ flags: OpenFlags) -> EventFile {
        EventFile(anonymousInode(), value, isSemaphore: isSemaphore, flags)
    }
}
