public import Bytes
public import LinuxABI
public import Sync

/// An epoll instance, epoll(7).
///
/// Nothing is searched: a file that changes wakes the interests in its queue, they enter the ready list, and epoll_wait(2) looks at that
/// list alone. An interest stays in it while it is level-triggered and ready; an edge-triggered one leaves it when it is reported.
public final class EpollFile: OpenFile {
    private var interests: [EpollInterest] = []
    private var firstReady = Link<EpollInterest>()
    private var lastReady = Link<EpollInterest>()
    private let queue = WaitQueue()

    init(_ inode: Inode) { super.init(inode, nil, .O_RDWR) }

    deinit { forgetAll() }

    /// An instance can watch others, five deep at most: epoll_ctl(2) `ELOOP`.
    private static var deepest: Int { 5 }

    // MARK: Interests

    private func find(_ descriptor: Int32, _ file: OpenFile) -> EpollInterest? {
        // A file has few watchers; an instance may have many interests.
        for interest in file.watchers where interest.descriptor == descriptor && interest.instance.target === self { return interest }
        return nil
    }

    /// epoll_ctl(2). Throws: `EEXIST`, `ENOENT`, `EPERM`, `EINVAL`, `ELOOP`.
    @export(interface)
    public func change(
        _ operation: EpollOperation, _ descriptor: Int32, _ file: OpenFile, _ events: EpollEvents, _ data: UInt64
    ) throws(Errno) {
        guard file.isPollable else { throw .EPERM }
        guard file !== self else { throw .EINVAL }
        let known = find(descriptor, file)
        switch operation {
        case .EPOLL_CTL_ADD:
            if known != nil { throw .EEXIST }
            try check(file, events)
            add(EpollInterest(self, descriptor, file, events, data))
        case .EPOLL_CTL_MOD:
            guard let known else { throw .ENOENT }
            if events.contains(.EPOLLEXCLUSIVE) || known.wanted.contains(.EPOLLEXCLUSIVE) { throw .EINVAL }
            known.wanted = events
            known.data = data
            known.events = known.mask
            known.isDisarmed = false
            if !known.current.isEmpty { makeReady(known) }
        case .EPOLL_CTL_DEL:
            guard let known else { throw .ENOENT }
            remove(known)
        default: throw .EINVAL
        }
    }

    private func check(_ file: OpenFile, _ events: EpollEvents) throws(Errno) {
        let other = file as? EpollFile
        if events.contains(.EPOLLEXCLUSIVE) {
            let allowed: EpollEvents = [
                .EPOLLIN, .EPOLLOUT, .EPOLLERR, .EPOLLHUP, .EPOLLWAKEUP, .EPOLLET, .EPOLLEXCLUSIVE,
            ]
            guard events.isSubset(of: allowed), other == nil else { throw .EINVAL }
        }
        if let other {
            if other.watches(self, depth: 0) { throw .ELOOP }
            guard other.depth() < EpollFile.deepest else { throw .ELOOP }
        }
    }

    private func add(_ interest: EpollInterest) {
        interest.index = interests.count
        interests.append(interest)
        interest.file.watchers.append(interest)
        if let waiters = interest.file.waiters { interest.enter(waiters) }
        if !interest.current.isEmpty { makeReady(interest) }
    }

    /// Takes an interest out: of the instance, of its file's watchers and queue.
    func remove(_ interest: EpollInterest) {
        detach(interest)
        let last = interests.removeLast()
        if last !== interest {
            last.index = interest.index
            interests[interest.index] = last
        }
    }

    private func detach(_ interest: EpollInterest) {
        interest.leave()
        takeReady(interest)
        let file = interest.file
        if let place = file.watchers.firstIndex(where: { $0 === interest }) { file.watchers.remove(at: place) }
    }

