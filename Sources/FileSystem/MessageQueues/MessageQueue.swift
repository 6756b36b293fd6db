internal import Bytes
public import LinuxABI
internal import Sync

/// A message queue of mq_overview(7): messages by priority, and those who wait for one or for room.
///
/// A message goes straight to whoever waits for it, and room to whoever waits to send: the one with the highest rank, and of those the
/// one that has waited longest (POSIX, mq_send and mq_receive). Nobody who comes later can take it from them.
public final class MessageQueue: Inode {
    /// The most messages that it holds, and bytes of one: `mq_maxmsg`, `mq_msgsize`.
    public let capacity: Int
    public let messageSize: Int
    /// The lowest priority first, and of one priority the last that came: the next to be received is the last.
    private var messages: [Message] = []
    private var receivers: [MessageWait] = []
    private var senders: [MessageWait] = []
    private var notification: (any MessageNotification)?
    /// What `RLIMIT_MSGQUEUE` counts.
    let cost: UInt64
    private let home: MessageQueueSuperblock
    /// Those who poll.
    let waiters = WaitQueue()

    init(_ home: MessageQueueSuperblock, capacity: Int, messageSize: Int, cost: UInt64, _ permissions: FileMode) {
        self.capacity = capacity
        self.messageSize = messageSize
        self.cost = cost
        self.home = home
        super.init(superblock: home, number: home.newInodeNumber(), mode: FileMode(.regular, permissions))
        // The length of what reading the descriptor would give.
        size = 80
        touchModified()
        accessed = modified
        home.bytes += cost
    }

    deinit { home.bytes -= cost }

    /// How many messages there are: `mq_curmsgs`.
    public var count: Int { messages.count }
    var isFull: Bool { messages.count == capacity }

    public override func open(_ dentry: Dentry?, _ flags: OpenFlags) throws(Errno) -> OpenFile { MessageQueueFile(self, flags) }

    // MARK: Sending and receiving

    /// Sends, waiting for room until `deadline` (nanoseconds since start-up) unless that is nil. Throws `EAGAIN`, `ETIMEDOUT`, `EINTR`.
    func send(_ message: consuming Message, rank: Int, until deadline: UInt64?) throws(Errno) {
        if isFull, receivers.isEmpty {
            guard let deadline else { throw .EAGAIN }
            let wait = MessageWait(rank, message)
            enter(wait, &senders)
            if let error = wait.run(until: deadline) {
                senders.removeAll { $0 === wait }
                throw error
            }
            return
        }
        pass(message)
    }

    /// The next message, waited for until `deadline` unless that is nil. Throws `EAGAIN`, `ETIMEDOUT`, `EINTR`.
    func receive(rank: Int, until deadline: UInt64?) throws(Errno) -> Message {
        accessed = superblock.clock.now()
        if let next = messages.popLast() {
            if let sender = senders.first {
                senders.removeFirst()
                if let message = sender.message { insert(message) }
                sender.finish()
            } else {
                waiters.wakeAll(.output)
            }
            return next
        }
        guard let deadline else { throw .EAGAIN }
        let wait = MessageWait(rank, nil)
        enter(wait, &receivers)
        if let error = wait.run(until: deadline) {
            receivers.removeAll { $0 === wait }
            throw error
        }
        guard let message = wait.message else { throw .EAGAIN }
        return message
    }

    private func pass(_ message: consuming Message) {
        touchModified()
        if let receiver = receivers.first {
            receivers.removeFirst()
            receiver.message = message
            return receiver.finish()
        }
        let wasEmpty = messages.isEmpty
        insert(message)
        waiters.wakeAll(.input)
        // Only where nobody waits to receive it, and once: mq_notify(3).
        if wasEmpty, let registered = notification.take() { registered.messageArrived() }
    }

    private func insert(_ message: consuming Message) {
        var (low, high) = (0, messages.count)
        while low < high {
            let middle = (low + high) / 2
            if messages[middle].priority < message.priority { low = middle + 1 } else { high = middle }
        }
        messages.insert(message, at: low)
    }

    private func enter(_ wait: MessageWait, _ queue: inout [MessageWait]) {
        queue.insert(wait, at: queue.firstIndex { $0.rank < wait.rank } ?? queue.count)
    }

    // MARK: Notification

    /// Has `new` told when a message comes to the empty queue. Throws `EBUSY` where somebody is registered.
    @export(interface)
    public func register(_ new: any MessageNotification) throws(Errno) {
        guard notification == nil else { throw .EBUSY }
        notification = new
        touchChangedByUse()
    }

    /// Ends the process's registration, if there is one.
    @export(interface)
    public func unregister() {
        guard let registered = notification.take() else { return }
        registered.registrationEnded()
        touchChangedByUse()
    }

    /// What reading a descriptor of it gives.
    var description: [UInt8] {
        let told = notification?.registration ?? (kind: 0, signal: 0, process: 0)
        var text = ByteText("QSIZE:")
        Self.add(messages.reduce(0) { $0 + $1.bytes.count }, 10, to: &text)
        text.add(" NOTIFY:")
        Self.add(Int(told.kind), 5, to: &text)
        text.add(" SIGNO:")
        Self.add(Int(told.signal), 5, to: &text)
        text.add(" NOTIFY_PID:")
        Self.add(Int(told.process), 6, to: &text)
        text.add("\n")
        return text.bytes
    }

    /// A number, filled up with blanks.
    private static func add(_ number: Int, _ width: Int, to text: inout ByteText) {
        let end = text.bytes.count + width
        text.add(decimal: UInt(number))
        while text.bytes.count < end { text.add(" ") }
    }

    private func touchChangedByUse() {
        touchChanged()
        accessed = changed
    }
}

/// A message.
public struct Message {
    public var bytes: [UInt8]
    /// 0 to `limit - 1`; the highest is received first.
    public var priority: UInt32

    public init(_ bytes: [UInt8], priority: UInt32) {
        self.bytes = bytes
        self.priority = priority
    }

    /// `MQ_PRIO_MAX`
    public static var priorityLimit: UInt32 { 32768 }
}

/// Who asked to hear of a queue's first message: mq_notify(3).
public protocol MessageNotification: AnyObject {
    /// How, with which signal, and which process: `SIGEV_` and the numbers.
    var registration: (kind: Int32, signal: Int32, process: Int32) { get }
    /// A message has come to the empty queue. The registration has ended with that.
    func messageArrived()
    /// The registration was ended before a message came.
    func registrationEnded()
}

/// A thread that waits for a message, or with one for room.
private final class MessageWait {
    let rank: Int
    var message: Message?
    private var isDone = false
    private let waiter: Link<Waiter>

    init(_ rank: Int, _ message: consuming Message?) {
        self.rank = rank
        self.message = message
        waiter = unsafe Parking.current.with { $0.waiter() } ?? Link()
    }

    /// It has what it waits for, and is in no queue any more.
    func finish() {
        isDone = true
        _ = waiter.with { $0.wake(.all) }
    }

    /// Waits. Returns `ETIMEDOUT` or `EINTR` where that came first: then the caller takes it out of its queue.
    func run(until deadline: UInt64) -> Errno? {
        while true {
            do throws(Errno) {
                let isInTime = try unsafe Parking.current.borrowed { (parking) throws(Errno) in try parking.park(until: deadline) }
                if isDone { return nil }
                if !isInTime { return .ETIMEDOUT }
            } catch {
                // What has come counts for more than the signal.
                return isDone ? nil : error
            }
        }
    }
}
