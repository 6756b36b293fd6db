public import Bytes
public import LinuxABI
public import Sync

/// One watched file of an instance.
final class InotifyWatch {
    let number: Int32
    let inode: Inode
    var mask: InotifyMask
    /// The instance has it among its watches, which is what keeps both alive.
    let instance: InotifyFile

    init(_ number: Int32, _ inode: Inode, _ mask: InotifyMask, _ instance: InotifyFile) {
        (self.number, self.inode, self.mask, self.instance) = (number, inode, mask, instance)
    }
}

/// An inotify instance, inotify(7): watches on files, and what has happened to them.
public final class InotifyFile: EventSourceFile {
    private struct Event: Equatable {
        var watch: Int32
        var mask: InotifyMask
        var cookie: UInt32 = 0
        var name: [UInt8] = []

        /// What it takes in a buffer: 16 bytes, and the name with zeroes up to the next 16.
        var size: Int { 16 + (name.isEmpty ? 0 : (name.count + 16) & ~15) }
    }
    private var events: [Event] = []
    private var watches: [InotifyWatch] = []
    private var lastNumber: Int32 = 0
    private let queue = WaitQueue()

    /// `max_queued_events` and `max_user_watches` of /proc/sys/fs/inotify.
    private static var eventLimit: Int { 16384 }
    private static var watchLimit: Int { 65536 }

    init(_ inode: Inode, _ flags: OpenFlags) { super.init(inode, nil, flags) }

    // MARK: Watches

    /// inotify_add_watch(2): a new watch, or another mask for the one there is. Returns its number.
    /// Throws: `EEXIST` (`IN_MASK_CREATE`), `ENOSPC`.
    @export(interface)
    public func watch(_ inode: Inode, _ mask: InotifyMask) throws(Errno) -> Int32 {
        let kept = mask.subtracting([.IN_MASK_ADD, .IN_MASK_CREATE, .IN_ONLYDIR, .IN_DONT_FOLLOW])
        if let known = watches.first(where: { $0.inode === inode }) {
            if mask.contains(.IN_MASK_CREATE) { throw .EEXIST }
            known.mask = mask.contains(.IN_MASK_ADD) ? known.mask.union(kept) : kept
            return known.number
        }
        guard watches.count < Self.watchLimit else { throw .ENOSPC }
        lastNumber += 1
        let watch = InotifyWatch(lastNumber, inode, kept, self)
        watches.append(watch)
        inode.watches.append(watch)
        inode.superblock.isWatched = true
        return watch.number
    }

    /// inotify_rm_watch(2). Throws: `EINVAL`.
    @export(interface)
    public func unwatch(_ number: Int32) throws(Errno) {
        guard let watch = watches.first(where: { $0.number == number }) else { throw .EINVAL }
        remove(watch)
    }

    /// Ends a watch, which is itself an event.
    func remove(_ watch: InotifyWatch) {
        watches.removeAll { $0 === watch }
        watch.inode.watches.removeAll { $0 === watch }
        add(Event(watch: watch.number, mask: .IN_IGNORED))
    }

    /// The last descriptor is closed: nobody can read what happens any more.
    override func descriptorsClosed() {
        for watch in watches { watch.inode.watches.removeAll { $0 === watch } }
        watches = []
        events = []
    }

    // MARK: Events

    func report(_ watch: InotifyWatch, _ mask: InotifyMask, _ name: [UInt8], _ cookie: UInt32) {
        add(Event(watch: watch.number, mask: mask, cookie: cookie, name: name))
        if watch.mask.contains(.IN_ONESHOT) { remove(watch) }
    }

    private func add(_ event: Event) {
        // The same thing twice in a row is told once.
        if events.last == event { return }
        if events.count >= Self.eventLimit {
            if events.last?.mask == .IN_Q_OVERFLOW { return }
            events.append(Event(watch: -1, mask: .IN_Q_OVERFLOW))
        } else {
            events.append(event)
        }
        queue.wakeAll(.input)
    }

    @export(interface)
    public override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        if events.isEmpty {
            if flags.contains(.O_NONBLOCK) { throw .EAGAIN }
            try queue.wait { () throws(Errno) in !events.isEmpty }
        }
        var done = 0
        var taken = 0
        for event in events {
            guard event.size <= buffer.count else { break }
            let bytes = InotifyFile.bytes(of: event)
            guard try buffer.write(bytes) == bytes.count else { throw .EFAULT }
            done += bytes.count
            taken += 1
        }
        events.removeFirst(taken)
        // Not even the first fits.
        if done == 0 { throw .EINVAL }
        return done
    }

    /// `struct inotify_event`
    private static func bytes(of event: Event) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(event.size)
        let length = UInt32(event.size - 16)
        for word in [UInt32(bitPattern: event.watch), event.mask.rawValue, event.cookie, length] {
            for shift in 0..<4 as Range<UInt32> { bytes.append(UInt8(truncatingIfNeeded: word >> (shift * 8))) }
        }
        bytes += event.name
        while bytes.count < event.size { bytes.append(0) }
        return bytes
    }

    @export(interface)
    public override func control(_ request: IoctlRequest, _ argument: UInt) throws(Errno) -> Int {
        guard request == .FIONREAD else { throw .ENOTTY }
        var total = 0
        for event in events { total += event.size }
        try UserPointer<Int32>(argument).store(Int32(clamping: total))
        return 0
    }

    @export(interface)
    public override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int { throw .EBADF }
    public override var waiters: WaitQueue? { queue }
    @export(interface)
    public override func readiness() -> PollEvents { events.isEmpty ? [] : [.POLLIN, .POLLRDNORM] }
    @export(interface)
    public override func displayName() -> [UInt8] { [UInt8](ascii: "anon_inode:inotify") }
}

extension AnonymousSuperblock {
    /// A new instance, inotify_init1(2).
    @export(interface)
    public func inotify(_ flags: OpenFlags) -> InotifyFile { InotifyFile(anonymousInode(), flags) }
}