    private func forgetAll() {
        for interest in interests { detach(interest) }
        interests = []
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

    // MARK: The ready list

    /// Whether a thread waits for events, or another instance.
    var isWaitedFor: Bool { !queue.isEmpty }

    /// Something may be to be reported of an interest.
    @export(interface)
    func makeReady(_ interest: EpollInterest) {
        appendReady(interest)
        queue.wake(.input)
    }

    private func appendReady(_ interest: EpollInterest) {
        if interest.isReady { return }
        interest.isReady = true
        interest.previousReady = lastReady
        if let last = lastReady.target { last.nextReady.target = interest } else { firstReady.target = interest }
        lastReady.target = interest
    }

    private func takeReady(_ interest: EpollInterest) {
        if !interest.isReady { return }
        interest.isReady = false
        if let next = interest.nextReady.target { next.previousReady = interest.previousReady } else { lastReady = interest.previousReady }
        if let previous = interest.previousReady.target { previous.nextReady = interest.nextReady } else { firstReady = interest.nextReady }
        interest.nextReady.target = nil
        interest.previousReady.target = nil
    }

    /// Puts an interest that was at the front behind all others. The only one stays where it is.
    private func rotate(_ interest: EpollInterest) {
        if interest.nextReady.isNil { return }
        takeReady(interest)
        appendReady(interest)
    }

    /// Stores the event of the only file that is ready, if it is level-triggered, which changes nothing here. Returns how many events
    /// that was: 0 where there is more to it.
    @export(interface)
    public func collectQuickly(_ events: UserPointer<EpollEvent>) -> Int {
        guard !firstReady.isNil, firstReady.isSame(as: lastReady) else { return 0 }
        return firstReady.borrowed { interest in
            if !interest.wanted.isDisjoint(with: [.EPOLLONESHOT, .EPOLLET]) { return 0 }
            let found = interest.file.readiness().intersection(interest.events)
            if found.isEmpty { return 0 }
            do throws(Errno) {
                try events.store(EpollEvent(events: EpollEvents(rawValue: UInt32(found.rawValue)), data: interest.data))
                return 1
            } catch { return 0 }
        }
    }

    /// Stores the events that are there now, `limit` at most; says how many. Throws `EFAULT` where not even one could be stored.
    @export(interface)
    public func collect(_ events: UserPointer<EpollEvent>, limit: Int) throws(Errno) -> Int {
        var count = 0
        // What is put back behind this one was looked at already.
        let end = lastReady
        while count < limit, !firstReady.isNil {
            let place = firstReady
            var failure: Errno?
            place.with { interest in
                let found = interest.current
                if found.isEmpty { return takeReady(interest) }
                let event = EpollEvent(events: EpollEvents(rawValue: UInt32(found.rawValue)), data: interest.data)
                do throws(Errno) { try events.store(event, at: count) } catch {
                    failure = error
                    return
                }
                count &+= 1
                settle(interest)
            }
            if let failure {
                if count > 0 { return count }
                throw failure
            }
            if place.isSame(as: end) { break }
        }
        return count
    }

    /// An interest at the front of the list was reported.
    @inline(__always)
    private func settle(_ interest: EpollInterest) {
        if interest.wanted.isDisjoint(with: [.EPOLLONESHOT, .EPOLLET]) {
            rotate(interest)
        } else {
            takeReady(interest)
            if interest.wanted.contains(.EPOLLONESHOT) { interest.isDisarmed = true }
        }
    }

    /// epoll_wait(2): the same, waiting until `deadline` (nanoseconds since start-up) for the first one. Throws `EFAULT`, `EINTR`.
    @export(interface)
    public func wait(_ events: UserPointer<EpollEvent>, limit: Int, until deadline: UInt64) throws(Errno) -> Int {
        var count = 0
        try queue.wait(for: .input, .exclusive, until: deadline) { () throws(Errno) in
            count = try collect(events, limit: limit)
            return count > 0
        }
        // There is more than one thread took.
        if firstReady.target != nil { queue.wake(.input) }
        return count
    }

    // MARK: As a file

    public override var isPollable: Bool { true }
    public override var waiters: WaitQueue? { queue }
    @export(interface)
    public override func readiness() -> PollEvents {
        while let interest = firstReady.target {
            if !interest.current.isEmpty { return .input }
            takeReady(interest)
        }
        return []
    }
    override func lastDescriptorClosed() {
        super.lastDescriptorClosed()
        forgetAll()
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
