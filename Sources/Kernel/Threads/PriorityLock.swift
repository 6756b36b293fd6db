internal import Scheduling
internal import Sync

/// The kernel's side of a priority-inheriting futex: there as long as somebody waits for it (Linux
/// Documentation/locking/pi-futex). Under the kernel's lock.
final class PriorityLock {
    let key: FutexKey
    /// Where its word is, for handing it over when the owner ends.
    let address: UInt
    fileprivate(set) var owner: Thread
    /// Who waits, highest level first, in order of arrival among equals.
    fileprivate(set) var waiters: [Thread] = []

    fileprivate init(_ key: FutexKey, address: UInt, owner: Thread) {
        self.key = key
        self.address = address
        self.owner = owner
    }

    /// Behind all of its level or a higher one.
    fileprivate func insert(_ thread: Thread) {
        let level = thread.effectiveLevel
        let place = waiters.firstIndex { $0.effectiveLevel < level } ?? waiters.count
        waiters.insert(thread, at: place)
    }

    fileprivate func remove(_ thread: Thread) {
        if let place = waiters.firstIndex(where: { $0 === thread }) { waiters.remove(at: place) }
    }
}

/// A thread's part in priority inheritance; made when it first meets such a lock.
final class PriorityInheritance {
    /// The locks of its own that others wait for.
    fileprivate(set) var owned: [PriorityLock] = []
    /// The lock that it waits for itself.
    fileprivate(set) var awaited: PriorityLock?
    /// `FUTEX_WAIT_REQUEUE_PI`: the lock that it lets itself be moved to.
    var requeueTarget: FutexKey?
    /// It was refused what it was to be moved to: that would wait for itself.
    var wouldDeadlock = false

    init() {}
}

extension Thread {
    /// Its part in priority inheritance, made now if there is none.
    var priorityPart: PriorityInheritance {
        if let inheritance { return inheritance }
        let part = PriorityInheritance()
        inheritance = part
        return part
    }
}

/// All priority-inheriting futexes that somebody waits for, and how levels go along their chains.
final class PriorityLockTable {
    private var locks: [UInt: PriorityLock] = [:]
    private let scheduler: Scheduler

    init(_ scheduler: Scheduler) { self.scheduler = scheduler }

    var isEmpty: Bool { locks.isEmpty }

    /// The lock that is known by `key`, nil where nobody waits.
    func find(_ key: FutexKey) -> PriorityLock? { locks.isEmpty ? nil : locks[key.rawValue] }

    /// A lock of `owner`'s that somebody is about to wait for.
    func make(_ key: FutexKey, address: UInt, owner: Thread) -> PriorityLock {
        let lock = PriorityLock(key, address: address, owner: owner)
        locks[key.rawValue] = lock
        owner.priorityPart.owned.append(lock)
        return lock
    }

    /// Whether `thread` would wait for itself if it waited for `lock`.
    func wouldDeadlock(_ thread: Thread, on lock: PriorityLock) -> Bool {
        var owner = lock.owner
        while owner !== thread {
            guard let next = owner.inheritance?.awaited else { return false }
            owner = next.owner
        }
        return true
    }

    /// `thread` begins to wait; the owner, and whoever that waits for, inherit its level. There must be no deadlock.
    func enter(_ thread: Thread, _ lock: PriorityLock) {
        thread.priorityPart.awaited = lock
        lock.insert(thread)
        raise(lock.owner)
    }

    /// `thread` waits no longer, without having got the lock.
    func leave(_ thread: Thread) {
        guard let part = thread.inheritance, let lock = part.awaited else { return }
        part.awaited = nil
        lock.remove(thread)
        dropIfUnused(lock)
        raise(lock.owner)
    }

    /// Lets go of a lock that nobody waits for.
    func dropIfUnused(_ lock: PriorityLock) {
        guard lock.waiters.isEmpty else { return }
        locks[lock.key.rawValue] = nil
        disown(lock)
    }

    /// The lock goes to the first of those who wait, whom the caller has written into its word.
    func handOver(_ lock: PriorityLock) {
        let old = lock.owner
        let next = lock.waiters.removeFirst()
        next.priorityPart.awaited = nil
        disown(lock)
        if lock.waiters.isEmpty {
            locks[lock.key.rawValue] = nil
        } else {
            lock.owner = next
            next.priorityPart.owned.append(lock)
            raise(next)
        }
        raise(old)
        scheduler.wake(next)
    }

    /// A thread's own level has changed: so has its place where it waits, and what the owner there inherits.
    func levelChanged(_ thread: Thread) {
        guard let lock = thread.inheritance?.awaited else { return }
        lock.remove(thread)
        lock.insert(thread)
        raise(lock.owner)
    }

    private func disown(_ lock: PriorityLock) {
        guard let part = lock.owner.inheritance, let place = part.owned.firstIndex(where: { $0 === lock }) else { return }
        part.owned.swapAt(place, part.owned.count - 1)
        part.owned.removeLast()
    }

    /// What `start` inherits has changed, perhaps: and so on along the chain, which has an end.
    private func raise(_ start: Thread) {
        var thread = start
        while true {
            var inherited = 0
            for lock in thread.inheritance?.owned ?? [] {
                if let first = lock.waiters.first { inherited = max(inherited, first.effectiveLevel) }
            }
            let before = thread.effectiveLevel
            scheduler.set(thread, inheritedLevel: inherited)
            guard thread.effectiveLevel != before, let lock = thread.inheritance?.awaited else { return }
            lock.remove(thread)
            lock.insert(thread)
            thread = lock.owner
        }
    }
}
