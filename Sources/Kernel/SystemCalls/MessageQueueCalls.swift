internal import Bytes
internal import FileSystem
internal import LinuxABI

/// POSIX message queues: mq_open(2), mq_unlink(2), mq_timedsend(2), mq_timedreceive(2), mq_notify(2), mq_getsetattr(2).
enum MessageQueueCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.mq_open] = { name, flags, mode, attributes, _, _ in
            answer { () throws(Errno) in
                try MessageQueueCalls.open(name, OpenFlags(argument: flags), FileMode(rawValue: UInt32(truncatingIfNeeded: mode)), attributes)
            }
        }
        table[.mq_unlink] = { name, _, _, _, _, _ in
            answer { () throws(Errno) in
                let files = Process.current.files
                try files.messageQueues.unlink(try MessageQueueCalls.name(name), for: files.context.credentials)
                return 0
            }
        }
        table[.mq_timedsend] = { descriptor, bytes, count, priority, timeout, _ in
            answer(restarting: .mq_timedsend, descriptor, bytes, count, priority, timeout, 0) { () throws(Errno) in
                let deadline = try MessageQueueCalls.deadline(timeout)
                let priority = UInt32(truncatingIfNeeded: priority)
                guard priority < Message.priorityLimit else { throw .EINVAL }
                let file = try MessageQueueCalls.file(descriptor)
                var buffer = UserBuffer(address: bytes, count: Int(clamping: count))
                try file.send(&buffer, priority: priority, rank: Thread.current.waitingRank, until: deadline)
                return 0
            }
        }
        table[.mq_timedreceive] = { descriptor, bytes, count, priority, timeout, _ in
            answer(restarting: .mq_timedreceive, descriptor, bytes, count, priority, timeout, 0) { () throws(Errno) in
                let deadline = try MessageQueueCalls.deadline(timeout)
                let file = try MessageQueueCalls.file(descriptor)
                let message = try file.receive(room: Int(clamping: count), rank: Thread.current.waitingRank, until: deadline)
                if priority != 0 { try UserPointer<UInt32>(priority).store(message.priority) }
                var buffer = UserBuffer(address: bytes, count: message.bytes.count)
                guard try buffer.write(message.bytes.span.raw) == message.bytes.count else { throw .EFAULT }
                return message.bytes.count
            }
        }
        table[.mq_notify] = { descriptor, event, _, _, _, _ in
            answer { () throws(Errno) in
                if event == 0 {
                    try MessageQueueCalls.file(descriptor).queue.unregister()
                    return 0
                }
                let registration = try MessageQueueCalls.registration(try UserPointer<SignalEvent>(event).load())
                try MessageQueueCalls.file(descriptor).queue.register(registration)
                return 0
            }
        }
        table[.mq_getsetattr] = { descriptor, new, old, _, _, _ in
            answer { () throws(Errno) in try MessageQueueCalls.attributes(descriptor, new, old) }
        }
    }

    private static func open(_ name: UInt, _ flags: OpenFlags, _ mode: FileMode, _ attributes: UInt) throws(Errno) -> Int {
        var wanted: (messages: Int, size: Int)?
        if attributes != 0 {
            let given = try UserPointer<MessageQueueAttributes>(attributes).load()
            wanted = (given.capacity, given.messageSize)
        }
        let name = try Self.name(name)
        let process = Process.current
        let (queues, context) = (process.files.messageQueues, process.files.context)
        let isThere = queues.contains(name)
        if isThere, flags.isSuperset(of: [.O_CREAT, .O_EXCL]) { throw .EEXIST }
        let file: MessageQueueFile
        if isThere || !flags.contains(.O_CREAT) {
            file = try queues.open(name, flags, for: context.credentials)
        } else {
            file = try queues.create(
                name, flags, mode.permissions.subtracting(context.umask), wanted, for: context.credentials,
                isPrivileged: process.attributes.credentials.has(Credentials.Capabilities.systemResource),
                limit: process.attributes.limits[.RLIMIT_MSGQUEUE]?.current ?? .max)
        }
        // They never stay open over execve(2).
        return try process.install(file, closeOnExec: true)
    }

    /// A name as the system calls take it: without the slash that the functions want. Throws `ENOENT`, `EACCES`, `ENAMETOOLONG`.
    private static func name(_ address: UInt) throws(Errno) -> [UInt8] {
        let name = try UserString(address).path()
        if name.isEmpty { throw .ENOENT }
        if name == [0x2e] || name == [0x2e, 0x2e] || name.contains(UInt8(ascii: "/")) { throw .EACCES }
        guard name.count <= 255 else { throw .ENAMETOOLONG }
        return name
    }

    private static func file(_ descriptor: UInt) throws(Errno) -> MessageQueueFile {
        guard let file = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: descriptor)) as? MessageQueueFile
        else { throw .EBADF }
        return file
    }

    /// A point of the wall clock as nanoseconds since start-up; none is for ever. It is checked even where nobody will wait.
    private static func deadline(_ timeout: UInt) throws(Errno) -> UInt64 {
        if timeout == 0 { return .max }
        let time = try UserPointer<TimeSpec>(timeout).load()
        guard time.isValidTimeout else { throw .EINVAL }
        return ProgramClock.wall.moment(of: time.totalNanoseconds)
    }

    private static func attributes(_ descriptor: UInt, _ new: UInt, _ old: UInt) throws(Errno) -> Int {
        var flags: OpenFlags?
        if new != 0 {
            let given = try UserPointer<MessageQueueAttributes>(new).load().flags
            let wanted = OpenFlags(rawValue: UInt32(truncatingIfNeeded: given))
            guard given >> 32 == 0, wanted.isSubset(of: .O_NONBLOCK) else { throw .EINVAL }
            flags = wanted
        }
        let file = try file(descriptor)
        var attributes = MessageQueueAttributes()
        attributes.flags = Int(file.flags.intersection(.O_NONBLOCK).rawValue)
        attributes.capacity = file.queue.capacity
        attributes.messageSize = file.queue.messageSize
        attributes.count = file.queue.count
        if let flags { file.flags = file.flags.subtracting(.O_NONBLOCK).union(flags) }
        if old != 0 { try UserPointer<MessageQueueAttributes>(old).store(attributes) }
        return 0
    }

    // MARK: Notification

    private static func registration(_ event: SignalEvent) throws(Errno) -> any MessageNotification {
        switch event.notify {
        case .SIGEV_NONE: return SilentRegistration(event)
        case .SIGEV_SIGNAL:
            guard event.signal.isValid || event.signal.rawValue == 0 else { throw .EINVAL }
            return SignalRegistration(event)
        case .SIGEV_THREAD:
            // Linux writes to a netlink socket; our C library hands in an event counter.
            let file = try Process.current.files.descriptors.usable(event.signal.rawValue)
            guard let file = file as? EventFile else { throw .ENOTSOCK }
            return EventRegistration(event, file)
        default: throw .EINVAL
        }
    }
}

