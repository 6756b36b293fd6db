internal import Bytes
internal import LinuxABI
internal import Scheduling
internal import Sync

/// The priority-inheriting operations of futex(2). The word holds the owner's number; the program takes and leaves a lock that
/// nobody waits for without the kernel.
enum FutexInheritance {
    /// `FUTEX_LOCK_PI`, `FUTEX_LOCK_PI2`, and `FUTEX_TRYLOCK_PI`, which does not wait.
    /// Throws `EAGAIN`, `EDEADLK`, `EFAULT`, `EINTR`, `EINVAL`, `ESRCH`, `ETIMEDOUT`.
    static func lock(_ address: UInt, isPrivate: Bool, until deadline: UInt64, waits: Bool) throws(Errno) -> Int {
        let thread = Thread.current
        let key = try thread.process.futexKey(address, isPrivate: isPrivate)
        guard let lock = try take(address, key, for: thread, more: false, waits: waits) else { return 0 }
        let table = Threads.priorityLocks
        if table.wouldDeadlock(thread, on: lock) {
            table.dropIfUnused(lock)
            throw .EDEADLK
        }
        if thread.hasDeliverableSignal {
            table.dropIfUnused(lock)
            throw interrupted(thread)
        }
        table.enter(thread, lock)
        return try waitInQueue(thread, until: deadline)
    }

    /// Waits for the lock whose queue the thread is in.
    private static func waitInQueue(_ thread: Thread, until deadline: UInt64) throws(Errno) -> Int {
        while true {
            let isInTime = Threads.scheduler.block(thread, until: deadline)
            if thread.inheritance?.awaited == nil { return 0 }
            if thread.hasDeliverableSignal {
                Threads.priorityLocks.leave(thread)
                throw interrupted(thread)
            }
            if !isInTime {
                Threads.priorityLocks.leave(thread)
                throw .ETIMEDOUT
            }
        }
    }

    /// No handler makes these calls fail: they are made again, whatever it says of that.
    private static func interrupted(_ thread: Thread) -> Errno {
        thread.signals.restartsAlways = true
        return Threads.interrupted()
    }

    /// Takes a free lock for `thread`: nil. One that is owned is marked as waited for, and returned.
    ///
    /// - Parameters:
    ///   - more: whether others wait for it too.
    ///   - waits: without it `EAGAIN` is thrown where the lock is owned.
    private static func take(
        _ address: UInt, _ key: FutexKey, for thread: Thread, more: Bool, waits: Bool
    ) throws(Errno) -> PriorityLock? {
        let word = UserPointer<UInt32>(address)
        let number = UInt32(bitPattern: thread.id)
        while true {
            let value = try word.load()
            let owner = value & FutexWord.ownerMask
            if owner == number { throw .EDEADLK }
            // Somebody waits there who does not know of owners.
            if Threads.futexes.count(key) > 0 { throw .EINVAL }
            if let lock = Threads.priorityLocks.find(key) {
                guard owner == UInt32(bitPattern: lock.owner.id) else { throw .EINVAL }
                if !waits { throw .EAGAIN }
                return lock
            }
            if owner == 0 {
                let new = value & FutexWord.ownerDied | number | (more ? FutexWord.waiters : 0)
                if try word.compareExchange(value, new) == value { return nil }
                continue
            }
            guard let holder = thread.process.threads.find(Int32(owner)) else {
                if try word.load() != value { continue }
                throw .ESRCH
            }
            if !waits { throw .EAGAIN }
            if try word.compareExchange(value, value | FutexWord.waiters) == value {
                return Threads.priorityLocks.make(key, address: address, owner: holder)
            }
        }
    }

    /// `FUTEX_UNLOCK_PI`. Throws `EFAULT`, `EINVAL`, `EPERM`.
    static func unlock(_ address: UInt, isPrivate: Bool) throws(Errno) -> Int {
        let thread = Thread.current
        let word = UserPointer<UInt32>(address)
        guard try word.load() & FutexWord.ownerMask == UInt32(bitPattern: thread.id) else { throw .EPERM }
        let key = try thread.process.futexKey(address, isPrivate: isPrivate)
        while true {
            let value = try word.load()
            guard value & FutexWord.ownerMask == UInt32(bitPattern: thread.id) else { throw .EPERM }
            guard let lock = Threads.priorityLocks.find(key), let next = lock.waiters.first else {
                if Threads.futexes.count(key) > 0 { throw .EINVAL }
                if try word.compareExchange(value, 0) == value { return 0 }
                continue
            }
            guard lock.owner === thread else { throw .EINVAL }
            // Marked even where nobody else waits: the next owner then asks here, and is told.
            if try word.compareExchange(value, FutexWord.waiters | UInt32(bitPattern: next.id)) == value {
                Threads.priorityLocks.handOver(lock)
                return 0
            }
        }
    }

