internal import Scheduling
internal import Sync

/// What a futex is known by: its address, for one that only this process uses, else the place in memory behind it.
struct FutexKey: Equatable {
    /// Virtual or physical address; bit 0 tells the physical ones, bit 1 shared ones of the process's private memory.
    var rawValue: UInt

    var bucket: Int { Int(truncatingIfNeeded: (rawValue &* 0x9e37_79b9_7f4a_7c15) >> 56) }
}

/// A thread's wait on a futex.
final class FutexWait {
    var key = FutexKey(rawValue: 0)
    /// FUTEX_WAIT_BITSET; all bits for the plain call.
    var bits: UInt32 = 0
    /// Whether it is in the table; it leaves by being woken.
    var isWaiting = false
    var thread = Link<Thread>()
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
    func isEmpty(_ key: FutexKey) -> Bool { buckets[key.bucket].first.target == nil }

    func add(_ wait: FutexWait) {
        let bucket = wait.key.bucket
        wait.isWaiting = true
        // Behind all of its level or a higher one.
        let level = wait.thread.target?.effectiveLevel ?? 0
        var after = buckets[bucket].last
        while let candidate = after.target, (candidate.thread.target?.effectiveLevel ?? 0) < level { after = candidate.previous }
        wait.previous = after
        wait.next = after.target?.next ?? buckets[bucket].first
        if let next = wait.next.target { next.previous.target = wait } else { buckets[bucket].last.target = wait }
        if let previous = after.target { previous.next.target = wait } else { buckets[bucket].first.target = wait }
    }

    func remove(_ wait: FutexWait) {
        guard wait.isWaiting else { return }
        let bucket = wait.key.bucket
        wait.isWaiting = false
        if let next = wait.next.target { next.previous = wait.previous } else { buckets[bucket].last = wait.previous }
        if let previous = wait.previous.target { previous.next = wait.next } else { buckets[bucket].first = wait.next }
        wait.next.target = nil
        wait.previous.target = nil
    }

    /// Wakes up to `count` of those who wait on `key` with one of `bits`; says how many.
    func wake(_ key: FutexKey, _ count: Int, bits: UInt32 = .max, _ scheduler: Scheduler) -> Int {
        var woken = 0
        var position = buckets[key.bucket].first
        while let wait = position.target, woken < count {
            position = wait.next
            guard wait.key == key, wait.bits & bits != 0 else { continue }
            remove(wait)
            if let thread = wait.thread.target { scheduler.wake(thread) }
            woken += 1
        }
        return woken
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
