public import LinuxABI

/// Those who wait for something to happen to one object, such as a file: the shared ones first, then the exclusive ones in order of
/// arrival. The kernel's lock guards it.
public final class WaitQueue {
    private var first = Link<Waiter>()
    private var last = Link<Waiter>()

    public init() {}

    /// Whether nobody waits.
    @inline(__always)
    public var isEmpty: Bool { first.isNil }

    // MARK: Waiting

    /// Returns true as soon as `condition` holds, giving the processor up in between, or false at `deadline` (nanoseconds since start-up).
    /// Throws what `condition` throws, and `EINTR` where a signal ends the wait.
    ///
    /// - Parameter events: what can make the condition true. Wake-ups for other events pass this thread by.
    /// - Parameter sharing: `exclusive` where one thread uses up what made the condition true. Whoever leaves some of it must wake the
    ///   next one.
    @discardableResult
    @inline(__always)
    public func wait(
        for events: PollEvents = .all, _ sharing: WaitSharing = .shared, until deadline: UInt64 = .max,
        _ condition: () throws(Errno) -> Bool
    ) throws(Errno) -> Bool {
        if try condition() { return true }
        let place = try enter(for: events, sharing)
        defer { leave(place) }
        while true {
            do throws(Errno) {
                let isInTime = try park(place, until: deadline)
                if try condition() { return true }
                if !isInTime { return false }
            } catch {
                // What has come counts for more than the signal.
                if try condition() { return true }
                // A wake-up that was meant for one thread must not end with it.
                if place.borrowed({ $0.isWoken }) { wake(events) }
                throw error
            }
        }
    }

    // Held, in these three: the running thread keeps its place, and does not end in a wait.

    /// The running thread begins to wait. Throws `EDEADLK` where there is nobody to wait for.
    @export(interface)
    public func enter(for events: PollEvents, _ sharing: WaitSharing) throws(Errno) -> Link<Waiter> {
        let parking = unsafe Parking.current
        if parking.isNil { throw .EDEADLK }
        let place = parking.borrowed { $0.waiter() }
        place.borrowed { waiter in
            waiter.events = events.union(.always)
            waiter.sharing = sharing
            add(waiter)
        }
        return place
    }

    @inline(__always)
    public func park(_ place: Link<Waiter>, until deadline: UInt64) throws(Errno) -> Bool {
        place.borrowed { $0.isWoken = false }
        return try unsafe Parking.current.borrowed { (parking) throws(Errno) in try parking.park(until: deadline) }
    }

    @export(interface)
    public func leave(_ place: Link<Waiter>) { place.borrowed { remove($0) } }

    // MARK: Waking

    /// One of `events` has happened: wakes all shared waiters that wait for it, and one exclusive one.
    @inline(__always)
    public func wake(_ events: PollEvents) { if !first.isNil { wakeSome(events) } }

    /// Nobody who waits for `events` needs to wait any longer.
    @inline(__always)
    public func wakeAll(_ events: PollEvents = .all) { if !first.isNil { wakeEach(events) } }

    @export(interface)
    public func wakeSome(_ events: PollEvents) {
        var place = first
        while !place.isNil {
            let (next, isTaken) = place.borrowed { waiter in
                // The next one is looked up before this one can leave.
                (waiter.next, !waiter.events.isDisjoint(with: events) && waiter.wake(events) && waiter.sharing == .exclusive)
            }
            if isTaken { return }
            place = next
        }
    }

    @export(interface)
    public func wakeEach(_ events: PollEvents) {
        var waiter = first
        while let current = waiter.target {
            waiter = current.next
            if !current.events.isDisjoint(with: events) { _ = current.wake(events) }
        }
    }

    // MARK: Members

    @inline(__always)
    func add(_ waiter: Waiter) {
        let link = Link(waiter)
        waiter.queue = Link(self)
        if waiter.sharing == .exclusive {
            waiter.previous = last
            if last.isNil { first = link } else { last.with { $0.next = link } }
            last = link
        } else {
            waiter.next = first
            if first.isNil { last = link } else { first.with { $0.previous = link } }
            first = link
        }
    }

    @inline(__always)
    func remove(_ waiter: Waiter) {
        let (next, previous) = (waiter.next, waiter.previous)
        if next.isNil { last = previous } else { next.with { $0.previous = previous } }
        if previous.isNil { first = next } else { previous.with { $0.next = next } }
        waiter.next = Link()
        waiter.previous = Link()
        waiter.queue = Link()
    }
}