    /// `FUTEX_WAIT_REQUEUE_PI`: waits to be moved to the lock at `second`, and for that lock.
    /// Throws `EAGAIN`, `EDEADLK`, `EFAULT`, `EINTR`, `EINVAL`, `ETIMEDOUT`.
    static func waitForRequeue(
        _ address: UInt, _ value: UInt32, isPrivate: Bool, until deadline: UInt64, _ second: UInt
    ) throws(Errno) -> Int {
        if address == second { throw .EINVAL }
        let thread = Thread.current
        let target = try thread.process.futexKey(second, isPrivate: isPrivate)
        let key = try thread.process.futexKey(address, isPrivate: isPrivate)
        if key == target { throw .EINVAL }
        guard try UserPointer<UInt32>(address).load() == value else { throw .EAGAIN }
        if thread.hasDeliverableSignal { throw interrupted(thread) }
        let (part, wait) = (thread.priorityPart, thread.futex)
        part.requeueTarget = target
        part.wouldDeadlock = false
        defer { part.requeueTarget = nil }
        wait.key = key
        // No plain wake-up fits.
        wait.bits = 0
        Threads.futexes.add(wait)
        while true {
            let isInTime = Threads.scheduler.block(thread, until: deadline)
            if part.wouldDeadlock { throw .EDEADLK }
            let hasMoved = !wait.isWaiting
            if hasMoved, part.awaited == nil { return 0 }
            let isInterrupted = thread.hasDeliverableSignal
            guard isInterrupted || !isInTime else { continue }
            if hasMoved { Threads.priorityLocks.leave(thread) } else { Threads.futexes.remove(wait) }
            guard isInterrupted else { throw .ETIMEDOUT }
            if !hasMoved { throw interrupted(thread) }
            // The word has changed since, or nobody would have moved it: made again, the call would say so.
            _ = Threads.interrupted()
            throw .EAGAIN
        }
    }

    /// `FUTEX_CMP_REQUEUE_PI`: gives the lock to the first of those who wait, if it is free, and lets up to `limit` others wait for it.
    /// Returns how many were given it or moved. Throws `EAGAIN`, `EDEADLK`, `EFAULT`, `EINVAL`, `ESRCH`.
    static func requeue(
        _ address: UInt, _ count: Int32, _ limit: Int32, isPrivate: Bool, _ second: UInt, _ value: UInt32
    ) throws(Errno) -> Int {
        // One is woken: there is one lock to be had.
        guard address != second, count == 1, limit >= 0 else { throw .EINVAL }
        let process = Process.current
        let key = try process.futexKey(address, isPrivate: isPrivate)
        let target = try process.futexKey(second, isPrivate: isPrivate)
        guard key != target else { throw .EINVAL }
        guard try UserPointer<UInt32>(address).load() == value else { throw .EAGAIN }
        guard let first = Threads.futexes.first(key), let thread = first.thread.target else { return 0 }
        guard thread.inheritance?.requeueTarget == target else { throw .EINVAL }
        let hasMore = limit > 0 && Threads.futexes.count(key) > 1
        var moved = 0
        var rest = Int(limit) + 1
        if let lock = try take(second, target, for: thread, more: hasMore, waits: true) {
            while rest > 0, let wait = Threads.futexes.first(key), let thread = wait.thread.target {
                try move(wait, thread, lock)
                moved += 1
                rest -= 1
            }
            Threads.priorityLocks.dropIfUnused(lock)
            return moved
        }
        Threads.futexes.remove(first)
        Threads.scheduler.wake(thread)
        moved += 1
        rest -= 1
        guard hasMore else { return moved }
        let lock = Threads.priorityLocks.make(target, address: second, owner: thread)
        while rest > 0, let wait = Threads.futexes.first(key), let next = wait.thread.target {
            try move(wait, next, lock)
            moved += 1
            rest -= 1
        }
        Threads.priorityLocks.dropIfUnused(lock)
        return moved
    }

    private static func move(_ wait: FutexWait, _ thread: Thread, _ lock: PriorityLock) throws(Errno) {
        guard let part = thread.inheritance, part.requeueTarget == lock.key else {
            Threads.priorityLocks.dropIfUnused(lock)
            throw .EINVAL
        }
        Threads.futexes.remove(wait)
        if Threads.priorityLocks.wouldDeadlock(thread, on: lock) {
            part.wouldDeadlock = true
            Threads.scheduler.wake(thread)
        } else {
            Threads.priorityLocks.enter(thread, lock)
        }
    }

    /// Whether somebody waits on `key` in a way that a plain operation must not touch.
    static func isInUse(_ key: FutexKey) -> Bool {
        if Threads.priorityLocks.find(key) != nil { return true }
        return Threads.futexes.first(key)?.thread.target?.inheritance?.requeueTarget != nil
    }

    /// A thread ends: what it owns, and others wait for, is theirs. They are told by a bit in the word.
    static func release(_ thread: Thread) {
        while let lock = thread.inheritance?.owned.first, let next = lock.waiters.first {
            let word = UserPointer<UInt32>(lock.address)
            let new = FutexWord.waiters | FutexWord.ownerDied | UInt32(bitPattern: next.id)
            do throws(Errno) {
                var value = try word.load()
                while true {
                    let found = try word.compareExchange(value, new)
                    if found == value { break }
                    value = found
                }
            } catch {
                // The program has unmapped it: those who wait go on all the same.
            }
            Threads.priorityLocks.handOver(lock)
        }
    }
}
