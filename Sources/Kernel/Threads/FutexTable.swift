internal import Scheduling
internal import Sync

/// What a futex is known by: its address, for one that only this process uses, else the place in memory behind it.
struct FutexKey: Equatable {
    /// Virtual or physical address; bit 0 tells the physical ones, bit 1 shared ones of the process's private memory.
    var rawValue: UInt

    @inline(__always) var bucket: Int { Int(truncatingIfNeeded: (rawValue &* 0x9e37_79b9_7f4a_7c15) >> 56) }
}

/// A thread's wait on a futex.
final class FutexWait {
    var key = FutexKey(rawValue: 0)
    /// FUTEX_WAIT_BITSET; all bits for the plain call.
    var bits: UInt32 = 0
    /// The call's operation and the value that its word had, where it is a plain private one: what making it again takes.
    var operation: UInt = 0
    var value: UInt = 0
    /// Whether it is in the table; it leaves by being woken.
    var isWaiting = false
    var thread = Link<Thread>()
    fileprivate var level: Int { thread.with { $0.effectiveLevel } ?? 0 }
    fileprivate var next = Link<FutexWait>()
    fileprivate var previous = Link<FutexWait>()
}

/// Who waits on which futex: lists by a hash of the key, in order of arrival, higher levels first. Under the kernel's lock.
final class FutexTable {
    private struct Bucket {
        var first = Link<FutexWait>()
        var last = Link<FutexWait>()
    }
    private var buckets = InlineArray<256, Bucket>(repeating: Bucket())

    /// Whether nobody waits on a futex of that bucket.
    @inline(__always)
    func isEmpty(_ key: FutexKey) -> Bool { buckets[key.bucket].first.isNil }

    @inline(__always)
    func add(_ wait: FutexWait) {
        let bucket = wait.key.bucket
        wait.isWaiting = true
        if !buckets[bucket].first.isNil { return add(wait, toOthersOf: bucket) }
        wait.previous = Link()
        wait.next = Link()
        buckets[bucket] = Bucket(first: Link(wait), last: Link(wait))
    }

    @inline(never)
    private func add(_ wait: FutexWait, toOthersOf bucket: Int) {
        // Behind all of its level or a higher one.
        let level = wait.level
        var after = buckets[bucket].last
        while after.with({ $0.level < level }) == true { after = after.with { $0.previous } ?? Link() }
        let link = Link(wait)
        wait.previous = after
        wait.next = after.with { $0.next } ?? buckets[bucket].first
        if wait.next.isNil { buckets[bucket].last = link } else { wait.next.with { $0.previous = link } }
        if after.isNil { buckets[bucket].first = link } else { after.with { $0.next = link } }
    }

    func remove(_ wait: FutexWait) {
        guard wait.isWaiting else { return }
        take(wait, out: wait.key.bucket)
    }

    @inline(__always)
    private func take(_ wait: FutexWait, out bucket: Int) {
        wait.isWaiting = false
        let (next, previous) = (wait.next, wait.previous)
        if next.isNil { buckets[bucket].last = previous } else { next.with { $0.previous = previous } }
        if previous.isNil { buckets[bucket].first = next } else { previous.with { $0.next = next } }
    }

    /// Wakes up to `count` of those who wait on `key` with one of `bits`; says how many.
    func wake(_ key: FutexKey, _ count: Int, bits: UInt32 = .max, _ scheduler: Scheduler) -> Int {
        var woken = 0
        let bucket = key.bucket
        var position = buckets[bucket].first
        while !position.isNil, woken < count {
            position = position.with { wait in
                let next = wait.next
                if wait.key == key, wait.bits & bits != 0 {
                    take(wait, out: bucket)
                    wait.thread.with { scheduler.wake($0) }
                    woken &+= 1
                }
                return next
            } ?? Link()
        }
        return woken
    }

    /// Wakes the first that waits on `key` for any bit, if it is the first of the bucket. Returns whether it is.
    @inline(__always)
    func wakeOne(_ key: FutexKey, _ scheduler: Scheduler) -> Bool {
        let bucket = key.bucket
        return buckets[bucket].first.with { wait in
            guard wait.key == key, wait.bits != 0 else { return false }
            take(wait, out: bucket)
            wait.thread.with { scheduler.wake($0) }
            return true
        } ?? false
    }

    /// Moves up to `count` waits from one futex to another; says how many.
    func move(_ from: FutexKey, _ to: FutexKey, _ count: Int) -> Int {
        if from == to { return 0 }
        var moved = 0
        var position = buckets[from.bucket].first
        while let wait = position.target, moved < count {
            position = wait.next
            guard wait.key == from else { continue }
            remove(wait)
            wait.key = to
            add(wait)
            moved += 1
        }
        return moved
    }

    /// The first that waits on `key`: of the highest level, and among those the longest.
    func first(_ key: FutexKey) -> FutexWait? {
        var position = buckets[key.bucket].first
        while let wait = position.target {
            if wait.key == key { return wait }
            position = wait.next
        }
        return nil
    }

    /// How many wait on `key`.
    func count(_ key: FutexKey) -> Int {
        var count = 0
        var position = buckets[key.bucket].first
        while let wait = position.target {
            if wait.key == key { count += 1 }
            position = wait.next
        }
        return count
    }
}