/// `SIGEV_NONE`: nobody hears of it, but nobody else can register.
private class SilentRegistration: MessageNotification {
    final let event: SignalEvent
    final let process = Process.current

    init(_ event: SignalEvent) { self.event = event }

    final var registration: (kind: Int32, signal: Int32, process: Int32) {
        (event.notify.rawValue, event.notify == .SIGEV_SIGNAL ? event.signal.rawValue : 0, process.attributes.id)
    }
    func messageArrived() {}
    func registrationEnded() {}
}

private final class SignalRegistration: SilentRegistration {
    override func messageArrived() {
        guard event.signal.isValid else { return }
        // It names the sender of the message.
        var info = Process.current.ownInformation(event.signal, .SI_MESGQ)
        info.value = event.value
        process.raise(info)
    }
}

/// A counter that 1 is added to for a message, and 2 for an end without one.
private final class EventRegistration: SilentRegistration {
    private let file: EventFile

    init(_ event: SignalEvent, _ file: EventFile) {
        self.file = file
        super.init(event)
    }

    override func messageArrived() { file.signal(1) }
    override func registrationEnded() { file.signal(2) }
}

extension Thread {
    /// Whose turn is first of those who wait: real-time priorities before all others, then nice values.
    fileprivate var waitingRank: Int {
        switch attributes.policy {
        case .SCHED_FIFO, .SCHED_RR: 100 + Int(attributes.priority)
        default: -Int(attributes.nice)
        }
    }
}
