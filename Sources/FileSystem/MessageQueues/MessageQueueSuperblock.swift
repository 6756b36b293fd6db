public import LinuxABI

/// All message queues, by name: mq_overview(7). Names have no leading slash here, as the system calls take them.
public final class MessageQueueSuperblock: Superblock {
    private var named: [(name: [UInt8], queue: MessageQueue)] = []
    /// What `RLIMIT_MSGQUEUE` counts, of all queues: there is one user.
    var bytes: UInt64 = 0

    public init(clock: any FileClock) { super.init(minor: 18, typeName: "mqueue", isReadOnly: false, clock: clock) }

    @export(interface)
    public override func statistics() -> FileSystemStatistics { FileSystemStatistics(magic: .MQUEUE_MAGIC) }

    /// What a new queue may ask for.
    public struct Limits {
        /// Messages and bytes of one, of those who are no superusers: `fs.mqueue.msg_max` and `msgsize_max`.
        public static var messages: Int { 10 }
        public static var messageSize: Int { 8192 }
        /// The same for superusers.
        public static var mostMessages: Int { 65536 }
        public static var largestMessageSize: Int { 16_777_216 }
        /// Queues: `fs.mqueue.queues_max`.
        public static var queues: Int { 256 }
    }

    /// Opens a queue. Throws `ENOENT`, `EACCES`.
    @export(interface)
    public func open(_ name: [UInt8], _ flags: OpenFlags, for credentials: FileCredentials?) throws(Errno) -> MessageQueueFile {
        let queue = try find(name)
        let wanted: AccessMode
        switch flags.rawValue & 3 {
        case 0: wanted = .R_OK
        case 1: wanted = .W_OK
        case 2: wanted = [.R_OK, .W_OK]
        default: throw .EINVAL
        }
        if let credentials { try queue.check(wanted, for: credentials) }
        return MessageQueueFile(queue, flags)
    }

    /// Makes a queue and opens it. Without `attributes` it gets the usual measures. Throws `EINVAL`, `ENOSPC`, and `EMFILE` where its
    /// messages would exceed `limit` bytes, `RLIMIT_MSGQUEUE`.
    @export(interface)
    public func create(
        _ name: [UInt8], _ flags: OpenFlags, _ permissions: FileMode, _ attributes: (messages: Int, size: Int)?,
        for credentials: FileCredentials?, isPrivileged: Bool, limit: UInt64
    ) throws(Errno) -> MessageQueueFile {
        guard named.count < Limits.queues || isPrivileged else { throw .ENOSPC }
        let (messages, size) = attributes ?? (Limits.messages, Limits.messageSize)
        guard messages > 0, size > 0, messages <= (isPrivileged ? Limits.mostMessages : Limits.messages),
            size <= (isPrivileged ? Limits.largestMessageSize : Limits.messageSize)
        else { throw .EINVAL }
        // As getrlimit(2) says: each message, its record, and a record for each priority.
        let cost = UInt64(messages * (size + 48) + min(messages, Int(Message.priorityLimit)) * 48)
        guard bytes + cost <= limit else { throw .EMFILE }
        let queue = MessageQueue(self, capacity: messages, messageSize: size, cost: cost, permissions)
        if let credentials { (queue.uid, queue.gid) = (credentials.user, credentials.group) }
        named.append((name, queue))
        return MessageQueueFile(queue, flags)
    }

    /// Takes a queue's name away. Throws `ENOENT`, `EPERM`.
    @export(interface)
    public func unlink(_ name: [UInt8], for credentials: FileCredentials?) throws(Errno) {
        let queue = try find(name)
        // Their directory is a sticky one of the superuser's.
        if let credentials, !credentials.mayActAsOwner(of: queue) { throw .EPERM }
        queue.linkCount = 0
        queue.touchChanged()
        named.removeAll { $0.queue === queue }
    }

    /// Whether there is one of that name.
    @export(interface)
    public func contains(_ name: [UInt8]) -> Bool { named.contains { $0.name == name } }

    private func find(_ name: [UInt8]) throws(Errno) -> MessageQueue {
        for entry in named where entry.name == name { return entry.queue }
        throw .ENOENT
    }

    func name(of queue: MessageQueue) -> [UInt8]? {
        for entry in named where entry.queue === queue { return entry.name }
        return nil
    }
}

extension MessageQueue {
    /// Its name, until that is taken away.
    var name: [UInt8]? { (superblock as? MessageQueueSuperblock)?.name(of: self) }
}
