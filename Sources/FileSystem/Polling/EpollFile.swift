public import Bytes
public import LinuxABI
public import Sync

/// An epoll instance, epoll(7).
public final class EpollFile: OpenFile {
    private struct Interest {
        var descriptor: Int32
        var file: OpenFile
        var events: EpollEvents
        var data: UInt64
        /// What was ready when it was last reported, for edge-triggered interests.
        var reported: PollEvents = []
        var seen = FileActivity()
        /// `EPOLLONESHOT` has fired: silent until `EPOLL_CTL_MOD`.
        var isDisarmed = false
    }
    private var interests: [Interest] = []
    /// Where the next report begins, so that all get their turn.
    private var next = 0
    private let queue = WaitQueue()

    init(_ inode: Inode) { super.init(inode, nil, .O_RDWR) }

    /// An instance can watch others, five deep at most: epoll_ctl(2) `ELOOP`.
    private static var deepest: Int { 5 }

    private func index(_ descriptor: Int32, _ file: OpenFile) -> Int? {
        interests.firstIndex { $0.descriptor == descriptor && $0.file === file }
    }

    /// epoll_ctl(2). Throws: `EEXIST`, `ENOENT`, `EPERM`, `EINVAL`, `ELOOP`.
    @export(interface)
    public func change(
        _ operation: EpollOperation, _ descriptor: Int32, _ file: OpenFile, _ events: EpollEvents, _ data: UInt64
    ) throws(Errno) {
        guard file.isPollable else { throw .EPERM }
        guard file !== self else { throw .EINVAL }
        let known = index(descriptor, file)
        switch operation {
        case .EPOLL_CTL_ADD:
            if known != nil { throw .EEXIST }
            if events.contains(.EPOLLEXCLUSIVE) {
                let allowed: EpollEvents = [
                    .EPOLLIN, .EPOLLOUT, .EPOLLERR, .EPOLLHUP, .EPOLLWAKEUP, .EPOLLET, .EPOLLEXCLUSIVE,
                ]
                guard events.isSubset(of: allowed), !(file is EpollFile) else { throw .EINVAL }
            }
            if let other = file as? EpollFile {
                if other.watches(self, depth: 0) { throw .ELOOP }
                guard other.depth() < EpollFile.deepest else { throw .ELOOP }
            }
            interests.append(Interest(descriptor: descriptor, file: file, events: events, data: data))
            file.watchers.append(self)
        case .EPOLL_CTL_MOD:
            guard let known else { throw .ENOENT }
            if events.contains(.EPOLLEXCLUSIVE) || interests[known].events.contains(.EPOLLEXCLUSIVE) { throw .EINVAL }
            interests[known].events = events
            interests[known].data = data
            interests[known].reported = []
            interests[known].isDisarmed = false
        case .EPOLL_CTL_DEL:
            guard let known else { throw .ENOENT }
            interests.remove(at: known)
            if known < next { next -= 1 }
            if let place = file.watchers.firstIndex(where: { $0 === self }) { file.watchers.remove(at: place) }
        default: throw .EINVAL
        }
    }

    private func watches(_ target: EpollFile, depth: Int) -> Bool {
        if depth > EpollFile.deepest { return true }
        for interest in interests {
            guard let other = interest.file as? EpollFile else { continue }
            if other === target || other.watches(target, depth: depth + 1) { return true }
        }
        return false
    }

    private func depth() -> Int {
        var result = 1
        for interest in interests {
            if let other = interest.file as? EpollFile { result = max(result, other.depth() + 1) }
        }
        return result
    }

    /// The last descriptor of a file was closed.
    func forget(_ file: OpenFile) {
        interests.removeAll { $0.file === file }
        if next > interests.count { next = 0 }
    }

    private static var inputs: PollEvents { [.POLLIN, .POLLRDNORM, .POLLRDBAND, .POLLPRI, .POLLHUP, .POLLRDHUP] }
    private static var outputs: PollEvents { [.POLLOUT, .POLLWRNORM, .POLLWRBAND, .POLLERR] }

    /// What is to be reported of one interest now; what is not is remembered as gone, for the next edge.
    private func pending(_ index: Int) -> EpollEvents {
        let interest = interests[index]
        if interest.isDisarmed { return [] }
        let wanted = EpollEvents(rawValue: interest.events.rawValue & 0xFFFF).union([.EPOLLERR, .EPOLLHUP])
        let ready = interest.file.readiness()
        if interest.events.contains(.EPOLLET) {
            var news = ready.subtracting(interest.reported)
            // What happened again since is news, even if as much could be read or written before.
            let activity = interest.file.activity
            if activity.input != interest.seen.input { news.formUnion(ready.intersection(EpollFile.inputs)) }
            if activity.output != interest.seen.output { news.formUnion(ready.intersection(EpollFile.outputs)) }
            if ready != interest.reported { interests[index].reported = ready.intersection(interest.reported) }
            if EpollEvents(rawValue: UInt32(news.rawValue)).isDisjoint(with: wanted) { return [] }
        }
        return EpollEvents(rawValue: UInt32(ready.rawValue)).intersection(wanted)
    }

    /// The events that are there now, `limit` at most, as epoll_wait(2) gives them.
    @export(interface)
    public func collect(limit: Int, into events: inout [EpollEvent]) {
        let count = interests.count
        guard count > 0 else { return }
        var place = next % count
        for _ in 0..<count where events.count < limit {
            let found = pending(place)
            if !found.isEmpty {
                events.append(EpollEvent(events: found, data: interests[place].data))
                interests[place].reported = interests[place].file.readiness()
                interests[place].seen = interests[place].file.activity
                if interests[place].events.contains(.EPOLLONESHOT) { interests[place].isDisarmed = true }
                // Where this report stops for want of room, the next goes on.
                if events.count == limit { next = place + 1 }
            }
            place = (place + 1) % count
        }
    }

    public override var isPollable: Bool { true }
    public override var waiters: WaitQueue? { queue }
    @export(interface)
    public override func readiness() -> PollEvents {
        for index in interests.indices where !pending(index).isEmpty { return [.POLLIN, .POLLRDNORM] }
        return []
    }
    @export(interface)
    public override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int { throw .EINVAL }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int { throw .EINVAL }
    @export(interface)
    public override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .EINVAL }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .EINVAL }
    @export(interface)
    public override func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 { 0 }
    @export(interface)
    public override func synchronize() throws(Errno) { throw .EINVAL }
    @export(interface)
    public override func displayName() -> [UInt8] { [UInt8](ascii: "anon_inode:[eventpoll]") }
}

extension AnonymousSuperblock {
    /// A new epoll instance, epoll_create1(2).
    @export(interface)
    public func epoll() -> EpollFile { EpollFile(anonymousInode()) }
}
